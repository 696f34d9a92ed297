/**
 * What follows from the tables, and from the person who looked where one had to: assigned with which amounts and for how
 * long, or refused with every reason (docs/domain.md 3.1 and 3.2).
 */
import type { BenefitFacts, BenefitFinding, OpenBenefit } from './benefit.ts'
import {
  amountSteps,
  FAR_DAY,
  firstPaidMonth,
  lastDayAtAge,
  rateIn,
  variantIn,
  type AmountStep,
  type BenefitRate,
} from './benefit-amount.ts'
import { benefitRow, isBenefitKind } from './benefit-kinds.ts'
import { addToMonth, lastOfMonth, monthOf } from './days.ts'
import type { Parameters } from './parameters.ts'

/** What the person said; null where nobody had to look. */
export interface PersonSaid {
  readonly benefitDecision: 'assign' | 'refuse' | null
  readonly refusalReason: string | null
  readonly keptBenefit: 'new' | 'old' | null
}

export interface DecidedBenefit {
  readonly outcome: 'assign' | 'refuse'
  readonly variant: string
  readonly reasons: readonly string[]
  readonly steps: readonly AmountStep[]
  readonly validFrom: string | undefined
  readonly validTo: string | undefined
  readonly replaces: string | undefined
}

/** What the form lacks, as a code; the person is asked again. */
export interface FormFault {
  readonly fault: 'no-right' | 'reason-missing'
}

interface Question {
  readonly facts: BenefitFacts
  readonly findings: readonly BenefitFinding[]
  readonly said: PersonSaid
  readonly birthDate: string
  /** Last day of a disability that is established for a time. */
  readonly disabledUntil: string | undefined
  readonly rates: readonly BenefitRate[]
  /** Open benefits that this one excludes. */
  readonly open: readonly OpenBenefit[]
}

/** Long enough for every age that changes an amount; what a later rate changes is decided when it comes. */
const MONTHS_AHEAD = 24 * 12

export function decideBenefit(question: Question, parameters: Parameters): DecidedBenefit | FormFault {
  const { facts, findings, said } = question
  const right = findings.find(({ finding }) => finding === 'right')
  const obstacles = [
    ...new Set(findings.filter(({ finding }) => finding === 'obstacle').map(({ reason }) => reason)),
  ]
  const { benefitDecision, refusalReason } = said
  if (benefitDecision === 'refuse') {
    const reasons = [...obstacles, ...(refusalReason === null ? [] : [refusalReason])]
    return reasons.length === 0 ? { fault: 'reason-missing' } : refused(reasons)
  }
  if (right === undefined || obstacles.length > 0) {
    if (benefitDecision === 'assign') return { fault: 'no-right' }
    return refused(obstacles.length > 0 ? obstacles : ['conditions-not-met'])
  }
  const now = monthOf(facts.applicationDate)
  const rate = rateIn(question.rates, variantIn(right.variant, question.birthDate, now), now)
  if (rate === undefined) return benefitDecision === 'assign' ? { fault: 'no-right' } : refused(['no-rate'])

  const rival = question.open
    .filter(({ kind }) => kind !== facts.benefit)
    .toSorted((a, b) => b.monthlyAmountQepik - a.monthlyAmountQepik)[0]
  const oldIsHigher = rival !== undefined && rival.monthlyAmountQepik >= rate.amountQepik
  if (rival !== undefined && (said.keptBenefit === null ? oldIsHigher : said.keptBenefit === 'old')) {
    return refused(['higher-benefit-kept'])
  }
  return assigned(question, right, rival?.entitlementId, parameters)
}

const refused = (reasons: readonly string[]): DecidedBenefit => ({
  outcome: 'refuse',
  variant: '',
  reasons,
  steps: [],
  validFrom: undefined,
  validTo: undefined,
  replaces: undefined,
})

function assigned(
  { facts, birthDate, rates, disabledUntil }: Question,
  { variant, reason }: BenefitFinding,
  replaces: string | undefined,
  parameters: Parameters,
): DecidedBenefit {
  const { benefit, applicationDate, eventDate, inStudy } = facts
  if (!isBenefitKind(benefit)) throw new RangeError(`There is no benefit ${benefit}`)
  const { oneOff, ends } = benefitRow(benefit)
  const now = monthOf(applicationDate)
  const decided = { outcome: 'assign', variant, reasons: [reason], replaces } as const
  if (oneOff) {
    // The rate of the day on which the right arose; ordered for the month of the application.
    const amount = (rateIn(rates, variant, monthOf(eventDate)) ?? rateIn(rates, variant, now))?.amountQepik
    const steps = [{ fromPeriod: now, monthlyAmountQepik: amount ?? 0 }]
    return { ...decided, steps, validFrom: `${now}-01`, validTo: lastOfMonth(now) }
  }
  const age = ends === 'student-age' && !inStudy ? 'adult-age' : ends
  const byAge = age === 'lifelong' ? FAR_DAY : lastDayAtAge(birthDate, parameters.value(age))
  const byDisability = disabledUntil === undefined ? FAR_DAY : lastOfMonth(monthOf(disabledUntil))
  const validTo = byAge < byDisability ? byAge : byDisability
  // Months that the benefit it takes the place of has paid are not paid once more.
  const first =
    replaces === undefined
      ? firstPaidMonth(eventDate, applicationDate, parameters.value('benefit-back-pay-months'))
      : now
  const ahead = addToMonth(first, MONTHS_AHEAD)
  const until = monthOf(validTo) < ahead ? monthOf(validTo) : ahead
  const all = amountSteps(rates, variant, birthDate, first, until)
  const steps = all.slice(all.findIndex(({ monthlyAmountQepik }) => monthlyAmountQepik > 0))
  return { ...decided, steps, validFrom: `${steps[0]?.fromPeriod ?? first}-01`, validTo }
}
