/**
 * Mends a fault of Tasklist 8.6.0 on OpenSearch: it writes the time of a task completed in the first millisecond
 * of a second without milliseconds, its own index refuses that, and the importer then tries the same record for
 * ever, so no task shows any more (about one completion in a thousand). With `ignore_malformed` the index takes
 * the task; only filtering by that one date misses it. Changing the date's format is not allowed on an index.
 */
interface Property {
  readonly type?: string
  readonly ignore_malformed?: boolean
}
type Mappings = Readonly<
  Record<string, { readonly mappings: { readonly properties?: Readonly<Record<string, Property>> } }>
>

const indexes = 'tasklist-task-8*,tasklist-list-view-*'

/**
 * Makes the date fields of Tasklist's indexes tolerant; does nothing where they are.
 * @throws Error with the store's answer when it refuses
 */
export async function tolerateOddDates(storeUrl: string, signal: AbortSignal): Promise<void> {
  const response = await fetch(`${storeUrl}/${indexes}/_mapping`, { signal })
  if (!response.ok) throw new Error(`${storeUrl} does not tell the mappings of Tasklist: ${response.status}`)
  const found = Object.entries((await response.json()) as Mappings)
  if (found.length === 0) throw new Error('Tasklist has not made its indexes yet')
  for (const [index, { mappings }] of found) {
    const odd = Object.entries(mappings.properties ?? {}).filter(
      ([, { type, ignore_malformed: tolerant }]) => type === 'date' && tolerant !== true,
    )
    if (odd.length === 0) continue
    const properties = Object.fromEntries(
      odd.map(([name, property]) => [name, { ...property, ignore_malformed: true }]),
    )
    const answer = await fetch(`${storeUrl}/${index}/_mapping`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ properties }),
      signal,
    })
    if (!answer.ok)
      throw new Error(`${index} does not take its mapping: ${answer.status} ${await answer.text()}`)
  }
}
