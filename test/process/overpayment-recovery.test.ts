/** Overpayments on the real engine: every way a recovery ends, its terms, and the wrong person. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAppealDesk } from '../../api/appeal/appeal-desk.ts'
import { createRecoveries } from '../../api/recovery/accept-recovery.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { addToMonth, lastOfMonth, monthOf } from '../../domain/days.ts'
import { tellContested } from '../../domain/lodge-appeal.ts'
import { findRootInstance } from '../support/engine-view.ts'
import type { Followed } from '../support/followed.ts'
import { office } from '../support/office.ts'
import { payUntil } from '../support/paid-months.ts'
import { entitle } from '../support/payday.ts'
import { openWorld, type World } from '../support/world.ts'

const CLERK = `staff:${office.assignment}`

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const settings = { publicUrl: 'http://127.0.0.1:3000' }
const recoveries = () => createRecoveries({ transact: world.transact, clock: world.clock, settings })
const thisMonth = () => monthOf(dateInBaku(world.clock.now()))

interface Recovery extends Followed {
  readonly caseId: string
  readonly entitlementId: string
}

/** 700.00 AZN a month are paid up to this month, two months of it without a right; the aid ends `monthsLeft` later. */
async function found(monthsLeft = 0): Promise<Recovery> {
  const month = thisMonth()
  const { caseId: aboutCaseId, entitlementId } = await entitle(world, {
    from: addToMonth(month, -9),
    until: lastOfMonth(addToMonth(month, monthsLeft)),
  })
  const caseId = await world
    .transact(async (records) => {
      await payUntil(records, aboutCaseId, month)
      return (await records.cases.get(aboutCaseId)).number
    })
    .then(async (aboutCaseNumber) => {
      const opened = await recoveries().open(
        {
          aboutCaseNumber,
          cause: 'change-not-reported',
          fromPeriod: addToMonth(month, -1),
          toPeriod: month,
          rightfulMonthlyQepik: 0,
          finding: 'Ailə üzvü işə düzəlib.',
        },
        { actor: CLERK, idempotencyKey: undefined },
      )
      return opened.caseId
    })
  let root: string | undefined
  const roots = async () => [(root ??= await findRootInstance(caseId))].filter((key) => key !== undefined)
  return { caseId, entitlementId, ...world.follow(caseId, roots) }
}

const appeals = () => createAppealDesk({ transact: world.transact, clock: world.clock, settings })
const lodge = (caseId: string) =>
  appeals().lodge(
    caseId,
    { subject: 'decision', appellant: 'applicant', grounds: 'Ödəniş düzgün olub.' },
    { principal: 'applicant' },
  )
/** As the appeals group decides it (bpmn/appeal.bpmn), without the process of the appeal itself. */
const decideAppeal = (appealId: string, outcome: 'upheld' | 'rejected') =>
  world.transact(async (records) => {
    const { contestedCaseId } = await records.appeals.get(appealId)
    await records.appeals.draft(appealId, { reasons: 'Yoxlanıb.', legalBase: 'Qanun', corrections: {} })
    await records.appeals.decide(appealId, outcome, outcome === 'upheld' ? 'redecision' : 'none')
    if (outcome === 'upheld') await records.overpayments.reduce(contestedCaseId, 0)
    await tellContested(records, await records.cases.get(contestedCaseId), 'recovery-appeal-closed')
  })
const fileOf = (caseId: string) => world.transact(({ cases }) => cases.get(caseId))
const overpaymentOf = (caseId: string) => world.transact(({ overpayments }) => overpayments.get(caseId))
const noticesOf = async (caseId: string) => [
  ...new Set(
    (await world.transact(({ notifications }) => notifications.of(caseId))).map(({ notice }) => notice),
  ),
]
async function demanded(recovery: Recovery, by: string = office.assignment): Promise<void> {
  await recovery.finish('ReviewOverpayment', by, { demandDecision: 'demand' })
  await recovery.completes('NotifyDemanded')
}
async function termPasses({ caseId }: Recovery): Promise<void> {
  const { decisionDueAt } = await fileOf(caseId)
  if (decisionDueAt === undefined) throw new Error('The demand has no term')
  await world.clock.advanceTo(decisionDueAt)
}

