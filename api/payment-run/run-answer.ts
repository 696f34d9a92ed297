/** Payment runs and holds as JSON: the schemas of the answers, and how what was read is written in them. No personal data. */
import { Type, type Static } from 'typebox'
import { exceptionKinds } from '../../domain/bank-matching.ts'
import { CaseId } from '../../domain/identifiers.ts'
import { paymentRunStates, type PaymentRun, type RunCheck, type Total } from '../../domain/payment-run.ts'
import type { HoldSeen, RunOverview } from '../../domain/payment-run-view.ts'

const words = <const T extends string>(values: readonly T[]) =>
  Type.Unsafe<T>(Type.String({ enum: [...values] }))
export const Nullable = <const T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Text = Type.String()
const Time = Type.String({ description: 'Instant, ISO 8601' })
const Qepik = Type.Integer({ description: 'Whole qəpik' })
const Count = Type.Integer()

export const Kind = Type.String({
  pattern: '^[a-z]+(-[a-z]+)*$',
  maxLength: 60,
  description: 'Kind of aid, e.g. targeted-social-assistance',
})
export const RunState = words(paymentRunStates)

const total = { count: Count, sumQepik: Qepik }
const TotalAnswer = Type.Object(total)

const run = {
  caseId: CaseId,
  caseNumber: Text,
  kind: Text,
  period: Text,
  body: Text,
  purpose: words(['monthly', 'supplementary']),
  sequence: Count,
  round: Type.Integer({ description: 'How often it was opened' }),
  payDay: Text,
  state: RunState,
  orderCount: Type.Integer({ description: 'Orders to pay, without those held' }),
  totalQepik: Qepik,
  fileCount: Count,
  openedAt: Time,
  frozenAt: Nullable(Time),
  approvedAt: Nullable(Time),
  releasedAt: Nullable(Time),
  endedAt: Nullable(Time),
  cancelReason: Nullable(Text),
}

export const RunItemAnswer = Type.Object(run)

export const RunListAnswer = Type.Object({
  paymentRuns: Type.Array(RunItemAnswer),
  nextCursor: Nullable(Text),
})

const Differences = Type.Object(
  {
    before: TotalAnswer,
    new: TotalAnswer,
    ended: TotalAnswer,
    suspended: TotalAnswer,
    changed: TotalAnswer,
    arrears: TotalAnswer,
    arrearsBefore: TotalAnswer,
    additions: TotalAnswer,
    additionsBefore: TotalAnswer,
    deductions: TotalAnswer,
    deductionsBefore: TotalAnswer,
    unexplained: TotalAnswer,
    now: TotalAnswer,
  },
  {
    description:
      'What is paid of the kind this month against the month before; the causes explain the difference',
  },
)

const ControlTotals = Type.Object({
  total: TotalAnswer,
  byKind: Type.Array(Type.Object({ kind: Text, ...total })),
  bySettlement: Type.Array(Type.Object({ settlement: Nullable(Text), ...total })),
  differences: Differences,
  held: Type.Array(Type.Object({ reason: Text, ...total })),
  fundsShortQepik: Qepik,
  thirdSignatureNeeded: Type.Boolean(),
})

export const HoldAnswer = Type.Object({
  holdId: Text,
  scope: words(['order', 'entitlement', 'kind', 'everything']),
  entitlementId: Nullable(Text),
  orderId: Nullable(Text),
  kind: Nullable(Text),
  caseNumber: Nullable(Text),
  amountQepik: Nullable(Qepik),
  fromPeriod: Text,
  toPeriod: Nullable(Text),
  reason: Text,
  note: Nullable(Text),
  heldBy: Text,
  heldAt: Time,
  releasedBy: Nullable(Text),
  releasedAt: Nullable(Time),
})
export type HoldAnswer = Static<typeof HoldAnswer>

