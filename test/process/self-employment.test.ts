/** The self-employment programme on the real engine: to the asset, every way it ends before, every term. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addMonths, addToMonth, monthOf } from '../../domain/days.ts'
import { office } from '../support/office.ts'
import { entitle } from '../support/payday.ts'
import { anApplicant, aPlan, applicationOf, isUnemployed } from '../support/self-employed.ts'
import { ADVISER, by, programmeSteps } from '../support/self-employment-steps.ts'
import { openWorld, type World } from '../support/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'evidence-'))

let world: World
beforeAll(async () => {
  world = await openWorld({
    parameters: { 'reinspection-percent': 0, 'visit-attempts': 1, 'self-employment-training-minutes': 120 },
  })
})
afterEach(() => world.registers.reset())
afterAll(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

const {
  programme,
  storeEvidence,
  apply,
  wayOf,
  fileOf,
  noticesOf,
  today,
  termPasses,
  good,
  interviewed,
  trained,
  scored,
  contract,
} = programmeSteps(() => world, folder)

describe('an application for the programme', () => {
  test('goes through interview, training, plan and panel to an asset that is watched', async () => {
    await world.registers.disturb({ register: 'employment', mode: 'wrong', times: 1 })
    const asked = anApplicant(isUnemployed)
    const application = await apply(asked)
    const { caseId } = application
    await expect(programme().open(asked, by)).rejects.toMatchObject({ code: 'CASE_ALREADY_OPEN' })
    await application.finish('ResolveEmploymentQuestion', office.panelist, {
      registerResolution: 'register-fault-over',
    })
    await application.task('ResolveEmploymentQuestion', { after: 1 })
    await application.finish('ResolveEmploymentQuestion', office.adviser, {
      registerResolution: 'register-fault-over',
    })

    await termPasses(application, 'InterviewApplicant', 'InterviewReported')
    await application.finish('InterviewApplicant', office.panelist, good)
    await application.task('InterviewApplicant', { after: 1 })
    await application.finish('InterviewApplicant', office.otherPanelist, { ...good, experience: 11 })
    await application.task('InterviewApplicant', { after: 2 })
    await application.finish('InterviewApplicant', office.otherPanelist, good)

    await application.task('CloseTraining')
    // Early: the plan is found when it is asked for. It has to add up and stay under the ceiling.
    const line = { item: 'Tikiş maşını', quantity: 5, unitPriceQepik: 120_000, amountQepik: 240_000 }
    await expect(
      programme().submitPlan(caseId, { ...aPlan, budget: [line], totalQepik: 900_000 }, by),
    ).rejects.toMatchObject({
      errors: [
        { field: '/budget/0/amountQepik' },
        { field: '/totalQepik', problem: 'is 900000, but the lines add up to 240000' },
        { field: '/totalQepik', problem: 'is above the ceiling of 500000 qəpik' },
      ],
    })
    await programme().submitPlan(caseId, { ...aPlan, summary: 'İlk variant.' }, by)
    await programme().submitPlan(caseId, aPlan, by)
    await termPasses(application, 'CloseTraining', 'TrainingReported')
    await application.finish('CloseTraining', office.adviser, { trainingResult: 'finished' })
    await application.task('CloseTraining', { after: 1 })
    await application.finish('CloseTraining', office.panelist, { trainingResult: 'finished' })
    await application.task('CloseTraining', { after: 2 })
    await trained(application)

    await scored(application, 15)
    expect(await wayOf(caseId)).toMatchObject({ planTaken: 2, selected: true })

    await termPasses(application, 'SignContract', 'ContractReported')
    await application.finish('SignContract', office.panelist, contract())
    await application.task('SignContract', { after: 1 })
    await application.finish('SignContract', office.adviser, { ...contract(), assetValueManat: 3_000.01 })
    await application.task('SignContract', { after: 2 })
    await application.finish('SignContract', office.adviser, contract())

    await termPasses(application, 'HandOverAsset', 'HandoverReported')
    await application.finish('HandOverAsset', office.adviser, { handoverResult: 'handed-over' })
    await application.task('HandOverAsset', { after: 1 })
    await application.finish('HandOverAsset', office.panelist, { handoverResult: 'handed-over' })
    await application.task('HandOverAsset', { after: 2 })
    const handover = { serialNumber: 'TM-4711', handedOverOn: today() }
    await expect(programme().handOver(caseId, handover, ADVISER)).rejects.toMatchObject({
      code: 'PROGRAMME_STEP_NOT_OPEN',
    })
    const { sha256 } = await storeEvidence(caseId)
    await programme().handOver(caseId, handover, ADVISER)
    await application.finish('HandOverAsset', office.adviser, { handoverResult: 'handed-over' })
    await application.completes('Granted')

    const given = await world.transact((records) => records.assetContracts.get(caseId))
    expect(given).toMatchObject({
      activity: 'tailoring',
      valueQepik: 240_000,
      serialNumber: 'TM-4711',
      evidence: { sha256, type: 'image/png' },
      monitoredUntil: addMonths(handover.handedOverOn, 12),
      outcome: undefined,
    })
    expect(await fileOf(given.monitoringCaseId ?? '')).toMatchObject({
      kind: 'asset-monitoring',
      relatedCaseId: caseId,
    })
    expect((await fileOf(caseId)).state).toBe('granted')
    const told = ['interview-invited', 'training-invited', 'plan-asked', 'asset-granted']
    expect(await noticesOf(caseId)).toEqual(told)
    await expect(programme().withdraw(caseId, ADVISER)).rejects.toMatchObject({
      code: 'PROGRAMME_STEP_NOT_OPEN',
    })
    expect(await application.incidents()).toEqual([])
  })

  test('of somebody on unemployment insurance is excluded', async () => {
    const application = await apply(anApplicant(({ status }) => status === 'unemployment-insurance'))
    await application.completes('Refused')
    expect(await wayOf(application.caseId)).toMatchObject({
      outcome: 'excluded',
      exclusions: [{ exclusion: 'unemployment-insurance' }],
    })
    expect(await noticesOf(application.caseId)).toEqual(['self-employment-refused'])
  })

  test('of a family on targeted assistance is visited; who does not come to the interview is not selected', async () => {
    const { household } = await entitle(world, {
      scenario: 'refused-jobs',
      from: addToMonth(monthOf(today()), -1),
    })
    const fin = household.held.statuses.find(isUnemployed)?.fin ?? ''
    const application = await apply(applicationOf(household, fin))
    const visitedAt = world.clock.now().toISOString()
    await application.finish('VisitHousehold', office.inspector, { visitResult: 'access-refused', visitedAt })
    await application.finish('InterviewApplicant', office.adviser, { interviewResult: 'no-show' })
    await application.completes('Refused')
    expect(await wayOf(application.caseId)).toMatchObject({
      outcome: 'not-selected',
      readiness: { livingConditionsUnseen: true },
    })
    const { points, priorities } = await wayOf(application.caseId)
    expect(priorities.map(({ priority }) => priority)).toContain('targeted-assistance')
    expect(points.map(({ criterion }) => criterion)).toContain('living-conditions-unseen')
  })

  test('ends with a training that is not finished', async () => {
    const application = await apply(anApplicant(isUnemployed))
    await interviewed(application)
    await application.finish('CloseTraining', office.adviser, { trainingResult: 'not-finished' })
    await application.task('CloseTraining', { after: 1 })
    const reason = { trainingResult: 'not-finished', dropOutReason: 'found-work' }
    await application.finish('CloseTraining', office.adviser, reason)
    await application.completes('Refused')
    expect(await wayOf(application.caseId)).toMatchObject({
      outcome: 'training-not-finished',
      dropOutReason: 'found-work',
    })
  })

  test('ends without a plan in time; a message for an ended case does nothing', async () => {
    const application = await apply(anApplicant(isUnemployed))
    const { caseId } = application
    await interviewed(application)
    await trained(application)
    await application.completes('IsPlanThere')
    // Told without a plan in the record: the process looks, and waits on.
    const told = { name: 'business-plan-submitted', correlationKey: caseId, timeToLiveMs: 1_000 } as const
    await world.publish({ ...told, messageId: `${caseId}-1`, variables: { caseId } })
    await application.completes('IsPlanThere', 2)
    const { decisionDueAt = '' } = await fileOf(caseId)
    await world.clock.advanceTo(decisionDueAt)
    await application.completes('Refused')
    expect(await wayOf(caseId)).toMatchObject({ outcome: 'no-plan' })
    await world.publish({ ...told, messageId: `${caseId}-2`, variables: { caseId } })
    await expect(programme().submitPlan(caseId, aPlan, by)).rejects.toMatchObject({
      code: 'PROGRAMME_STEP_NOT_OPEN',
    })
  })

  test('gives the asset back when the handover fails', async () => {
    const application = await apply(anApplicant(isUnemployed))
    const { caseId } = application
    await interviewed(application)
    await trained(application)
    await programme().submitPlan(caseId, aPlan, by)
    await scored(application, 15)
    await application.finish('SignContract', office.adviser, contract())
    await application.finish('HandOverAsset', office.adviser, { handoverResult: 'failed' })
    await application.task('HandOverAsset', { after: 1 })
    const failed = { handoverResult: 'failed', handoverFailure: 'asset-faulty' }
    await application.finish('HandOverAsset', office.adviser, failed)
    await application.completes('ReleaseAsset')
    await application.completes('Refused')
    expect(await wayOf(caseId)).toMatchObject({ outcome: 'not-handed-over', handoverFailure: 'asset-faulty' })
    expect(await world.transact((records) => records.assetContracts.get(caseId))).toMatchObject({
      outcome: 'not-handed-over',
    })
    expect(
      await world.rows('select release_reason from asset_reservation where case_id = $1', [caseId]),
    ).toEqual([{ release_reason: 'handover-failed' }])
    expect((await world.verifyLedger()).intact).toBe(true)
  })
})
