/**
 * What a scene of the demo is played with: requests of other systems, people who start, take and finish tasks in
 * Tasklist and enter something on a case page, and waiting until a case stands where the scene wants it.
 */
import type { CaseAnswer } from '../../api/case/case-answer.ts'
import type { CaseState } from '../../domain/case.ts'
import type { CaseKind } from '../../domain/case-kinds.ts'
import type { StaffGroup } from '../../domain/staff.ts'
import { sampleStaff } from '../staff.ts'
import { ask } from './http.ts'
import type { OfficeApi, Receipt } from './office-api.ts'
import type { StaffRoom } from './staff-room.ts'
import type { OpenTask } from './tasklist.ts'

export interface Stage {
  /** Another system posts to the API and gets a case. */
  readonly request: (path: string, body: object) => Promise<Receipt>
  /** The same for what becomes no case; answers with the body. */
  readonly post: <T>(path: string, body: object) => Promise<T>
  /** What the gateway has sent to that number and names that; waits for it. */
  readonly messageTo: (to: string, names: string) => Promise<string>
  /** Somebody of that group starts a process in Tasklist with what its start form asks for; the new case is found. */
  readonly start: (
    group: StaffGroup,
    processId: string,
    variables: Readonly<Record<string, unknown>>,
  ) => Promise<Receipt>
  /** Waits for the task, takes it as somebody of that group and finishes it. */
  readonly finish: (
    group: StaffGroup,
    caseNumber: string,
    elementId: string,
    variables: Readonly<Record<string, unknown>>,
    /** Which member of the group, where several are needed. */
    place?: number,
  ) => Promise<void>
  /** Somebody of that group enters something in a form of our own pages. */
  readonly enter: (
    group: StaffGroup,
    path: string,
    fields: Readonly<Record<string, string>>,
    /** Which member of the group, where several are needed. */
    place?: number,
  ) => Promise<void>
  /** Somebody of that group chooses a file on one of our own pages. */
  readonly upload: (
    group: StaffGroup,
    path: string,
    mediaType: string,
    bytes: Uint8Array<ArrayBuffer>,
  ) => Promise<void>
  /** The newest cases of a kind that stand in that state. */
  readonly newest: (kind: string, state: CaseState) => Promise<readonly Receipt[]>
  readonly reaches: (caseId: string, state: CaseState) => Promise<void>
  /** The newest case of that kind that is as the scene needs it; waits until there is one. */
  readonly find: (what: string, kind: CaseKind, fits: (found: CaseAnswer) => boolean) => Promise<Receipt>
  /** What is shown of the scene while it goes on. */
  readonly say: (now: string) => void
}

export interface Scene {
  readonly kind: string
  readonly story: string
  /** @returns how it ended; throws when it did not end as the story says */
  play(stage: Stage): Promise<string>
}

const PAUSE_MS = 700

interface Needs {
  readonly api: OfficeApi
  readonly staff: StaffRoom
  readonly say: (now: string) => void
  readonly until: number
  readonly messages: ReadMessages
}

type ReadMessages = () => Promise<readonly { readonly to: string; readonly text: string }[]>

/** What the simulated gateway has sent. */
export const readMessages =
  (notificationsUrl: string): ReadMessages =>
  async () => {
    const answer = await ask(`${notificationsUrl}/messages`)
    return ((await answer.json()) as { readonly messages: Awaited<ReturnType<ReadMessages>> }).messages
  }

export function createStage({ api, staff, say, until, messages }: Needs): Stage {
  async function waitFor<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    for (;;) {
      const found = await look()
      if (found !== undefined) return found
      if (Date.now() > until) throw new Error(`waited in vain for ${what}`)
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    }
  }
  // Several groups may have a task of the same name on one case, each its own.
  const task = (group: StaffGroup, caseNumber: string, elementId: string): Promise<OpenTask> =>
    waitFor(`the task ${elementId}`, async () =>
      (await (await staff.anybody()).openTasks()).find(
        (open) =>
          open.caseNumber === caseNumber &&
          open.elementId === elementId &&
          open.candidateGroups.includes(group),
      ),
    )

  return {
    say,
    request: (path, body) => api.post(path, body),
    post: (path, body) => api.send(path, body),
    messageTo: (to, names) =>
      waitFor(
        `a message to ${to}`,
        async () => (await messages()).findLast((sent) => sent.to === to && sent.text.includes(names))?.text,
      ),
    newest: async (kind, state) => {
      const cases = await api.casesOf(kind)
      const states = await Promise.all(cases.map(async ({ caseId }) => (await api.readCase(caseId)).state))
      return cases.filter((_, place) => states[place] === state)
    },
    start: async (group, processId, variables) => {
      const before = new Set((await api.casesOf(processId)).map(({ caseId }) => caseId))
      const { userName, displayName } = memberOf(group)
      say(`${displayName} starts it in Tasklist`)
      await (await staff.inTasklist(userName)).start(processId, variables)
      return waitFor('its case', async () =>
        (await api.casesOf(processId)).find(({ caseId }) => !before.has(caseId)),
      )
    },
    finish: async (group, caseNumber, elementId, variables, place = 0) => {
      const { userName, displayName } = memberOf(group, place)
      say(`${displayName} finishes ${elementId}`)
      const tasklist = await staff.inTasklist(userName)
      // Tasklist refuses a task that the engine has not told it everything of yet.
      await waitFor(`Tasklist to take ${elementId}`, async () => {
        // Looked up anew: it may show one of that name that has just been finished.
        const { id } = await task(group, caseNumber, elementId)
        try {
          await tasklist.take(id)
          await tasklist.complete(id, variables)
          return true
        } catch (error) {
          say(`${displayName} tries again: ${error instanceof Error ? error.message : String(error)}`)
          return undefined
        }
      })
    },
    enter: async (group, path, fields, place = 0) => {
      const { userName, displayName } = memberOf(group, place)
      say(`${displayName} writes on the case page`)
      await (await staff.onCasePages(userName)).enter(path, fields)
    },
    upload: async (group, path, mediaType, bytes) => {
      const { userName, displayName } = memberOf(group)
      say(`${displayName} hands in a file on the case page`)
      await (await staff.onCasePages(userName)).upload(path, mediaType, bytes)
    },
    find: (what, kind, fits) => {
      say(`looks for ${what}`)
      return waitFor(what, async () => {
        for (const found of await api.casesOf(kind)) {
          if (fits(await api.readCase(found.caseId))) return found
        }
        return undefined
      })
    },
    reaches: async (caseId, state) => {
      await waitFor(`the state ${state}`, async () =>
        (await api.readCase(caseId)).state === state ? true : undefined,
      )
    },
  }
}

function memberOf(group: StaffGroup, place = 0) {
  const person = sampleStaff().filter(({ groups }) => groups.includes(group))[place]
  if (person === undefined) throw new Error(`stack/staff.json has nobody of ${group}`)
  return person
}
