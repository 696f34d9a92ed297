/**
 * The self-employment programme (bpmn/self-employment.bpmn): who is taken, what is planned, how it is judged.
 * docs/domain.md 2.
 */

/** What the office supports; docs/domain.md 2.4 names kinds without the official list of 14, so analysts confirm it. */
export const activities = [
  'sheep-and-goats',
  'cattle',
  'beekeeping',
  'poultry',
  'greenhouse',
  'flour-products',
  'tailoring',
  'beauty-salon',
  'car-repair',
  'photo-studio',
  'carpentry',
  'other-services',
] as const
export type Activity = (typeof activities)[number]

/** Kinds of asset given in kind, never money (docs/domain.md 2.2). */
export const assetKinds = ['livestock', 'beehives', 'feed', 'equipment', 'tools'] as const
export type AssetKind = (typeof assetKinds)[number]
