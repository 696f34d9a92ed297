/** A month in which nothing goes as it should: late people, refused files, a silent bank, lines that do not fit. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../adapters/config.ts'
import { addDays, weekday } from '../../domain/days.ts'
import { openingDayOf, payDayOf } from '../../domain/payment-calendar.ts'
import { eventually } from '../support/eventually.ts'
import { office } from '../support/office.ts'
import {
  approveRun,
  entitle,
  findRun,
  followException,
  fund,
  nextMonth,
  openRun,
  statement,
} from '../support/payday.ts'
import { openWorld, type World } from '../support/world.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

let world: World
beforeAll(async () => {
  world = await openWorld({ parameters: { 'payment-orders-per-file': 1 } })
})
afterEach(() => world.bank.reset())
afterAll(() => world.close())

test('late people are reported, refused files are cleared one by one, a silent bank is asked', async () => {
  const period = await nextMonth(world)
  await fund(world, period)
  for (let family = 0; family < 2; family += 1) await entitle(world, { from: period })
  const run = await openRun(world, period, `${period}-16`)
  await run.task('ReviewPaymentRun')
  await world.clock.advanceTo(`${period}-14T20:00:00Z`)
  await run.completes('ReportLateReview')
  await run.finish('ReviewPaymentRun', office.maker, { runReview: 'submit' })
  await run.task('ApprovePaymentRun')
  await world.clock.advanceTo(`${period}-15T20:00:00Z`)
  await run.completes('ReportLateApproval')
  await run.finish('ApprovePaymentRun', office.checker, { runApproval: 'approve' })
  await run.reaches('approved')

  // The bank takes neither file; one by one they are cleared, the first try by somebody without the right.
  await world.bank.behave({ refuseFiles: true, lateMs: 20 * DAY })
  await world.clock.advance(3 * HOUR)
  const [one, other] = await run.openTasks('ClearRefusedFile', 2)
  if (one === undefined || other === undefined) throw new Error('Two files were refused')
  await run.handIn(one, office.inspector, { fileCleared: true })
  await run.waitFor('the refused file once more', async () => {
    const open = await run.openTasks('ClearRefusedFile', 2)
    return open.every(({ userTaskKey }) => userTaskKey !== one.userTaskKey) ? true : undefined
  })
  await world.bank.behave({ refuseFiles: false })
  for (const task of await run.openTasks('ClearRefusedFile', 2)) {
    await run.handIn(task, office.maker, { fileCleared: true })
  }
  await run.completes('SendPaymentFile', 2)

  // Silence: asked, the files are sent again and paid once, and the answer comes in the end.
  await world.clock.advance(6 * DAY)
  await run.completes('EscalateBankSilent')
  await run.finish('AskBank', office.checker, { bankQuestion: 'resend' })
  await run.task('AskBank', { after: 1 })
  await run.finish('AskBank', office.maker, { bankQuestion: 'resend' })
  await run.completes('SendPaymentFile', 4)
  // It is asked about once more, and answers while nobody has come to it yet.
  await world.clock.advance(5 * DAY)
  await run.task('AskBank', { after: 2 })
  await world.clock.advance(11 * DAY)
  await run.completes('AnsweredMeanwhile')
  await run.reaches('closed')
  expect(await run.counts()).toEqual({ settled: 2 })
  expect(await world.bank.payments()).toHaveLength(2)
})

test('lines that do not fit wait for a person, and the run for them', async () => {
  const period = await nextMonth(world)
  await fund(world, period)
  const family = await entitle(world, { from: period })
  const run = await openRun(world, period)
  await approveRun(run)
  await world.bank.behave({ lateMs: 2 * DAY })
  await world.clock.advance(3 * HOUR)
  await run.completes('HandOverFile')

  // Before the bank's own messages: the payment is booked twice, and one that nobody ordered.
  const { PAYER_IBAN } = readConfig({ ...world.settings })
  const order = await run.orderOf(family)
  const line = { endToEndId: order.endToEndId, amountQepik: order.amountQepik, iban: order.iban }
  const strange = { ...line, endToEndId: 'ZZZZZZZZZZZZZZZZ' }
  await world.receive(statement(`TWICE-${period}`, PAYER_IBAN, [line, line, strange]))
  const twice = await followException(world, 'duplicate-debit')
  const unknown = await followException(world, 'unmatched')

  // The bank's own statement of the whole month closes what is open, and books the one once more.
  await world.clock.advance(3 * DAY)
  await run.task('ClearUpDifferences')
  await run.finish('ClearUpDifferences', office.checker, { differencesCleared: true })
  await run.task('ClearUpDifferences', { after: 1 })
  // Not yet: the exceptions are still open.
  await run.finish('ClearUpDifferences', office.maker, { differencesCleared: true })
  await run.task('ClearUpDifferences', { after: 2 })

  await twice.finish('ResolvePaymentException', office.inspector, { exceptionResolution: 'explained' })
  await twice.task('ResolvePaymentException', { after: 1 })
  // It did arrive, so it is not paid again.
  await twice.finish('ResolvePaymentException', office.maker, { exceptionResolution: 'pay-again' })
  await twice.completes('ResolutionDoesNotFit')
  await twice.task('ResolvePaymentException', { after: 2 })
  await twice.finish('ResolvePaymentException', office.maker, { exceptionResolution: 'bank-corrects' })
  await twice.completes('Resolved')
  for (;;) {
    const { openExceptions } = await run.progress()
    if (openExceptions === 0) break
    const next = await followException(world, 'duplicate-debit')
    await next.finish('ResolvePaymentException', office.maker, { exceptionResolution: 'explained' })
    await next.completes('Resolved')
  }
  await run.finish('ClearUpDifferences', office.maker, { differencesCleared: true })
  await run.reaches('closed')

  // The line that is nobody's is late, and told to the head of unit; then it is explained.
  await world.clock.advance(7 * DAY)
  await unknown.completes('ReportOverdueException')
  await unknown.finish('ResolvePaymentException', office.maker, { exceptionResolution: 'explained' })
  await unknown.completes('Resolved')

  // Days later the money comes back: paid again with the next run.
  await world.bank.reset()
  await world.bank.giveBack(order.endToEndId, 'AC04')
  const returned = await followException(world, 'returned')
  await returned.finish('ResolvePaymentException', office.maker, { exceptionResolution: 'pay-again' })
  await returned.finish('CorrectAccount', office.maker, { accountCorrected: true })
  await returned.finish('ApproveRepair', office.checker, { approval: 'approve' })
  await returned.completes('RepairPayment')
  expect((await run.orderOf(family)).state).toBe('cancelled')
  expect((await world.verifyLedger()).intact).toBe(true)
})

test('the calendar opens the run some working days before the pay day, which is never a weekend', async () => {
  // The next month whose 28th is a Saturday or Sunday.
  let period = await nextMonth(world)
  while (weekday(`${period}-28`) % 6 !== 0) period = await nextMonth(world)
  const moves = await world.transact((records) => records.calendarMoves())
  const payDay = payDayOf(period, 28, moves)
  expect(payDay < `${period}-28` && weekday(payDay) % 6 !== 0).toBe(true)
  const opensOn = openingDayOf(payDay, 3, moves)
  await fund(world, period)
  const family = await entitle(world, { from: period })

  await world.clock.advanceTo(`${addDays(opensOn, -1)}T12:00:00Z`)
  expect(await findRun(world, period)).toBeUndefined()
  await world.clock.advanceTo(`${opensOn}T02:00:01Z`)
  const run = await eventually('the run', () => findRun(world, period))
  await run.task('ReviewPaymentRun')
  expect((await run.progress()).run).toMatchObject({ payDay, purpose: 'monthly' })
  expect((await run.orderOf(family)).period).toBe(period)

  // The next morning it is there already.
  await world.clock.advance(DAY)
  const opened = await world.rows(`select from payment_run where period = $1`, [period])
  expect(opened).toHaveLength(1)
})
