/**
 * The unit-of-work port: what a step or a request may read and write. Everything done through one
 * `Records` commits together with its ledger entries and outgoing messages, or not at all.
 * `find*` may give undefined, `get*` throws `OperatorError` when the row is missing.
 */
import type { Accounting } from './accounting.ts'
import type { Appeals } from './appeal.ts'
import type { AssetContracts } from './asset-contract.ts'
import type { AssetMonitoring } from './asset-monitoring.ts'
import type { AssistanceTerms } from './assistance-term.ts'
import type { ExceptionKind } from './bank-matching.ts'
import type { Benefits } from './benefit.ts'
import type { CaseFile, CaseState } from './case.ts'
import type { EmploymentProgrammes } from './employment-programme.ts'
import type { Amendment, MadeAmendment, Suspension, SuspensionCause } from './entitlement-amounts.ts'
import type { Decision } from './facts.ts'
import type { Language } from './identifiers.ts'
import type { Applications } from './intake.ts'
import type { LedgerEntry } from './ledger.ts'
import type { JobReferrals } from './job-referral.ts'
import type { JobSeekers } from './job-seeker.ts'
import type { Overpayments } from './overpayment.ts'
import type { Parameters } from './parameters.ts'
import type { Applicant, Party } from './parties.ts'
import type { NoticedException, PaymentRuns } from './payment-run.ts'
import type { PaymentRunViews } from './payment-run-view.ts'
import type { BankMessage, Entitlement, OrderState, PaymentFile, PaymentOrder } from './payment.ts'
import type { Redecisions } from './redecision.ts'
import type { RegisterAnswer, RegisterName } from './registers.ts'
import type { Services } from './service.ts'
import type { SelfEmployments } from './self-employment-records.ts'
import type { ServiceRequests } from './service-request.ts'
import type { StaffMember, TaskCompletion } from './staff.ts'
import type { District } from './territory.ts'
import type { Vacancies } from './vacancy.ts'
import type { InspectionAct } from './visit.ts'

export interface Records {
  readonly cases: Cases
  readonly parties: Parties
  readonly applications: Applications
  readonly services: Services
  readonly serviceRequests: ServiceRequests
  readonly appeals: Appeals
  readonly redecisions: Redecisions
  readonly overpayments: Overpayments
  readonly employmentProgrammes: EmploymentProgrammes
  readonly selfEmployments: SelfEmployments
  readonly assetContracts: AssetContracts
  readonly assetMonitoring: AssetMonitoring
  readonly jobSeekers: JobSeekers
  readonly vacancies: Vacancies
  readonly jobReferrals: JobReferrals
  readonly benefits: Benefits
  readonly idempotencyKeys: IdempotencyKeys
  readonly registerAnswers: StoredRegisterAnswers
  readonly inspections: Inspections
  readonly decisions: Decisions
  readonly entitlements: Entitlements
  readonly assistanceTerms: AssistanceTerms
  readonly payments: Payments
  readonly paymentRuns: PaymentRuns
  /** The reading side of payment runs and holds. */
  readonly paymentRunViews: PaymentRunViews
  readonly accounting: Accounting
  readonly notifications: Notifications
  readonly tasks: Tasks
  readonly staff: Staff
  readonly outbox: Outbox
  /** Buffered; written, chained and hashed at commit, so that the chain is locked only for a moment. */
  readonly ledger: { append(entry: LedgerEntry): void }
  /** The day in Baku, `YYYY-MM-DD`. */
  readonly today: string
  /** Parameters in force on that day (`YYYY-MM-DD`). */
  parametersOn(day: string): Promise<Parameters>
  /** Government moves of working days: dates that are working or free against the usual calendar. */
  calendarMoves(): Promise<readonly { readonly day: string; readonly working: boolean }[]>
}

/** Runs `work` in one transaction. `now` of the rows is the clock's. */
export type Transact = <T>(work: (records: Records) => Promise<T>) => Promise<T>

