/** A new rate and the benefits that are paid already: raised from its month, once, with what they lacked; and told. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBenefitIntake } from '../../api/benefit/accept-benefit.ts'
import type { BenefitFacts, NewBenefitApplication } from '../../domain/benefit.ts'
import { ageSpan, amountSteps, FAR_DAY } from '../../domain/benefit-amount.ts'
import { findHousehold } from '../../stack/simulated/registers/households.ts'
import { amendEntitlement } from '../../workers/entitlement/amend-entitlement.ts'
import { claimant } from '../support/benefit-steps.ts'
import { openWorkerBench, variablesOf, type WorkerBench } from '../support/worker-bench.ts'

let bench: WorkerBench
beforeAll(async () => {
  bench = await openWorkerBench('2026-11-16T08:00:00Z')
  // A rate that begins from February on raises nothing here.
  await bench.rows(
    `insert into legal_parameter (name, valid_from, value, unit, source, certainty)
     values ('raise-benefits-at-new-rate', '2027-02-01', 0, 'count', 'test', 'assumption')`,
  )
})
afterAll(() => bench.close())

let people = 0
/** A claim decided on the rates of now, from a month on. */
async function decided(
  benefit: NewBenefitApplication['benefit'],
  variant: string,
  from: string,
): Promise<string> {
  const intake = createBenefitIntake({
    transact: bench.transact,
    clock: bench.clock,
    settings: { publicUrl: 'http://127.0.0.1:3000' },
  })
  people += 1
  // Seven in March 2027, fourteen in March 2034.
  const birthDate = '2020-03-10'
  const { caseId } = await intake.apply(
    {
      benefit,
      applicant: claimant(findHousehold({ scenario: 'clean-assign', from: 500 })),
      beneficiary: { fin: `7RATE0${people}`, givenName: 'Nihad', familyName: 'Quliyev', birthDate },
      eventDate: `${from}-01`,
      language: 'en',
    },
    { actor: 'staff:test', idempotencyKey: undefined },
  )
  await bench.transact(async ({ benefits }) => {
    const rates = await benefits.ratesOf(benefit)
    await benefits.decide(caseId, {
      outcome: 'assign',
      variant,
      reasons: [],
      facts: {} as BenefitFacts,
      findings: [],
      handling: [],
      steps: amountSteps(rates, variant, birthDate, from, '2037-12'),
      rates: rates.filter((rate) => ageSpan(rate.variant).variants.includes(variant)),
      parameters: {},
      validFrom: `${from}-01`,
      validTo: FAR_DAY,
      replaces: undefined,
    })
  })
  return caseId
}
const assign = async (caseId: string) =>
  variablesOf(await bench.run('assign-benefit', { caseId })).entitlementId
/** Assigned, and ordered up to this month. */
async function paid(...claim: Parameters<typeof decided>) {
  const caseId = await decided(...claim)
  const entitlementId = await assign(caseId)
  await bench.run('order-first-payment', { caseId, entitlementId })
  return { caseId, entitlementId }
}
const newRate = (kind: string, variant: string, from: string, manat: number) =>
  bench.rows(`insert into benefit_rate values ($1, $2, $3, $4, 'test', 'confirmed')`, [
    kind,
    variant,
    `${from}-01`,
    manat * 100,
  ])
const morning = async (step?: string) =>
  variablesOf(await bench.run('apply-new-rates', {}, step === undefined ? {} : { step })).benefitsRaised
/** What it pays in these months, in manat. */
const pays = async (entitlementId: string, ...months: readonly string[]) =>
  (
    await bench.rows<{ manat: number }>(
      `select (entitlement_amount_in(id, monthly_amount_qepik, month) / 100)::integer as manat
       from entitlement, unnest($2::text[]) with ordinality months (month, place) where id = $1 order by place`,
      [entitlementId, months],
    )
  ).map(({ manat }) => manat)
const additions = (entitlementId: string) =>
  bench.rows<{ part: string; amount: number; from_period: string; reason: string }>(
    `select part, amount_qepik::integer as amount, from_period, reason from payment_adjustment where entitlement_id = $1`,
    [entitlementId],
  )

