/**
 * The business plan of a participant and how it is judged: a budget that adds up and stays under the ceiling, three
 * people who mark apart, a pass mark. docs/domain.md 2.4 steps 6 and 7, 2.5; ceiling and pass mark are assumptions (7).
 */
import { Type, type Static, type TSchema } from 'typebox'
import { literals } from './literals.ts'
import { activities } from './self-employment.ts'
import { FreeText } from './service-request.ts'

const strict = { additionalProperties: false }

/** One line of text without control characters. */
export const LineText = Type.String({ minLength: 2, maxLength: 200, pattern: '^[^\\p{Cc}\\p{Cs}]+$' })

export const BudgetLine = Type.Object(
  {
    item: LineText,
    quantity: Type.Integer({ minimum: 1, maximum: 10_000 }),
    unitPriceQepik: Type.Integer({ minimum: 1, maximum: 100_000_000 }),
    /** As the plan says it; has to be quantity times price. */
    amountQepik: Type.Integer({ minimum: 1, maximum: 1_000_000_000_000 }),
  },
  strict,
)
export type BudgetLine = Static<typeof BudgetLine>

export const NewBusinessPlan = Type.Object(
  {
    activity: literals(activities),
    summary: FreeText,
    budget: Type.Array(BudgetLine, { minItems: 1, maxItems: 50 }),
    /** As the plan says it; has to be the sum of its lines. */
    totalQepik: Type.Integer({ minimum: 1, maximum: 1_000_000_000_000 }),
  },
  strict,
)
export type NewBusinessPlan = Static<typeof NewBusinessPlan>

export interface BudgetFault {
  /** JSON pointer into the plan. */
  readonly field: string
  readonly problem: string
}

/** Everything that does not add up, each with its line, and a total above the ceiling. */
export function budgetFaults(
  { budget, totalQepik }: Pick<NewBusinessPlan, 'budget' | 'totalQepik'>,
  ceilingQepik: number,
): readonly BudgetFault[] {
  const faults = budget.flatMap(({ quantity, unitPriceQepik, amountQepik }, index) =>
    quantity * unitPriceQepik === amountQepik
      ? []
      : [
          {
            field: `/budget/${index}/amountQepik`,
            problem: `is ${amountQepik}, but ${quantity} times ${unitPriceQepik} is ${quantity * unitPriceQepik}`,
          },
        ],
  )
  const sum = budget.reduce((total, { amountQepik }) => total + amountQepik, 0)
  return [
    ...faults,
    ...(sum === totalQepik
      ? []
      : [{ field: '/totalQepik', problem: `is ${totalQepik}, but the lines add up to ${sum}` }]),
    ...(totalQepik <= ceilingQepik
      ? []
      : [{ field: '/totalQepik', problem: `is above the ceiling of ${ceilingQepik} qəpik` }]),
  ]
}

/** What a member of the panel marks, each from 0 to 25: 100 in all. */
export const planCriteria = ['feasibility', 'marketPotential', 'budgetQuality', 'defence'] as const
export type PlanCriterion = (typeof planCriteria)[number]
export const HIGHEST_MARK = 25
export const PlanMark = Type.Integer({ minimum: 0, maximum: HIGHEST_MARK })
export type PlanMarks = Readonly<Record<PlanCriterion, number>>

/** What one member enters on the case page, and corrects until it is given. */
export const NewPanelMarks = Type.Object(
  {
    feasibility: PlanMark,
    marketPotential: PlanMark,
    budgetQuality: PlanMark,
    defence: PlanMark,
    remark: Type.Optional(FreeText),
  } satisfies Record<PlanCriterion | 'remark', TSchema>,
  strict,
)
export type NewPanelMarks = Static<typeof NewPanelMarks>

/** Members of the panel; docs/domain.md 2.4 step 7 knows a panel without its number, the office has three. */
export const panelSeats = [1, 2, 3] as const

export interface EnteredMarks extends PlanMarks {
  /** User name of who marked. */
  readonly member: string
  /** Personal. */
  readonly remark: string | undefined
  /** `undefined` until the member has completed the task: nobody else knows these marks, and they may change. */
  readonly seat: number | undefined
}

export interface GivenMarks extends EnteredMarks {
  readonly seat: number
}

export const marksTotal = (marks: PlanMarks): number =>
  planCriteria.reduce((sum, criterion) => sum + marks[criterion], 0)

/** What is wrong with marks as they came from the page: criteria that are missing, not whole or out of range. */
export const markFaults = (marks: Readonly<Record<PlanCriterion, number | null>>): readonly PlanCriterion[] =>
  planCriteria.filter((criterion) => {
    const mark = marks[criterion]
    return mark === null || !Number.isInteger(mark) || mark < 0 || mark > HIGHEST_MARK
  })

export const areMarks = (marks: Readonly<Record<PlanCriterion, number | null>>): marks is PlanMarks =>
  markFaults(marks).length === 0

/** Compared in whole numbers: the average reaches the pass mark when the sum reaches it so many times. */
export const planPasses = (given: readonly PlanMarks[], passMark: number): boolean =>
  given.length > 0 && given.reduce((sum, marks) => sum + marksTotal(marks), 0) >= passMark * given.length

/** Nobody sees the marks of others before all have given theirs, not even those who gave some. */
export const visibleMarks = (given: readonly GivenMarks[]): readonly GivenMarks[] =>
  given.length >= panelSeats.length ? given : []
