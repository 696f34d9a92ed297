/**
 * Families apply and the staff work until every case has come to its end: tasks are found in Tasklist's list, taken and
 * completed by the person whose work they are, several at a time. The office's own rules do the rest.
 */
import type { CaseState } from '../../domain/case.ts'
import type { CaseAnswer } from '../../api/case/case-answer.ts'
import type { Board, BoardLine } from './board.ts'
import type { Family, FamilySource } from './families.ts'
import { createOfficeApi, type OfficeApi } from './office-api.ts'
import type { Places } from './places.ts'
import { createStaffRoom, type StaffRoom } from './staff-room.ts'
import { assignmentOf } from './staff-work.ts'
import { findDifference, stateInWords } from './summary.ts'
import type { OpenTask } from './tasklist.ts'
import type { ScenarioName } from '../simulated/registers/scenarios.ts'

export interface PlayedCase {
  readonly family: Family
  readonly caseId: string
  readonly caseNumber: string
  /** Left with its first task open, for somebody to try. */
  readonly keepOpen: boolean
  state: CaseState
  doing: string
  /** As read at the end. */
  end: CaseAnswer | undefined
  /** How often each element was completed. */
  readonly rounds: Map<string, number>
}

export interface PlayOptions {
  readonly places: Places
  readonly board: Board
  readonly limitMs: number
}

const PAUSE_MS = 700
const AT_ONCE = 4
const MOST_TRIES = 5

/** Posts one family; the next of its kind when a member has an application open already. */
export async function applyFor(
  api: OfficeApi,
  families: FamilySource,
  scenario: ScenarioName,
  keepOpen: boolean,
): Promise<PlayedCase> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const family = await families.next(scenario)
    const receipt = await api.apply(family.application)
    if (receipt === undefined) continue
    const { caseId, caseNumber } = receipt
    const rounds = new Map<string, number>()
    return { family, caseId, caseNumber, keepOpen, state: 'received', doing: '', end: undefined, rounds }
  }
  throw new Error(`${MOST_TRIES} families of the kind ${scenario} have an application open already`)
}

/**
 * Works until every case has ended (or has its task waiting, where it is to be kept open) or the time is over.
 * @returns nothing; the cases are brought up to date
 */
export async function play(cases: readonly PlayedCase[], options: PlayOptions): Promise<void> {
  const { places, board } = options
  const api = createOfficeApi(places.apiUrl, places.token)
  const staff = createStaffRoom(places)
  const byNumber = new Map(cases.map((played) => [played.caseNumber, played]))
  /** Tasks completed, which Tasklist may go on showing for a second. */
  const handled = new Set<string>()
  const waiting = new Set<PlayedCase>()
  const until = Date.now() + options.limitMs

  const isOver = (played: PlayedCase) => played.end !== undefined || (played.keepOpen && waiting.has(played))

  while (!cases.every(isOver) && Date.now() < until) {
    const states = await api.states(cases.length + 200)
    for (const played of cases) {
      const state = states.get(played.caseId) ?? played.state
      // What somebody did last has had its effect.
      if (state !== played.state) played.doing = ''
      played.state = state
    }
    await inTurns(cases.filter(hasEnded), async (played) => {
      played.end ??= await api.readCase(played.caseId)
    })
    const tasks = (await (await staff.anybody()).openTasks()).filter(({ id }) => !handled.has(id))
    await inTurns(tasks, async (task) => {
      const played = byNumber.get(task.caseNumber ?? '')
      if (played === undefined) return
      if (played.keepOpen) waiting.add(played)
      else if (await work(task, played, staff)) handled.add(task.id)
      board.show(cases.map(lineOf))
    })
    board.show(cases.map(lineOf))
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
  for (const played of cases) played.end ??= await api.readCase(played.caseId)
  board.show(cases.map(lineOf))
}

const hasEnded = ({ state, end }: PlayedCase) =>
  end === undefined && (state === 'paid' || state === 'refused')

/** @returns whether the task is done; when not it is tried again with the next look at the list */
async function work(task: OpenTask, played: PlayedCase, staff: StaffRoom): Promise<boolean> {
  const round = (played.rounds.get(task.elementId) ?? 0) + 1
  const assignment = assignmentOf(task, played.family, round, new Date())
  if (assignment === undefined) {
    played.doing = `nobody here knows the task ${task.elementId}`
    return false
  }
  played.doing = `${assignment.displayName} ${assignment.doing}`
  try {
    if (task.elementId === 'CorrectAccount') {
      await (
        await staff.onCasePages(assignment.userName)
      ).correctAccount(played.caseId, played.family.otherIban)
    }
    const tasklist = await staff.inTasklist(assignment.userName)
    await tasklist.take(task.id)
    await tasklist.complete(task.id, assignment.variables)
    played.rounds.set(task.elementId, round)
    return true
  } catch (error) {
    // Tasklist refuses a task that the engine has not told it everything of yet.
    played.doing = `${assignment.displayName} tries again: ${error instanceof Error ? error.message : String(error)}`
    return false
  }
}

function lineOf({ caseNumber, family, state, doing, end, keepOpen }: PlayedCase): BoardLine {
  const shown = { title: caseNumber, story: family.story }
  if (end === undefined || end.decision === null) {
    const now = stateInWords(state)
    if (keepOpen) return { ...shown, now: `${now}, left for you`, mark: 'kept' }
    return { ...shown, now: doing === '' ? now : `${now}; ${doing}`, mark: 'open' }
  }
  const difference = findDifference(family, end)
  return difference === undefined
    ? { ...shown, now: stateInWords(end.state), mark: 'done' }
    : { ...shown, now: difference, mark: 'wrong' }
}

async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items]
  const hand = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, hand))
}
