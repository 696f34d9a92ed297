/** Case files: where each case stands. */
import type { CaseFile } from '../../domain/case.ts'
import { OperatorError } from '../../domain/errors.ts'
import type { Cases } from '../../domain/records.ts'
import type { RecordsContext } from './context.ts'

export interface CaseRow {
  readonly id: string
  readonly number: string
  readonly kind: string
  readonly state: CaseFile['state']
  readonly district: CaseFile['district']
  readonly language: CaseFile['language']
  readonly application_date: string
  readonly decision_due_at: string | null
  readonly related_case_id: string | null
  readonly process_instance_keys: string[] | null
}

const select = `
  select id, number, kind, state, district, language, application_date, decision_due_at, related_case_id,
    array(select process_instance_key from case_process_instance instance
          where instance.case_id = case_file.id order by seen_at, process_instance_key) as process_instance_keys
  from case_file`

// A case about one of a household is a case of that household.
const insert = `
  insert into case_file (number, kind, household_id, state, district, language, application_date, related_case_id,
    received_at, state_changed_at)
  select $2 || '-' || to_char($5::date, 'YYYY') || '-' || lpad(running, greatest(6, length(running)), '0'),
    $1, (select household_id from case_file related where related.id = $6::uuid), 'received', $3, $4, $5::date, $6::uuid,
    $7::timestamptz, $7::timestamptz
  from (select nextval('case_number_seq')::text as running) next
  returning id, number, kind, state, district, language, application_date, decision_due_at, related_case_id,
    '{}'::text[] as process_instance_keys`

export function createCases({ sql, now }: RecordsContext): Cases {
  const find = async (caseId: string) => {
    const [row] = await sql.rows<CaseRow>(`${select} where id = $1`, [caseId])
    return row === undefined ? undefined : toCaseFile(row)
  }
  return {
    find,
    get: async (caseId) => (await find(caseId)) ?? missingCase(caseId),
    findByNumber: async (number) => {
      const [row] = await sql.rows<CaseRow>(`${select} where number = $1`, [number])
      return row === undefined ? undefined : toCaseFile(row)
    },
    about: async (caseId) =>
      (
        await sql.rows<CaseRow>(`${select} where related_case_id = $1 order by received_at, number`, [caseId])
      ).map(toCaseFile),
    add: async ({ kind, numberPrefix, district, language, registeredOn, relatedCaseId }) => {
      const [row] = await sql.rows<CaseRow>(insert, [
        kind,
        numberPrefix,
        district,
        language,
        registeredOn,
        relatedCaseId,
        now(),
      ])
      if (row === undefined) throw new Error('insert into case_file answered with no case')
      return toCaseFile(row)
    },
    setState: async (caseId, state) => {
      sql.send(
        'update case_file set state = $2, state_changed_at = $3 where id = $1 returning id',
        [caseId, state, now()],
        mustChange(caseId),
      )
    },
    setDecisionDueAt: async (caseId, instant) => {
      sql.send(
        'update case_file set decision_due_at = $2 where id = $1 returning id',
        [caseId, instant],
        mustChange(caseId),
      )
    },
    addProcessInstance: async (caseId, processInstanceKey, processId, version) => {
      sql.send(
        `insert into case_process_instance (process_instance_key, case_id, process_id, process_version, seen_at)
         values ($1, $2, $3, $4, $5) on conflict (process_instance_key) do nothing`,
        [processInstanceKey, caseId, processId, version, now()],
      )
    },
    movedToVersion: async (processInstanceKey, version) => {
      const [row] = await sql.rows<{ case_id: string }>(
        `update case_process_instance set process_version = $2, moving_to_version = null, move_asked_at = null
         where process_instance_key = $1 returning case_id`,
        [processInstanceKey, version],
      )
      return row?.case_id
    },
  }
}

const mustChange = (caseId: string) => (rows: readonly unknown[]) => {
  if (rows.length === 0) missingCase(caseId)
}

export function toCaseFile(row: CaseRow): CaseFile {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    state: row.state,
    district: row.district,
    language: row.language,
    applicationDate: row.application_date,
    decisionDueAt: row.decision_due_at ?? undefined,
    relatedCaseId: row.related_case_id ?? undefined,
    processInstanceKeys: row.process_instance_keys ?? [],
  }
}

export function missingCase(caseId: string): never {
  throw new OperatorError(
    `Case ${caseId} is not in the database`,
    'Check that engine and database belong together (a restored backup?); a case never received has to be cancelled in Operate.',
  )
}