test('raises what is paid by it from its month, each age by its own rate, and lowers nothing', async () => {
  const foster = await paid('foster-child', 'non-disabled-0-6', '2026-09')
  const twin = await paid('foster-child', 'non-disabled-0-6', '2026-09')
  const other = await paid('foster-child', 'disabled-0-6', '2026-09')
  // What amending one of them by hand would make of it.
  const byHand = await bench.transact((records) =>
    amendEntitlement(
      records,
      twin.entitlementId,
      {
        fromPeriod: '2026-10',
        toPeriod: '2027-03',
        monthlyAmountQepik: 400_00,
        caseId: twin.caseId,
      },
      'test',
    ),
  )
  await newRate('foster-child', 'non-disabled-0-6', '2026-10', 400)
  await newRate('foster-child', 'non-disabled-7-13', '2026-10', 370)
  await newRate('foster-child', 'non-disabled-14-18', '2026-10', 420)

  // Two of the first rate's and the twin's last age; a second delivery gets the first answer, a second morning nothing.
  expect(await morning('first')).toBe(3)
  expect(await morning('first')).toBe(3)
  expect(await morning()).toBe(0)
  const months = ['2026-09', '2026-10', '2027-03', '2027-04', '2034-03', '2034-04'] as const
  expect(await pays(foster.entitlementId, ...months)).toEqual([355, 400, 400, 375, 375, 420])
  expect(await pays(twin.entitlementId, ...months)).toEqual([355, 400, 400, 375, 375, 420])
  expect(await pays(other.entitlementId, '2026-10', '2034-04')).toEqual([500, 650])
  expect(await additions(foster.entitlementId)).toEqual([
    { part: 'addition', amount: byHand.underpaidQepik, from_period: '2026-10', reason: 'new-rate' },
  ])
  expect(byHand.underpaidQepik).toBe(2 * 45_00)

  const entries = await bench.rows(
    `select before, after ->> 'fromPeriod' as from_period from ledger where case_id = $1 and action = 'benefit.raised' order by sequence`,
    [foster.caseId],
  )
  expect(entries).toEqual([
    { before: { monthlyAmountQepik: 355_00 }, from_period: '2026-10' },
    { before: { monthlyAmountQepik: 395_00 }, from_period: '2034-04' },
  ])

  // Told once, and of a far month only when it comes.
  const list = async () => variablesOf(await bench.run('list-raised-benefits', {}))
  expect(await list()).toEqual({ raisedCases: [foster.caseId], anybodyToTell: true })
  expect(await list()).toEqual({ raisedCases: [], anybodyToTell: false })
  await bench.run('notify-applicant', { caseId: foster.caseId }, { headers: { notice: 'benefit-raised' } })
  const [told] = await bench.sentMessages()
  expect(told?.text).toContain('400.00')
})

test('is applied when its day has come, and does not bring back what has ended', async () => {
  const { caseId, entitlementId } = await paid('loss-of-breadwinner', 'all', '2026-11')
  await bench.transact(({ entitlements }) =>
    entitlements.amend(entitlementId, { fromPeriod: '2027-02', monthlyAmountQepik: 0, caseId }),
  )
  await newRate('loss-of-breadwinner', 'all', '2027-01', 150)
  expect(await morning()).toBe(0)
  bench.moveTo('2027-01-04T02:00:00Z')
  expect(await morning()).toBe(1)
  expect(await pays(entitlementId, '2026-12', '2027-01', '2027-02', '2027-03')).toEqual([140, 150, 0, 0])
  expect(await additions(entitlementId)).toEqual([])
})

test('overtakes a claim between its decision and its assignment', async () => {
  const caseId = await decided('conscript-child', 'all', '2026-12')
  await newRate('conscript-child', 'all', '2027-01', 160)
  expect(await morning()).toBe(0)
  expect(await pays(await assign(caseId), '2026-12', '2027-01')).toEqual([140, 160])
})

test('leaves what is paid alone while the parameter says so', async () => {
  const { entitlementId } = await paid('many-children', 'all', '2026-12')
  await newRate('many-children', 'all', '2027-02', 170)
  bench.moveTo('2027-02-02T02:00:00Z')
  expect(await morning()).toBe(0)
  expect(await pays(entitlementId, '2027-01', '2027-02')).toEqual([140, 140])
})
