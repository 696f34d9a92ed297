/** Payments when things go wrong between us and the bank. What is settled is settled once, what is odd is kept. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findHousehold, visitOf } from '../../stack/simulated/registers/households.ts'
import type { Household } from '../../stack/simulated/registers/model.ts'
import type { ScenarioName } from '../../stack/simulated/registers/scenarios.ts'
import { decided, queried, registered, sentAgain, sentToBank, visited } from '../support/case-steps.ts'
import { office } from '../support/office.ts'
import { openWorkerBench, variablesOf, type WorkerBench } from '../support/worker-bench.ts'

let bench: WorkerBench

beforeAll(async () => {
  bench = await openWorkerBench('2026-11-16T08:00:00Z')
})
beforeEach(async () => {
  await bench.bankApp.inject({ method: 'POST', url: '/control/reset' })
})
afterAll(async () => {
  await bench.close()
})

let next = 0
/** A family whose assistance was just assigned. */
async function assigned(scenario: ScenarioName = 'clean-assign') {
  bench.moveTo('2026-11-16T08:00:00Z')
  const household: Household = findHousehold({ scenario, from: next })
  next = household.index + 1
  const caseId = await registered(bench, household.application)
  await queried(bench, caseId)
  bench.moveTo('2026-11-18T08:00:00Z')
  await visited(bench, caseId, visitOf(household, 9, new Date('2026-11-18T06:00:00Z')))
  const { monthlyAmountQepik } = await decided(bench, caseId)
  const { entitlementId } = variablesOf(await bench.run('assign-entitlement', { caseId, monthlyAmountQepik }))
  return { caseId, entitlementId, monthlyAmountQepik, household }
}

const ordersOf = (caseId: string) => bench.transact((records) => records.payments.ordersOf(caseId))
const control = (payload: object) => bench.bankApp.inject({ method: 'POST', url: '/control', payload })
const exceptions = async () =>
  (await bench.rows<{ kind: string }>('select kind from payment_exception order by id')).map(
    ({ kind }) => kind,
  )
const paidTimes = async (endToEndId: string) => {
  const { payments } = (await bench.bankApp.inject('/payments')).json<{
    payments: { endToEndId: string; status: string }[]
  }>()
  return payments.filter((payment) => payment.endToEndId === endToEndId && payment.status === 'paid').length
}

