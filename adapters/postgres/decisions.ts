/** Decisions, one per case, never changed. */
import type { Decision } from '../../domain/facts.ts'
import type { Decisions } from '../../domain/records.ts'
import type { RecordsContext } from './context.ts'
import { json } from './database.ts'

interface DecisionRow {
  readonly outcome: Decision['outcome']
  readonly monthly_amount_qepik: string
  readonly facts: Decision['facts']
  readonly reasons: Decision['reasons']
  readonly grounds: Decision['grounds']
  readonly parameters: Decision['parameters']
  readonly decided_at: string
}

export function createDecisions({ sql }: RecordsContext): Decisions {
  return {
    add: async (decision) => {
      sql.send(
        `insert into decision (case_id, outcome, monthly_amount_qepik, facts, reasons, grounds, parameters, decided_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          decision.caseId,
          decision.outcome,
          decision.monthlyAmountQepik,
          json(decision.facts),
          json(decision.reasons),
          json(decision.grounds),
          json(decision.parameters),
          decision.decidedAt,
        ],
      )
    },
    find: async (caseId) => {
      const [row] = await sql.rows<DecisionRow>('select * from decision where case_id = $1', [caseId])
      return row === undefined
        ? undefined
        : {
            caseId,
            outcome: row.outcome,
            monthlyAmountQepik: Number(row.monthly_amount_qepik),
            facts: row.facts,
            reasons: row.reasons,
            grounds: row.grounds,
            parameters: row.parameters,
            decidedAt: row.decided_at,
          }
    },
  }
}
