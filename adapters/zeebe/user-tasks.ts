/**
 * Native user tasks over REST v2, as Tasklist does them: assign, then complete. The demo, the bench and tests
 * play the staff through it; people use Tasklist.
 */
import type { EngineRest } from './rest.ts'
import { retryTransient } from './retry.ts'

export interface UserTasks {
  /** Gives the task to a user, also when another has it. @throws EngineError `NOT_FOUND` when it is not there any more */
  assign(userTaskKey: string, assignee: string): Promise<void>
  /** Completes the task with the form's variables. @throws EngineError `NOT_FOUND` when it is not there any more */
  complete(userTaskKey: string, variables: Readonly<Record<string, unknown>>): Promise<void>
}

export function createUserTasks(rest: EngineRest): UserTasks {
  return {
    assign: (key, assignee) =>
      retryTransient(() =>
        rest.send('POST', `/user-tasks/${key}/assignment`, { assignee, allowOverride: true }),
      ),
    complete: (key, variables) =>
      retryTransient(() => rest.send('POST', `/user-tasks/${key}/completion`, { variables })),
  }
}
