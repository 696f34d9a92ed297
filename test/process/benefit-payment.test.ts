/** A month of aid, from the frozen list to the closed run: who may do what, what is held, what comes back. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { dateInBaku } from '../../domain/clock.ts'
import { addToMonth, monthOf } from '../../domain/days.ts'
import { benefitSteps, claimant } from '../support/benefit-steps.ts'
import { variables } from '../support/engine-view.ts'
import { eventually } from '../support/eventually.ts'
import { office } from '../support/office.ts'
import {
  approveRun,
  entitle,
  findRun,
  followRepair,
  fund,
  nextMonth,
  openRun,
  reopen,
} from '../support/payday.ts'
import { openWorld, type World } from '../support/world.ts'

const HOUR = 3_600_000

/** Of its own for the benefit for disability. */
const DISABILITY_IBAN = 'AZ31NABZ00000000137010002055'

let world: World
beforeAll(async () => {
  world = await openWorld({
    parameters: { 'payment-orders-per-file': 2, 'third-signature-sum': 5_000_00 },
    settings: { PAYER_ACCOUNTS: `disability=${DISABILITY_IBAN}` },
  })
})
afterEach(() => world.bank.reset())
afterAll(() => world.close())

const submit = { runReview: 'submit' }
const approve = { runApproval: 'approve' }

test('a month is reviewed, approved by another, sent in files, booked and closed', async () => {
  const period = await nextMonth(world)
  await fund(world, period)
  const families = []
  for (let family = 0; family < 3; family += 1) families.push(await entitle(world, { from: period }))
  const closedAccount = await entitle(world, { from: period, scenario: 'closed-account' })
  const [first] = families
  if (first === undefined) throw new Error('No family')
  const twin = await entitle(world, { from: period, iban: first.household.application.declaration.iban })

  const run = await openRun(world, period)
  // Opening it once more finds it.
  expect((await openRun(world, period)).caseId).toBe(run.caseId)

  // Two families with one account: the second is held, until somebody has looked and releases it.
  await run.finish('ReviewPaymentRun', office.inspector, submit)
  await run.task('ReviewPaymentRun', { after: 1 })
  expect(await run.counts()).toEqual({ ordered: 4, held: 1 })
  await world.transact(async ({ paymentRuns }) => {
    for (const { id, orderId } of await paymentRuns.holds(run.caseId)) {
      expect(orderId).toBe((await run.orderOf(twin)).id)
      await paymentRuns.releaseHold(id, office.maker)
    }
  })
  await run.finish('ReviewPaymentRun', office.maker, { runReview: 'check-again' })
  await run.completes('CheckRun', 2)
  expect(await run.counts()).toEqual({ ordered: 5 })
  await run.finish('ReviewPaymentRun', office.maker, submit)

  // The maker is in the checkers' group too, and still may not approve what she reviewed.
  await run.finish('ApprovePaymentRun', office.maker, approve)
  await run.task('ApprovePaymentRun', { after: 1 })
  await run.finish('ApprovePaymentRun', office.checker, {
    runApproval: 'return',
    approvalReason: 'Why five?',
  })
  await run.task('ReviewPaymentRun', { after: 3 })
  await approveRun(run)
  expect(await world.bank.payments()).toEqual([])

  await world.clock.advance(3 * HOUR)
  await run.reaches('closed')
  expect(await run.counts()).toEqual({ settled: 4, rejected: 1 })
  const { files } = await run.progress()
  expect(files.map(({ orderCount, state }) => ({ orderCount, state }))).toEqual([
    { orderCount: 2, state: 'sent' },
    { orderCount: 2, state: 'sent' },
    { orderCount: 1, state: 'sent' },
  ])
  expect(await world.bank.payments()).toHaveLength(4)

  // The engine knows counts and sums, and nobody's name or account.
  const told = (await variables(await run.instances())).map(({ name, value }) => `${name}=${value}`)
  expect(told.length).toBeGreaterThan(20)
  const personal = families.flatMap(({ household: { application } }) => [
    application.declaration.iban,
    ...application.declaration.members.flatMap(({ fin, familyName }) => [fin, familyName]),
  ])
  expect(told.filter((text) => personal.some((value) => text.includes(value)))).toEqual([])

  // Too late to cancel, and what the bank says of an ended run starts nothing.
  for (const name of ['payment-run-cancelled', 'bank-answered'] as const) {
    await world.publish({
      name,
      correlationKey: run.caseId,
      messageId: `late-${name}-${run.caseId}`,
      timeToLiveMs: 1_000,
      variables: name === 'bank-answered' ? { paymentResult: 'settled' } : { cancelReason: 'other' },
    })
  }
  expect(await run.counts()).toEqual({ settled: 4, rejected: 1 })

  // What came back is repaired by two people and paid by a supplementary run, once.
  const rejected = await run.orderOf(closedAccount)
  const repair = followRepair(world, rejected.id)
  await repair.completes('NotifyPaymentRejected')
  await world.transact(({ payments }) =>
    payments.correctAccount(closedAccount.caseId, closedAccount.household.otherIban),
  )
  await repair.finish('CorrectAccount', office.maker, { accountCorrected: true })
  await repair.finish('ApproveRepair', office.checker, { approval: 'approve' })
  await repair.completes('OrderRepairPayment')
  await world.clock.advance(24 * HOUR)
  const supplementary = await eventually('the supplementary run', () =>
    findRun(world, period, 'supplementary'),
  )
  await approveRun(supplementary)
  await world.clock.advance(3 * HOUR)
  await supplementary.reaches('closed')
  expect(await supplementary.counts()).toEqual({ settled: 1 })
  const paid = (await world.bank.payments()).map(({ endToEndId }) => endToEndId)
  expect(new Set(paid).size).toBe(5)
  expect(paid).toHaveLength(5)
  const books = await world.transact(({ accounting }) => accounting.trialBalance())
  const balance = books.reduce((sum, { debitQepik, creditQepik }) => sum + debitQepik - creditQepik, 0)
  expect(balance).toBe(0)
  expect((await world.verifyLedger()).intact).toBe(true)
})

