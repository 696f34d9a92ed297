/** Decisions made again because an appeal was upheld, beside their case and their own decision. */
import { OperatorError } from '../../domain/errors.ts'
import type { Redecision, Redecisions } from '../../domain/redecision.ts'
import type { RecordsContext } from './context.ts'

interface Row {
  readonly appeal_case_id: string
  readonly contested_case_id: string
  readonly application_case_id: string
  readonly effect: NonNullable<Redecision['effect']> | null
  readonly back_pay_qepik: string | null
}

export function createRedecisions({ sql }: RecordsContext): Redecisions {
  const find = async (caseId: string): Promise<Redecision | undefined> => {
    const [row] = await sql.rows<Row>('select * from redecision where case_id = $1', [caseId])
    return row === undefined
      ? undefined
      : {
          caseId,
          appealCaseId: row.appeal_case_id,
          contestedCaseId: row.contested_case_id,
          applicationCaseId: row.application_case_id,
          effect: row.effect ?? undefined,
          backPayQepik: row.back_pay_qepik === null ? undefined : Number(row.back_pay_qepik),
        }
  }
  return {
    find,
    get: async (caseId) => {
      const found = await find(caseId)
      if (found !== undefined) return found
      throw new OperatorError(
        `Case ${caseId} is no decision made again`,
        'Check that engine and database belong together (a restored backup?); otherwise cancel the instance in Operate.',
      )
    },
    add: async ({ caseId, appealCaseId, contestedCaseId, applicationCaseId }) => {
      await sql.rows(
        `insert into redecision (case_id, appeal_case_id, contested_case_id, application_case_id)
         values ($1, $2, $3, $4)`,
        [caseId, appealCaseId, contestedCaseId, applicationCaseId],
      )
    },
    setEffect: async (caseId, effect, backPayQepik) => {
      await sql.rows('update redecision set effect = $2, back_pay_qepik = $3 where case_id = $1', [
        caseId,
        effect,
        backPayQepik,
      ])
    },
  }
}
