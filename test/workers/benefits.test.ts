/** Benefits without an engine: assigned and replaced with their money, opened with assistance, rates as docs/domain.md has them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createBenefitIntake } from '../../api/benefit/accept-benefit.ts'
import type { BenefitFacts, NewBenefitApplication } from '../../domain/benefit.ts'
import { benefitKindNames } from '../../domain/benefit-kinds.ts'
import type { Facts } from '../../domain/facts.ts'
import { rateIn } from '../../domain/benefit-amount.ts'
import { findHousehold } from '../../stack/simulated/registers/households.ts'
import type { Household } from '../../stack/simulated/registers/model.ts'
import { childOf, claimant, hasChild } from '../support/benefit-steps.ts'
import { openWorkerBench, variablesOf, type WorkerBench } from '../support/worker-bench.ts'

let bench: WorkerBench
beforeAll(async () => {
  bench = await openWorkerBench('2026-11-16T08:00:00Z')
})
afterAll(() => bench.close())

const said = { benefitDecision: null, refusalReason: null, keptBenefit: null } as const
const BY = { actor: 'staff:test', idempotencyKey: undefined }
const intake = () =>
  createBenefitIntake({
    transact: bench.transact,
    clock: bench.clock,
    settings: { publicUrl: 'http://127.0.0.1:3000' },
  })

/** The first family of the generator with a child. */
function familyWithChild(): Household {
  let household = findHousehold({ scenario: 'clean-assign', from: 300 })
  while (!hasChild(household, '2026-11-16')) {
    household = findHousehold({ scenario: 'clean-assign', from: household.index + 1 })
  }
  return household
}

/** From the registration to the decision, as the diagram does, with what the table would find. */
async function decided(
  caseId: string,
  variant: string,
  person: Partial<Record<keyof typeof said, unknown>> = {},
): Promise<BenefitFacts> {
  const { registers } = variablesOf(await bench.run('register-benefit', { caseId }))
  for (const register of registers) await bench.run('query-register', { caseId, register })
  const { benefitFacts } = variablesOf(
    await bench.run('establish-benefit-facts', { caseId, registersAnswered: true }),
  )
  variablesOf(
    await bench.run('decide-benefit', {
      caseId,
      benefitFacts,
      benefitFindings: [{ finding: 'right', variant, reason: 'breadwinner-lost' }],
      benefitHandling: [],
      ...said,
      ...person,
    } as never),
  )
  return benefitFacts
}
const assign = async (caseId: string) => variablesOf(await bench.run('assign-benefit', { caseId }))

describe('rates', () => {
  test('are those of docs/domain.md 3.2, each with its source', async () => {
    const inForce = await bench.transact(async ({ benefits }) =>
      Object.fromEntries(
        await Promise.all(
          benefitKindNames.map(async (kind) => {
            const rates = await benefits.ratesOf(kind)
            const variants = [...new Set(rates.map(({ variant }) => variant))].toSorted()
            return [
              kind,
              variants.map((variant) => {
                const rate = rateIn(rates, variant, '2026-11')
                return `${variant} ${(rate?.amountQepik ?? 0) / 100} ${rate?.certainty ?? ''}`
              }),
            ] as const
          }),
        ),
      ),
    )
    expect(inForce).toEqual({
      disability: ['31-60 180 confirmed', '61-80 250 confirmed', '81-100 300 confirmed'],
      'disabled-child': ['all 200 assumption'],
      'loss-of-breadwinner': ['all 140 confirmed'],
      'conscript-child': ['all 140 confirmed'],
      'guardian-of-orphan': ['all 140 confirmed'],
      'low-income-infant': ['all 140 confirmed'],
      'many-children': ['all 140 confirmed'],
      'adopted-child': ['disabled 240 assumption', 'non-disabled 240 confirmed'],
      'foster-child': [
        'disabled-0-6 500 confirmed',
        'disabled-14-18 650 confirmed',
        'disabled-7-13 600 confirmed',
        'non-disabled-0-6 355 assumption',
        'non-disabled-14-18 395 assumption',
        'non-disabled-7-13 375 assumption',
      ],
      'birth-grant': ['all 600 confirmed'],
      'funeral-grant': ['all 600 confirmed'],
      'old-age': ['all 220 assumption'],
      'president-stipend': [
        'blind 350 confirmed',
        'carer 120 confirmed',
        'general-disability 250 confirmed',
        'martyr-family 700 confirmed',
        'national-hero 2000 confirmed',
        'patriotic-war-hero 2200 confirmed',
        'war-disability-31-60 400 confirmed',
        'war-disability-61-80 500 confirmed',
        'war-disability-81-100 600 confirmed',
      ],
      'utility-benefit': [
        'category-1 26 assumption',
        'category-2 25 assumption',
        'category-3 18 assumption',
        'category-4 12 assumption',
      ],
    })
  })

  test('are known for every month of back pay, before the decree as an assumption', async () => {
    const rates = await bench.transact(({ benefits }) => benefits.ratesOf('many-children'))
    expect(rateIn(rates, 'all', '2023-11')).toMatchObject({ amountQepik: 105_00, certainty: 'confirmed' })
    const others = await bench.transact(({ benefits }) => benefits.ratesOf('disability'))
    expect(rateIn(others, '81-100', '2025-06')).toMatchObject({
      amountQepik: 225_00,
      certainty: 'assumption',
    })
  })
})

