/**
 * Jobs and messages of payments: the first one, the monthly run, what the bank says, what came back. Sums go
 * through the engine as texts for the forms (`1 204 512.50`); what gateways ask is yes or no.
 */
import { Type } from 'typebox'
import { Instant, Qepik } from '../../domain/identifiers.ts'
import { literals } from '../../domain/literals.ts'
import { Case, CaseIfAny, Count, job, NewCase, Nothing, strict, Uuid } from './shapes.ts'

const Order = { ...Case, paymentOrderId: Uuid }

/** Why a run was given up; the words stand in the form and on the page of the run. */
export const cancelReasons = [
  'wrong-figures',
  'funds-missing',
  'ordered-by-head',
  'nothing-to-pay',
  'other',
] as const

export type CancelReason = (typeof cancelReasons)[number]

/** What a payment exception was, and what follows. */
export const exceptionResolutions = ['explained', 'bank-corrects', 'pay-again', 'to-be-recovered'] as const

/** One line of a table in a form: what it counts, in both languages, and its figures. */
export const TotalLine = Type.Object({ what: Type.String(), count: Count, sum: Type.String() }, strict)

/** What maker, checker and head compare before a run is approved. */
export const RunTotals = Type.Object(
  {
    /** Month and pay day, for the head of the form. */
    period: Type.String(),
    payDay: Type.String(),
    count: Count,
    sum: Type.String(),
    /** Last month, what has changed since with its cause, and this month: the last line is the sum of those above. */
    differences: Type.Array(TotalLine),
    bySettlement: Type.Array(TotalLine),
    held: Type.Array(TotalLine),
    /** What the appropriation lacks; `null` when it suffices. */
    fundsShort: Type.Union([Type.String(), Type.Null()]),
  },
  strict,
)

/** What the bank made of a run. */
export const RunResult = Type.Object(
  { lines: Type.Array(TotalLine), openExceptions: Count, unsentFiles: Count },
  strict,
)

export const paymentJobs = {
  'order-first-payment': job({
    input: Type.Object({ ...Case, entitlementId: Uuid }, strict),
    output: Type.Object(
      {
        paymentOrderId: Uuid,
        orderAmountQepik: Qepik,
        period: Type.String(),
        monthsPaid: Type.Integer({ minimum: 1 }),
      },
      strict,
    ),
    errors: [],
  }),
  'approve-payment-order': job({ input: Type.Object(Order, strict), output: Nothing, errors: [] }),
  'write-payment-file': job({
    input: Type.Object(Order, strict),
    output: Type.Object({ paymentFileId: Uuid }, strict),
    errors: [],
  }),
  'send-payment-file': job({
    input: Type.Object({ ...Case, paymentFileId: Uuid }, strict),
    output: Type.Object({ bankAnswerDueAt: Instant }, strict),
    errors: ['BANK_REFUSED_FILE'],
  }),
  'correct-account': job({
    input: Type.Object({ ...Order, accountCorrected: Type.Boolean() }, strict),
    output: Nothing,
    errors: ['ACCOUNT_NOT_CORRECTED'],
  }),
  'order-repair-payment': job({
    input: Type.Object({ ...Order, paidWith: literals(['own-file', 'next-run']) }, strict),
    /** The order that repairs, when it is paid at once; the old one when the next run pays the month again. */
    output: Type.Object({ paymentOrderId: Uuid }, strict),
    errors: [],
  }),
  'open-due-payment-runs': job({
    input: Nothing,
    output: Type.Object({ runsOpened: Count }, strict),
    errors: [],
  }),
  'freeze-payment-run': job({
    input: Type.Object(Case, strict),
    output: Type.Object({ reviewDueAt: Instant, approvalDueAt: Instant }, strict),
    errors: [],
  }),
  'check-payment-run': job({
    input: Type.Object(Case, strict),
    output: Type.Object(
      { runTotals: RunTotals, fundsSuffice: Type.Boolean(), thirdSignatureNeeded: Type.Boolean() },
      strict,
    ),
    errors: [],
  }),
  'approve-payment-run': job({
    input: Type.Object(Case, strict),
    output: Type.Object({ cancelWindowEndsAt: Instant }, strict),
    errors: [],
  }),
  'cancel-payment-run': job({
    input: Type.Object({ ...Case, cancelReason: Type.Union([literals(cancelReasons), Type.Null()]) }, strict),
    output: Nothing,
    errors: [],
  }),
  'release-payment-run': job({
    input: Type.Object(Case, strict),
    output: Type.Object({ fileNumbers: Type.Array(Type.Integer({ minimum: 1 })) }, strict),
    errors: [],
  }),
  'write-run-file': job({
    input: Type.Object({ ...Case, fileNumber: Type.Integer({ minimum: 1 }) }, strict),
    output: Type.Object({ paymentFileId: Uuid }, strict),
    errors: [],
  }),
  'reconcile-payment-run': job({
    input: Type.Object(Case, strict),
    output: Type.Object({ runBalanced: Type.Boolean(), runResult: RunResult }, strict),
    errors: [],
  }),
  'close-payment-run': job({ input: Type.Object(Case, strict), output: Nothing, errors: [] }),
  'resolve-payment-exception': job({
    input: Type.Object(
      { ...CaseIfAny, exceptionId: Type.String(), exceptionResolution: literals(exceptionResolutions) },
      strict,
    ),
    /** The order that the line of the bank was about, when it named one. */
    output: Type.Object({ paymentOrderId: Type.Union([Uuid, Type.Null()]) }, strict),
    errors: ['RESOLUTION_DOES_NOT_FIT'],
  }),
}

const Page = { caseNumber: Type.String(), caseUrl: Type.String() }
const paymentResult = literals(['settled', 'rejected'])

export const paymentMessages = {
  'payment-run-opened': {
    correlatesOn: 'caseId',
    variables: NewCase,
  },
  /** Before the window after the approval is over; `POST /v1/payment-runs/{id}/cancellation`. */
  'payment-run-cancelled': {
    correlatesOn: 'caseId',
    variables: Type.Object({ cancelReason: literals(cancelReasons) }, strict),
  },
  /**
   * Everything that was sent under `answerKey` is answered: a first payment's order, or a whole run (its case),
   * which is `rejected` when at least one payment is.
   */
  'bank-answered': {
    correlatesOn: 'answerKey',
    variables: Type.Object({ paymentResult }, strict),
  },
  'payment-exception-noticed': {
    correlatesOn: 'exceptionId',
    variables: Type.Object(
      {
        ...CaseIfAny,
        ...Page,
        exceptionId: Type.String(),
        /** Code and words in both languages. */
        exceptionKind: Type.String(),
        exceptionWords: Type.String(),
        exceptionDueAt: Instant,
      },
      strict,
    ),
  },
  /** A payment of a run came back: `paidWith` is `next-run`, `approvalReason` null, as in calls of the process. */
  'payment-repair-needed': {
    correlatesOn: 'paymentOrderId',
    variables: Type.Object(
      {
        ...Order,
        ...Page,
        paymentResult,
        approvalReason: Type.Null(),
        paidWith: literals(['own-file', 'next-run']),
      },
      strict,
    ),
  },
}
