/**
 * The payment run: one kind of aid, one month, from the frozen orders to the matched statement. Types and the
 * port `PaymentRuns`; a run is a case of kind `benefit-payment`. Days and due runs: payment-calendar.ts.
 */
import type { ExceptionKind } from './bank-matching.ts'
import type { WrittenFile } from './payment.ts'

export const paymentRunStates = [
  'open',
  'frozen',
  'checked',
  'approved',
  'released',
  'closed',
  'cancelled',
] as const
export type PaymentRunState = (typeof paymentRunStates)[number]

/** Kind of the case that a run is, and id of the process that works on it. */
export const paymentRunKind = 'benefit-payment'

/** Who pays here. */
export const payingBody = 'dsmf-branch-2'

export interface NewPaymentRun {
  /** Kind of aid, e.g. `targeted-social-assistance`. */
  readonly kind: string
  /** Month paid for, `YYYY-MM`. */
  readonly period: string
  /** Who pays, e.g. `dsmf-branch-2`. */
  readonly body: string
  readonly purpose: 'monthly' | 'supplementary'
  /** Default 1 for the monthly run; a supplementary one takes the next when left out. */
  readonly sequence?: number
  /** Day the bank shall pay, `YYYY-MM-DD`. */
  readonly payDay: string
}

export interface PaymentRun extends Required<NewPaymentRun> {
  readonly caseId: string
  /** `PAY-2027-000003`. */
  readonly number: string
  readonly state: PaymentRunState
  /** How often it was opened. */
  readonly round: number
  readonly orderCount: number
  readonly totalQepik: number
  readonly fileCount: number
  readonly check: RunCheck | undefined
  /** Why it was cancelled. */
  readonly reason: string | undefined
  readonly openedAt: string
  readonly frozenAt: string | undefined
  readonly approvedAt: string | undefined
  readonly releasedAt: string | undefined
  readonly endedAt: string | undefined
}

export interface RunQuery {
  readonly kind?: string | undefined
  readonly period?: string | undefined
  readonly state?: PaymentRunState | undefined
  /** Number of the last run seen. */
  readonly before?: string | undefined
  readonly limit: number
}

export interface Total {
  readonly count: number
  readonly sumQepik: number
}

export interface FrozenRun {
  readonly orderCount: number
  readonly totalQepik: number
  readonly fileCount: number
}

/** What the run pays against the month before, so that the two sums explain each other. */
export interface RunDifferences {
  readonly before: Total
  /** Paid now and not the month before. */
  readonly new: Total
  /** Paid the month before, and the entitlement has ended. */
  readonly ended: Total
  /** Paid the month before; now stopped by a hold, or held as an order. */
  readonly suspended: Total
  /** Paid both months with another monthly amount; the sum is now minus before. */
  readonly changed: Total
  /** Months that were left over, paid now; and those paid the month before. */
  readonly arrears: Total
  readonly arrearsBefore: Total
  readonly additions: Total
  readonly additionsBefore: Total
  readonly deductions: Total
  readonly deductionsBefore: Total
  /** Paid the month before and left out now for none of these reasons, e.g. without an account. Should be empty. */
  readonly unexplained: Total
  readonly now: Total
}

export interface RunCheck {
  readonly total: Total
  readonly bySettlement: readonly (Total & { readonly settlement: string })[]
  readonly differences: RunDifferences
  /** Orders held, by reason: duplicates found, stop orders since the freeze. */
  readonly held: readonly (Total & { readonly reason: string })[]
  readonly fundsShortQepik: number
  readonly thirdSignatureNeeded: boolean
}

export interface RunFile {
  readonly id: string
  /** Place in the run, from 1. */
  readonly fileNumber: number
  /** Number over all files and MsgId; there as soon as the run is released. */
  readonly number: number | undefined
  readonly messageId: string | undefined
  readonly state: 'planned' | 'released' | 'written' | 'sent' | 'refused' | 'cancelled'
  readonly orderCount: number
  readonly controlSumQepik: number
  readonly answeredCount: number
  readonly sha256: string | undefined
  readonly signature: string | undefined
  readonly byteCount: number | undefined
}

export interface RunProgress {
  readonly run: PaymentRun
  /** Orders by where they stand. */
  readonly orders: readonly (Total & { readonly state: string })[]
  readonly files: readonly RunFile[]
  readonly openExceptions: number
}

export interface NoticedException {
  readonly id: string
  readonly kind: ExceptionKind
  readonly orderId: string | undefined
  readonly runId: string | undefined
  readonly amountQepik: number | undefined
  /** Lines it stands for: many alike are one exception. */
  readonly lineCount: number
}

export interface MatchedMessage {
  readonly settled: number
  readonly rejected: number
  readonly returned: number
  readonly noted: number
  /** Lines that did not fit; `exceptions` are the rows to look at. */
  readonly exceptionLines: number
  readonly exceptions: readonly NoticedException[]
  /** Orders outside any run that were answered: each has a process waiting for it. */
  readonly answeredOrders: readonly AnsweredOrder[]
  /** Runs none of whose orders waits for the bank any more. */
  readonly answeredRuns: readonly string[]
}