export const RunAnswerBody = Type.Object({
  ...run,
  orders: Type.Array(Type.Object({ state: Text, ...total })),
  controlTotals: Nullable(ControlTotals),
  months: Type.Array(Type.Object({ period: Text, ...total }), {
    description: 'What the runs of the kind ordered, up to this month',
  }),
  files: Type.Array(
    Type.Object({
      fileNumber: Type.Integer({ description: 'Place in the run, from 1' }),
      number: Nullable(Type.Integer({ description: 'Number over all files, without gaps' })),
      messageId: Nullable(Text),
      state: words(['planned', 'released', 'written', 'sent', 'refused', 'cancelled']),
      orderCount: Count,
      controlSumQepik: Qepik,
      answeredCount: Count,
      byteCount: Nullable(Count),
      sha256: Nullable(Text),
    }),
  ),
  exceptionCount: Count,
  openExceptionCount: Count,
  exceptions: Type.Array(
    Type.Object({
      exceptionId: Text,
      kind: words(exceptionKinds),
      state: words(['open', 'resolved']),
      amountQepik: Nullable(Qepik),
      lineCount: Count,
      caseNumber: Nullable(Text),
      noticedAt: Time,
      resolution: Nullable(Text),
      resolvedBy: Nullable(Text),
    }),
    { description: 'Open ones first, at most 100' },
  ),
  holdCount: Count,
  holds: Type.Array(HoldAnswer, { description: 'In force and reaching the run, at most 100' }),
  answeredFor: Type.Array(
    Type.Object({ did: words(['prepared', 'approved', 'signed']), by: Text, at: Time }),
    { description: 'Who reviewed, approved and, above a set sum, signed' },
  ),
})
export type RunAnswerBody = Static<typeof RunAnswerBody>

const orNull = <T>(value: T | undefined): T | null => value ?? null
const totalOf = ({ count, sumQepik }: Total): Total => ({ count, sumQepik })

export const toRunItem = ({ check: _check, number, reason, ...item }: PaymentRun) => ({
  ...item,
  caseNumber: number,
  cancelReason: orNull(reason),
  frozenAt: orNull(item.frozenAt),
  approvedAt: orNull(item.approvedAt),
  releasedAt: orNull(item.releasedAt),
  endedAt: orNull(item.endedAt),
})

const toControlTotals = (kind: string, check: RunCheck) => ({
  total: totalOf(check.total),
  byKind: [{ kind, ...totalOf(check.total) }],
  bySettlement: check.bySettlement.map(({ settlement, ...sum }) => ({
    settlement: settlement === '' ? null : settlement,
    ...sum,
  })),
  differences: { ...check.differences },
  held: [...check.held],
  fundsShortQepik: check.fundsShortQepik,
  thirdSignatureNeeded: check.thirdSignatureNeeded,
})

export const scopeOf = (hold: HoldSeen): HoldAnswer['scope'] => {
  if (hold.orderId !== undefined) return 'order'
  if (hold.entitlementId !== undefined) return 'entitlement'
  return hold.kind === undefined ? 'everything' : 'kind'
}

export const toHoldAnswer = (hold: HoldSeen): HoldAnswer => ({
  holdId: hold.id,
  scope: scopeOf(hold),
  entitlementId: orNull(hold.entitlementId),
  orderId: orNull(hold.orderId),
  kind: orNull(hold.kind),
  caseNumber: orNull(hold.caseNumber),
  amountQepik: orNull(hold.amountQepik),
  fromPeriod: hold.fromPeriod,
  toPeriod: orNull(hold.toPeriod),
  reason: hold.reason,
  note: orNull(hold.note),
  heldBy: hold.by,
  heldAt: hold.heldAt,
  releasedBy: orNull(hold.releasedBy),
  releasedAt: orNull(hold.releasedAt),
})

export function toRunAnswer(seen: RunOverview): RunAnswerBody {
  const { run: item, orders, files, openExceptions, answers, exceptions, holds, months } = seen
  return {
    ...toRunItem(item),
    orders: [...orders],
    controlTotals: item.check === undefined ? null : toControlTotals(item.kind, item.check),
    months: [...months],
    files: files.map((file) => ({
      fileNumber: file.fileNumber,
      number: orNull(file.number),
      messageId: orNull(file.messageId),
      state: file.state,
      orderCount: file.orderCount,
      controlSumQepik: file.controlSumQepik,
      answeredCount: file.answeredCount,
      byteCount: orNull(file.byteCount),
      sha256: orNull(file.sha256),
    })),
    exceptionCount: exceptions.count,
    openExceptionCount: openExceptions,
    exceptions: exceptions.items.map(
      ({ id, amountQepik, caseNumber, resolution, resolvedBy, ...exception }) => ({
        exceptionId: id,
        ...exception,
        amountQepik: orNull(amountQepik),
        caseNumber: orNull(caseNumber),
        resolution: orNull(resolution),
        resolvedBy: orNull(resolvedBy),
      }),
    ),
    holdCount: holds.count,
    holds: holds.items.map(toHoldAnswer),
    answeredFor: [...answers],
  }
}
