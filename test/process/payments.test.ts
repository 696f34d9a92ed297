/** The first payment: wrong approver, returned order, closed account, silent bank, refused file. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { office } from '../support/office.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ parameters: { 'reinspection-percent': 0 } })
})
afterEach(() => world.bank.reset())
afterAll(() => world.close())

const upToPayment = async (scenario: 'clean-assign' | 'closed-account' = 'clean-assign') => {
  const filed = await world.apply(world.household(scenario))
  await filed.visit(office.inspector)
  await filed.reaches('paying')
  return filed
}

test('a payment approved by somebody without the right is not approved', async () => {
  const filed = await upToPayment()
  await filed.finish('ApproveFirstPayment', office.inspector, { approval: 'approve' })
  await filed.task('ApproveFirstPayment', { after: 1 })
  expect((await filed.records()).orders).toMatchObject([{ state: 'ordered' }])
  await filed.finish('ApproveFirstPayment', office.checker, { approval: 'approve' })
  await filed.reaches('paid')
})

test('a returned payment is corrected by the maker and approved by another', async () => {
  const filed = await upToPayment()
  await filed.finish('ApproveFirstPayment', office.checker, {
    approval: 'return',
    approvalReason: 'Check the account',
  })
  await filed.finish('CorrectAccount', office.inspector, { accountCorrected: true })
  await filed.task('CorrectAccount', { after: 1 })

  // Saying that nothing was corrected sends it back to her.
  await filed.finish('CorrectAccount', office.maker, { accountCorrected: false })
  await filed.task('CorrectAccount', { after: 2 })
  await filed.correctAccount(office.maker)
  await filed.finish('CorrectAccount', office.maker, { accountCorrected: true })

  // The maker is in the checkers' group too, and still may not approve what she corrected.
  await filed.finish('ApproveRepair', office.maker, { approval: 'approve' })
  await filed.task('ApproveRepair', { after: 1 })
  await filed.finish('ApproveRepair', office.checker, { approval: 'return', approvalReason: 'Whose is it?' })
  await filed.task('CorrectAccount', { after: 3 })
  await filed.finish('CorrectAccount', office.maker, { accountCorrected: true })
  await filed.task('ApproveRepair', { after: 2 })
  await filed.finish('ApproveRepair', office.checker, { approval: 'approve' })
  await filed.reaches('paid')
  expect(await world.bank.paymentsOf(filed)).toHaveLength(1)
})

test('the bank rejects a closed account: corrected, the payment is made once', async () => {
  const filed = await upToPayment('closed-account')
  await filed.finish('ApproveFirstPayment', office.checker, { approval: 'approve' })
  await filed.completes('NotifyPaymentRejected')
  // Saying that it is corrected is not enough.
  await filed.finish('CorrectAccount', office.maker, { accountCorrected: true })
  await filed.task('CorrectAccount', { after: 1 })
  await filed.correctAccount(office.maker)
  await filed.finish('CorrectAccount', office.maker, { accountCorrected: true })
  await filed.finish('ApproveRepair', office.checker, { approval: 'approve' })
  await filed.reaches('paid')
  const { orders } = await filed.records()
  expect(orders.map(({ state }) => state).toSorted()).toEqual(['rejected', 'settled'])
  expect(await world.bank.paymentsOf(filed)).toHaveLength(1)
})

test('a silent bank is asked; waiting a day and sending the file again pay nothing twice', async () => {
  const day = 24 * 3_600_000
  await world.bank.behave({ lateMs: 30 * day })
  const filed = await upToPayment()
  await filed.finish('ApproveFirstPayment', office.checker, { approval: 'approve' })
  await filed.completes('SendPaymentFile')
  await world.clock.advance(7 * day)
  await filed.completes('EscalateBankSilent')
  await filed.finish('AskBank', office.inspector, { bankQuestion: 'wait' })
  await filed.task('AskBank', { after: 1 })
  await filed.finish('AskBank', office.maker, { bankQuestion: 'wait' })
  await filed.completes('SendNow')
  await world.clock.advance(3 * day)
  await filed.task('AskBank', { after: 2 })
  await filed.finish('AskBank', office.maker, { bankQuestion: 'resend' })
  await filed.completes('SendPaymentFile', 2)
  await world.clock.advance(21 * day)
  await filed.reaches('paid')
  expect(await world.bank.paymentsOf(filed)).toHaveLength(1)
})

test('a file that the bank does not take is looked at by the maker and sent again', async () => {
  await world.bank.behave({ refuseFiles: true })
  const filed = await upToPayment()
  await filed.finish('ApproveFirstPayment', office.checker, { approval: 'approve' })
  await filed.finish('ClearRefusedFile', office.inspector, { fileCleared: true })
  await filed.task('ClearRefusedFile', { after: 1 })
  await world.bank.reset()
  await filed.finish('ClearRefusedFile', office.maker, { fileCleared: true })
  await filed.reaches('paid')
  expect(await world.bank.paymentsOf(filed)).toHaveLength(1)
})

test('a payment rejected for the bank’s own reasons is made again to the same account', async () => {
  await world.bank.behave({ rejectFiles: true })
  const filed = await upToPayment()
  await filed.finish('ApproveFirstPayment', office.checker, { approval: 'approve' })
  await filed.task('CorrectAccount')
  await world.bank.reset()
  await filed.finish('CorrectAccount', office.maker, { accountCorrected: true })
  await filed.finish('ApproveRepair', office.checker, { approval: 'approve' })
  await filed.reaches('paid')
  expect(await world.bank.paymentsOf(filed)).toHaveLength(1)
})
