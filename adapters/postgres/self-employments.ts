/** Applications for the self-employment programme beside their case, and everything entered on their way. */
import { OperatorError } from '../../domain/errors.ts'
import type { SelfEmployment, SelfEmployments } from '../../domain/self-employment-records.ts'
import type { RecordsContext } from './context.ts'
import { json } from './database.ts'
import { createBusinessPlans } from './business-plans.ts'

export function createSelfEmployments(context: RecordsContext): SelfEmployments {
  const { sql, now } = context
  const read = async (caseId: string, lock = '') => {
    const [row] = await sql.rows<Row>(`select * from self_employment where case_id = $1 ${lock}`, [caseId])
    return row === undefined ? undefined : toSelfEmployment(row)
  }
  const wanted = (caseId: string, found: SelfEmployment | undefined): SelfEmployment => {
    if (found !== undefined) return found
    throw new OperatorError(
      `Case ${caseId} is none of the self-employment programme`,
      'Check that engine and database belong together (a restored backup?); otherwise cancel the instance in Operate.',
    )
  }
  return {
    ...createBusinessPlans(context),
    find: (caseId) => read(caseId),
    get: async (caseId) => wanted(caseId, await read(caseId)),
    lock: async (caseId) => wanted(caseId, await read(caseId, 'for update')),
    add: async ({ caseId, activity, idea }) => {
      await sql.rows('insert into self_employment (case_id, activity, idea) values ($1, $2, $3)', [
        caseId,
        activity ?? null,
        idea ?? null,
      ])
    },
    openCaseOf: async (fin) => {
      // Two applications of one person wait for each other here.
      await sql.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`self-employment ${fin}`])
      const [row] = await sql.rows<{ number: string }>(
        `select number from self_employment join case_file on id = case_id
           join case_party using (case_id)
         where fin = $1 and role = 'applicant' and outcome is null limit 1`,
        [fin],
      )
      return row?.number
    },
    receivesTargetedAssistance: async (fin, on) => {
      const found = await sql.rows(
        `select from entitlement join household_member using (case_id)
         where fin = $1 and kind = 'targeted-social-assistance' and $2::date between valid_from and valid_to limit 1`,
        [fin, on],
      )
      return found.length > 0
    },
    runningContracts: async (fin) => {
      const [row] = await sql.rows<{ count: string }>(
        `select count(*) from asset_contract join case_party using (case_id)
         where fin = $1 and role = 'applicant' and outcome is null`,
        [fin],
      )
      return Number(row?.count ?? 0)
    },
    taken: async (year, exceptCaseId) => {
      const [row] = await sql.rows<{ unemployed: string; land_share: string }>(
        `select count(*) filter (where facts ->> 'basis' = 'unemployed') as unemployed,
           count(*) filter (where facts ->> 'basis' = 'land-share') as land_share
         from self_employment join case_file on id = case_id
         where extract(year from application_date) = $1::integer and case_id <> $2 and exclusions = '[]'
           and facts is not null and outcome is distinct from 'withdrawn'`,
        [year, exceptCaseId],
      )
      return { unemployed: Number(row?.unemployed ?? 0), landShare: Number(row?.land_share ?? 0) }
    },
    keep: async (caseId, known) => {
      const given = columns.filter(([key]) => known[key] !== undefined)
      if (given.length === 0) return
      await sql.rows(
        `update self_employment set ${given.map(([, column], index) => `${column} = $${index + 2}`).join(', ')}
         where case_id = $1 and outcome is null`,
        [caseId, ...given.map(([key, , asJson]) => (asJson === true ? json(known[key]) : known[key]))],
      )
    },
    addSession: async (caseId, { heldOn, part, plannedMinutes, attendedMinutes, by }) => {
      await sql.rows(
        `insert into training_session
           (case_id, held_on, part, planned_minutes, attended_minutes, recorded_by, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (case_id, held_on, part) do update set planned_minutes = excluded.planned_minutes,
           attended_minutes = excluded.attended_minutes, recorded_by = excluded.recorded_by,
           recorded_at = excluded.recorded_at`,
        [caseId, heldOn, part, plannedMinutes, attendedMinutes, by, now()],
      )
    },
    sessions: async (caseId) =>
      sql.rows(
        `select held_on as "heldOn", part, planned_minutes as "plannedMinutes", attended_minutes as "attendedMinutes"
         from training_session where case_id = $1 order by held_on, part`,
        [caseId],
      ),
    reserve: async (caseId, valueQepik) => {
      await sql.rows(
        `insert into asset_reservation (case_id, value_qepik, reserved_at) values ($1, $2, $3)
         on conflict (case_id) do nothing`,
        [caseId, valueQepik, now()],
      )
    },
    release: async (caseId, reason) => {
      const released = await sql.rows(
        `update asset_reservation set released_at = $2, release_reason = $3
         where case_id = $1 and released_at is null returning case_id`,
        [caseId, now(), reason],
      )
      return released.length > 0
    },
    withdraw: async (caseId) => {
      await sql.rows(
        'update self_employment set withdrawn_at = $2 where case_id = $1 and outcome is null and withdrawn_at is null',
        [caseId, now()],
      )
    },
    close: async (caseId, outcome) => {
      await sql.rows(
        'update self_employment set outcome = $2, closed_at = $3 where case_id = $1 and outcome is null',
        [caseId, outcome, now()],
      )
    },
  }
}

