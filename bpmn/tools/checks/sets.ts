/** Comparing lists of names, and saying what is too many and what is missing. */

export const difference = (from: readonly string[], take: readonly string[]): readonly string[] => [
  ...new Set(from.filter((name) => !take.includes(name))),
]

export const sameSet = (
  found: readonly string[],
  expected: readonly string[],
  what: string,
): readonly string[] => [
  ...difference(expected, found).map((name) => `${what} "${name}" is missing`),
  ...difference(found, expected).map((name) => `${what} "${name}" is not in the contract`),
]
