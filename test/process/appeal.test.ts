/** Appeals on the real engine: every way one can end, its terms, the wrong person, and cases decided again. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAppealDesk } from '../../api/appeal/appeal-desk.ts'
import type { Principal } from '../../api/auth/principal.ts'
import { createServiceRequestIntake } from '../../api/service/accept-service-request.ts'
import type { AppealLodged } from '../../domain/appeal.ts'
import type { Corrections } from '../../domain/redecision.ts'
import type { ScenarioName } from '../../stack/simulated/registers/scenarios.ts'
import { findRootInstance } from '../support/engine-view.ts'
import type { Followed } from '../support/followed.ts'
import { office } from '../support/office.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ parameters: { 'reinspection-percent': 0 } })
})
afterAll(() => world.close())

const settings = { publicUrl: 'http://127.0.0.1:3000' }
const desk = () => createAppealDesk({ transact: world.transact, clock: world.clock, settings })
const appealsClerk: Principal = {
  kind: 'staff',
  userName: office.appeals,
  displayName: office.appeals,
  groups: ['dsmf-appeals'],
  csrfToken: '',
}

interface Case extends Followed {
  readonly caseId: string
}
function followCase(caseId: string): Case {
  let root: string | undefined
  const roots = async () => [(root ??= await findRootInstance(caseId))].filter((key) => key !== undefined)
  return { caseId, ...world.follow(caseId, roots) }
}
const fileOf = (caseId: string) => world.transact(({ cases }) => cases.get(caseId))
const noticesOf = async (caseId: string) =>
  // By SMS and, where there is an address, by e-mail: each once.
  [
    ...new Set(
      (await world.transact(({ notifications }) => notifications.of(caseId))).map(({ notice }) => notice),
    ),
  ]
const actionsOf = async (caseId: string) =>
  (
    await world.rows<{ action: string }>(
      `select coalesce(action || ' ' || reason, action) as action from ledger where case_id = $1`,
      [caseId],
    )
  ).map(({ action }) => action)

/** Asked for, handled by somebody who also sits in the appeals group, and refused. */
async function refusedRequest(): Promise<string> {
  const accept = createServiceRequestIntake({ transact: world.transact, clock: world.clock, settings })
  const applicant = {
    fin: '7SERVXC',
    givenName: 'Aygün',
    familyName: 'Əliyeva',
    birthDate: '1990-05-17',
    phone: '+994501234567',
  }
  const asked = { serviceCode: '01-09-12-00', applicant, language: 'az' } as const
  const { caseId } = await accept(asked, { actor: 'system:test', idempotencyKey: undefined })
  const request = followCase(caseId)
  await request.task('HandleServiceRequest')
  await world.transact((records) => records.serviceRequests.draftAnswer(caseId, 'Sənəd çatmır.'))
  await request.finish('HandleServiceRequest', office.otherAppeals, { serviceOutcome: 'refused' })
  await request.completes('RequestAnswered')
  return caseId
}

async function appealOn(caseRef: string, lodged: Partial<AppealLodged> = {}): Promise<Case> {
  const appeal = { subject: 'decision', appellant: 'applicant', grounds: 'Razı deyiləm.', ...lodged } as const
  const { caseId } = await desk().lodge(caseRef, appeal, { principal: 'applicant' })
  return followCase(caseId)
}
const write = (caseId: string, corrections: Corrections = {}) =>
  desk().writeFindings(
    caseId,
    { reasons: 'Sənədlər işdə var.', legalBase: 'Qanun, maddə 71', corrections },
    appealsClerk,
  )

