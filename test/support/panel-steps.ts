/** The panel of the self-employment programme as a process test takes its steps: marks on the page, the task in Tasklist. */
import type { StaffPrincipal } from '../../api/auth/principal.ts'
import { createPanelMarks } from '../../api/self-employment/panel-marks.ts'
import { selfEmploymentDetails } from '../../api/self-employment/self-employment-details.ts'
import type { NewPanelMarks } from '../../domain/business-plan.ts'
import * as engineView from './engine-view.ts'
import { eventually } from './eventually.ts'
import type { Followed } from './followed.ts'
import type { World } from './world.ts'

interface Application extends Followed {
  readonly caseId: string
}

/** As the page knows who is logged in. */
const member = (userName: string): StaffPrincipal => ({
  kind: 'staff',
  userName,
  displayName: userName,
  groups: ['employment-panel'],
  csrfToken: '',
})

export function panelSteps(theWorld: () => World) {
  const handedIn = new Set<string>()
  /** A seat that nobody has handed in: the records tell some moments later which ones are done. */
  const freeSeat = (application: Application): Promise<engineView.UserTaskValue> =>
    application.waitFor('a free seat of the panel', async () =>
      (await application.openTasks('ScorePlan', 1)).find(({ userTaskKey }) => !handedIn.has(userTaskKey)),
    )

  return {
    freeSeat,
    /** As the page of the case takes them: in the record, and nowhere in the engine. */
    enterMarks: ({ caseId }: Application, user: string, given: NewPanelMarks): Promise<void> =>
      createPanelMarks({ transact: theWorld().transact })(caseId, given, member(user)),
    /** @returns the seat, as an instance of bpmn/plan-scoring.bpmn */
    confirmMarks: async (application: Application, user: string): Promise<string> => {
      const seat = await freeSeat(application)
      handedIn.add(seat.userTaskKey)
      await application.handIn(seat, user, { marksEntered: true })
      return seat.processInstanceKey
    },
    /** The seat's form, when it comes back. */
    formSays: (seat: string, words: string): Promise<true> =>
      eventually(`the form to say "${words}"`, async () => {
        const told = (await engineView.variables([seat])).findLast(({ name }) => name === 'formProblem')
        return told?.value.includes(words) === true ? true : undefined
      }),
    /** What page and API tell that user of the programme. */
    seenBy: (caseId: string, user: string) =>
      theWorld().transact(async (records) =>
        selfEmploymentDetails(records, await records.cases.get(caseId), ['household'], member(user)),
      ),
  }
}
