/**
 * Job `approve-payment-run` — reviewed by a maker, approved by a checker, signed by the head where the sum asks for
 * it, and all of them found to be the right people: the orders are approved and booked. Next: the cancel window.
 */
import { completed } from '../../bpmn/contract.ts'
import type { Job, Worker } from '../../bpmn/contract.ts'
import { OperatorError } from '../../domain/errors.ts'
import type { Records } from '../../domain/records.ts'
import { ledgerEntry } from '../ledger-entry.ts'

const MINUTE_MS = 60_000

export function approvePaymentRun(): Worker<'approve-payment-run'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const { payDay, check } = await records.paymentRuns.get(caseId)
      const signatures = await signaturesOf(records, job, check?.thirdSignatureNeeded === true)
      const approved = await records.paymentRuns.approve(caseId)
      const parameters = await records.parametersOn(payDay)
      const windowMs = parameters.value('payment-cancel-window-minutes') * MINUTE_MS
      const cancelWindowEndsAt = new Date(job.now.getTime() + windowMs).toISOString()
      records.ledger.append(
        ledgerEntry('approve-payment-run', job, {
          caseId,
          action: 'payment-run.approved',
          after: { ...approved, ...signatures, cancelWindowEndsAt },
        }),
      )
      return completed({ cancelWindowEndsAt })
    })
}

/** @throws OperatorError unless two, or three, different people answered for this run in this process */
async function signaturesOf(
  { tasks }: Pick<Records, 'tasks'>,
  { processInstanceKey }: Pick<Job<'approve-payment-run'>, 'processInstanceKey'>,
  thirdSignatureNeeded: boolean,
) {
  const reviewedBy = await tasks.lastCountedIn(processInstanceKey, 'ReviewPaymentRun')
  const approvedBy = await tasks.lastCountedIn(processInstanceKey, 'ApprovePaymentRun')
  const signedBy = thirdSignatureNeeded
    ? await tasks.lastCountedIn(processInstanceKey, 'SignLargeRun')
    : undefined
  const needed = thirdSignatureNeeded ? [reviewedBy, approvedBy, signedBy] : [reviewedBy, approvedBy]
  if (needed.includes(undefined) || new Set(needed).size < needed.length) {
    throw new OperatorError(
      `The run needs ${needed.length} different people to answer for it`,
      'Let the tasks of review, approval and signature be completed and verified for this run, then retry.',
    )
  }
  return { reviewedBy, approvedBy, ...(signedBy === undefined ? {} : { signedBy }) }
}
