/**
 * The gateway as the rest of this folder sees it: typed calls that report their own errors, and streams of
 * jobs that can be paused. client.ts makes it from zeebe-node; tests make one of their own; another client
 * would be swapped in here. Keys are strings throughout: they are 64-bit.
 */

/** A job as the engine hands it out; `variables` and `customHeaders` are JSON text, keys and times are decimal text. */
export interface ActivatedJob {
  readonly key: string
  readonly type: string
  readonly processInstanceKey: string
  readonly bpmnProcessId: string
  readonly processDefinitionVersion: number
  readonly elementId: string
  readonly elementInstanceKey: string
  readonly customHeaders: string
  readonly retries: number
  /** When the engine hands the job out again, in milliseconds since 1970. */
  readonly deadline: string
  readonly variables: string
}

interface JobRequest {
  readonly type: string
  readonly worker: string
  /** How long the job is ours, in milliseconds. */
  readonly timeout: number
  readonly fetchVariable: readonly string[]
}

export interface Deployment {
  readonly Metadata: 'process' | 'decision' | 'decisionRequirements' | 'form'
  readonly process: { readonly bpmnProcessId: string; readonly version: number } | null
  readonly decision: { readonly dmnDecisionId: string; readonly version: number } | null
  readonly decisionRequirements: {
    readonly dmnDecisionRequirementsId: string
    readonly version: number
  } | null
  readonly form: { readonly formId: string; readonly version: number } | null
}

export interface Topology {
  readonly brokers: readonly {
    readonly nodeId: number
    readonly partitions: readonly {
      readonly partitionId: number
      readonly role: 'LEADER' | 'FOLLOWER' | 'INACTIVE'
      readonly health: 'HEALTHY' | 'UNHEALTHY' | 'DEAD'
    }[]
  }[]
  readonly partitionsCount: number
  readonly gatewayVersion: string
}

type Nothing = Readonly<Record<string, never>>

/** The calls used, by name in Zeebe's protocol: what goes in and what comes out. */
export interface Calls {
  topology: { request: Nothing; response: Topology }
  deployResource: {
    request: { readonly resources: readonly { readonly name: string; readonly content: Buffer }[] }
    response: { readonly key: string; readonly deployments: readonly Deployment[] }
  }
  createProcessInstance: {
    request: { readonly bpmnProcessId: string; readonly version: number; readonly variables: string }
    response: { readonly processInstanceKey: string; readonly version: number }
  }
  cancelProcessInstance: { request: { readonly processInstanceKey: string }; response: Nothing }
  publishMessage: {
    request: {
      readonly name: string
      readonly correlationKey: string
      readonly timeToLive: number
      readonly messageId: string
      readonly variables: string
    }
    response: { readonly key: string }
  }
  setVariables: {
    request: { readonly elementInstanceKey: string; readonly variables: string; readonly local: boolean }
    response: { readonly key: string }
  }
  resolveIncident: { request: { readonly incidentKey: string }; response: Nothing }
  updateJobRetries: { request: { readonly jobKey: string; readonly retries: number }; response: Nothing }
  evaluateDecision: {
    request: { readonly decisionId: string; readonly variables: string }
    response: {
      readonly decisionOutput: string
      readonly decisionVersion: number
      readonly failedDecisionId: string
      readonly failureMessage: string
    }
  }
  completeJob: { request: { readonly jobKey: string; readonly variables: string }; response: Nothing }
  failJob: {
    request: {
      readonly jobKey: string
      readonly retries: number
      readonly errorMessage: string
      readonly retryBackOff: number
    }
    response: Nothing
  }
  throwError: {
    request: {
      readonly jobKey: string
      readonly errorCode: string
      readonly errorMessage: string
      readonly variables: string
    }
    response: Nothing
  }
}
export type CallName = keyof Calls

/** An open stream of pushed jobs. */
export interface JobFeed {
  /** No more jobs are taken in; what is under way waits in the connection. */
  pause(): void
  resume(): void
  /** Ends the stream; `ended` is not called any more. */
  cancel(): void
}

export interface Gateway {
  /** One call with a time limit in milliseconds. @throws EngineError, always within the limit */
  call<C extends CallName>(
    name: C,
    request: Calls[C]['request'],
    limitMs?: number,
  ): Promise<Calls[C]['response']>
  /** Jobs there are now, without waiting for more. @throws EngineError */
  activateJobs(request: JobRequest & { readonly maxJobsToActivate: number }): Promise<readonly ActivatedJob[]>
  /** Opens a stream of pushed jobs; `ended` comes once, with an error unless the gateway ended it in order. */
  streamJobs(
    request: JobRequest,
    on: { job(job: ActivatedJob): void; ended(error: EngineError | undefined): void },
  ): JobFeed
  /** Gives up the connection and makes a new one; open streams end with an error. */
  rebuild(): Promise<void>
  close(): Promise<void>
}

/** Status names of gRPC, by number. */
export const statusNames = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
] as const
export type EngineStatus = (typeof statusNames)[number]

/** A call to the engine failed; `status` says how, by the names of gRPC. */
export class EngineError extends Error {
  override readonly name = 'EngineError'
  readonly call: string
  readonly status: EngineStatus

  constructor(call: string, status: EngineStatus, message: string, options?: ErrorOptions) {
    super(`${call}: ${status}: ${message}`, options)
    this.call = call
    this.status = status
  }

  /** Nothing is known to be wrong with the request: the same call may succeed a moment later. */
  get transient(): boolean {
    return transient.has(this.status)
  }
}

const transient: ReadonlySet<EngineStatus> = new Set([
  'UNAVAILABLE',
  'RESOURCE_EXHAUSTED',
  'DEADLINE_EXCEEDED',
  'ABORTED',
  'CANCELLED',
])
