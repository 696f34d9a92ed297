/**
 * Opens a payment run and tells the engine, in one transaction: from the payment calendar every morning, or by hand
 * through POST /v1/payment-runs. A run that is open already is found, not opened twice. Next: the message
 * `payment-run-opened` starts bpmn/benefit-payment.bpmn.
 */
import type { MessageVariables } from '../../bpmn/contract.ts'
import type { NewPaymentRun } from '../../domain/payment-run.ts'
import type { Records } from '../../domain/records.ts'

/** The engine keeps a start that it could not take yet this long; the relay sends within seconds. */
const START_TIME_TO_LIVE_MS = 60 * 60 * 1000

export interface OpenedRun {
  readonly caseId: string
  readonly number: string
  /** `false`: it was open before, and nothing was done. */
  readonly created: boolean
}

/**
 * @param actor as in the ledger, e.g. `staff:gunel.rzayeva`
 * @param runUrl address of the page of a run
 */
export async function openPaymentRun(
  records: Pick<Records, 'paymentRuns' | 'ledger' | 'outbox'>,
  run: NewPaymentRun,
  { actor, runUrl }: { readonly actor: string; readonly runUrl: (caseId: string) => string },
): Promise<OpenedRun> {
  const opened = await records.paymentRuns.open(run)
  if (!opened.created) return opened
  await startRun(records, opened, runUrl)
  records.ledger.append({
    caseId: opened.caseId,
    actor,
    action: 'payment-run.opened',
    after: { number: opened.number, ...run },
  })
  return opened
}

/** Starts the process of a run that was opened, also of one opened again after it was cancelled. */
export async function startRun(
  { outbox }: Pick<Records, 'outbox'>,
  { caseId, number }: Pick<OpenedRun, 'caseId' | 'number'>,
  runUrl: (caseId: string) => string,
): Promise<void> {
  const variables: MessageVariables<'payment-run-opened'> = {
    caseId,
    caseNumber: number,
    caseUrl: runUrl(caseId),
  }
  await outbox.publish({
    name: 'payment-run-opened',
    correlationKey: caseId,
    variables,
    timeToLiveMs: START_TIME_TO_LIVE_MS,
  })
}
