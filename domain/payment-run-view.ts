/**
 * Payment runs as people read them, without a person in them: who answered for a run, what is held, what does not
 * fit, the months before. And the list of its orders, which does name people. Read by api/payment-run/.
 */
import type { ExceptionKind } from './bank-matching.ts'
import type { Hold, RunProgress, Total } from './payment-run.ts'
import type { OrderState } from './payment.ts'

/** Tasks of bpmn/benefit-payment.bpmn after which somebody answers for a run. */
export const runTasks = {
  ReviewPaymentRun: 'prepared',
  ApprovePaymentRun: 'approved',
  SignLargeRun: 'signed',
} as const
export type RunAnswerKind = (typeof runTasks)[keyof typeof runTasks]

/** The last completion that counted, since the orders were frozen. */
export interface RunAnswer {
  readonly did: RunAnswerKind
  /** User name. */
  readonly by: string
  readonly at: string
}

export interface ExceptionSeen {
  readonly id: string
  readonly kind: ExceptionKind
  readonly state: 'open' | 'resolved'
  readonly amountQepik: number | undefined
  /** Lines of the bank that it stands for. */
  readonly lineCount: number
  /** The family's case, when the line names a payment. */
  readonly caseNumber: string | undefined
  readonly noticedAt: string
  readonly resolution: string | undefined
  readonly resolvedBy: string | undefined
}

/** One exception with where it comes from. */
export interface ExceptionOpened extends ExceptionSeen {
  readonly runId: string | undefined
  readonly runNumber: string | undefined
  /** Of the bank, or of our file that it refused. */
  readonly messageId: string
  readonly lineNumber: number | undefined
}

export interface HoldSeen extends Hold {
  /** Case of the entitlement or order. */
  readonly caseNumber: string | undefined
  /** Amount of the order, where one order is held. */
  readonly amountQepik: number | undefined
  readonly releasedBy: string | undefined
  readonly releasedAt: string | undefined
}

/** The first of many, and how many there are. */
export interface Some<T> {
  readonly items: readonly T[]
  readonly count: number
}

export interface RunOverview extends RunProgress {
  readonly answers: readonly RunAnswer[]
  /** Open ones first, then the newest. */
  readonly exceptions: Some<ExceptionSeen>
  /** In force and reaching the run: on its orders, its entitlements, its kind or everything. */
  readonly holds: Some<HoldSeen>
  /** What the runs of this kind and body ordered, up to this month, oldest first; months without a run are left out. */
  readonly months: readonly (Total & { readonly period: string })[]
}

export interface HoldQuery {
  /** `false` for those released too. */
  readonly inForce: boolean
  /** `false` leaves out holds on one order of a run, of which a check may find thousands. */
  readonly onOrders: boolean
  /** Id of the last hold seen. */
  readonly before: string | undefined
  readonly limit: number
}

export interface PaymentRunViews {
  /** @throws OperatorError when there is no such run */
  overview(caseId: string): Promise<RunOverview>
  exception(exceptionId: string): Promise<ExceptionOpened | undefined>
  /** Newest first. */
  holds(query: HoldQuery): Promise<readonly HoldSeen[]>
  hold(holdId: string): Promise<HoldSeen | undefined>
  /** Kinds of aid that had a run. */
  kinds(): Promise<readonly string[]>
  /** Whether anything of that kind is, or was, paid. */
  isKind(kind: string): Promise<boolean>
  /** The entitlement of that id, or the newest of the case of that number, with its case; `undefined` when there is none. */
  findEntitlement(
    wanted: { readonly entitlementId: string } | { readonly caseNumber: string },
  ): Promise<{ readonly entitlementId: string; readonly caseId: string } | undefined>
}

/** How much of payee and account a list of orders shows: all, the ends of the account, nothing. */
export type PayeeSight = 'whole' | 'masked' | 'none'

/** One line of the list; amounts in qəpik. */
export interface RunOrder {
  readonly fileNumber: number
  readonly caseNumber: string
  /** Empty when not to be seen. */
  readonly payeeName: string
  readonly iban: string
  readonly period: string
  readonly orderKind: string
  readonly amountQepik: number
  readonly arrearsQepik: number
  readonly additionsQepik: number
  readonly deductionsQepik: number
  readonly endToEndId: string
  readonly state: OrderState
  readonly bankReason: string
}

/** Port: the orders of a run, by file, no faster than they are used. @throws RetryableError while it is read */
export type OrdersOfRun = (caseId: string, sight: PayeeSight) => AsyncIterable<readonly RunOrder[]>
