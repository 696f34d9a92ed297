/** A visit and its sample re-inspection side by side, for the quality of inspections. */
import type { InspectionAct, VisitForm } from './visit.ts'

/** What cannot change in a few days and what a decision rests on. */
const compared = [
  'peopleLivingHere',
  'dwellingType',
  'rooms',
  'electricitySubscriber',
  'electricityMeter',
  'gasSubscriber',
  'gasMeter',
  'waterSubscriber',
  'waterMeter',
  'cattle',
  'buffalo',
  'sheep',
  'goats',
  'vehicleSeen',
] as const satisfies readonly (keyof VisitForm)[]

/**
 * @returns names of what differs; `result` when only one of the two met the family. An empty number
 *   field and zero are the same
 */
export function differingFields(visit: InspectionAct, reinspection: InspectionAct): readonly string[] {
  if (visit.result !== reinspection.result) return ['result']
  return compared.filter((field) => stated(visit.form[field]) !== stated(reinspection.form[field]))
}

const stated = (value: unknown): unknown => (value === 0 || value === false ? undefined : value)
