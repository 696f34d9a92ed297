/** The panel of the self-employment programme on the real engine: three who mark apart, and an engine that never knows what. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { planCriteria } from '../../domain/business-plan.ts'
import * as engineView from '../support/engine-view.ts'
import { office } from '../support/office.ts'
import { anApplicant, aPlan, isUnemployed } from '../support/self-employed.ts'
import { ADVISER, by, programmeSteps } from '../support/self-employment-steps.ts'
import { openWorld, type World } from '../support/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'evidence-'))

let world: World
beforeAll(async () => {
  world = await openWorld({ parameters: { 'self-employment-training-minutes': 120 } })
})
afterAll(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

const {
  programme,
  apply,
  wayOf,
  fileOf,
  noticesOf,
  good,
  trained,
  marks,
  enterMarks,
  freeSeat,
  confirmMarks,
  formSays,
  seenBy,
} = programmeSteps(() => world, folder)

const aRemark = 'Plan aydındır, bazar araşdırılıb.'
const sealed: readonly string[] = [...planCriteria, 'remark', 'marks', 'total', 'totals']

/** Trained, and the plan handed in: three seats wait for marks. */
async function beforeThePanel() {
  const application = await apply(anApplicant(isUnemployed))
  await application.finish('InterviewApplicant', office.otherPanelist, good)
  await trained(application)
  await programme().submitPlan(application.caseId, aPlan, by)
  await application.openTasks('ScorePlan', 3)
  return application
}

describe('the panel', () => {
  test('marks apart, and fails a plan that is too weak', async () => {
    const application = await beforeThePanel()
    const { caseId } = application
    await expect(programme().submitPlan(caseId, aPlan, by)).rejects.toMatchObject({
      code: 'PROGRAMME_STEP_NOT_OPEN',
    })
    await world.clock.advanceTo((await freeSeat(application)).dueDate)
    await application.completes('MarksReported', 3)
    // Who interviewed the person does not judge the plan; nor does anybody without marks on the page.
    await enterMarks(application, office.otherPanelist, marks(25))
    await confirmMarks(application, office.otherPanelist)
    await application.completes('ScoreNotUsable')
    await formSays(await confirmMarks(application, office.panelist), 'on the case page first')
    await application.completes('ScoreNotUsable', 2)
    // Corrected until the task is completed, and then no more; nor does anybody mark from two seats.
    await enterMarks(application, office.panelist, marks(1))
    await enterMarks(application, office.panelist, { ...marks(20), remark: aRemark })
    await confirmMarks(application, office.panelist)
    await application.completes('RecordMarks')
    await expect(enterMarks(application, office.panelist, marks(25))).rejects.toMatchObject({
      code: 'MARKS_GIVEN',
    })
    await formSays(await confirmMarks(application, office.panelist), 'from another seat')
    await application.completes('ScoreNotUsable', 3)
    await enterMarks(application, office.thirdPanelist, marks(15))
    await confirmMarks(application, office.thirdPanelist)
    await application.completes('RecordMarks', 2)
    await enterMarks(application, office.fourthPanelist, marks(9))
    // Two have given theirs: everybody still sees their own, and nothing else.
    for (const [member, ownMarks] of [
      [office.fourthPanelist, { seat: null, defence: 9 }],
      [office.otherPanelist, { seat: null, defence: 25 }],
      [office.panelist, { defence: 20, remark: aRemark }],
    ] as const) {
      expect(await seenBy(caseId, member)).toMatchObject({ marks: [], marksGiven: 2, ownMarks })
    }
    expect(await seenBy(caseId, office.adviser)).not.toHaveProperty('ownMarks')
    await confirmMarks(application, office.fourthPanelist)
    await application.completes('Refused')
    expect(await wayOf(caseId)).toMatchObject({ outcome: 'plan-failed', planPassed: false })
    const { marks: shown } = await seenBy(caseId, office.otherPanelist)
    expect(shown).toHaveLength(3)
    expect(shown).toContainEqual(
      expect.objectContaining({ member: office.panelist, total: 80, remark: aRemark }),
    )
    // The engine, and whoever looks into it, knows that marks were entered and never which.
    const known = await engineView.variables(await application.instances())
    expect(known.map(({ name }) => name)).toContain('marksEntered')
    expect(known.filter(({ name }) => sealed.includes(name))).toEqual([])
    expect(known.filter(({ value }) => value.includes(aRemark))).toEqual([])
  })

  test('gives its open seats back when the person withdraws', async () => {
    const application = await beforeThePanel()
    const { caseId } = application
    await enterMarks(application, office.panelist, marks(20))
    await confirmMarks(application, office.panelist)
    await application.completes('RecordMarks')
    await programme().withdraw(caseId, ADVISER)
    await expect(programme().withdraw(caseId, ADVISER)).rejects.toMatchObject({
      code: 'PROGRAMME_STEP_NOT_OPEN',
    })
    await application.completes('WithdrawalDone')
    expect((await fileOf(caseId)).state).toBe('withdrawn')
    expect(await wayOf(caseId)).toMatchObject({ outcome: 'withdrawn' })
    expect(await noticesOf(caseId)).toContain('self-employment-withdrawn')
    expect((await world.verifyLedger()).intact).toBe(true)
  })
})
