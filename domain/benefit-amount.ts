/**
 * What a benefit pays in which month: the rate in force then, of the variant that fits the age then. Back pay goes back
 * 36 months at most (docs/domain.md 3.1); amounts of docs/domain.md 3.2.
 */
import type { BenefitKind } from './benefit-kinds.ts'
import { addMonths, addToMonth, ageInMonths, lastOfMonth, monthOf } from './days.ts'

/** A row of `benefit_rate`. */
export interface BenefitRate {
  readonly kind: BenefitKind
  readonly variant: string
  /** `YYYY-MM-DD`, the 1st of a month. */
  readonly validFrom: string
  readonly amountQepik: number
  readonly source: string
  readonly certainty: 'confirmed' | 'assumption'
}

/** An amount from a month on. */
export interface AmountStep {
  /** `YYYY-MM` */
  readonly fromPeriod: string
  readonly monthlyAmountQepik: number
}

/** Far away: a benefit for life ends by death or change. */
export const FAR_DAY = '2999-12-31'
/** A child of a foster family has an amount of its own in each of three ages. */
const fosterAges = [
  { from: 0, name: '0-6' },
  { from: 7 * 12, name: '7-13' },
  { from: 14 * 12, name: '14-18' },
] as const

const fosterOf = (variant: string): string | undefined => /^((?:non-)?disabled)-\d+-\d+$/.exec(variant)?.[1]

/** The variant in a month: that of a foster child moves on with the age on the first day of the month. */
export function variantIn(variant: string, birthDate: string, month: string): string {
  const foster = fosterOf(variant)
  if (foster === undefined) return variant
  const age = ageInMonths(birthDate, `${month}-01`)
  return `${foster}-${(fosterAges.findLast(({ from }) => from <= age) ?? fosterAges[0]).name}`
}

/** Variants that turn into one another with age, and the months of life from and until which one of them counts. */
export function ageSpan(variant: string): {
  readonly variants: readonly string[]
  readonly fromMonths: number | undefined
  readonly untilMonths: number | undefined
} {
  const foster = fosterOf(variant)
  if (foster === undefined) return { variants: [variant], fromMonths: undefined, untilMonths: undefined }
  const variants = fosterAges.map(({ name }) => `${foster}-${name}`)
  const place = variants.indexOf(variant)
  // The first one counts from the beginning.
  const fromMonths = place > 0 ? fosterAges[place]?.from : undefined
  return { variants, fromMonths, untilMonths: fosterAges[place + 1]?.from }
}

/** The rate in force in a month; `undefined` when none is known so early. */
export const rateIn = (
  rates: readonly BenefitRate[],
  variant: string,
  month: string,
): BenefitRate | undefined =>
  rates
    .filter((rate) => rate.variant === variant && monthOf(rate.validFrom) <= month)
    .toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
    .at(-1)

/**
 * First month paid: that of the event, at most so many months before the application, and none for which no rate is known.
 * @param eventDate day on which the right arose
 */
export function firstPaidMonth(eventDate: string, applicationDate: string, backPayMonths: number): string {
  const earliest = addToMonth(monthOf(applicationDate), -backPayMonths)
  const event = monthOf(eventDate)
  return event > earliest ? event : earliest
}

/** Last day: that of the month in which the age is reached, so that it ends from the month after (docs/domain.md 3.2). */
export const lastDayAtAge = (birthDate: string, ageYears: number): string =>
  lastOfMonth(monthOf(addMonths(birthDate, ageYears * 12)))

/**
 * Amounts month by month, as the first amount and its changes in order: rates that changed, and ages of a foster child.
 * Months without a known rate before the first known one pay nothing.
 * @param until last month that is worked out; a rate that comes later is applied when it comes
 */
export function amountSteps(
  rates: readonly BenefitRate[],
  variant: string,
  birthDate: string,
  from: string,
  until: string,
): readonly AmountStep[] {
  const steps: AmountStep[] = []
  for (let month = from; month <= until; month = addToMonth(month, 1)) {
    const qepik = rateIn(rates, variantIn(variant, birthDate, month), month)?.amountQepik ?? 0
    if (steps.at(-1)?.monthlyAmountQepik !== qepik) {
      steps.push({ fromPeriod: month, monthlyAmountQepik: qepik })
    }
  }
  return steps
}

/** What is due for months up to a month: the sum of what each of them pays. */
export function backPay(steps: readonly AmountStep[], from: string, until: string): number {
  let sum = 0
  for (let month = from; month <= until; month = addToMonth(month, 1)) {
    sum += steps.findLast(({ fromPeriod }) => fromPeriod <= month)?.monthlyAmountQepik ?? 0
  }
  return sum
}

/** Whether a rate of the kind in force in one of these months is one that nobody has confirmed. */
export const hasUncertainRate = (rates: readonly BenefitRate[], from: string, until: string): boolean =>
  rates.some(
    ({ variant, validFrom, certainty }) =>
      certainty === 'assumption' &&
      monthOf(validFrom) <= until &&
      !rates.some(
        (later) =>
          later.variant === variant && later.validFrom > validFrom && monthOf(later.validFrom) <= from,
      ),
  )
