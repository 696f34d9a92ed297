/** Who visits a household, and whether the visit is looked at again by somebody else. docs/domain.md 1.7 step 7. */
import { createHash } from 'node:crypto'
import type { StaffGroup } from './staff.ts'
import type { District } from './territory.ts'

export type InspectorGroup = Extract<StaffGroup, `dost-inspector-${string}`>

/**
 * The group of the household's district; for an address elsewhere in Baku the one with fewer visits
 * open, Khazar's when both have the same.
 */
export function inspectorGroup(
  district: District,
  openVisits: Readonly<Record<string, number>>,
): InspectorGroup {
  if (district === 'khazar') return 'dost-inspector-khazar'
  if (district === 'pirallahi') return 'dost-inspector-pirallahi'
  const khazar = openVisits['dost-inspector-khazar'] ?? 0
  const pirallahi = openVisits['dost-inspector-pirallahi'] ?? 0
  return pirallahi < khazar ? 'dost-inspector-pirallahi' : 'dost-inspector-khazar'
}

/**
 * Whether the visit is in the re-inspection sample: the case id decides, so that nobody can choose and
 * a repeated step answers the same.
 */
export function isSampledForReinspection(caseId: string, percent: number): boolean {
  const draw = createHash('sha256').update(`reinspection|${caseId}`).digest().readUInt32BE(0)
  return draw * 100 < percent * 2 ** 32
}
