/** The register of job-seekers, and the active measures of those with the status. */
import { DomainError, OperatorError } from '../../domain/errors.ts'
import type { JobSeeker, JobSeekers, MeasureTaken } from '../../domain/job-seeker.ts'
import type { JobProfile } from '../../domain/job-profile.ts'
import type { RecordsContext } from './context.ts'

export function createJobSeekers({ sql, now }: RecordsContext): JobSeekers {
  const find = async (caseId: string) => {
    const [row] = await sql.rows<Row>('select * from job_seeker where case_id = $1', [caseId])
    return row === undefined ? undefined : toJobSeeker(row)
  }
  return {
    find,
    get: async (caseId) => {
      const found = await find(caseId)
      if (found !== undefined) return found
      throw new OperatorError(
        `Case ${caseId} is no entry of the register of job-seekers`,
        'Check that engine and database belong together (a restored backup?); otherwise cancel the instance in Operate.',
      )
    },
    check: async (fin, on) => {
      await sql.rows(`select pg_advisory_xact_lock(hashtextextended('job-seeker ' || $1, 0))`, [fin])
      const [known] = await sql.rows<{ readonly is_on: boolean | null; readonly until: string | null }>(
        `select bool_or(${onRegister}) as is_on, max(off_register_until)::text as until from job_seeker where fin = $1`,
        [fin],
      )
      if (known?.is_on === true) {
        throw new DomainError('JOB_SEEKER_ALREADY_REGISTERED', 'The person is on the register already')
      }
      const until = known?.until ?? ''
      if (until > on) {
        throw new DomainError('OFF_REGISTER', `The person is off the register until ${until}`, {
          detail: { offRegisterUntil: until },
        })
      }
    },
    add: async ({ caseId, fin, profile, registeredOn }) => {
      await sql.rows(
        `insert into job_seeker (case_id, fin, registered_on, education, occupation_code, field, experience_years, places,
           wage_wanted_qepik, health_limits, languages, employed_as)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
        [caseId, fin, registeredOn, ...profileValues(profile)],
      )
    },
    setProfile: async (caseId, profile) => {
      const changed = await sql.rows(
        `update job_seeker set education = $2, occupation_code = $3, field = $4, experience_years = $5, places = $6,
           wage_wanted_qepik = $7, health_limits = $8, languages = $9, employed_as = $10
         where case_id = $1 and ${onRegister} and (unemployed_since is null or $10::text is null) returning case_id`,
        [caseId, ...profileValues(profile)],
      )
      if (changed.length === 0) {
        throw new DomainError(
          'NOT_ON_REGISTER',
          'The person is not on the register, or has the status already',
        )
      }
    },
    setSearchDueAt: async (caseId, searchDueAt) => {
      await sql.rows('update job_seeker set search_due_at = $2 where case_id = $1', [caseId, searchDueAt])
    },
    setUnemployed: async (caseId, since) => {
      await sql.rows(
        `update job_seeker set state = 'unemployed', unemployed_since = coalesce(unemployed_since, $2::date)
         where case_id = $1 and ${onRegister}`,
        [caseId, since],
      )
    },
    leave: async (caseId, reason, on) => {
      const left = await sql.rows(
        `update job_seeker set state = 'left', leaving_reason = $2, ended_on = $3
         where case_id = $1 and ${onRegister} returning case_id`,
        [caseId, reason, on],
      )
      await sql.rows(
        `update job_referral set state = 'withdrawn', answered_at = $2 where case_id = $1 and state = 'sent' and $3`,
        [caseId, now(), left.length > 0],
      )
      return left.length > 0
    },
    end: async (caseId, { state, on, offRegisterUntil }) => {
      await sql.rows(
        `update job_seeker set state = $2, ended_on = $3, off_register_until = $4 where case_id = $1 and ${onRegister}`,
        [caseId, state, on, offRegisterUntil],
      )
    },
    beginMeasure: async (caseId, { measure, on, dueAt }) => {
      const [row] = await sql.rows<{ readonly id: string }>(
        'insert into active_measure (case_id, measure, begun_on, due_at) values ($1, $2, $3, $4) returning id',
        [caseId, measure, on, dueAt],
      )
      if (row === undefined) throw new Error('insert into active_measure answered with no measure')
      return row.id
    },
    endMeasure: async (measureId, { outcome, on, openedCaseId }) => {
      await sql.rows(
        `update active_measure set outcome = $2, ended_on = $3, opened_case_id = $4 where id = $1 and outcome is null`,
        [measureId, outcome, on, openedCaseId],
      )
    },
    measures: async (caseId) =>
      (
        await sql.rows<MeasureRow>(
          'select * from active_measure where case_id = $1 order by begun_on, measure, id',
          [caseId],
        )
      ).map(toMeasure),
  }
}

const onRegister = `state in ('seeking', 'unemployed')`

const profileValues = (profile: JobProfile | undefined): readonly unknown[] => [
  profile?.education,
  profile?.occupationCode,
  profile?.field,
  profile?.experienceYears,
  profile?.places,
  profile?.wageWantedQepik,
  profile?.healthLimits,
  profile?.languages,
  profile?.employedAs,
]

interface Row {
  readonly case_id: string
  readonly fin: string
  readonly education: JobProfile['education'] | null
  readonly occupation_code: string | null
  readonly field: JobProfile['field'] | null
  readonly experience_years: number | null
  readonly places: JobProfile['places'] | null
  readonly wage_wanted_qepik: string | null
  readonly health_limits: JobProfile['healthLimits'] | null
  readonly languages: JobProfile['languages'] | null
  readonly employed_as: NonNullable<JobProfile['employedAs']> | null
  readonly state: JobSeeker['state']
  readonly registered_on: string
  readonly search_due_at: string | null
  readonly unemployed_since: string | null
  readonly off_register_until: string | null
  readonly leaving_reason: NonNullable<JobSeeker['leavingReason']> | null
  readonly ended_on: string | null
}

function toProfile(row: Row): JobProfile | undefined {
  const { education, occupation_code, field, experience_years, places, wage_wanted_qepik, languages } = row
  // The table holds all of them or none.
  if (
    education === null ||
    occupation_code === null ||
    field === null ||
    experience_years === null ||
    places === null ||
    wage_wanted_qepik === null ||
    languages === null
  ) {
    return undefined
  }
  return {
    education,
    occupationCode: occupation_code,
    field,
    experienceYears: experience_years,
    places,
    wageWantedQepik: Number(wage_wanted_qepik),
    healthLimits: row.health_limits ?? [],
    languages,
    ...(row.employed_as === null ? {} : { employedAs: row.employed_as }),
  }
}

const toJobSeeker = (row: Row): JobSeeker => ({
  caseId: row.case_id,
  fin: row.fin,
  profile: toProfile(row),
  state: row.state,
  registeredOn: row.registered_on,
  searchDueAt: row.search_due_at ?? undefined,
  unemployedSince: row.unemployed_since ?? undefined,
  offRegisterUntil: row.off_register_until ?? undefined,
  leavingReason: row.leaving_reason ?? undefined,
  endedOn: row.ended_on ?? undefined,
})

interface MeasureRow {
  readonly id: string
  readonly case_id: string
  readonly measure: MeasureTaken['measure']
  readonly begun_on: string
  readonly due_at: string | null
  readonly outcome: NonNullable<MeasureTaken['outcome']> | null
  readonly ended_on: string | null
  readonly opened_case_id: string | null
}

const toMeasure = (row: MeasureRow): MeasureTaken => ({
  id: row.id,
  caseId: row.case_id,
  measure: row.measure,
  begunOn: row.begun_on,
  dueAt: row.due_at ?? undefined,
  outcome: row.outcome ?? undefined,
  endedOn: row.ended_on ?? undefined,
  openedCaseId: row.opened_case_id ?? undefined,
})
