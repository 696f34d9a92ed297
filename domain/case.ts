/** The case: number, kind, where it stands, and what its applicant is told. */
import type { District } from './territory.ts'
import type { Language } from './identifiers.ts'

/** Shared by all kinds; each passes through those that fit its work. */
export const caseStates = [
  'received',
  'checking',
  'awaiting-visit',
  'in-progress',
  'awaiting-applicant',
  'deciding',
  'assigned',
  'granted',
  'refused',
  'paying',
  'paid',
  'withdrawn',
  'closed',
  'cancelled',
] as const
export type CaseState = (typeof caseStates)[number]

/** States before a decision: a household has one application in them at most, and a term runs. */
export const openCaseStates: readonly CaseState[] = [
  'received',
  'checking',
  'awaiting-visit',
  'in-progress',
  'awaiting-applicant',
  'deciding',
]

export interface CaseFile {
  readonly id: string
  readonly number: string
  /** Id of the process that works on it (domain/case-kinds.ts). */
  readonly kind: string
  readonly state: CaseState
  readonly district: District
  readonly language: Language
  /** Day of registration in Baku; law as of this day applies. */
  readonly applicationDate: string
  /** When the case has to be decided or done; `undefined` before its term is known, or when it has none. */
  readonly decisionDueAt: string | undefined
  /** The case this one is about, e.g. the decision that is appealed. */
  readonly relatedCaseId: string | undefined
  /** Keys of the process instances that worked on the case, newest last. */
  readonly processInstanceKeys: readonly string[]
}

/** Where the process stands, marked on the diagram of the case page. */
export interface ProcessPosition {
  readonly processId: string
  readonly processInstanceKey: string
  readonly version: number
  readonly activeElementIds: readonly string[]
  readonly doneElementIds: readonly string[]
}
