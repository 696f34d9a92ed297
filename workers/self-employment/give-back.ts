/** What was set aside and is not handed over goes back, and its contract ends with it. */
import type { Records } from '../../domain/records.ts'

/** A second time changes nothing. @returns whether something was set aside */
export async function giveBack(
  records: Records,
  caseId: string,
  reason: 'handover-failed' | 'withdrawn',
): Promise<boolean> {
  const released = await records.selfEmployments.release(caseId, reason)
  await records.assetContracts.close(caseId, 'not-handed-over')
  return released
}
