/** Why a month pays more or less than the one before: every cause with its share, so that the two sums explain each other. */
import type { RunDifferences, Total } from './payment-run.ts'

export const causes = [
  'new',
  'ended',
  'suspended',
  'changed',
  'arrears',
  'additions',
  'deductions',
  'unexplained',
] as const
export type Cause = (typeof causes)[number]

/** `sumQepik` with its sign: what the cause adds to this month's sum or takes from it. */
export interface CauseTotal extends Total {
  readonly cause: Cause
}

/** The causes that there are, in a fixed order; before and all their sums make now. */
export function causesOf(found: RunDifferences): readonly CauseTotal[] {
  const all: Readonly<Record<Cause, Total>> = {
    new: found.new,
    ended: less(found.ended),
    suspended: less(found.suspended),
    changed: found.changed,
    arrears: minus(found.arrears, found.arrearsBefore),
    additions: minus(found.additions, found.additionsBefore),
    deductions: less(minus(found.deductions, found.deductionsBefore)),
    unexplained: less(found.unexplained),
  }
  return causes
    .map((cause) => ({ cause, ...all[cause] }))
    .filter(({ count, sumQepik }) => count > 0 || sumQepik !== 0)
}

const less = ({ count, sumQepik }: Total): Total => ({ count, sumQepik: 0 - sumQepik })

const minus = (now: Total, before: Total): Total => ({
  count: now.count,
  sumQepik: now.sumQepik - before.sumQepik,
})
