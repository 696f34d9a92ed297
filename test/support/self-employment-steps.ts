/** The steps of the self-employment programme as a process test takes them. */
import { createFolderStore } from '../../adapters/files/folder-store.ts'
import { createProgramme } from '../../api/self-employment/programme.ts'
import { createEvidenceStore } from '../../api/self-employment/store-evidence.ts'
import { dateInBaku } from '../../domain/clock.ts'
import type { NewSelfEmployment } from '../../domain/self-employment.ts'
import { findRootInstance } from './engine-view.ts'
import type { Followed } from './followed.ts'
import { office } from './office.ts'
import { panelSteps } from './panel-steps.ts'
import { png } from './self-employed.ts'
import type { World } from './world.ts'

export const ADVISER = `staff:${office.adviser}`
export const by = { actor: ADVISER, idempotencyKey: undefined }

interface Application extends Followed {
  readonly caseId: string
}

/** @param theWorld as it is when a step is taken
 *  @param folder for evidence */
export function programmeSteps(theWorld: () => World, folder: string) {
  const programme = () =>
    createProgramme({
      transact: theWorld().transact,
      clock: theWorld().clock,
      settings: { publicUrl: 'http://127.0.0.1:3000' },
    })
  const storeEvidence = (caseId: string) =>
    createEvidenceStore({ transact: theWorld().transact, fileStore: createFolderStore(folder) })(
      caseId,
      png(),
      ADVISER,
    )

  async function apply(asked: NewSelfEmployment): Promise<Application> {
    const { caseId } = await programme().open(asked, by)
    let root: string | undefined
    const roots = async () => [(root ??= await findRootInstance(caseId))].filter((key) => key !== undefined)
    return { caseId, ...theWorld().follow(caseId, roots) }
  }

  const wayOf = (caseId: string) => theWorld().transact(({ selfEmployments }) => selfEmployments.get(caseId))
  const fileOf = (caseId: string) => theWorld().transact(({ cases }) => cases.get(caseId))
  const noticesOf = async (caseId: string) => [
    ...new Set(
      (await theWorld().transact(({ notifications }) => notifications.of(caseId))).map(
        ({ notice }) => notice,
      ),
    ),
  ]
  const today = () => dateInBaku(theWorld().clock.now())
  /** Every kind of late: the term of a task passes while it is open. */
  async function termPasses(application: Application, task: string, reported: string): Promise<void> {
    const { dueDate } = await application.task(task)
    await theWorld().clock.advanceTo(dueDate)
    await application.completes(reported)
  }

  const good = { interviewResult: 'held', motivation: 9, experience: 8, marketKnowledge: 7 } as const
  const interviewed = (application: Application) =>
    application.finish('InterviewApplicant', office.adviser, good)
  async function trained(application: Application): Promise<void> {
    await application.task('CloseTraining')
    for (const part of [1, 2]) {
      const session = { heldOn: today(), part, plannedMinutes: 60, attendedMinutes: 60 }
      await programme().addSession(application.caseId, session, ADVISER)
    }
    await application.finish('CloseTraining', office.adviser, { trainingResult: 'finished' })
  }
  const marks = (each: number) => ({
    feasibility: each,
    marketPotential: each,
    budgetQuality: each,
    defence: each,
  })
  const { enterMarks, freeSeat, confirmMarks, formSays, seenBy } = panelSteps(theWorld)
  const panel = [office.panelist, office.thirdPanelist, office.fourthPanelist]
  async function scored(application: Application, each: number): Promise<void> {
    await application.openTasks('ScorePlan', panel.length)
    for (const user of panel) {
      await enterMarks(application, user, marks(each))
      await confirmMarks(application, user)
    }
  }
  const contract = () => ({
    assetKind: 'equipment',
    assetDescription: 'İki tikiş maşını',
    assetValueManat: 2_400,
    signedOn: today(),
  })

  return {
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
    marks,
    enterMarks,
    freeSeat,
    confirmMarks,
    formSays,
    seenBy,
    scored,
    contract,
  }
}
