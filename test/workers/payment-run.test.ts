/** A run through its workers, every job delivered twice and repeated as another step: nothing happens twice. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { JobInput, JobType } from '../../bpmn/contract.ts'
import { payingBody } from '../../domain/payment-run.ts'
import { findHousehold } from '../../stack/simulated/registers/households.ts'
import type { ScenarioName } from '../../stack/simulated/registers/scenarios.ts'
import { amendEntitlement } from '../../workers/entitlement/amend-entitlement.ts'
import { openPaymentRun } from '../../workers/payment/open-payment-run.ts'
import { office } from '../support/office.ts'
import { entitle, fund, kind, type Entitled } from '../support/payday.ts'
import { openWorkerBench, variablesOf, type WorkerBench } from '../support/worker-bench.ts'

const period = '2027-01'
const instance = '77'
let bench: WorkerBench
beforeAll(async () => {
  bench = await openWorkerBench('2027-01-25T06:00:00Z')
})
afterAll(async () => {
  await bench.close()
})

let next = 0
const household = (scenario: ScenarioName) => {
  const found = findHousehold({ scenario, from: next })
  next = found.index + 1
  return found
}

/** Delivered twice, and once more as an operator would repeat the step: always the same answer. */
async function again<J extends JobType>(type: J, input: JobInput<J>) {
  const step = `${type} ${JSON.stringify(input)}`
  const first = await bench.run(type, input, { step, processInstanceKey: instance })
  expect(await bench.run(type, input, { step, processInstanceKey: instance })).toEqual(first)
  expect(await bench.run(type, input, { processInstanceKey: instance })).toEqual(first)
  return variablesOf(first)
}

async function decides(
  caseId: string,
  task: string,
  user: string,
  group: 'dsmf-payment-maker' | 'dsmf-payment-checker',
) {
  bench.complete(task, user, instance)
  const check = { caseId, task, allowedGroups: [group], notTheOneWho: [] }
  return variablesOf(await bench.run('verify-completion', check, { processInstanceKey: instance }))
}

/** A change ends the aid while the month is on its way to the bank. */
async function endsMeanwhile({ caseId, entitlementId }: Entitled): Promise<void> {
  await bench.transact(async (records) => {
    const change = await records.cases.add({
      kind: 'assistance-change',
      numberPrefix: 'CHG',
      district: 'khazar',
      language: 'az',
      registeredOn: '2027-01-25',
      relatedCaseId: caseId,
    })
    const amendment = { fromPeriod: period, monthlyAmountQepik: 0, caseId: change.id }
    await amendEntitlement(records, entitlementId, amendment, 'worker:test')
  })
}

const published = async (name: string) =>
  (
    await bench.rows<{ key: string }>('select correlation_key as key from outbox where name = $1', [name])
  ).map(({ key }) => key)

