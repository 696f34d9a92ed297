/**
 * What a published table may show: counts of few people would tell who they are. Figures under a limit are shown as
 * "<5", and others are left out where they could be worked out from the sum (docs/domain.md 7: a choice of ours).
 */

/** Shown as it is, as "under the limit", or not at all. */
export type Shown = { readonly value: number } | { readonly under: number } | { readonly hidden: true }

const isValue = (shown: Shown): shown is { readonly value: number } => 'value' in shown

/** One count that belongs to no sum. */
export const discloseOne = (value: number, limit: number): Shown =>
  value < limit ? { under: limit } : { value }

/**
 * Counts that add up to a sum that is shown: at least two are left out if any is, and together they hold at least
 * `limit` people, so that the sum gives none of them away. The smallest go first.
 */
export function disclosePartition(values: readonly number[], limit: number): readonly Shown[] {
  const shown: Shown[] = values.map((value) => discloseOne(value, limit))
  for (;;) {
    const out = values.filter((_, place) => !isValue(shown[place] ?? { hidden: true }))
    const people = out.reduce((sum, value) => sum + value, 0)
    if (out.length === 0 || (out.length > 1 && people >= limit)) return shown
    const [next] = values
      .map((value, place) => ({ value, place }))
      .filter(({ place }) => isValue(shown[place] ?? { hidden: true }))
      .toSorted((one, other) => one.value - other.value)
    // All are left out already, and the sum has to go with them.
    if (next === undefined) return shown
    shown[next.place] = { hidden: true }
  }
}

/**
 * A group within a whole that is shown, e.g. women among all: left out too where those who do not belong to it are few.
 */
export function disclosePart(value: number, whole: number, limit: number): Shown {
  const one = discloseOne(value, limit)
  return isValue(one) && whole - value < limit ? { hidden: true } : one
}
