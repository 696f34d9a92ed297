/**
 * What the diagrams, the workers and the API promise each other, joined from bpmn/contract/<capability>.ts. A job's
 * key is the `zeebe:taskDefinition` type in the diagram and the file name under workers/.
 * Input is exactly what the task maps in (`zeebe:input`), output what it may map out (`zeebe:output`).
 * No personal data: see docs/personal-data.md.
 */
import type { Static } from 'typebox'
import { noticeNames as notices, type NoticeName as Notice } from '../domain/notice-words.ts'
import type { Records } from '../domain/records.ts'
import { appealJobs, appealMessages } from './contract/appeal.ts'
import { assetJobs, assetMessages } from './contract/asset.ts'
import { assistanceJobs, assistanceMessages } from './contract/assistance.ts'
import { caseJobs, caseMessages } from './contract/case.ts'
import { decisionJobs } from './contract/decision.ts'
import { inspectionJobs } from './contract/inspection.ts'
import { paymentJobs, paymentMessages } from './contract/payment.ts'
import { recoveryJobs, recoveryMessages } from './contract/recovery.ts'
import { registerJobs } from './contract/registers.ts'
import { selfEmploymentJobs, selfEmploymentMessages } from './contract/self-employment.ts'
import { serviceJobs, serviceMessages } from './contract/service.ts'
import type { JobContract, MessageContract } from './contract/shapes.ts'

export { notices }
export type { Notice }

export const jobs = {
  ...caseJobs,
  ...registerJobs,
  ...inspectionJobs,
  ...decisionJobs,
  ...assistanceJobs,
  ...paymentJobs,
  ...serviceJobs,
  ...appealJobs,
  ...recoveryJobs,
  ...assetJobs,
  ...selfEmploymentJobs,
} satisfies Record<string, JobContract>

/** Messages that enter a process from outside, by name: what they correlate on and carry. */
export const messages = {
  ...caseMessages,
  ...assistanceMessages,
  ...paymentMessages,
  ...serviceMessages,
  ...appealMessages,
  ...recoveryMessages,
  ...assetMessages,
  ...selfEmploymentMessages,
} satisfies Record<string, MessageContract>

type Jobs = typeof jobs
export type JobType = keyof Jobs
export const jobTypes = Object.keys(jobs) as JobType[]
export type JobInput<J extends JobType> = Static<Jobs[J]['input']>
export type JobOutput<J extends JobType> = Static<Jobs[J]['output']>
export type JobError<J extends JobType> = Jobs[J]['errors'][number]
export type MessageName = keyof typeof messages
export type MessageVariables<M extends MessageName> = Static<(typeof messages)[M]['variables']>

/** A business outcome: done, with what it found; or a BPMN error, with variables for the catching event. */
export type Outcome<J extends JobType> =
  | { readonly kind: 'completed'; readonly variables: JobOutput<J> }
  | {
      readonly kind: 'refused'
      readonly code: JobError<J>
      readonly message: string
      readonly variables?: Readonly<Record<string, unknown>>
    }

export interface Job<J extends JobType> {
  /** Zeebe's job key: the same on every delivery and retry of one job. */
  readonly key: string
  readonly processInstanceKey: string
  readonly elementId: string
  /** The same on every delivery of one step in one round: names the inbox row and keys of outward calls. */
  readonly stepKey: string
  readonly processId: string
  readonly processVersion: number
  readonly headers: Readonly<Record<string, string>>
  readonly now: Date
  /** Reads before the outside is asked; nothing is written. */
  read<T>(work: (records: Records) => Promise<T>): Promise<T>
  /**
   * The one transaction of the step: what `work` writes, its ledger entries and its outcome (the inbox row)
   * commit together. Called exactly once by every worker; a second delivery gets the first outcome back.
   */
  record(work: (records: Records) => Promise<Outcome<J>>): Promise<Recorded<J>>
}

declare const recorded: unique symbol
/** Proof that an outcome went through `Job.record`: only the runtime makes one. */
export type Recorded<J extends JobType> = Outcome<J> & { readonly [recorded]: true }

/** Business outcomes are returned; technical failures are thrown (domain/errors.ts). */
export type Worker<J extends JobType> = (input: JobInput<J>, job: Job<J>) => Promise<Recorded<J>>

export const completed = <const V>(variables: V) => ({ kind: 'completed', variables }) as const