export interface Cases {
  get(caseId: string): Promise<CaseFile>
  find(caseId: string): Promise<CaseFile | undefined>
  findByNumber(number: string): Promise<CaseFile | undefined>
  /** Cases that are about this one, oldest first. */
  about(caseId: string): Promise<readonly CaseFile[]>
  /** A new case with the next number; call `openCase` (domain/open-case.ts), which does all that goes with it. */
  add(newCase: {
    readonly kind: string
    readonly numberPrefix: string
    readonly district: District
    readonly language: Language
    readonly registeredOn: string
    readonly relatedCaseId?: string | undefined
  }): Promise<CaseFile>
  setState(caseId: string, state: CaseState): Promise<void>
  setDecisionDueAt(caseId: string, instant: string): Promise<void>
  addProcessInstance(
    caseId: string,
    processInstanceKey: string,
    processId: string,
    version: number,
  ): Promise<void>
  /** The instance was moved to another version of its diagram. @returns the case it works on, if any */
  movedToVersion(processInstanceKey: string, version: number): Promise<string | undefined>
}

/** The people of a case of any kind: the one place that notices, checks and pages ask. */
export interface Parties {
  /** Whoever asked for the case; throws `OperatorError` for a case that nobody asked for. */
  applicantOf(caseId: string): Promise<Applicant>
  /** FIN of everybody the case is about: nobody works on their own case. */
  finsOf(caseId: string): Promise<readonly string[]>
  /** Parties as they were added; none for an application of a family, whose people are in its declaration. */
  of(caseId: string): Promise<readonly Party[]>
  add(caseId: string, parties: readonly Party[]): Promise<void>
  /** Others instead of those there are, while the case is being taken in. */
  replace(caseId: string, parties: readonly Party[]): Promise<void>
}

/** What a request became that was taken under a key. */
export type Became =
  { readonly caseId: string } | { readonly holdId: string } | { readonly vacancyId: string }

/** Keys under which requests were taken, and what each became. */
export interface IdempotencyKeys {
  find(
    client: string,
    key: string,
  ): Promise<{ readonly bodySha256: string; readonly became: Became } | undefined>
  /** Throws `DomainError` `IDEMPOTENCY_KEY_IN_FLIGHT` when another request has just taken it. */
  add(key: {
    readonly client: string
    readonly key: string
    readonly bodySha256: string
    readonly became: Became
  }): Promise<void>
}

export interface StoredRegisterAnswers {
  add<R extends RegisterName>(
    caseId: string,
    register: R,
    answer: RegisterAnswer<R>,
    sha256: string,
  ): Promise<void>
  /** The newest answer of each register asked so far. */
  newest(caseId: string): Promise<{ readonly [R in RegisterName]?: RegisterAnswer<R> }>
}

export interface PlannedVisit {
  readonly caseId: string
  readonly round: number
  readonly group: string
  readonly dueAt: string
  readonly reason: 'first' | 'nobody-home' | 'overdue'
}

export interface Inspections {
  plan(visit: PlannedVisit): Promise<void>
  plannedVisits(caseId: string): Promise<readonly PlannedVisit[]>
  /** Visits planned and not yet done, per inspector group: the workload. */
  openVisitsByGroup(): Promise<Readonly<Record<string, number>>>
  addAct(act: InspectionAct): Promise<void>
  acts(caseId: string): Promise<readonly InspectionAct[]>
}

export interface Decisions {
  add(decision: Decision): Promise<void>
  find(caseId: string): Promise<Decision | undefined>
}

export interface Entitlements {
  add(entitlement: Omit<Entitlement, 'id'>): Promise<Entitlement>
  get(entitlementId: string): Promise<Entitlement>
  findByCase(caseId: string): Promise<Entitlement | undefined>
  /** No run is frozen meanwhile: what is ordered of the entitlement stays as it is until the end of the transaction. */
  lock(entitlementId: string): Promise<Entitlement>
  /** Oldest first. */
  amendments(entitlementId: string): Promise<readonly MadeAmendment[]>
  /** The same of a case once; the months before keep their amount. */
  amend(entitlementId: string, amendment: Amendment): Promise<void>
  /** Those not lifted. */
  suspensions(entitlementId: string): Promise<readonly Suspension[]>
  /** Nothing is paid from that month on until it is lifted; a second time for the same cause changes nothing. */
  suspend(entitlementId: string, suspension: Suspension): Promise<void>
  /** The months not paid are paid by the next run. Answers whether there was one. */
  liftSuspension(entitlementId: string, cause: SuspensionCause): Promise<boolean>
  /** Paid apart at first, and that is not ordered yet: the order will take the amount assigned. */
  awaitsFirstPayment(entitlementId: string): Promise<boolean>
  /** The last month ordered and not cancelled, `YYYY-MM`. */
  orderedUntil(entitlementId: string): Promise<string | undefined>
  /** The newest months in a row of which every payment came back, oldest first. */
  uncollected(entitlementId: string): Promise<readonly string[]>
}

