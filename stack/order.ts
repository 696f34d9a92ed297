/** Runs things that need each other: side by side where they may, in order where they must. */

export interface Ordered {
  readonly name: string
  readonly needs: readonly string[]
}

/**
 * Runs `work` for each item as soon as all its needs are done. Needs that are not among the items count as done.
 * After the first failure nothing new begins; what runs is waited for, then the first failure is thrown.
 */
export async function inOrder<T extends Ordered>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const runs = new Map<string, Promise<void>>()
  const failures: unknown[] = []
  const start = (item: T): Promise<void> => {
    const known = runs.get(item.name)
    if (known !== undefined) return known
    const needed = items.filter(({ name }) => item.needs.includes(name))
    const run = Promise.all(needed.map(start)).then(async () => {
      if (failures.length > 0) return
      try {
        await work(item)
      } catch (error) {
        failures.push(error)
      }
    })
    runs.set(item.name, run)
    return run
  }
  await Promise.all(items.map(start))
  if (failures.length > 0) throw failures[0]
}

/** The same items with their needs turned round: whoever is needed comes last. */
export function reversed<T extends Ordered>(items: readonly T[]): (Ordered & { readonly item: T })[] {
  return items.map((item) => ({
    name: item.name,
    needs: items.filter(({ needs }) => needs.includes(item.name)).map(({ name }) => name),
    item,
  }))
}