describe('an appeal', () => {
  let contested = ''

  test('is not decided by who worked on the case, escalated before and after its term, and rejected', async () => {
    contested = await refusedRequest()
    const appeal = await appealOn(contested)
    const { caseId } = appeal
    await appeal.task('DecideAppeal')
    await expect(appealOn(contested)).rejects.toMatchObject({ code: 'APPEAL_ALREADY_OPEN' })

    // He answered the contested request; she has written no reasons yet.
    await appeal.finish('DecideAppeal', office.otherAppeals, { appealOutcome: 'upheld' })
    await appeal.task('DecideAppeal', { after: 1 })
    await appeal.finish('DecideAppeal', office.appeals, { appealOutcome: 'rejected' })
    await appeal.completes('DecisionIncomplete')
    await appeal.task('DecideAppeal', { after: 2 })
    await write(caseId)

    const { decisionDueAt } = await fileOf(caseId)
    if (decisionDueAt === undefined) throw new Error('The appeal has no due date')
    await world.clock.advanceTo(new Date(Date.parse(decisionDueAt) - 60 * 60 * 1000))
    await appeal.completes('HeadOfUnitWarned')
    await world.clock.advanceTo(decisionDueAt)
    await appeal.completes('OverdueReported')

    await appeal.finish('DecideAppeal', office.appeals, { appealOutcome: 'rejected' })
    await appeal.completes('AppealRejected')
    expect((await fileOf(caseId)).state).toBe('refused')
    expect(await noticesOf(caseId)).toEqual(['appeal-registered', 'appeal-rejected'])
    expect(await actionsOf(caseId)).toEqual(
      expect.arrayContaining([
        'completion.refused decided-before',
        'appeal.decision-incomplete reasons-missing',
        'case.escalated due-soon',
        'case.escalated overdue',
        'appeal.decided rejected',
      ]),
    )
    expect(await appeal.incidents()).toEqual([])
  })

  test('after the term it is taken up for a good reason only; taken back it ends', async () => {
    await world.clock.advanceTo(new Date(world.clock.now().getTime() + 20 * 24 * 60 * 60 * 1000))
    const late = await appealOn(contested, { latenessReason: 'Unutmuşam.' })
    // She decided the earlier appeal about this case.
    await late.finish('JudgeLateness', office.appeals, { lateness: 'good-reason' })
    await late.task('JudgeLateness', { after: 1 })
    await late.finish('JudgeLateness', office.thirdAppeals, { lateness: 'no-good-reason' })
    await late.completes('AppealTooLate')
    expect((await fileOf(late.caseId)).state).toBe('closed')
    expect(await noticesOf(late.caseId)).toEqual(['appeal-registered', 'appeal-not-taken-up'])
    await expect(desk().withdraw(late.caseId, 'applicant')).rejects.toMatchObject({ code: 'APPEAL_CLOSED' })

    const excused = await appealOn(contested, { latenessReason: 'Xəstəxanada idim.' })
    await excused.finish('JudgeLateness', office.fourthAppeals, { lateness: 'good-reason' })
    await excused.task('DecideAppeal')
    await desk().withdraw(excused.caseId, 'applicant')
    await desk().withdraw(excused.caseId, 'applicant')
    await excused.completes('AppealWithdrawn')
    expect((await fileOf(excused.caseId)).state).toBe('withdrawn')
    expect(await noticesOf(excused.caseId)).toEqual(['appeal-registered', 'appeal-withdrawn'])
  })

  test('upheld where nothing is decided again, the responsible group puts it right, late or not', async () => {
    const appeal = await appealOn(await refusedRequest())
    await appeal.task('DecideAppeal')
    await write(appeal.caseId)
    await appeal.finish('DecideAppeal', office.appeals, { appealOutcome: 'partly-upheld' })
    const { dueDate } = await appeal.task('CarryOutDecision')
    await world.clock.advanceTo(dueDate)
    await appeal.completes('DelayReported')
    await appeal.finish('CarryOutDecision', office.assignment, { carryOutResult: 'done' })
    await appeal.task('CarryOutDecision', { after: 1 })
    await appeal.finish('CarryOutDecision', office.operator, { carryOutResult: 'done' })
    await appeal.completes('CarriedOut')
    expect((await fileOf(appeal.caseId)).state).toBe('granted')
    expect(await noticesOf(appeal.caseId)).toEqual(['appeal-registered', 'appeal-upheld'])
  })
})

describe('an upheld appeal on targeted social assistance', () => {
  async function family(scenario: ScenarioName) {
    const filed = await world.apply(world.household(scenario))
    await filed.visit(office.inspector)
    return filed
  }
  /** Upheld with these facts corrected; the case in which it is decided again. */
  async function upheld(contestedCaseId: string, corrections: Corrections): Promise<Case> {
    const appeal = await appealOn(contestedCaseId)
    await appeal.task('DecideAppeal')
    await write(appeal.caseId, corrections)
    await appeal.finish('DecideAppeal', office.appeals, { appealOutcome: 'upheld' })
    await appeal.completes('DecidedAgain')
    const about = await world.transact(({ cases }) => cases.about(contestedCaseId))
    const opened = about.find(({ kind }) => kind === 'redecision')
    if (opened === undefined) throw new Error('No decision is made again')
    return followCase(opened.id)
  }

  test('refused for a vehicle that was sold: assigned and paid after all; refused for another ground: kept', async () => {
    const [refused, other] = [await family('vehicle'), await family('two-flats')]
    await refused.reaches('refused')
    await other.reaches('refused')
    const again = await upheld(refused.caseId, { vehicleCount: 0 })
    const kept = await upheld(other.caseId, { vehicleCount: 0 })

    await again.finish('ApproveFirstPayment', office.checker, { approval: 'approve' })
    await again.completes('redecision')
    const [decision, orders, file] = await world.transact((records) =>
      Promise.all([
        records.decisions.find(again.caseId),
        records.payments.ordersOf(again.caseId),
        records.cases.get(again.caseId),
      ]),
    )
    expect(decision).toMatchObject({ outcome: 'assign', grounds: [] })
    expect(orders).toMatchObject([{ state: 'settled', amountQepik: decision?.monthlyAmountQepik }])
    expect(file.state).toBe('paid')
    expect(await noticesOf(again.caseId)).toEqual(['assigned', 'paid'])

    await kept.completes('DecisionKept')
    expect((await fileOf(kept.caseId)).state).toBe('refused')
    expect(await noticesOf(kept.caseId)).toEqual(['redecision-kept'])
    expect(await again.incidents()).toEqual([])
  })

  test('a lower income: a higher amount from the next month, the difference with it', async () => {
    const filed = await family('clean-assign')
    await filed.finish('ApproveFirstPayment', office.checker, { approval: 'approve' })
    await filed.reaches('paid')
    const { decision, entitlement } = await filed.records()
    if (decision === undefined) throw new Error('The family has no decision')
    const income = decision.facts.incomeTotalQepik
    const again = await upheld(filed.caseId, { incomeTotalQepik: income - 12_000 })
    await again.completes('AmountRaised')
    const [raised, redecision] = await world.transact((records) =>
      Promise.all([
        records.entitlements.amendments(entitlement?.id ?? ''),
        records.redecisions.get(again.caseId),
      ]),
    )
    expect(raised).toMatchObject([
      { monthlyAmountQepik: decision.monthlyAmountQepik + 1_000, caseId: again.caseId },
    ])
    expect(redecision).toMatchObject({ effect: 'raise', backPayQepik: 1_000 })
    expect(await noticesOf(again.caseId)).toEqual(['redecision-raised'])
    expect((await world.verifyLedger()).intact).toBe(true)
  })
})
