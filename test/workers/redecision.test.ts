/** Decisions on targeted social assistance made again after an appeal, by the real workers on the real database. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { amountOf } from '../../domain/entitlement-amounts.ts'
import { openAppealSteps } from '../support/appeal-steps.ts'
import { sentToBank, tablesSay } from '../support/case-steps.ts'
import { openWorkerBench, variablesOf, type WorkerBench } from '../support/worker-bench.ts'

let bench: WorkerBench
let steps: ReturnType<typeof openAppealSteps>
beforeAll(async () => {
  bench = await openWorkerBench('2026-11-16T08:00:00Z')
  steps = openAppealSteps(bench)
})
afterAll(() => bench.close())

test('a ground struck: aid is assigned from the month of application, with back pay', async () => {
  const { caseId, outcome } = await steps.application('vehicle')
  expect(outcome).toBe('refuse')
  steps.moveTo('2026-12-14T08:00:00Z')
  const again = await steps.decidedAgain(caseId, { vehicleCount: 0 })
  expect(again.redecisionEffect).toBe('assign')
  expect(again.monthlyAmountQepik).toBeGreaterThan(0)
  const { monthlyAmountQepik } = again

  const { entitlementId } = variablesOf(
    await bench.run('assign-entitlement', { caseId: again.caseId, monthlyAmountQepik }),
  )
  expect(await bench.transact((records) => records.entitlements.get(entitlementId))).toMatchObject({
    validFrom: '2026-11-01',
    validTo: '2027-10-31',
  })
  expect(await steps.told('assigned', again.caseId)).toMatch(/^RED-.*2027/)
  const payment = await sentToBank(bench, again.caseId, entitlementId)
  expect(payment).toMatchObject({ monthsPaid: 2, orderAmountQepik: 2 * monthlyAmountQepik })

  // The refused case stays as it was; a newer decision has taken its place.
  expect(await steps.stateOf(caseId)).toBe('refused')
  await expect(steps.appealed(caseId)).rejects.toMatchObject({
    code: 'APPEAL_NOT_POSSIBLE',
    detail: { caseNumber: expect.stringMatching(/^RED-/) as string },
  })
  const [kept] = await bench.transact((records) =>
    Promise.all([records.decisions.find(again.caseId), records.redecisions.get(again.caseId)]),
  )
  expect(kept).toMatchObject({
    outcome: 'assign',
    facts: { vehicleCount: 0, applicationDate: '2026-11-16' },
  })
})

test('a lower income: the amount is raised from the next month, the difference is added to it', async () => {
  const { caseId, facts, monthlyAmountQepik: before } = await steps.application('clean-assign')
  const { entitlementId } = variablesOf(
    await bench.run('assign-entitlement', { caseId, monthlyAmountQepik: before }),
  )
  steps.moveTo('2026-12-07T08:00:00Z')
  await sentToBank(bench, caseId, entitlementId)
  const again = await steps.decidedAgain(caseId, { incomeTotalQepik: facts.incomeTotalQepik - 12_000 })
  expect(again).toMatchObject({ redecisionEffect: 'raise', monthlyAmountQepik: before + 1_000 })
  await bench.run('raise-entitlement', { caseId: again.caseId, monthlyAmountQepik: before + 1_000 })
  expect(await steps.told('redecision-raised', again.caseId)).toContain('20.00')

  expect(
    await bench.rows(
      `select from_period, monthly_amount_qepik::integer as amount from entitlement_amendment
         where entitlement_id = $1 and case_id = $2`,
      [entitlementId, again.caseId],
    ),
  ).toEqual([{ from_period: '2026-11', amount: before + 1_000 }])
  expect(
    await bench.rows(
      `select part, amount_qepik::integer as amount, from_period, reason from payment_adjustment
         where entitlement_id = $1`,
      [entitlementId],
    ),
  ).toEqual([{ part: 'addition', amount: 2_000, from_period: '2026-11', reason: 'decided-again' }])
})

test('a raise ends with the month before a change that was decided meanwhile, and revives nothing that has ended', async () => {
  const { caseId, facts, monthlyAmountQepik: before } = await steps.application('clean-assign')
  const { entitlementId } = variablesOf(
    await bench.run('assign-entitlement', { caseId, monthlyAmountQepik: before }),
  )
  await sentToBank(bench, caseId, entitlementId)
  const change = await steps.undecided()
  await bench.transact((records) =>
    records.entitlements.amend(entitlementId, {
      fromPeriod: '2027-02',
      monthlyAmountQepik: 0,
      caseId: change,
    }),
  )
  const again = await steps.decidedAgain(caseId, { incomeTotalQepik: facts.incomeTotalQepik - 12_000 })
  const { monthlyAmountQepik } = again
  await bench.run('raise-entitlement', { caseId: again.caseId, monthlyAmountQepik })
  const [kept, entitlement] = await bench.transact((records) =>
    Promise.all([records.entitlements.amendments(entitlementId), records.entitlements.get(entitlementId)]),
  )
  const paid = (period: string) => amountOf(entitlement, kept, period)
  expect([paid('2026-11'), paid('2027-01'), paid('2027-02')]).toEqual([
    monthlyAmountQepik,
    monthlyAmountQepik,
    0,
  ])
  expect(
    await bench.rows(
      `select month, entitlement_amount_in($1, $2, month)::integer as qepik
       from unnest('{2027-01,2027-02}'::text[]) month`,
      [entitlementId, before],
    ),
  ).toEqual([
    { month: '2027-01', qepik: monthlyAmountQepik },
    { month: '2027-02', qepik: 0 },
  ])
})

test('facts that change nothing, or would change it for the worse: the decision is kept', async () => {
  const refused = await steps.application('two-flats')
  const kept = await steps.decidedAgain(refused.caseId, { vehicleCount: 0 })
  expect(kept).toMatchObject({ redecisionEffect: 'keep', monthlyAmountQepik: 0 })
  expect(await steps.stateOf(kept.caseId)).toBe('refused')
  expect(await steps.told('redecision-kept', kept.caseId)).toMatch(/^RED-.* 18 .* 2026/)

  const assigned = await steps.application('clean-assign')
  const worse = await steps.decidedAgain(assigned.caseId, { vehicleCount: 1 })
  expect(worse.redecisionEffect).toBe('keep')
})

test('facts changed in the engine are refused', async () => {
  const { caseId } = await steps.application('vehicle')
  const again = await steps.decidedAgain(caseId, { vehicleCount: 0 })
  await expect(
    bench.run('decide-again', { caseId: again.caseId, ...tablesSay({ ...again.facts, memberCount: 9 }) }),
  ).rejects.toMatchObject({ name: 'OperatorError' })
})