describe('a payment', () => {
  test('whose sending was answered by silence is sent again and paid once', async () => {
    const { caseId, entitlementId } = await assigned()
    await control({ loseAnswers: 1 })
    await expect(sentToBank(bench, caseId, entitlementId)).rejects.toMatchObject({ name: 'RetryableError' })
    const [order] = await ordersOf(caseId)
    if (order?.fileId === undefined) throw new Error('Not filed')
    expect(order.state).toBe('filed')

    // The bank answers before the step that sends is through: that is no contradiction.
    await bench.collect()
    expect((await ordersOf(caseId)).map(({ state }) => state)).toEqual(['settled'])
    variablesOf(await bench.run('send-payment-file', { caseId, paymentFileId: order.fileId }))
    await bench.collect()
    expect((await ordersOf(caseId)).map(({ state }) => state)).toEqual(['settled'])
    expect(await paidTimes(order.endToEndId)).toBe(1)
  })

  test('is ordered once however often the step is delivered', async () => {
    const { caseId, entitlementId } = await assigned()
    const input = { caseId, entitlementId }
    const first = await bench.run('order-first-payment', input, { step: 'order-once' })
    expect(await bench.run('order-first-payment', input, { step: 'order-once' })).toEqual(first)
    // Another instance of the step, as after a modification in Operate, finds the order of the first.
    expect(await bench.run('order-first-payment', input)).toEqual(first)
    expect(await ordersOf(caseId)).toHaveLength(1)
  })

  test('needs an approval that counted', async () => {
    const { caseId, entitlementId } = await assigned()
    const { paymentOrderId } = variablesOf(await bench.run('order-first-payment', { caseId, entitlementId }))
    await expect(bench.run('approve-payment-order', { caseId, paymentOrderId })).rejects.toThrow(/approval/)
    await expect(bench.run('write-payment-file', { caseId, paymentOrderId })).rejects.toMatchObject({
      name: 'OperatorError',
    })
    expect((await ordersOf(caseId)).map(({ state }) => state)).toEqual(['ordered'])
  })

  test('that the bank rejects is paid again to another account, once', async () => {
    const { caseId, entitlementId, household } = await assigned('closed-account')
    const first = await sentToBank(bench, caseId, entitlementId)
    await bench.collect()
    expect((await ordersOf(caseId)).map(({ state }) => state)).toEqual(['rejected'])
    await bench.run('notify-applicant', { caseId }, { headers: { notice: 'payment-rejected' } })

    const correction = { caseId, paymentOrderId: first.paymentOrderId, accountCorrected: true }
    expect(await bench.run('correct-account', correction)).toMatchObject({
      kind: 'refused',
      code: 'ACCOUNT_NOT_CORRECTED',
    })
    await bench.transact((records) => records.payments.correctAccount(caseId, household.otherIban))
    variablesOf(await bench.run('correct-account', correction))

    await sentAgain(bench, caseId, first.paymentOrderId)
    await bench.collect()
    const orders = await ordersOf(caseId)
    const { orderAmountQepik: amountQepik } = first
    expect(orders).toMatchObject([
      { orderKind: 'first', state: 'rejected', amountQepik },
      { orderKind: 'repair-1', state: 'settled', amountQepik },
    ])
    expect(new Set(orders.map(({ endToEndId }) => endToEndId)).size).toBe(2)

    // What arrived is not repaired, and what was repaired is not repaired again.
    const repairOf = (paymentOrderId: string) =>
      bench.run('order-repair-payment', { caseId, paymentOrderId, paidWith: 'own-file' })
    const settled = orders.at(-1)?.id ?? ''
    await expect(repairOf(settled)).rejects.toMatchObject({ name: 'OperatorError' })
    expect(await repairOf(first.paymentOrderId)).toMatchObject({ variables: { paymentOrderId: settled } })
    expect(await ordersOf(caseId)).toHaveLength(2)
  })

  test('in a file that the bank rejects as a whole is rejected', async () => {
    const { caseId, entitlementId } = await assigned()
    await control({ rejectFiles: true })
    await sentToBank(bench, caseId, entitlementId)
    await bench.collect()
    expect((await ordersOf(caseId)).map(({ state }) => state)).toEqual(['rejected'])
  })

  test('that comes back after it was booked is returned, and told to people', async () => {
    const { caseId, entitlementId } = await assigned()
    await sentToBank(bench, caseId, entitlementId)
    await bench.collect()
    const [order] = await ordersOf(caseId)
    if (order === undefined) throw new Error('No order')
    const before = (await exceptions()).length
    const payload = { endToEndId: order.endToEndId, code: 'AC04' }
    await bench.bankApp.inject({ method: 'POST', url: '/control/return', payload })
    await bench.collect()
    expect((await ordersOf(caseId)).map(({ state }) => state)).toEqual(['returned'])
    expect((await exceptions()).slice(before)).toEqual(['returned'])
  })
})

describe('messages of the bank', () => {
  test('that come twice count once', async () => {
    const { caseId, entitlementId } = await assigned()
    await control({ twice: true })
    const { paymentOrderId } = await sentToBank(bench, caseId, entitlementId)
    const before = await exceptions()
    await bench.collect()
    expect((await ordersOf(caseId)).map(({ state }) => state)).toEqual(['settled'])
    expect(await exceptions()).toEqual(before)
    const published = await bench.rows('select from outbox where correlation_key = $1', [paymentOrderId])
    expect(published).toHaveLength(1)
  })

  test('that cannot be read are kept, once, and told to people', async () => {
    const before = (await exceptions()).length
    for (let time = 0; time < 2; time += 1) {
      await expect(bench.receive('<Document xmlns="urn:nonsense"/>')).rejects.toMatchObject({
        code: 'BANK_MESSAGE_UNREADABLE',
      })
    }
    expect((await exceptions()).slice(before)).toEqual(['unreadable'])
    const kept = await bench.rows<{ sha256: string }>(
      `select sha256 from bank_message where type = 'unreadable'`,
    )
    expect(kept).toHaveLength(1)
    const [name] = readdirSync(bench.fileFolder).filter((file) =>
      file.includes(kept[0]?.sha256.slice(0, 16) ?? '?'),
    )
    expect(readFileSync(join(bench.fileFolder, name ?? ''), 'utf8')).toBe('<Document xmlns="urn:nonsense"/>')
  })
})

describe('an approval', () => {
  test('by who corrected the account does not count', async () => {
    const { caseId } = await assigned()
    const verify = async (task: string, notTheOneWho: string[]) =>
      variablesOf(
        await bench.run(
          'verify-completion',
          { caseId, task, allowedGroups: ['dsmf-payment-maker', 'dsmf-payment-checker'], notTheOneWho },
          { processInstanceKey: '99' },
        ),
      )
    bench.complete('CorrectAccount', office.maker, '99')
    expect(await verify('CorrectAccount', [])).toMatchObject({ completionCounts: true })
    bench.complete('ApproveFirstPayment', office.maker, '99')
    expect(await verify('ApproveFirstPayment', ['CorrectAccount'])).toMatchObject({ completionCounts: false })
  })
})