describe('a benefit assigned', () => {
  const household = familyWithChild()
  const asked = (benefit: NewBenefitApplication['benefit'], eventDate: string): NewBenefitApplication => ({
    benefit,
    applicant: claimant(household),
    beneficiary: childOf(household, '2026-11-16'),
    eventDate,
    language: 'az',
  })

  test('pays each month of the past by its rate, at most 36 months, in one first order', async () => {
    const { caseId } = await intake().apply(asked('loss-of-breadwinner', '2020-01-01'), BY)
    await expect(intake().apply(asked('loss-of-breadwinner', '2026-01-01'), BY)).rejects.toMatchObject({
      code: 'CASE_ALREADY_OPEN',
    })
    const facts = await decided(caseId, 'all')
    expect(facts).toMatchObject({ uncertainRate: true, eventMonthsAgo: 82, documentsMissing: 1 })
    const { entitlementId } = await assign(caseId)
    const order = variablesOf(await bench.run('order-first-payment', { caseId, entitlementId }))
    // 2023-11 to 2025-06 at 105, 2025-07 to 2026-11 at 140.
    expect(order).toMatchObject({ monthsPaid: 37, orderAmountQepik: 20 * 105_00 + 17 * 140_00 })
    const again = variablesOf(await bench.run('order-first-payment', { caseId, entitlementId }))
    expect(again).toMatchObject({ orderAmountQepik: order.orderAmountQepik })
  })

  test('takes the place of one that it excludes when the person wishes: that one ends this month', async () => {
    const { caseId } = await intake().apply(asked('disabled-child', '2026-08-01'), BY)
    const facts = await decided(caseId, 'all', { benefitDecision: 'assign', keptBenefit: 'new' })
    expect(facts).toMatchObject({ overlaps: 1, sameBenefitOpen: false })
    expect(await assign(caseId)).toMatchObject({ replacedBenefits: 1, monthlyAmountQepik: 200_00 })
    const child = childOf(household, '2026-11-16')
    const open = await bench.transact(({ benefits }) => benefits.openOf(child.fin, '2026-11-16'))
    expect(open.map(({ kind, validFrom }) => [kind, validFrom])).toEqual([['disabled-child', '2026-11-01']])
  })

  test('once is no overlap and is not paid by a run', async () => {
    const { caseId } = await intake().apply(asked('birth-grant', '2026-10-01'), BY)
    await decided(caseId, 'all')
    const { entitlementId } = await assign(caseId)
    const order = variablesOf(await bench.run('order-first-payment', { caseId, entitlementId }))
    expect(order).toMatchObject({ monthsPaid: 1, orderAmountQepik: 600_00, period: '2026-11' })
    const child = childOf(household, '2026-11-16')
    const [monthly] = await bench.transact(({ benefits }) => benefits.openOf(child.fin, '2026-11-16'))
    if (monthly === undefined) throw new Error('Nothing is paid monthly')
    const { caseId: monthlyCase, entitlementId: paidMonthly } = monthly
    await bench.run('order-first-payment', { caseId: monthlyCase, entitlementId: paidMonthly })
    const due = await bench.transact(({ paymentRuns }) => paymentRuns.toOpen('2026-12-20'))
    expect(due.map(({ kind }) => kind)).not.toContain('birth-grant')
    expect(due).toContainEqual({ kind: 'disabled-child', period: '2026-12', supplementary: false })
  })
})

test('assistance assigned opens a claim for each child under one, once, in the same transaction', async () => {
  const { application } = familyWithChild()
  const child = childOf({ application }, '2026-11-16')
  const { declaration } = application
  const members = declaration.members.map((member) =>
    member.fin === child.fin ? { ...member, birthDate: '2026-03-02' } : member,
  )
  const { id: caseId } = await bench.receiveApplication({
    ...application,
    declaration: { ...declaration, members },
  })
  await bench.transact((records) =>
    records.decisions.add({
      caseId,
      outcome: 'assign',
      monthlyAmountQepik: 500_00,
      facts: { applicationDate: '2026-11-16' } as Facts,
      reasons: [],
      grounds: [],
      parameters: {},
      decidedAt: '2026-11-16T08:00:00Z',
    }),
  )
  const assignOnce = () =>
    bench.run('assign-entitlement', { caseId, monthlyAmountQepik: 500_00 }, { step: 'infant' })
  expect(await assignOnce()).toEqual(await assignOnce())
  const claims = await bench.transact(async (records) => {
    const about = (await records.cases.about(caseId)).filter(({ kind }) => kind === 'benefit-assignment')
    return Promise.all(about.map(({ id }) => records.benefits.get(id)))
  })
  // Before the assistance there was no right to it.
  expect(claims).toMatchObject([
    { benefit: 'low-income-infant', origin: 'assistance', eventDate: '2026-11-01' },
  ])
  const claimId = claims[0]?.caseId ?? ''
  expect(await decided(claimId, 'all')).toMatchObject({
    onAssistance: true,
    proactive: true,
    documentsMissing: 0,
    accountMissing: false,
    subjectAgeMonths: 8,
  })
  await assign(claimId)
  const entitlement = await bench.transact(({ entitlements }) => entitlements.findByCase(claimId))
  expect(entitlement).toMatchObject({
    validFrom: '2026-11-01',
    validTo: '2027-03-31',
    monthlyAmountQepik: 140_00,
  })
})
