/**
 * Ends a term before its months are over, in the transaction of whatever decided it: nothing is paid from a month on,
 * and the process of the term is told unless it decided itself; months paid already are asked back. What ended it first stays.
 */
import type { TermEndCause } from '../../domain/assistance-term.ts'
import { dateInBaku } from '../../domain/clock.ts'
import type { Records } from '../../domain/records.ts'
import { amendAndAskBack, type AskedBackBy } from '../recovery/ask-back.ts'

/** The engine keeps what comes before the term waits for it, e.g. while an incident holds its first step. */
const MESSAGE_TIME_TO_LIVE_MS = 7 * 24 * 60 * 60 * 1000

/** @returns what months ordered before hold too much */
export async function endTerm(
  records: Records,
  term: { readonly caseId: string; readonly entitlementId: string },
  end: {
    readonly cause: TermEndCause
    readonly fromPeriod: string
    /** The case in which it was decided: the term itself or a change. */
    readonly decidedIn: string
    readonly by: AskedBackBy
  },
): Promise<{ readonly overpaidQepik: number }> {
  const { caseId, entitlementId } = term
  const { cause, fromPeriod, decidedIn, by } = end
  const ended = await records.assistanceTerms.end(caseId, cause, dateInBaku(by.now))
  if (!ended) return { overpaidQepik: 0 }
  const { overpaidQepik } = await amendAndAskBack(
    records,
    entitlementId,
    { fromPeriod, monthlyAmountQepik: 0, caseId: decidedIn },
    by,
  )
  if (decidedIn !== caseId) await tellTerm(records, caseId, 'assistance-ended')
  return { overpaidQepik }
}

export async function tellTerm(
  records: Records,
  termCaseId: string,
  name: 'assistance-ended' | 'assistance-resumed',
): Promise<void> {
  await records.outbox.publish({
    name,
    correlationKey: termCaseId,
    variables: { caseId: termCaseId },
    timeToLiveMs: MESSAGE_TIME_TO_LIVE_MS,
  })
}
