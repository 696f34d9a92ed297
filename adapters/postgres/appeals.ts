/** Appeals beside their case, with the facts they correct. What may be appealed is in contestable.ts. */
import type { Appeal, Appeals } from '../../domain/appeal.ts'
import { DomainError, OperatorError } from '../../domain/errors.ts'
import type { CorrectableFigure } from '../../domain/redecision.ts'
import { createContestable } from './contestable.ts'
import type { RecordsContext } from './context.ts'
import { json } from './database.ts'
import { QueryRefused } from './failures.ts'

interface Row {
  readonly case_id: string
  readonly contested_case_id: string
  readonly subject: Appeal['subject']
  readonly appellant: Appeal['appellant']
  readonly grounds: string
  readonly lateness_reason: string | null
  readonly contested_on: string
  readonly appeals_group: NonNullable<Appeal['appealsGroup']> | null
  readonly carry_out_group: NonNullable<Appeal['carryOutGroup']> | null
  readonly late: boolean | null
  readonly lateness: NonNullable<Appeal['lateness']> | null
  readonly lateness_judged_at: string | null
  readonly reasons: string | null
  readonly legal_base: string | null
  readonly outcome: NonNullable<Appeal['outcome']> | null
  readonly remedy: NonNullable<Appeal['remedy']> | null
  readonly decided_at: string | null
  readonly withdrawn_at: string | null
  readonly corrections: Readonly<Partial<Record<CorrectableFigure, number>>> | null
}

const select = `
  select appeal.*, (select jsonb_object_agg(fact, value) from appeal_correction
                    where appeal_correction.case_id = appeal.case_id) as corrections
  from appeal where case_id = $1`

const open = `case_id = $1 and outcome is null and withdrawn_at is null
  and lateness is distinct from 'no-good-reason'`

/** Replaces what was written before, as long as nothing is decided. */
const draft = `
  with drafted as (
    update appeal set reasons = $2, legal_base = $3 where ${open} returning case_id
  ), struck as (
    delete from appeal_correction using drafted
    where appeal_correction.case_id = drafted.case_id
      and not exists (select from jsonb_object_keys($4::jsonb) kept where kept = fact)
  ), corrected as (
    insert into appeal_correction (case_id, fact, value)
    select drafted.case_id, key, value::bigint from drafted, jsonb_each_text($4::jsonb)
    on conflict (case_id, fact) do update set value = excluded.value
  )
  select case_id from drafted`

export function createAppeals(context: RecordsContext): Appeals {
  const { sql, now } = context
  return {
    contestable: createContestable(context),

    add: async ({ caseId, contestedCaseId, subject, appellant, grounds, latenessReason, contestedOn }) => {
      await sql
        .rows(
          `insert into appeal (case_id, contested_case_id, subject, appellant, grounds, lateness_reason, contested_on)
           values ($1, $2, $3, $4, $5, $6, $7)`,
          [caseId, contestedCaseId, subject, appellant, grounds, latenessReason, contestedOn],
        )
        .catch((error: unknown) => {
          if (!(error instanceof QueryRefused) || error.constraint !== 'appeal_one_open_on_a_subject')
            throw error
          throw new DomainError(
            'APPEAL_ALREADY_OPEN',
            'An appeal on the same is being lodged at this moment',
            {
              cause: error,
            },
          )
        })
    },

    get: async (caseId) => {
      const [row] = await sql.rows<Row>(select, [caseId])
      if (row !== undefined) return toAppeal(row)
      throw new OperatorError(
        `Case ${caseId} is no appeal`,
        'Check that engine and database belong together (a restored backup?); otherwise cancel the instance in Operate.',
      )
    },

    register: async (caseId, { appealsGroup, carryOutGroup, late }) => {
      await sql.rows(
        'update appeal set appeals_group = $2, carry_out_group = $3, late = $4 where case_id = $1',
        [caseId, appealsGroup, carryOutGroup, late],
      )
    },

    judgeLateness: async (caseId, lateness) => {
      await sql.rows('update appeal set lateness = $2, lateness_judged_at = $3 where case_id = $1', [
        caseId,
        lateness,
        now(),
      ])
    },

    draft: async (caseId, { reasons, legalBase, corrections }) => {
      const drafted = await sql.rows(draft, [caseId, reasons, legalBase, json(corrections)])
      if (drafted.length === 0) closed()
    },

    decide: async (caseId, outcome, remedy) => {
      const decided = await sql.rows(
        `update appeal set outcome = $2, remedy = $3, decided_at = $4 where ${open} returning case_id`,
        [caseId, outcome, remedy, now()],
      )
      return decided.length > 0
    },

    withdraw: async (caseId) => {
      const withdrawn = await sql.rows(
        `update appeal set withdrawn_at = $2 where ${open} returning case_id`,
        [caseId, now()],
      )
      if (withdrawn.length > 0) return true
      const [row] = await sql.rows<Row>(select, [caseId])
      return (row?.withdrawn_at ?? null) === null ? closed() : false
    },
  }
}

function closed(): never {
  throw new DomainError('APPEAL_CLOSED', 'The appeal is decided, withdrawn or was not taken up')
}

const toAppeal = (row: Row): Appeal => ({
  caseId: row.case_id,
  contestedCaseId: row.contested_case_id,
  subject: row.subject,
  appellant: row.appellant,
  grounds: row.grounds,
  latenessReason: row.lateness_reason ?? undefined,
  contestedOn: row.contested_on,
  appealsGroup: row.appeals_group ?? undefined,
  carryOutGroup: row.carry_out_group ?? undefined,
  late: row.late ?? undefined,
  lateness: row.lateness ?? undefined,
  latenessJudgedAt: row.lateness_judged_at ?? undefined,
  reasons: row.reasons ?? undefined,
  legalBase: row.legal_base ?? undefined,
  corrections: row.corrections ?? {},
  outcome: row.outcome ?? undefined,
  remedy: row.remedy ?? undefined,
  decidedAt: row.decided_at ?? undefined,
  withdrawnAt: row.withdrawn_at ?? undefined,
})
