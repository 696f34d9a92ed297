/** Process instances as a test follows them: what is open, who finishes it, what has completed, what went wrong. */
import { EngineError } from '../../adapters/zeebe/gateway.ts'
import type { UserTasks } from '../../adapters/zeebe/user-tasks.ts'
import * as engineView from './engine-view.ts'
import { eventually } from './eventually.ts'

export interface Followed {
  /** Root instances and everything they called. */
  instances(): Promise<string[]>
  /** Waits for that task, when it has been given out more than `after` times. */
  task(elementId: string, options?: { readonly after?: number }): Promise<engineView.UserTaskValue>
  /** All open tasks of that element, when there are at least so many. */
  openTasks(elementId: string, atLeast: number): Promise<readonly engineView.UserTaskValue[]>
  /** Takes and completes a task without waiting for what the records say. */
  handIn(
    task: Pick<engineView.UserTaskValue, 'userTaskKey'>,
    user: string,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<void>
  /** Takes the task as that user and completes it with what the form would send. */
  finish(elementId: string, user: string, variables: Readonly<Record<string, unknown>>): Promise<void>
  /** Waits until the element completed at least `times`. */
  completes(elementId: string, times?: number): Promise<void>
  /** How often the element has completed so far. */
  completions(elementId: string): Promise<number>
  jobFails(jobType: string): Promise<void>
  /** Waits until the instance has that variable with a value other than null. */
  variable(processInstanceKey: string, name: string): Promise<unknown>
  incidents(): Promise<readonly engineView.IncidentValue[]>
  waitFor<T>(what: string, look: () => Promise<T | undefined>, withinMs?: number): Promise<T>
}

interface Needs {
  /** For the sentence of a test that waited in vain. */
  readonly title: string
  readonly roots: () => Promise<readonly string[]>
  readonly state?: () => Promise<string>
  readonly userTasks: UserTasks
}

export function follow({ title, roots, state, userTasks }: Needs): Followed {
  const instances = async () => {
    const trees = await Promise.all((await roots()).map((root) => engineView.instanceTree(root)))
    return trees.flat()
  }

  /** What an engineer would look at first when something does not happen. */
  const situation = async (wanted: string) => {
    const keys = await instances()
    const [tasks, problems] = [await engineView.userTasks(keys), await engineView.openIncidents(keys)]
    const open = tasks.filter((task) => task.open).map(({ elementId }) => elementId)
    const told = problems.map(({ elementId, errorMessage }) => `${elementId}: ${errorMessage}`)
    return (
      `${wanted} of ${title}; ${state === undefined ? '' : `it is ${await state()}, `}` +
      `open tasks: ${open.join(', ') || 'none'}, incidents: ${told.join(' | ') || 'none'}`
    )
  }
  const waitFor: Followed['waitFor'] = async (what, look, within = 60_000) => {
    try {
      return await eventually(what, look, { within })
    } catch (error) {
      throw new Error(await situation(`Waited for ${what}`), { cause: error })
    }
  }

  const task: Followed['task'] = (elementId, { after = 0 } = {}) =>
    waitFor(`the task ${elementId}`, async () => {
      const made = (await engineView.userTasks(await instances())).filter(
        (found) => found.elementId === elementId,
      )
      const newest = made.at(-1)
      return made.length > after && newest?.open === true ? newest : undefined
    })

  /** @returns false when the task has gone: the records tell some moments later what the engine has taken back */
  const take = async ({ userTaskKey }: engineView.UserTaskValue, user: string): Promise<boolean> => {
    try {
      await userTasks.assign(userTaskKey, user)
      return true
    } catch (error) {
      if (error instanceof EngineError && error.status === 'NOT_FOUND') return false
      throw error
    }
  }

  const handIn: Followed['handIn'] = async ({ userTaskKey }, user, variables) => {
    await userTasks.assign(userTaskKey, user)
    await userTasks.complete(userTaskKey, variables)
  }

  const completions: Followed['completions'] = async (elementId) => {
    const done = await engineView.elements(await instances(), 'ELEMENT_COMPLETED')
    return done.filter((id) => id === elementId).length
  }

  return {
    instances,
    task,
    openTasks: (elementId, atLeast) =>
      waitFor(`${atLeast} tasks ${elementId}`, async () => {
        const found = await engineView.userTasks(await instances())
        const open = found.filter((one) => one.elementId === elementId && one.open)
        return open.length >= atLeast ? open : undefined
      }),
    handIn,
    finish: async (elementId, user, variables) => {
      const open = await waitFor(`a task ${elementId} to take`, async () => {
        const found = await task(elementId)
        return (await take(found, user)) ? found : undefined
      })
      await userTasks.complete(open.userTaskKey, variables)
      // Gone from the view before anybody asks for the next one of that name.
      await waitFor(`the end of ${elementId}`, async () => {
        const all = await engineView.userTasks(await instances())
        return all.some((found) => found.userTaskKey === open.userTaskKey && found.open) ? undefined : true
      })
    },
    completes: async (elementId, times = 1) => {
      await waitFor(`${elementId} to complete`, async () =>
        (await completions(elementId)) >= times ? true : undefined,
      )
    },
    completions,
    jobFails: async (jobType) => {
      await waitFor(`a failed job ${jobType}`, async () => engineView.failedJob(await instances(), jobType))
    },
    variable: (processInstanceKey, name) =>
      waitFor(`the variable ${name}`, async () => {
        const found = await engineView.variables([processInstanceKey])
        const value = found.findLast((variable) => variable.name === name)?.value
        return value === undefined ? undefined : ((JSON.parse(value) as unknown) ?? undefined)
      }),
    incidents: async () => engineView.openIncidents(await instances()),
    waitFor,
  }
}
