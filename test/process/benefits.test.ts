/** Benefits on the real engine: told by a register or claimed with papers, decided in time, paid, refused, ended. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dateInBaku } from '../../domain/clock.ts'
import { addToMonth, monthOf } from '../../domain/days.ts'
import { lodgeAppeal } from '../../domain/lodge-appeal.ts'
import { benefitSteps, childOf, claimant, hasChild } from '../support/benefit-steps.ts'
import type { Household } from '../../stack/simulated/registers/model.ts'
import { office } from '../support/office.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let gatewayBroken = false
beforeAll(async () => {
  world = await openWorld({
    onNotification: () => {
      if (gatewayBroken) throw new Error('The gateway is out of order')
    },
  })
})
afterAll(() => world.close())

const today = () => dateInBaku(world.clock.now())
const system = 'system:meis'
/** Another family at each call. */
function familyWithChild(): Household {
  const household = world.household('clean-assign')
  return hasChild(household, today()) ? household : familyWithChild()
}

describe('a benefit', () => {
  test('that a register tells of needs no paper and nobody: it is paid with its back pay, and ends when people find so', async () => {
    const steps = benefitSteps(world)
    const applicant = claimant(world.household('clean-assign'))
    const month = monthOf(today())
    const event = {
      eventId: 'tseras-1',
      kind: 'disability-decision',
      happenedOn: `${addToMonth(month, -2)}-01`,
      applicant,
      disabilityPercent: 85,
    } as const
    const told = await steps.intake.tell(event, system)
    expect(await steps.intake.tell(event, system)).toEqual({ ...told, repeated: true })
    await expect(steps.intake.tell({ ...event, disabilityPercent: 50 }, system)).rejects.toMatchObject({
      code: 'EVENT_ID_REUSED',
    })

    const benefit = steps.follow(told.cases[0]?.caseId ?? '')
    const { caseId } = benefit
    await benefit.finish('ApproveFirstPayment', office.checker, { approval: 'approve' })
    await benefit.completes('BenefitPaid')
    expect(await steps.claimOf(caseId)).toMatchObject({
      benefit: 'disability',
      decision: { outcome: 'assign', handling: [], reasons: ['disability-established'] },
    })
    const [order] = await world.transact(({ payments }) => payments.ordersOf(caseId))
    // What the register of disability says counts before what was told.
    const { monthlyAmountQepik } = await steps.entitlementOf(caseId)
    expect(order).toMatchObject({ amountQepik: 3 * monthlyAmountQepik, period: month, state: 'settled' })
    expect(await benefit.completions('ExamineBenefit')).toBe(0)
    expect(await steps.noticesOf(caseId)).toEqual(['benefit-assigned', 'paid'])
    expect(await steps.stateOf(caseId)).toBe('paid')
    expect(await benefit.incidents()).toEqual([])

    // People report what would end it: somebody looks, and it goes on. (What is said below of the 1st is another thing.)
    const reported = await steps.report(caseId, 'study-ended', today())
    await reported.finish('ReviewBenefitChange', office.checker, { changeEnd: 'ended' })
    const { dueDate } = await reported.task('ReviewBenefitChange', { after: 1 })
    await world.clock.advanceTo(dueDate)
    await reported.completes('ReviewReported')
    await reported.finish('ReviewBenefitChange', office.assignment, { changeEnd: 'kept' })
    await reported.completes('BenefitKept')
    expect(await steps.noticesOf(reported.caseId)).toEqual(['benefit-kept'])

    const again = await steps.report(caseId, 'condition-ended', `${month}-01`)
    await again.finish('ReviewBenefitChange', office.assignment, { changeEnd: 'ended' })
    await again.completes('BenefitEnded')
    const { id } = await steps.entitlementOf(caseId)
    const rows = await world.rows<{ from_period: string; monthly_amount_qepik: string }>(
      'select from_period, monthly_amount_qepik from entitlement_amendment where entitlement_id = $1 order by id limit 1',
      [id],
    )
    expect(rows).toEqual([{ from_period: addToMonth(month, 1), monthly_amount_qepik: '0' }])
  })

  test('claimed with papers asks for what is missing once, and is decided by the right person in spite of its terms', async () => {
    const steps = benefitSteps(world)
    const household = familyWithChild()
    const beneficiary = childOf(household, today())
    await world.registers.disturb({ register: 'education', mode: 'wrong', times: 1 })
    const benefit = await steps.apply({
      benefit: 'loss-of-breadwinner',
      applicant: claimant(household, false),
      beneficiary,
      eventDate: today(),
      language: 'az',
    })
    const { caseId } = benefit
    await benefit.completes('AskForDocuments')
    expect(await steps.stateOf(caseId)).toBe('awaiting-applicant')
    expect(await steps.handIn(caseId, [], household.application.declaration.iban)).toEqual({
      missing: ['death-certificate'],
      accountMissing: false,
    })
    expect(await steps.handIn(caseId, ['death-certificate'])).toMatchObject({ missing: [] })
    await steps.handIn(caseId, ['death-certificate'])

    await benefit.task('ExamineBenefit')
    const { decisionDueAt } = await world.transact(({ cases }) => cases.get(caseId))
    await world.clock.advanceTo(decisionDueAt ?? '')
    await benefit.completes('Reminded')
    await benefit.completes('OverdueReported')
    await benefit.finish('ExamineBenefit', office.operator, { benefitDecision: 'refuse' })
    await benefit.task('ExamineBenefit', { after: 1 })
    // Refused without a reason.
    await benefit.finish('ExamineBenefit', office.assignment, { benefitDecision: 'refuse' })
    await benefit.task('ExamineBenefit', { after: 2 })
    await benefit.finish('ExamineBenefit', office.assignment, { benefitDecision: 'assign' })
    await benefit.task('ApproveFirstPayment')
    expect(await steps.claimOf(caseId)).toMatchObject({
      decision: { outcome: 'assign', handling: ['register-unclear', 'papers'] },
    })
    await expect(steps.handIn(caseId, ['death-certificate'])).rejects.toMatchObject({
      code: 'DOCUMENTS_NOT_AWAITED',
    })
    expect(await benefit.completions('AskForDocuments')).toBe(1)
    expect(await benefit.incidents()).toEqual([])

    // A register tells of a death: it ends at once, and nobody has to look.
    const { cases } = await steps.intake.tell(
      { eventId: 'civil-1', kind: 'death', happenedOn: today(), fin: beneficiary.fin },
      system,
    )
    const ended = steps.follow(cases[0]?.caseId ?? '')
    await ended.completes('BenefitEnded')
    expect(await ended.completions('ReviewBenefitChange')).toBe(0)
    expect(await steps.noticesOf(ended.caseId)).toEqual(['benefit-ended'])
  })

  test('whose papers never come is refused with that reason, told late but told, and can be appealed', async () => {
    const steps = benefitSteps(world)
    const household = familyWithChild()
    const applicant = claimant(household)
    const benefit = await steps.apply({
      benefit: 'funeral-grant',
      applicant,
      beneficiary: childOf(household, today()),
      eventDate: today(),
      language: 'ru',
    })
    const { caseId } = benefit
    await benefit.completes('AskForDocuments')
    const { documentsDueAt } = await steps.claimOf(caseId)
    gatewayBroken = true
    await world.clock.advanceTo(documentsDueAt ?? '')
    await benefit.completes('DecideBenefit')
    await benefit.jobFails('notify-applicant')
    await world.clock.advance(6 * 24 * 60 * 60 * 1000)
    await benefit.completes('EscalateRefusal')
    gatewayBroken = false
    await benefit.completes('BenefitRefused')
    expect(await steps.claimOf(caseId)).toMatchObject({
      decision: { outcome: 'refuse', reasons: ['documents-missing'], handling: [] },
    })
    expect(await steps.stateOf(caseId)).toBe('refused')
    expect(await steps.noticesOf(caseId)).toEqual(['benefit-documents-asked', 'benefit-refused'])
    const appeal = await world.transact(async (records) =>
      lodgeAppeal(
        records,
        await records.cases.get(caseId),
        { subject: 'decision', appellant: 'applicant', grounds: 'Sənəd poçtla göndərilib.' },
        { actor: 'staff:test', registeredOn: today(), caseUrl: (id) => `http://127.0.0.1:3000/cases/${id}` },
      ),
    )
    expect(appeal.kind).toBe('appeal')
  })
})