/** What is kept as the way goes on: property, column, and whether as JSON. */
const columns = [
  ['activity', 'activity'],
  ['facts', 'facts', true],
  ['exclusions', 'exclusions', true],
  ['priorities', 'priorities', true],
  ['readiness', 'readiness', true],
  ['points', 'points', true],
  ['selected', 'selected'],
  ['trainingFinished', 'training_finished'],
  ['dropOutReason', 'drop_out_reason'],
  ['planTaken', 'plan_taken'],
  ['planPassed', 'plan_passed'],
  ['handoverFailure', 'handover_failure'],
] as const satisfies readonly (readonly [
  Exclude<keyof SelfEmployment, 'caseId' | 'idea' | 'withdrawnAt' | 'outcome'>,
  string,
  true?,
])[]

interface Row {
  readonly case_id: string
  readonly activity: NonNullable<SelfEmployment['activity']> | null
  readonly idea: string | null
  readonly facts: NonNullable<SelfEmployment['facts']> | null
  readonly exclusions: SelfEmployment['exclusions']
  readonly priorities: SelfEmployment['priorities']
  readonly readiness: NonNullable<SelfEmployment['readiness']> | null
  readonly points: SelfEmployment['points']
  readonly selected: boolean | null
  readonly training_finished: boolean | null
  readonly drop_out_reason: NonNullable<SelfEmployment['dropOutReason']> | null
  readonly plan_taken: number | null
  readonly plan_passed: boolean | null
  readonly handover_failure: NonNullable<SelfEmployment['handoverFailure']> | null
  readonly withdrawn_at: string | null
  readonly outcome: NonNullable<SelfEmployment['outcome']> | null
}

const toSelfEmployment = (row: Row): SelfEmployment => ({
  caseId: row.case_id,
  activity: row.activity ?? undefined,
  idea: row.idea ?? undefined,
  facts: row.facts ?? undefined,
  exclusions: row.exclusions,
  priorities: row.priorities,
  readiness: row.readiness ?? undefined,
  points: row.points,
  selected: row.selected ?? undefined,
  trainingFinished: row.training_finished ?? undefined,
  dropOutReason: row.drop_out_reason ?? undefined,
  planTaken: row.plan_taken ?? undefined,
  planPassed: row.plan_passed ?? undefined,
  handoverFailure: row.handover_failure ?? undefined,
  withdrawnAt: row.withdrawn_at ?? undefined,
  outcome: row.outcome ?? undefined,
})