export interface AnsweredOrder {
  readonly orderId: string
  readonly caseId: string
  readonly endToEndId: string
  readonly amountQepik: number
  readonly result: 'settled' | 'rejected' | 'returned'
  readonly reason: string | undefined
  readonly bookedOn: string | undefined
}

export type CloseResult =
  | {
      readonly closed: true
      readonly settled: Total
      readonly rejected: Total
      readonly returned: Total
      readonly cancelled: Total
    }
  | {
      readonly closed: false
      readonly waiting: Total
      readonly openExceptions: number
      readonly unsentFiles: number
    }

export interface NewHold {
  /** At most one of the three; none holds everything. */
  readonly orderId?: string
  readonly entitlementId?: string
  readonly kind?: string
  /** `YYYY-MM`. */
  readonly fromPeriod: string
  readonly toPeriod?: string
  /** kebab-case, e.g. `stop-order`. */
  readonly reason: string
  readonly note?: string
  readonly by: string
}

export interface Hold extends NewHold {
  readonly id: string
  readonly heldAt: string
}

export interface NewAdjustment {
  readonly entitlementId: string
  readonly part: 'addition' | 'deduction'
  readonly amountQepik: number
  readonly fromPeriod: string
  readonly reason: string
  /** Natural key of the cause: the same one again adds nothing. */
  readonly reference: string
  readonly by: string
}

/**
 * Every step may be repeated at any time: what is done already is answered as the first time. A step that
 * does not fit the state of the run throws `OperatorError`.
 */
export interface PaymentRuns {
  /** Opens the run, or finds the one of that kind, period, body and sequence. */
  open(
    run: NewPaymentRun,
  ): Promise<{ readonly caseId: string; readonly number: string; readonly created: boolean }>
  /**
   * What the payment calendar may open: kinds and months that are payable and have no run, last month to next, and
   * `supplementary` where repaired payments of this month wait after its run. Whether a month is due is not asked here.
   */
  toOpen(
    today: string,
  ): Promise<readonly { readonly kind: string; readonly period: string; readonly supplementary: boolean }[]>
  get(caseId: string): Promise<PaymentRun>
  find(caseId: string): Promise<PaymentRun | undefined>
  /** Newest first. */
  list(query: RunQuery): Promise<readonly PaymentRun[]>
  /** Orders everything payable, in files of `payment-orders-per-file`. open → frozen */
  freeze(caseId: string): Promise<FrozenRun>
  /** Control totals, differences, duplicates (held), funds, signatures. frozen|checked → checked */
  check(caseId: string): Promise<RunCheck>
  /** checked → approved; throws `OperatorError` while funds are short. Who may approve is verified by the process. */
  approve(caseId: string): Promise<FrozenRun>
  /** Before release only: all its orders are cancelled, their money booked back. */
  cancel(caseId: string, reason: string): Promise<void>
  /** frozen|checked|cancelled → open: orders of the round before are cancelled, the next freeze makes new ones. */
  reopen(caseId: string): Promise<void>
  /** After the cancel window: files get their numbers and final totals; from here there is no way back. approved → released */
  release(caseId: string): Promise<readonly RunFile[]>
  file(caseId: string, fileNumber: number): Promise<RunFile>
  /** The bytes are in the file store; their totals must be those of the file. */
  fileWritten(caseId: string, fileNumber: number, written: WrittenFile): Promise<RunFile>
  fileSent(caseId: string, fileNumber: number): Promise<void>
  /** The bank will not have the file: an exception, `file-refused`. */
  fileRefused(caseId: string, fileNumber: number, reason: string): Promise<void>
  progress(caseId: string): Promise<RunProgress>
  /** Matches all lines of a stored message to orders, of runs and first payments alike. */
  matchMessage(messageId: string): Promise<MatchedMessage>
  /** released → closed when nothing waits: held orders are cancelled, and paid as arrears by the next run. */
  close(caseId: string): Promise<CloseResult>

  hold(hold: NewHold): Promise<string>
  /**
   * By another person than the one who held it; its orders are payable again unless the run has been approved.
   * `false` when it had been released before.
   */
  releaseHold(holdId: string, by: string): Promise<boolean>
  /** Holds on orders of the run. */
  holds(caseId: string): Promise<readonly Hold[]>
  adjust(adjustment: NewAdjustment): Promise<void>
  setAppropriation(kind: string, period: string, amountQepik: number, source: string): Promise<void>

  /** What came back is paid once more by the next run, with the month after where that was ordered already. */
  payAgain(paymentOrderId: string): Promise<void>
  /** Orders of the run that the bank rejected, with the case they belong to. */
  /**
   * Entitlements of the run's kind for which the bank paid a month though a decision made after it was ordered says
   * less, as far as nobody has asked it back. Candidates: what was paid month by month tells how much, if anything.
   */
  paidDespiteDecision(runId: string): Promise<readonly string[]>
  cameBack(
    caseId: string,
  ): Promise<readonly { readonly orderId: string; readonly caseId: string; readonly caseNumber: string }[]>

  exception(exceptionId: string): Promise<NoticedException>
  exceptions(caseId: string): Promise<readonly NoticedException[]>
  /** `by` is a user name of `staff`. */
  resolveException(exceptionId: string, by: string, resolution: string): Promise<void>
}
