/**
 * Whether a change can still change anything: its first month belongs to the term, and no decision has ended that. The
 * database decides, whatever messages are on their way.
 */
import { countsFrom, type AssistanceChange } from '../../domain/assistance-change.ts'
import type { AssistanceTerm } from '../../domain/assistance-term.ts'
import { monthOf } from '../../domain/days.ts'
import type { Records } from '../../domain/records.ts'

/** @param term locked, so that nothing ends it before what follows from the answer is written */
export async function comesTooLate(
  records: Records,
  { entitlementId, endCause }: AssistanceTerm,
  { kind, happenedOn }: AssistanceChange,
): Promise<boolean> {
  const { validTo } = await records.entitlements.get(entitlementId)
  const endedByDecision = endCause !== undefined && endCause !== 'term-over'
  // False data and reasons are looked at while anything of the term is left to decide.
  return endedByDecision || (kind !== 'false-data' && countsFrom(kind, happenedOn) > monthOf(validTo))
}