test('without the money it is not submitted; cancelled, opened again, signed by three and cancelled in the window', async () => {
  const period = await nextMonth(world)
  for (let family = 0; family < 2; family += 1) {
    await entitle(world, { from: period, monthlyQepik: 3_000_00 })
  }
  const paidBefore = await world.bank.payments()
  const run = await openRun(world, period)
  await run.finish('ReviewPaymentRun', office.maker, submit)
  await run.completes('CheckRun', 2)
  await run.finish('ReviewPaymentRun', office.maker, { runReview: 'cancel', cancelReason: 'funds-missing' })
  await run.reaches('cancelled')
  expect(await run.actions()).toContain('payment-run.cancelled')

  await fund(world, period)
  await reopen(world, run)
  await run.task('ReviewPaymentRun', { after: 2 })
  await run.finish('ReviewPaymentRun', office.maker, submit)
  await run.finish('ApprovePaymentRun', office.checker, approve)
  // Above the sum a third person signs: neither of the two, and only the head of the branch.
  await run.finish('SignLargeRun', office.checker, approve)
  await run.task('SignLargeRun', { after: 1 })
  await run.finish('SignLargeRun', office.branchHead, { runApproval: 'return', approvalReason: 'Twice?' })
  await run.task('ReviewPaymentRun', { after: 3 })
  await run.finish('ReviewPaymentRun', office.maker, submit)
  await run.finish('ApprovePaymentRun', office.checker, approve)
  await run.task('SignLargeRun', { after: 2 })
  // Told before the window is open, and twice: it counts once, as soon as the window is open.
  for (let time = 0; time < 2; time += 1) {
    await world.publish({
      name: 'payment-run-cancelled',
      correlationKey: run.caseId,
      messageId: `cancel-${run.caseId}`,
      timeToLiveMs: HOUR,
      variables: { cancelReason: 'ordered-by-head' },
    })
  }
  await run.finish('SignLargeRun', office.branchHead, approve)
  await run.reaches('cancelled')
  await run.completes('CancelRun', 2)
  await world.clock.advance(3 * HOUR)
  expect(Object.keys(await run.counts())).toEqual(['cancelled'])
  expect(await world.bank.payments()).toEqual(paidBefore)
})

test('a benefit just assigned is paid with its back pay, raised by a new rate, and then paid once with the month of its kind, from the account of that kind', async () => {
  const steps = benefitSteps(world)
  const month = monthOf(dateInBaku(world.clock.now()))
  const { cases } = await steps.intake.tell(
    {
      eventId: 'paid-by-month',
      kind: 'disability-decision',
      happenedOn: `${addToMonth(month, -2)}-01`,
      applicant: claimant(world.household('clean-assign')),
      disabilityPercent: 85,
    },
    'system:meis',
  )
  const benefit = steps.follow(cases[0]?.caseId ?? '')
  const { caseId } = benefit
  await benefit.finish('ApproveFirstPayment', office.checker, { approval: 'approve' })
  await benefit.completes('BenefitPaid')
  const { monthlyAmountQepik } = await steps.entitlementOf(caseId)
  const balance = await world.bank.balanceOf(DISABILITY_IBAN)

  // A rate of this month is loaded late: the next morning it has reached the benefit, and the person is told.
  const more = 20_00
  await world.rows(
    `insert into benefit_rate select kind, variant, $1, amount_qepik + $2, 'test', 'confirmed' from benefit_rate
     where kind = 'disability' and valid_from = '2025-07-01'`,
    [`${month}-01`, more],
  )
  await world.clock.advance(24 * HOUR)
  const told = async () => ((await steps.noticesOf(caseId)).includes('benefit-raised') ? true : undefined)
  await benefit.waitFor('the notice of the new amount', told, 150_000)

  const period = addToMonth(month, 1)
  await fund(world, period, 10_000_00, 'disability')
  const run = await openRun(world, period, `${period}-26`, 'disability')
  await approveRun(run)
  await world.clock.advance(3 * HOUR)
  await run.reaches('closed')
  expect(await run.counts()).toEqual({ settled: 1 })
  expect(await run.incidents()).toEqual([])

  const orders = await world.transact(({ payments }) => payments.ordersOf(caseId))
  // The month by the new rate, and what the month before lacked.
  const raised = monthlyAmountQepik + 2 * more
  expect(orders.map(({ orderKind, amountQepik, state }) => [orderKind, amountQepik, state])).toEqual([
    ['first', 3 * monthlyAmountQepik, 'settled'],
    ['monthly', raised, 'settled'],
  ])
  const ids = orders.map(({ endToEndId }) => endToEndId)
  const paid = (await world.bank.payments()).filter(({ endToEndId }) => ids.includes(endToEndId))
  expect(paid.map(({ amountQepik }) => amountQepik)).toEqual([3 * monthlyAmountQepik, raised])
  expect(await world.bank.balanceOf(DISABILITY_IBAN)).toBe((balance ?? 0) - raised)
})
