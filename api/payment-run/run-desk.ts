/**
 * What the payment office does with a run beside its tasks in Tasklist: opens the run of a month by hand, stops an
 * approved one within its window, opens a cancelled one again. By API and page alike.
 * Next: bpmn/benefit-payment.bpmn begins, or its message `payment-run-cancelled` takes everything back.
 */
import type { CancelReason } from '../../bpmn/contract/payment.ts'
import { isWorkingDay } from '../../domain/calendar.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { addToMonth, monthOf } from '../../domain/days.ts'
import { DomainError } from '../../domain/errors.ts'
import { payDayOf, payDayParameter } from '../../domain/payment-calendar.ts'
import { payingBody, paymentRunKind, type PaymentRun } from '../../domain/payment-run.ts'
import type { Records } from '../../domain/records.ts'
import { openPaymentRun, startRun, type OpenedRun } from '../../workers/payment/open-payment-run.ts'
import { staffPages } from '../../workers/payment/tell-processes.ts'
import { actorOf, type Principal } from '../auth/principal.ts'
import { findCase } from '../case/open-case.ts'
import type { ApiDeps } from '../ports.ts'
import { InvalidFields } from '../problem.ts'

export interface RunWanted {
  /** Kind of aid, e.g. `targeted-social-assistance`. */
  readonly kind: string
  /** `YYYY-MM`, at most the month after this one. */
  readonly period: string
  /** `YYYY-MM-DD`; the calendar's pay day of that month unless said. */
  readonly payDay?: string | undefined
}

/** Somebody stops a run at the last moment: the engine may still be busy with the approval. */
const CANCEL_TIME_TO_LIVE_MS = 60 * 1000

export function createRunDesk({
  transact,
  clock,
  settings,
}: Pick<ApiDeps, 'transact' | 'clock'> & { readonly settings: Pick<ApiDeps['settings'], 'publicUrl'> }) {
  const { runUrl } = staffPages(settings.publicUrl)

  async function runOf(records: Records, caseRef: string): Promise<PaymentRun> {
    const file = await findCase(records, caseRef)
    if (file.kind !== paymentRunKind) {
      throw new DomainError('CASE_NOT_FOUND', 'There is no payment run of that id or number')
    }
    return records.paymentRuns.get(file.id)
  }

  async function payDayFor(records: Records, { kind, period, payDay }: RunWanted): Promise<string> {
    const today = dateInBaku(clock.now())
    const parameters = await records.parametersOn(today)
    const moves = await records.calendarMoves()
    const day = payDay ?? payDayOf(period, parameters.value(payDayParameter(kind)), moves)
    if (day < today) throw fault('/payDay', 'is in the past: name a later day')
    if (!isWorkingDay(day, moves)) throw fault('/payDay', 'is no working day')
    return day
  }

  return {
    /**
     * Opens the monthly run, or finds the one there is (`created` false). Throws `InvalidFields` for a kind that is
     * not paid, a month too far ahead, or a pay day that is past or free.
     */
    open: (wanted: RunWanted, principal: Principal): Promise<OpenedRun> =>
      transact(async (records) => {
        const { kind, period } = wanted
        if (!(await records.paymentRunViews.isKind(kind))) {
          throw fault('/kind', 'is no kind of aid that is paid here')
        }
        if (period > addToMonth(monthOf(dateInBaku(clock.now())), 1)) {
          throw fault('/period', 'is later than next month')
        }
        const payDay = await payDayFor(records, wanted)
        return openPaymentRun(
          records,
          { kind, period, body: payingBody, purpose: 'monthly', payDay },
          { actor: actorOf(principal), runUrl },
        )
      }),

    /** Throws `DomainError` `CASE_NOT_FOUND`, or `RUN_NOT_TO_CANCEL` outside the window after the approval. */
    cancel: (caseRef: string, cancelReason: CancelReason, principal: Principal): Promise<PaymentRun> =>
      transact(async (records) => {
        const run = await runOf(records, caseRef)
        if (run.state !== 'approved') {
          throw new DomainError('RUN_NOT_TO_CANCEL', 'Only an approved run can be stopped, before its files')
        }
        records.ledger.append({
          caseId: run.caseId,
          actor: actorOf(principal),
          action: 'payment-run.cancellation-asked',
          reason: cancelReason,
        })
        await records.outbox.publish({
          name: 'payment-run-cancelled',
          correlationKey: run.caseId,
          variables: { cancelReason },
          timeToLiveMs: CANCEL_TIME_TO_LIVE_MS,
        })
        return run
      }),

    /** Throws `DomainError` `CASE_NOT_FOUND`, or `RUN_NOT_TO_REOPEN` for a run that was not cancelled. */
    reopen: (caseRef: string, principal: Principal): Promise<PaymentRun> =>
      transact(async (records) => {
        const { caseId, number, state } = await runOf(records, caseRef)
        if (state !== 'cancelled') {
          throw new DomainError('RUN_NOT_TO_REOPEN', 'Only a cancelled run is opened again')
        }
        await records.paymentRuns.reopen(caseId)
        await startRun(records, { caseId, number }, runUrl)
        records.ledger.append({ caseId, actor: actorOf(principal), action: 'payment-run.reopened' })
        return records.paymentRuns.get(caseId)
      }),
  }
}
export type RunDesk = ReturnType<typeof createRunDesk>

const fault = (field: string, problem: string): InvalidFields =>
  new InvalidFields('INVALID_REQUEST', [{ field, problem }])
