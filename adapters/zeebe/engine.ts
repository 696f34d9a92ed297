/**
 * What the project asks of the engine, typed and with the benign answers told apart: a message published twice
 * is a success, a job that is no longer ours is counted and not an error. Transient failures are retried a few
 * times here; what remains is thrown as `EngineError`.
 */
import type { MessageName, MessageVariables } from '../../bpmn/contract.ts'
import type { Deployment, Gateway, Topology } from './gateway.ts'
import { EngineError } from './gateway.ts'
import { retryTransient } from './retry.ts'

type Variables = Readonly<Record<string, unknown>>

/** What became of a job that was answered; `gone` when it had timed out, was cancelled, or another answered first. */
export type JobAnswer = 'taken' | 'gone'

export interface Message {
  readonly name: string
  readonly correlationKey: string
  /** Under this id the engine takes the message once within its time to live. */
  readonly messageId: string
  readonly variables: Variables
  readonly timeToLiveMs: number
}

export interface DecisionResult {
  /** `undefined` when no rule hit. */
  readonly output: unknown
  readonly version: number
}

export interface Engine {
  /**
   * Publishes once per message id; `attempts` is 5 unless told, for a caller that tries again by itself.
   * @returns whether the engine took it now or had it already
   */
  publishMessage(message: Message, options?: { readonly attempts?: number }): Promise<'published' | 'known'>
  /** All resources in one deployment; what has not changed keeps its version. */
  deploy(
    resources: readonly { readonly name: string; readonly content: Buffer }[],
  ): Promise<readonly Deployment[]>
  /** Starts the newest version of a process. @returns the key of the instance */
  createInstance(processId: string, variables: Variables): Promise<string>
  /** @returns `false` when there is no such instance any more */
  cancelInstance(processInstanceKey: string): Promise<boolean>
  /** Gives a job new retries, so that resolving its incident lets it run again. */
  setJobRetries(jobKey: string, retries: number): Promise<void>
  resolveIncident(incidentKey: string): Promise<void>
  setVariables(
    elementInstanceKey: string,
    variables: Variables,
    options?: { readonly local?: boolean },
  ): Promise<void>
  topology(): Promise<Topology>
  /** Evaluates the newest version of a decision. @throws EngineError `FAILED_PRECONDITION` when a rule fails */
  evaluateDecision(decisionId: string, variables: Variables): Promise<DecisionResult>
  completeJob(jobKey: string, variables: Variables): Promise<JobAnswer>
  /** Gives a job back: with retries left the engine hands it out at once. */
  failJob(jobKey: string, failure: { readonly retries: number; readonly message: string }): Promise<JobAnswer>
  throwError(
    jobKey: string,
    error: { readonly code: string; readonly message: string; readonly variables: Variables },
  ): Promise<JobAnswer>
}

/** A message of the contract: name and variables are checked by the compiler. */
export function contractMessage<M extends MessageName>(
  name: M,
  message: { readonly correlationKey: string; readonly messageId: string; readonly timeToLiveMs: number } & {
    readonly variables: MessageVariables<M>
  },
): Message {
  return { name, ...message }
}

/** The engine refuses for some seconds while it has too much to do, or has just come back. */
const STARTS = 10

export function createEngine(gateway: Gateway): Engine {
  const call: Gateway['call'] = (name, request, limitMs) =>
    retryTransient(() => gateway.call(name, request, limitMs))

  /** `NOT_FOUND` means that somebody else settled the job or that its instance has ended: nothing to do. */
  async function answer(work: Promise<unknown>): Promise<JobAnswer> {
    try {
      await work
      return 'taken'
    } catch (error) {
      if (error instanceof EngineError && error.status === 'NOT_FOUND') return 'gone'
      throw error
    }
  }

  return {
    publishMessage: async ({ timeToLiveMs, variables, ...message }, options = {}) => {
      try {
        const request = { ...message, timeToLive: timeToLiveMs, variables: JSON.stringify(variables) }
        await retryTransient(() => gateway.call('publishMessage', request), options)
        return 'published'
      } catch (error) {
        if (error instanceof EngineError && error.status === 'ALREADY_EXISTS') return 'known'
        throw error
      }
    },
    deploy: async (resources) => (await call('deployResource', { resources }, 60_000)).deployments,
    createInstance: async (bpmnProcessId, variables) => {
      const request = { bpmnProcessId, version: -1, variables: JSON.stringify(variables) }
      // A start that timed out may have happened, and starts carry no id to tell: only one that the engine refused is repeated.
      const started = await retryTransient(() => gateway.call('createProcessInstance', request), {
        attempts: STARTS,
        repeats: ({ status }) => status === 'RESOURCE_EXHAUSTED',
      })
      return started.processInstanceKey
    },
    cancelInstance: async (processInstanceKey) =>
      (await answer(call('cancelProcessInstance', { processInstanceKey }))) === 'taken',
    setJobRetries: async (jobKey, retries) => {
      await call('updateJobRetries', { jobKey, retries })
    },
    resolveIncident: async (incidentKey) => {
      await call('resolveIncident', { incidentKey })
    },
    setVariables: async (elementInstanceKey, variables, options = {}) => {
      const text = JSON.stringify(variables)
      await call('setVariables', { elementInstanceKey, variables: text, local: options.local ?? false })
    },
    // Not repeated: whoever asks wants to know how it is now.
    topology: () => gateway.call('topology', {}, 5_000),
    evaluateDecision: async (decisionId, variables) => {
      const result = await call('evaluateDecision', { decisionId, variables: JSON.stringify(variables) })
      if (result.failedDecisionId !== '') {
        throw new EngineError('evaluateDecision', 'FAILED_PRECONDITION', result.failureMessage)
      }
      const output: unknown = JSON.parse(result.decisionOutput)
      return { output: output ?? undefined, version: result.decisionVersion }
    },
    completeJob: (jobKey, variables) =>
      answer(call('completeJob', { jobKey, variables: JSON.stringify(variables) })),
    // Without the engine's back-off: resting-jobs.ts says why.
    failJob: (jobKey, { retries, message }) =>
      answer(call('failJob', { jobKey, retries, errorMessage: message, retryBackOff: 0 })),
    throwError: (jobKey, { code, message, variables }) =>
      answer(
        call('throwError', {
          jobKey,
          errorCode: code,
          errorMessage: message,
          variables: JSON.stringify(variables),
        }),
      ),
  }
}
