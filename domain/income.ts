/** All income of all members in the 12 months before the application (docs/domain.md 1.4), in whole qəpik. */
import type { incomeKinds } from './application.ts'
import { addToMonth, monthOf } from './days.ts'
import { decisiveAct } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { divideRoundingHalfUp } from './money.ts'
import type { Parameters } from './parameters.ts'
import { manatToQepik } from './visit.ts'
import type { VisitForm } from './visit.ts'

type IncomeKind = (typeof incomeKinds)[number]

export interface KindOfIncome {
  readonly fin: string
  readonly kind: IncomeKind
  readonly registeredQepik: number
  /** `undefined` when the applicant said nothing about it. */
  readonly declaredQepik: number | undefined
}

/** First and last of the 12 consecutive months before the month of application, `YYYY-MM`. */
export function incomeWindow(applicationDate: string): { readonly from: string; readonly to: string } {
  const month = monthOf(applicationDate)
  return { from: addToMonth(month, -12), to: addToMonth(month, -1) }
}

/** What registers and declaration say per present member and kind of income that counts. */
export function incomeByMemberAndKind(
  { application, answers }: Evidence,
  parameters: Parameters,
): readonly KindOfIncome[] {
  const { from, to } = incomeWindow(application.applicationDate)
  const away = new Set(
    answers.population.members.filter(({ absence }) => absence !== undefined).map(({ fin }) => fin),
  )
  const present = application.declaration.members.map(({ fin }) => fin).filter((fin) => !away.has(fin))
  const excluded = new Set<IncomeKind>(
    parameters.value('exclude-liberated-territories-benefit') === 1 ? ['liberated-territories-benefit'] : [],
  )
  const registered = answers.income.incomes.filter(({ month }) => month >= from && month <= to)
  const { declaredIncome } = application.declaration

  return present.flatMap((fin) => {
    const kinds = new Set([...registered, ...declaredIncome].filter((i) => i.fin === fin).map((i) => i.kind))
    return [...kinds]
      .filter((kind) => !excluded.has(kind))
      .map((kind) => {
        const declared = declaredIncome.filter((income) => income.fin === fin && income.kind === kind)
        return {
          fin,
          kind,
          registeredQepik: sum(
            registered.filter((income) => income.fin === fin && income.kind === kind).map((i) => i.qepik),
          ),
          declaredQepik:
            declared.length === 0 ? undefined : sum(declared.map((income) => income.totalLast12MonthsQepik)),
        }
      })
  })
}

/**
 * Total of 12 months. Of what register and declaration say of one kind the greater counts, so that honest
 * declaring never counts twice; of a subsidiary plot what it gave or could have given, whichever is more.
 */
export function totalIncome(evidence: Evidence, parameters: Parameters): number {
  const incomes = incomeByMemberAndKind(evidence, parameters).map((income) => ({
    kind: income.kind,
    qepik: Math.max(income.registeredQepik, income.declaredQepik ?? 0),
  }))
  const fromPlot = sum(incomes.filter(({ kind }) => kind === 'subsidiary-plot').map(({ qepik }) => qepik))
  const others = sum(incomes.filter(({ kind }) => kind !== 'subsidiary-plot').map(({ qepik }) => qepik))
  const act = decisiveAct(evidence.acts)
  const form = act?.result === 'inspected' ? act.form : undefined
  const foundOnSite = 12 * manatToQepik(form?.otherIncomeManat ?? 0)
  return (
    others + foundOnSite + Math.max(fromPlot, form === undefined ? 0 : obtainableFromPlot(form, parameters))
  )
}

/**
 * What yard and livestock could bring in 12 months. The norms of decision no. 118 of 2006 were not found:
 * monthly qəpik per unit as parameters, 0 until somebody enters them.
 */
export function obtainableFromPlot(form: VisitForm, parameters: Parameters): number {
  const yard =
    BigInt(form.yardSquareMetres ?? 0) * BigInt(parameters.value('plot-income-per-100-square-metres'))
  const animals =
    (form.cattle ?? 0) * parameters.value('plot-income-per-cattle') +
    (form.buffalo ?? 0) * parameters.value('plot-income-per-buffalo') +
    (form.sheep ?? 0) * parameters.value('plot-income-per-sheep') +
    (form.goats ?? 0) * parameters.value('plot-income-per-goat') +
    (form.poultry ?? 0) * parameters.value('plot-income-per-poultry') +
    (form.beehives ?? 0) * parameters.value('plot-income-per-beehive')
  return Number(divideRoundingHalfUp(12n * yard, 100n)) + 12 * animals
}

export const sum = (amounts: readonly number[]): number =>
  amounts.reduce((total, amount) => total + amount, 0)