describe('a recovery', () => {
  test('is reviewed by the right person, objected to, reduced, and paid back', async () => {
    const recovery = await found()
    const { caseId, entitlementId } = recovery
    await recovery.finish('ReviewOverpayment', office.maker, { demandDecision: 'drop' })
    await recovery.task('ReviewOverpayment', { after: 1 })
    await demanded(recovery, office.assignmentAndAppeals)
    expect(await overpaymentOf(caseId)).toMatchObject({ months: 2, amountQepik: 1_400_00 })

    await recoveries().object(caseId, 'Bir ay düzgündür.', CLERK)
    await expect(recoveries().object(caseId, 'Yenə.', CLERK)).rejects.toMatchObject({
      code: 'OBJECTION_NOT_POSSIBLE',
    })
    const partly = { objectionOutcome: 'partly' } as const
    // Of the right group, but who reviewed it does not decide the objection.
    await recovery.finish('DecideObjection', office.assignmentAndAppeals, { objectionOutcome: 'upheld' })
    await recovery.task('DecideObjection', { after: 1 })
    // Not less than what is demanded.
    await recovery.finish('DecideObjection', office.appeals, { ...partly, reducedManat: 1_400 })
    await recovery.task('DecideObjection', { after: 2 })
    await recovery.finish('DecideObjection', office.appeals, { ...partly, reducedManat: 700.25 })
    await recovery.completes('NotifyDemanded', 2)

    const today = dateInBaku(world.clock.now())
    const pay = (amountQepik: number, reference: string) =>
      recoveries().repay(caseId, { amountQepik, paidOn: today, reference }, `staff:${office.maker}`)
    await expect(pay(700_26, 'KV-0')).rejects.toMatchObject({ code: 'REPAYMENT_NOT_POSSIBLE' })
    expect(await pay(300_25, 'KV-1')).toMatchObject({ leftQepik: 400_00 })
    expect(await pay(300_25, 'KV-1')).toMatchObject({ leftQepik: 400_00 })
    await pay(400_00, 'KV-2')
    await recovery.completes('Repaid')
    expect(await overpaymentOf(caseId)).toMatchObject({ outcome: 'repaid', amountQepik: 700_25 })
    expect((await fileOf(caseId)).state).toBe('closed')
    expect(await noticesOf(caseId)).toEqual(['overpayment-demanded', 'overpayment-repaid'])
    expect(await recovery.incidents()).toEqual([])
    // The books: owed and come back, once each.
    const books = await world.rows<{ event: string; sum: string }>(
      `select event, sum(amount_qepik) from posting where about = $1 group by event order by event`,
      [entitlementId],
    )
    expect(books).toEqual([
      { event: 'overpaid', sum: '70025' },
      { event: 'recovered', sum: '70025' },
    ])
  })

  test('of nothing that is to be demanded ends at the review', async () => {
    const recovery = await found()
    await recovery.finish('ReviewOverpayment', office.assignment, { demandDecision: 'drop' })
    await recovery.completes('NothingDemanded')
    expect(await overpaymentOf(recovery.caseId)).toMatchObject({ outcome: 'not-demanded' })
    expect(await noticesOf(recovery.caseId)).toEqual([])
  })

  test('is escalated when review or decision is late, and ends when the objection is right', async () => {
    const recovery = await found()
    await recovery.task('ReviewOverpayment')
    await termPasses(recovery)
    await recovery.completes('ReviewReported')
    await demanded(recovery)
    await recoveries().object(recovery.caseId, 'Dəyişiklik vaxtında bildirilib.', CLERK)
    const { dueDate } = await recovery.task('DecideObjection')
    await world.clock.advanceTo(dueDate)
    await recovery.completes('ObjectionReported')
    await recovery.finish('DecideObjection', office.appeals, { objectionOutcome: 'upheld' })
    await recovery.completes('ObjectionUpheld')
    expect(await overpaymentOf(recovery.caseId)).toMatchObject({ outcome: 'objection-upheld' })
    expect(await noticesOf(recovery.caseId)).toEqual(['overpayment-demanded', 'objection-upheld'])
  })

  test('that nobody answers is kept back while aid is paid; an appeal suspends that and the claim, and ends both', async () => {
    const recovery = await found(2)
    const { caseId, entitlementId } = recovery
    const kept = () =>
      world.rows<{ part: string; amount_qepik: string }>(
        `select part, amount_qepik from payment_adjustment where entitlement_id = $1 order by id`,
        [entitlementId],
      )
    await demanded(recovery)
    const first = await lodge(caseId)
    await termPasses(recovery)
    await recovery.completes('WhichRoute')
    expect(await kept()).toEqual([])
    await decideAppeal(first.caseId, 'rejected')
    await recovery.completes('AppealClosed')
    await recovery.completes('WhichRoute', 2)
    expect(await kept()).toEqual([{ part: 'deduction', amount_qepik: '140000' }])
    // What is paid by hand meanwhile is not kept back any more.
    const receipt = { amountQepik: 1_00, paidOn: dateInBaku(world.clock.now()), reference: 'KV-9' }
    expect(await recoveries().repay(caseId, receipt, CLERK)).toMatchObject({ leftQepik: 1_399_00 })

    // No month is paid here, so that nothing is kept back before the aid ends.
    for (let month = 1; (await recovery.completions('ClaimOnceMore')) === 0; month += 1) {
      await world.clock.advance(31 * 24 * 60 * 60 * 1000)
      await recovery.completes('WhichRoute', month + 2)
    }
    await recovery.task('PrepareClaim')
    const second = await lodge(caseId)
    await recovery.completes('ClaimContested')
    await decideAppeal(second.caseId, 'upheld')
    await recovery.completes('GivenUp')
    expect(await overpaymentOf(caseId)).toMatchObject({ outcome: 'objection-upheld' })
    expect(await noticesOf(caseId)).toEqual(['overpayment-demanded', 'objection-upheld'])
    // What she had paid comes back to her.
    expect(await kept()).toEqual([
      { part: 'deduction', amount_qepik: '140000' },
      { part: 'addition', amount_qepik: '100' },
    ])
    expect(await recovery.incidents()).toEqual([])
  })

  test('that nobody answers, of aid that has ended, is claimed in court by the right person', async () => {
    const recovery = await found()
    await demanded(recovery)
    await termPasses(recovery)
    await recovery.finish('PrepareClaim', office.maker, { claimFiled: true })
    await recovery.task('PrepareClaim', { after: 1 })
    await recovery.finish('PrepareClaim', office.assignment, { claimFiled: true })
    await recovery.completes('Claimed')
    expect(await overpaymentOf(recovery.caseId)).toMatchObject({ outcome: 'claimed' })
    expect(await noticesOf(recovery.caseId)).toEqual(['overpayment-demanded', 'overpayment-claimed'])
  })
})