export interface Payments {
  /** Unique per entitlement, period and kind: the second call gives the order of the first. */
  order(
    order: Omit<PaymentOrder, 'id' | 'state' | 'fileId' | 'bankReason'> & {
      /** What of the amount is for earlier months. */
      readonly arrears?: { readonly months: number; readonly amountQepik: number }
    },
  ): Promise<PaymentOrder>
  get(paymentOrderId: string): Promise<PaymentOrder>
  ordersOf(caseId: string): Promise<readonly PaymentOrder[]>
  findByEndToEndId(endToEndId: string): Promise<PaymentOrder | undefined>
  /** Orders in the file sent under that message id, none when we sent no such file. */
  ordersInFile(messageId: string): Promise<readonly PaymentOrder[]>
  /**
   * Moves an order on, with its posting; throws `OperatorError` for a move that the state machine (a constraint) does
   * not allow. Filing and sending are told by the file. `cancelled` gives up one that came back: the next run pays it.
   */
  move(paymentOrderId: string, to: OrderState, bankReason?: string): Promise<void>
  /** Where the aid of a case is paid; throws `OperatorError` when nobody has entered an account. */
  accountOf(caseId: string): Promise<{ readonly iban: string; readonly payeeName: string }>
  /** Later payments of the case go to another person's account. */
  changePayee(caseId: string, payee: { readonly iban: string; readonly payeeName: string }): Promise<void>
  /** Corrects the account that later payments of the case go to. */
  correctAccount(caseId: string, iban: string): Promise<void>
  /** Next file number, without gaps, and the file stored under it; `write` gets number and message id. */
  addFile(
    orderIds: readonly string[],
    write: (
      number: number,
      messageId: string,
    ) => Promise<Omit<PaymentFile, 'id' | 'number' | 'messageId' | 'state'>>,
  ): Promise<PaymentFile>
  getFile(paymentFileId: string): Promise<PaymentFile>
  markFileSent(paymentFileId: string): Promise<void>
  /** A stored message of the bank, locked until the end of the unit of work: matched and told by one at a time. */
  lockBankMessage(messageId: string): Promise<StoredBankMessage>
  /** Notes what could not be read as a message of the bank, once; `false` when it was there already. */
  addUnreadableMessage(messageId: string, sha256: string): Promise<boolean>
  addException(exception: {
    readonly messageId: string
    readonly kind: ExceptionKind
    readonly detail: Readonly<Record<string, unknown>>
  }): Promise<NoticedException>
}

export interface StoredBankMessage {
  readonly type: BankMessage['type']
  readonly sha256: string
  readonly lineCount: number
  /** What is odd about it as a whole. */
  readonly problems: readonly string[]
  readonly matched: boolean
}

export interface Notifications {
  /** Kept with what was said and by which channel; unique per key. */
  add(notification: {
    readonly key: string
    readonly caseId: string
    readonly notice: string
    readonly channel: 'sms' | 'email'
    readonly language: string
    readonly text: string
  }): Promise<void>
  of(
    caseId: string,
  ): Promise<readonly { readonly notice: string; readonly channel: string; readonly sentAt: string }[]>
}

export interface Tasks {
  /** The key of the last completion already checked for that task, `0` when none. */
  lastCheckedKey(processInstanceKey: string, elementId: string): Promise<string>
  /** @param caseId null for a task that is about no case, such as a line of the bank nobody knows */
  addChecked(
    caseId: string | null,
    completion: TaskCompletion,
    counts: boolean,
    problem: string | undefined,
  ): Promise<void>
  /** Who made the last completion that counted of that task on that case, whatever the instance. */
  lastCountedAssignee(caseId: string, elementId: string): Promise<string | undefined>
  /** The same within one process instance. */
  lastCountedIn(processInstanceKey: string, elementId: string): Promise<string | undefined>
  /** Everybody with a completion that counted on the case that this one is about, or on others about that case. */
  handlersOfRelated(caseId: string): Promise<readonly string[]>
}

export interface Staff {
  find(userName: string): Promise<StaffMember | undefined>
}

/** A message for the engine. */
export interface OutgoingMessage {
  readonly name: string
  readonly correlationKey: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly timeToLiveMs: number
}

export interface Outbox {
  /** Sent by the relay after commit under `messageId` (the row's id). */
  publish(message: OutgoingMessage): Promise<void>
}
