/** Referrals of job-seekers to vacancies: each is answered once, by the employer, the person, or nobody in time. */
import { DomainError, OperatorError } from '../../domain/errors.ts'
import type { JobReferral, JobReferrals, OwnRefusals } from '../../domain/job-referral.ts'
import type { RecordsContext } from './context.ts'
import { json } from './database.ts'
import { holdReferrals } from './vacancies.ts'

export function createJobReferrals({ sql, now }: RecordsContext): JobReferrals {
  const get = async (id: string) => {
    const [row] = await sql.rows<Row>('select * from job_referral where id = $1', [id])
    if (row !== undefined) return toReferral(row)
    throw new OperatorError(
      `There is no referral ${id}`,
      'Check that engine and database belong together (a restored backup?); otherwise cancel the instance in Operate.',
    )
  }
  const end = async (id: string, state: string, reasons: { employer?: string; seeker?: string } = {}) => {
    const ended = await sql.rows(
      `update job_referral set state = $2, answered_at = $3, employer_reason = $4, seeker_reason = $5
       where id = $1 and state = 'sent' returning id`,
      [id, state, now(), reasons.employer, reasons.seeker],
    )
    return ended.length > 0
  }
  return {
    get,
    add: async ({ caseId, vacancyId, match, answerDueAt, year }) => {
      // Two advisers who give away the last place wait for each other here.
      await holdReferrals(sql, vacancyId)
      const [hindrance] = await sql.rows<Hindrance>(readHindrance, [caseId, vacancyId])
      if (hindrance?.is_closed === true) throw new DomainError('VACANCY_CLOSED', 'The vacancy is closed')
      if (hindrance?.is_full === true) {
        throw new DomainError('VACANCY_FULL', 'Every place is taken or waits for an answer')
      }
      if (hindrance?.is_known === true) {
        throw new DomainError(
          'ALREADY_REFERRED',
          'The person was referred there before, or still waits for an answer',
        )
      }
      const [row] = await sql.rows<Row>(insert, [year, caseId, vacancyId, json(match), now(), answerDueAt])
      if (row === undefined) throw new Error('insert into job_referral answered with no referral')
      return toReferral(row)
    },
    findByNumber: async (number) => {
      const [row] = await sql.rows<Row>('select * from job_referral where number = $1', [number])
      return row === undefined ? undefined : toReferral(row)
    },
    of: async (caseId) =>
      (
        await sql.rows<Row>('select * from job_referral where case_id = $1 order by sent_at, number', [
          caseId,
        ])
      ).map(toReferral),
    answer: (id, { answer, reason }) =>
      answer === 'hired'
        ? end(id, 'hired')
        : end(id, 'employer-refused', reason === undefined ? {} : { employer: reason }),
    refuse: (id, reason) => end(id, 'seeker-refused', { seeker: reason }),
    endForClosed: async (vacancyId) =>
      (
        await sql.rows<Row>(
          `update job_referral set state = 'vacancy-closed', answered_at = $2
           where vacancy_id = $1 and state = 'sent' returning *`,
          [vacancyId, now()],
        )
      ).map(toReferral),
    settle: async (id) => {
      await end(id, 'no-answer')
      return get(id)
    },
    judge: async (id, judgement) => {
      await sql.rows(
        `update job_referral set judgement = $2, judged_at = $3
         where id = $1 and state = 'seeker-refused' and judgement is null`,
        [id, judgement, now()],
      )
    },
    unfoundedRefusals: async (fins, { from, until }) =>
      (
        await sql.rows<RefusalRow>(
          `select fin, count(*)::int as count, max(baku_day)::text as last_on
           from job_referral join job_seeker using (case_id),
             lateral (select (answered_at at time zone 'Asia/Baku')::date as baku_day) refused
           where fin = any ($1::text[]) and judgement = 'unfounded' and baku_day between $2::date and $3::date
           group by fin order by fin`,
          [fins, from, until],
        )
      ).map(({ fin, count, last_on }): OwnRefusals => ({ fin, count, lastOn: last_on })),
  }
}

const insert = `
  insert into job_referral (number, case_id, vacancy_id, match, sent_at, answer_due_at)
  select 'REF-' || $1 || '-' || lpad(running, greatest(6, length(running)), '0'), $2, $3, $4::jsonb, $5, $6
  from (select nextval('job_referral_number_seq')::text as running) next
  returning *`

const readHindrance = `
  select closed_at is not null as is_closed,
    places <= (select count(*) from job_referral where vacancy_id = $2::uuid and state in ('sent', 'hired')) as is_full,
    exists (select from job_referral where case_id = $1::uuid and (vacancy_id = $2::uuid or state = 'sent')) as is_known
  from vacancy where id = $2::uuid`

interface Hindrance {
  readonly is_closed: boolean
  readonly is_full: boolean
  readonly is_known: boolean
}

interface RefusalRow {
  readonly fin: string
  readonly count: number
  readonly last_on: string
}

interface Row {
  readonly id: string
  readonly number: string
  readonly case_id: string
  readonly vacancy_id: string
  readonly match: JobReferral['match']
  readonly state: JobReferral['state']
  readonly sent_at: string
  readonly answer_due_at: string
  readonly answered_at: string | null
  readonly employer_reason: NonNullable<JobReferral['employerReason']> | null
  readonly seeker_reason: string | null
  readonly judgement: NonNullable<JobReferral['judgement']> | null
}

const toReferral = (row: Row): JobReferral => ({
  id: row.id,
  number: row.number,
  caseId: row.case_id,
  vacancyId: row.vacancy_id,
  match: row.match,
  state: row.state,
  sentAt: row.sent_at,
  answerDueAt: row.answer_due_at,
  answeredAt: row.answered_at ?? undefined,
  employerReason: row.employer_reason ?? undefined,
  seekerReason: row.seeker_reason ?? undefined,
  judgement: row.judgement ?? undefined,
})
