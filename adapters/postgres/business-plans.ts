/** Business plans with their budget, and the marks that the panel gave. */
import { planCriteria, type GivenMarks } from '../../domain/business-plan.ts'
import type { BusinessPlan, SelfEmployments } from '../../domain/self-employment-records.ts'
import type { RecordsContext } from './context.ts'
import { json } from './database.ts'

type BusinessPlans = Pick<SelfEmployments, 'addPlan' | 'newestPlan' | 'addMarks' | 'marks'>

export function createBusinessPlans({ sql, now }: RecordsContext): BusinessPlans {
  return {
    addPlan: async (caseId, { by, ...plan }) => {
      const [row] = await sql.rows<{ version: number }>(
        `insert into business_plan (case_id, version, activity, summary, total_qepik, submitted_by, submitted_at)
         select $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5, $6 from business_plan where case_id = $1
         returning version`,
        [caseId, plan.activity, plan.summary, plan.totalQepik, by, now()],
      )
      const version = row?.version ?? 1
      await sql.rows(
        `insert into business_plan_line (case_id, version, line, item, quantity, unit_price_qepik)
         select $1, $2, line, item, quantity, "unitPriceQepik"
         from jsonb_to_recordset($3::jsonb) as budget (line integer, item text, quantity integer, "unitPriceQepik" bigint)`,
        [caseId, version, json(plan.budget.map((line, index) => ({ ...line, line: index + 1 })))],
      )
      return { ...plan, version }
    },
    newestPlan: async (caseId) => {
      const [plan] = await sql.rows<PlanRow>(
        'select * from business_plan where case_id = $1 order by version desc limit 1',
        [caseId],
      )
      if (plan === undefined) return undefined
      const lines = await sql.rows<LineRow>(
        'select * from business_plan_line where case_id = $1 and version = $2 order by line',
        [caseId, plan.version],
      )
      return {
        version: plan.version,
        activity: plan.activity,
        summary: plan.summary,
        totalQepik: Number(plan.total_qepik),
        budget: lines.map((line) => ({
          item: line.item,
          quantity: line.quantity,
          unitPriceQepik: Number(line.unit_price_qepik),
          amountQepik: Number(line.amount_qepik),
        })),
      }
    },
    addMarks: async (caseId, { seat, member, ...marks }) => {
      const added = await sql.rows(
        `insert into panel_mark (case_id, seat, member, feasibility, market_potential, budget_quality, defence, given_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict on constraint panel_mark_once_per_member do nothing returning case_id`,
        [caseId, seat, member, ...planCriteria.map((criterion) => marks[criterion]), now()],
      )
      return added.length > 0
    },
    marks: async (caseId) =>
      sql.rows<GivenMarks>(
        `select seat, member, feasibility, market_potential as "marketPotential", budget_quality as "budgetQuality",
           defence from panel_mark where case_id = $1 order by seat`,
        [caseId],
      ),
  }
}

interface PlanRow {
  readonly version: number
  readonly activity: BusinessPlan['activity']
  readonly summary: string
  readonly total_qepik: string
}

interface LineRow {
  readonly item: string
  readonly quantity: number
  readonly unit_price_qepik: string
  readonly amount_qepik: string
}