test('a run whose every job comes more than once pays everybody once', async () => {
  const world = { ...bench, household }
  await fund(world, period)
  const families = [await entitle(world, { from: period }), await entitle(world, { from: period })] as const
  const closed = await entitle(world, { from: period, scenario: 'closed-account' })
  const open = () =>
    bench.transact((records) =>
      openPaymentRun(
        records,
        { kind, period, body: payingBody, purpose: 'monthly', payDay: '2027-01-28' },
        { actor: 'staff:test', runUrl: (caseId) => caseId },
      ),
    )
  const { caseId } = await open()
  expect(await open()).toMatchObject({ caseId, created: false })
  expect(await published('payment-run-opened')).toEqual([caseId])

  expect(await again('freeze-payment-run', { caseId })).toEqual({
    reviewDueAt: '2027-01-26T14:00:00.000Z',
    approvalDueAt: '2027-01-27T14:00:00.000Z',
  })
  const { runTotals, ...verdict } = await again('check-payment-run', { caseId })
  expect(runTotals).toMatchObject({ count: 3, sum: '2 100.00', fundsShort: null })
  expect(verdict).toEqual({ fundsSuffice: true, thirdSignatureNeeded: false })

  // Nobody has answered for it yet; then one person for both, which is not two.
  await expect(again('approve-payment-run', { caseId })).rejects.toThrow(/2 different people/)
  await decides(caseId, 'ReviewPaymentRun', office.maker, 'dsmf-payment-maker')
  await decides(caseId, 'ApprovePaymentRun', office.maker, 'dsmf-payment-checker')
  await expect(again('approve-payment-run', { caseId })).rejects.toThrow(/2 different people/)
  await decides(caseId, 'ApprovePaymentRun', office.checker, 'dsmf-payment-checker')
  expect(await again('approve-payment-run', { caseId })).toEqual({
    cancelWindowEndsAt: '2027-01-25T08:00:00.000Z',
  })

  const { fileNumbers } = await again('release-payment-run', { caseId })
  expect(fileNumbers).toEqual([1])
  const { paymentFileId } = await again('write-run-file', { caseId, fileNumber: 1 })
  await again('send-payment-file', { caseId, paymentFileId })
  const [lowered] = families
  bench.moveTo('2027-01-25T09:00:00Z')
  await endsMeanwhile(lowered)
  await bench.collect()
  await bench.collect()
  expect(await published('bank-answered')).toEqual([caseId])

  expect(await again('reconcile-payment-run', { caseId })).toMatchObject({ runBalanced: true })
  await again('close-payment-run', { caseId })
  // Paid although it had ended meanwhile: asked back, once.
  expect(await bench.rows('select entitlement_id, cause, from_period, to_period from overpayment')).toEqual([
    {
      entitlement_id: lowered.entitlementId,
      cause: 'reconciliation',
      from_period: period,
      to_period: period,
    },
  ])
  const orders = await bench.rows<{ id: string; case_id: string; state: string }>(
    'select id, case_id, state from payment_standing',
  )
  const stateOf = (family: { readonly caseId: string }) =>
    orders.filter(({ case_id }) => case_id === family.caseId).map(({ state }) => state)
  expect(families.map(stateOf)).toEqual([['settled'], ['settled']])
  expect(stateOf(closed)).toEqual(['rejected'])
  const rejected = orders.find(({ state }) => state === 'rejected')?.id ?? ''
  expect(await published('payment-repair-needed')).toEqual([rejected])

  // Left to the next run, once; a payment that arrived is not.
  const repair = { caseId: closed.caseId, paymentOrderId: rejected, paidWith: 'next-run' as const }
  expect(await again('order-repair-payment', repair)).toEqual({ paymentOrderId: rejected })
  const settled = orders.find(({ state }) => state === 'settled')
  await expect(
    bench.run('order-repair-payment', {
      caseId: settled?.case_id ?? '',
      paymentOrderId: settled?.id ?? '',
      paidWith: 'next-run',
    }),
  ).rejects.toMatchObject({ name: 'OperatorError' })
  await expect(
    bench.run('order-repair-payment', { ...repair, caseId: settled?.case_id ?? '' }),
  ).rejects.toThrow(/not one of this case/)
  await expect(bench.run('cancel-payment-run', { caseId, cancelReason: 'other' })).rejects.toMatchObject({
    name: 'OperatorError',
  })
})

test('the calendar opens a run on its morning, once, also on a morning after it was missed', async () => {
  const opensOn = async (day: string) => {
    bench.moveTo(`${day}T02:00:00Z`)
    return variablesOf(await bench.run('open-due-payment-runs', {})).runsOpened
  }
  // 28 February 2027 is a Sunday: paid on Friday 26, opened three working days before.
  expect(await opensOn('2027-02-22')).toBe(0)
  expect(await opensOn('2027-02-23')).toBe(1)
  expect(await opensOn('2027-02-24')).toBe(0)
  const runs = await bench.transact(({ paymentRuns }) => paymentRuns.list({ limit: 1 }))
  expect(runs).toMatchObject([{ kind, period: '2027-02', purpose: 'monthly', payDay: '2027-02-26' }])

  // Nobody was paid for February, so March is not begun before its own morning; a week late it is made up for.
  await fund({ transact: bench.transact }, '2027-02')
  await bench.run('freeze-payment-run', { caseId: runs[0]?.caseId ?? '' })
  expect(await opensOn('2027-03-10')).toBe(0)
  expect(await opensOn('2027-03-31')).toBe(1)
})
