/** What is reported during a term of assistance, and blocks for false data. */
import type { AssistanceChange } from '../../domain/assistance-change.ts'
import type { AssistanceTerms } from '../../domain/assistance-term.ts'
import { OperatorError } from '../../domain/errors.ts'
import type { RecordsContext } from './context.ts'

interface Row {
  readonly case_id: string
  readonly term_case_id: string
  readonly kind: AssistanceChange['kind']
  readonly happened_on: string
  readonly reported_on: string
  readonly source: AssistanceChange['source']
  readonly in_time: boolean
  readonly result: NonNullable<AssistanceChange['result']> | null
  readonly from_period: string | null
  readonly amount_qepik: string | null
  readonly decided_at: string | null
}

type Changes = Pick<
  AssistanceTerms,
  'addChange' | 'getChange' | 'findChange' | 'changesOf' | 'decideChange' | 'block'
>

export function createAssistanceChanges({ sql, now }: RecordsContext): Changes {
  return {
    addChange: async ({ caseId, termCaseId, kind, happenedOn, reportedOn, source, inTime }) => {
      await sql.rows(
        `insert into assistance_change (case_id, term_case_id, kind, happened_on, reported_on, source, in_time)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [caseId, termCaseId, kind, happenedOn, reportedOn, source, inTime],
      )
    },
    getChange: async (caseId) => {
      const [row] = await sql.rows<Row>('select * from assistance_change where case_id = $1', [caseId])
      if (row !== undefined) return toChange(row)
      throw new OperatorError(
        `Case ${caseId} is no change reported during a term of assistance`,
        'Check that engine and database belong together (a restored backup?); otherwise cancel the instance in Operate.',
      )
    },
    findChange: async (termCaseId, kind, happenedOn) => {
      const [row] = await sql.rows<Row>(
        'select * from assistance_change where term_case_id = $1 and kind = $2 and happened_on = $3',
        [termCaseId, kind, happenedOn],
      )
      return row === undefined ? undefined : toChange(row)
    },
    changesOf: async (termCaseId) => {
      const rows = await sql.rows<Row>(
        'select * from assistance_change where term_case_id = $1 order by reported_on, happened_on, kind',
        [termCaseId],
      )
      return rows.map(toChange)
    },
    decideChange: async (caseId, { result, fromPeriod, amountQepik, underpaidQepik, overpaidQepik }) => {
      await sql.rows(
        `update assistance_change set result = $2, from_period = $3, amount_qepik = $4, underpaid_qepik = $5,
           overpaid_qepik = $6, decided_at = $7
         where case_id = $1 and result is null`,
        [
          caseId,
          result,
          fromPeriod ?? null,
          amountQepik ?? null,
          underpaidQepik ?? 0,
          overpaidQepik ?? 0,
          now(),
        ],
      )
    },
    block: async (caseId, { fins, from, until }) => {
      await sql.rows(block, [caseId, from, until, fins])
    },
  }
}

const block = `
  with blocked as (
    insert into false_data_block (household_id, case_id, blocked_from, blocked_until)
    select household_id, id, $2::date, $3::date from case_file where id = $1 returning id
  )
  insert into false_data_block_member (block_id, fin) select blocked.id, fin from blocked, unnest($4::text[]) fin`

const toChange = (row: Row): AssistanceChange => ({
  caseId: row.case_id,
  termCaseId: row.term_case_id,
  kind: row.kind,
  happenedOn: row.happened_on,
  reportedOn: row.reported_on,
  source: row.source,
  inTime: row.in_time,
  result: row.result ?? undefined,
  fromPeriod: row.from_period ?? undefined,
  amountQepik: row.amount_qepik === null ? undefined : Number(row.amount_qepik),
  decidedAt: row.decided_at ?? undefined,
})
