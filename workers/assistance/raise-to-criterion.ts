/**
 * Running assistance under the need criterion of a new year (docs/domain.md 1.8, an assumption): the facts of its newest
 * decision, with the criterion of the year, from January on. It is only ever raised.
 */
import { dateInBaku } from '../../domain/clock.ts'
import { addToMonth, monthOf } from '../../domain/days.ts'
import { monthlyAmountQepik as amountOfFacts } from '../../domain/decide.ts'
import { amountOf } from '../../domain/entitlement-amounts.ts'
import type { Records } from '../../domain/records.ts'
import { amendEntitlement } from '../entitlement/amend-entitlement.ts'

export interface Raised {
  readonly fromPeriod: string
  readonly beforeQepik: number
  readonly monthlyAmountQepik: number
  readonly underpaidQepik: number
}

/** @returns `undefined` when nothing is raised: switched off, no January in the term, or no higher amount */
export async function raiseToCriterion(
  records: Records,
  term: { readonly caseId: string; readonly entitlementId: string; readonly endedOn: string | undefined },
  now: Date,
  by: string,
): Promise<Raised | undefined> {
  const today = dateInBaku(now)
  const fromPeriod = `${today.slice(0, 4)}-01`
  const parameters = await records.parametersOn(today)
  const entitlement = await records.entitlements.lock(term.entitlementId)
  const { id, validFrom, validTo } = entitlement
  const runsIntoTheYear = monthOf(validFrom) < fromPeriod && fromPeriod <= monthOf(validTo)
  if (parameters.value('recalculate-at-new-criterion') === 0 || term.endedOn !== undefined) return undefined
  // The first payment pays the amount assigned; looked at again a month later.
  if (!runsIntoTheYear || (await records.entitlements.awaitsFirstPayment(id))) return undefined

  const amendments = await records.entitlements.amendments(id)
  const beforeQepik = amountOf(entitlement, amendments, fromPeriod)
  const decided = amendments.findLast(
    ({ caseId, fromPeriod: from, toPeriod }) =>
      caseId !== term.caseId && from <= fromPeriod && (toPeriod ?? fromPeriod) >= fromPeriod,
  )
  const decision = await records.decisions.find(decided?.caseId ?? entitlement.caseId)
  if (decision === undefined || beforeQepik === 0) return undefined
  const monthlyAmountQepik = amountOfFacts({
    ...decision.facts,
    needCriterionQepik: parameters.value('need-criterion'),
  })
  if (monthlyAmountQepik <= beforeQepik) return undefined

  // What was decided for later months was decided under the criterion of the year already.
  const [later] = amendments
    .map((known) => known.fromPeriod)
    .filter((from) => from > fromPeriod)
    .toSorted()
  const toPeriod = later === undefined ? undefined : addToMonth(later, -1)
  const { underpaidQepik } = await amendEntitlement(
    records,
    id,
    { fromPeriod, toPeriod, monthlyAmountQepik, caseId: term.caseId },
    by,
  )
  return { fromPeriod, beforeQepik, monthlyAmountQepik, underpaidQepik }
}
