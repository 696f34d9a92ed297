/** Business plans with their budget, and the marks of the panel: entered, then given. */
import { planCriteria, type EnteredMarks, type GivenMarks } from '../../domain/business-plan.ts'
import type { BusinessPlan, SelfEmployments } from '../../domain/self-employment-records.ts'
import type { RecordsContext } from './context.ts'
import { json } from './database.ts'

type BusinessPlans = Pick<
  SelfEmployments,
  'addPlan' | 'newestPlan' | 'enterMarks' | 'giveMarks' | 'marksOf' | 'marks'
>

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
    enterMarks: async (caseId, member, { remark, ...marks }) => {
      const entered = await sql.rows(
        `insert into panel_mark
           (case_id, member, feasibility, market_potential, budget_quality, defence, remark, entered_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (case_id, member) do update set feasibility = excluded.feasibility,
           market_potential = excluded.market_potential, budget_quality = excluded.budget_quality,
           defence = excluded.defence, remark = excluded.remark, entered_at = excluded.entered_at
         where panel_mark.seat is null returning case_id`,
        [caseId, member, ...planCriteria.map((criterion) => marks[criterion]), remark ?? null, now()],
      )
      return entered.length > 0
    },
    giveMarks: async (caseId, member, seat) => {
      const given = await sql.rows(
        `update panel_mark set seat = $3, given_at = $4
         where case_id = $1 and member = $2 and seat is null returning case_id`,
        [caseId, member, seat, now()],
      )
      return given.length > 0
    },
    marksOf: async (caseId, member) => {
      const [row] = await sql.rows<MarksRow>(`${marksOfCase} and member = $2`, [caseId, member])
      return row === undefined ? undefined : toMarks(row)
    },
    marks: async (caseId) => {
      const rows = await sql.rows<MarksRow & Pick<GivenMarks, 'seat'>>(
        `${marksOfCase} and seat is not null order by seat`,
        [caseId],
      )
      return rows.map((row) => ({ ...toMarks(row), seat: row.seat }))
    },
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

const marksOfCase = `
  select seat, member, remark, feasibility, market_potential as "marketPotential",
    budget_quality as "budgetQuality", defence
  from panel_mark where case_id = $1`

interface MarksRow extends Omit<EnteredMarks, 'seat' | 'remark'> {
  readonly seat: number | null
  readonly remark: string | null
}

const toMarks = ({ seat, remark, ...marks }: MarksRow): EnteredMarks => ({
  ...marks,
  seat: seat ?? undefined,
  remark: remark ?? undefined,
})
