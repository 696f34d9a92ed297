/**
 * After a message of the bank was matched: the process of each answered payment and run goes on, and each line that
 * did not fit gets a person. Next: bpmn/payment-delivery.bpmn and bpmn/payment-exception.bpmn.
 */
import type { MessageVariables } from '../../bpmn/contract.ts'
import { addWorkingDays, endOfOfficeDay } from '../../domain/calendar.ts'
import { dateInBaku, type Clock } from '../../domain/clock.ts'
import { exceptionWords } from '../../domain/exception-words.ts'
import type { AnsweredOrder, MatchedMessage, NoticedException } from '../../domain/payment-run.ts'
import type { Records } from '../../domain/records.ts'

/** Addresses of our pages for staff. */
export interface StaffPages {
  readonly caseUrl: (caseId: string) => string
  readonly runUrl: (caseId: string) => string
  readonly exceptionUrl: (exceptionId: string) => string
}

export interface Telling {
  readonly clock: Clock
  readonly pages: StaffPages
}

/** @param publicUrl where the pages are, without a slash at the end */
export const staffPages = (publicUrl: string): StaffPages => ({
  caseUrl: (caseId) => `${publicUrl}/cases/${caseId}`,
  runUrl: (caseId) => `${publicUrl}/payment-runs/${caseId}`,
  exceptionUrl: (exceptionId) => `${publicUrl}/payment-exceptions/${exceptionId}`,
})

/** Long enough for an instance that an operator has to repair first. */
const ANSWER_TIME_TO_LIVE_MS = 30 * 24 * 60 * 60 * 1000
/** The engine keeps a start that it could not take yet this long; the relay sends within seconds. */
const START_TIME_TO_LIVE_MS = 60 * 60 * 1000

/** @param messageId of the bank, for the ledger */
export async function tellProcesses(
  records: Records,
  { answeredOrders, answeredRuns, exceptions }: MatchedMessage,
  messageId: string,
  telling: Telling,
): Promise<void> {
  for (const answer of answeredOrders) await tellOrder(records, answer, messageId)
  for (const caseId of answeredRuns) {
    const rejected = (await records.paymentRuns.cameBack(caseId)).length
    await answered(records, caseId, rejected === 0 ? 'settled' : 'rejected')
  }
  await tellExceptions(records, exceptions, telling)
}

async function tellOrder(records: Records, answer: AnsweredOrder, messageId: string): Promise<void> {
  const { orderId, caseId, endToEndId, amountQepik, result, reason, bookedOn } = answer
  records.ledger.append({
    caseId,
    actor: 'system:bank',
    action: `payment.${result}`,
    ...(reason === undefined ? {} : { reason }),
    after: { paymentOrderId: orderId, endToEndId, messageId, amountQepik, bookedOn: bookedOn ?? null },
  })
  // Money that comes back after it was booked is an exception, for people.
  if (result === 'returned') return
  if (result === 'settled') await records.cases.setState(caseId, 'paid')
  await answered(records, orderId, result)
}

const answered = ({ outbox }: Records, answerKey: string, paymentResult: 'settled' | 'rejected') =>
  outbox.publish({
    name: 'bank-answered',
    correlationKey: answerKey,
    variables: { paymentResult } satisfies MessageVariables<'bank-answered'>,
    timeToLiveMs: ANSWER_TIME_TO_LIVE_MS,
  })

/** Starts one process for each exception, with the case it is about where there is one. */
export async function tellExceptions(
  records: Records,
  exceptions: readonly NoticedException[],
  { clock, pages }: Telling,
): Promise<void> {
  if (exceptions.length === 0) return
  const today = dateInBaku(clock.now())
  const parameters = await records.parametersOn(today)
  const workingDays = parameters.value('payment-exception-working-days')
  const exceptionDueAt = endOfOfficeDay(
    addWorkingDays(today, workingDays, await records.calendarMoves()),
  ).toISOString()
  for (const exception of exceptions) {
    const variables: MessageVariables<'payment-exception-noticed'> = {
      ...(await aboutWhat(records, exception, pages)),
      exceptionId: exception.id,
      exceptionKind: exception.kind,
      exceptionWords: exceptionWords[exception.kind],
      exceptionDueAt,
    }
    await records.outbox.publish({
      name: 'payment-exception-noticed',
      correlationKey: exception.id,
      variables,
      timeToLiveMs: START_TIME_TO_LIVE_MS,
    })
  }
}

/** The family's case when the line names a payment, else the run; a line may name nothing of ours. */
async function aboutWhat(records: Records, { id, orderId, runId }: NoticedException, pages: StaffPages) {
  if (orderId !== undefined) {
    const { caseId } = await records.payments.get(orderId)
    const { number } = await records.cases.get(caseId)
    return { caseId, caseNumber: number, caseUrl: pages.caseUrl(caseId) }
  }
  if (runId !== undefined) {
    const { number } = await records.paymentRuns.get(runId)
    return { caseId: runId, caseNumber: number, caseUrl: pages.runUrl(runId) }
  }
  return { caseId: null, caseNumber: '—', caseUrl: pages.exceptionUrl(id) }
}
