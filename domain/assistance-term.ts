/**
 * The months over which a family gets its assistance, as a case of its own (docs/domain.md 0 and 1.8). It ends when
 * they are over, or before by a decision; what is reported in between is domain/assistance-change.ts.
 */
import { dateInBaku, instantInBaku } from './clock.ts'
import type { Application } from './application.ts'
import { addDays } from './days.ts'
import type { AssistanceChange, ChangeKind, ChangeResult } from './assistance-change.ts'

export const termEndCauses = [
  'term-over',
  'decided',
  'not-collected',
  'no-representative',
  'second-home',
  'vehicle',
  'false-data',
] as const
export type TermEndCause = (typeof termEndCauses)[number]

export interface AssistanceTerm {
  readonly caseId: string
  /** The application that was decided, whose account is paid to. */
  readonly applicationCaseId: string
  readonly entitlementId: string
  /** Day in Baku; `undefined` while it runs. */
  readonly endedOn: string | undefined
  readonly endCause: TermEndCause | undefined
  readonly renewalWantedAt: string | undefined
  readonly renewalCaseId: string | undefined
}

/** Port: terms, and what was reported in them. */
export interface AssistanceTerms {
  open(term: Pick<AssistanceTerm, 'caseId' | 'entitlementId'>): Promise<void>
  /** Throws `OperatorError` when the case is no term. */
  get(caseId: string): Promise<AssistanceTerm>
  /** As `get`, and nobody else changes it until the end of the transaction: reports and the end come one after the other. */
  lock(caseId: string): Promise<AssistanceTerm>
  /** The newest term of an application; `undefined` when it never was assigned. */
  ofApplication(applicationCaseId: string): Promise<string | undefined>
  /** The term that the application goes on from. */
  renewedBy(applicationCaseId: string): Promise<AssistanceTerm | undefined>
  /** Ends it once; what ended it first stays. Answers whether it was this call. */
  end(caseId: string, cause: TermEndCause, endedOn: string): Promise<boolean>
  /** Whether one of these is in an application that is not decided yet. */
  haveOpenApplication(fins: readonly string[]): Promise<boolean>
  wantRenewal(caseId: string): Promise<void>
  renewedAs(caseId: string, renewalCaseId: string): Promise<void>
  /** What the family declared, with everything that was decided since. */
  declaredNow(caseId: string): Promise<Application>
  /** The declaration that a change, or a renewal, is decided from. `open`: an application, whose members have no other. */
  declare(
    caseId: string,
    application: Omit<Application, 'caseId' | 'applicationDate'>,
    open: boolean,
  ): Promise<void>

  addChange(
    change: Omit<AssistanceChange, 'result' | 'decidedAt' | 'fromPeriod' | 'amountQepik'>,
  ): Promise<void>
  getChange(caseId: string): Promise<AssistanceChange>
  findChange(termCaseId: string, kind: ChangeKind, happenedOn: string): Promise<AssistanceChange | undefined>
  /** Oldest first. */
  changesOf(termCaseId: string): Promise<readonly AssistanceChange[]>
  decideChange(
    caseId: string,
    decided: {
      readonly result: ChangeResult
      readonly fromPeriod?: string
      readonly amountQepik?: number
      readonly underpaidQepik?: number
      readonly overpaidQepik?: number
    },
  ): Promise<void>
  /** Nobody of the household applies until that day (docs/domain.md 1.8: a year). */
  block(
    caseId: string,
    block: { readonly fins: readonly string[]; readonly from: string; readonly until: string },
  ): Promise<void>
}

/**
 * When the family is reminded, and when the term ends: with the last day of the entitlement, at midnight in Baku.
 * @param validTo last day, `YYYY-MM-DD`
 */
export function termMoments(
  validTo: string,
  reminderDays: number,
): { readonly remindAt: string; readonly endsAt: string } {
  return {
    remindAt: instantInBaku(addDays(validTo, -reminderDays), '09:00').toISOString(),
    endsAt: instantInBaku(addDays(validTo, 1), '00:00').toISOString(),
  }
}

/** The term can still be changed on that day: it has not ended, by decision or by time. */
export const isRunning = (
  { endedOn }: Pick<AssistanceTerm, 'endedOn'>,
  validTo: string,
  now: Date,
): boolean => endedOn === undefined && dateInBaku(now) <= validTo
