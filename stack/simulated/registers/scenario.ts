/** What one scenario of the simulated registers says of a household. */
import type { Builder } from './draft.ts'
import type { Family } from './families.ts'
import type { Expected, Household, Person } from './model.ts'

export interface Scenario {
  readonly story: string
  readonly expected: Expected
  /** One of these; the ordinary mix when left out. */
  readonly family?: Family
  /** After people, home and bills are there. */
  readonly change?: (builder: Builder, representative: Person) => void
  readonly visits?: (found: Household['visits'][number]) => Household['visits']
  readonly wrongAtFirst?: Household['wrongAtFirst']
  /** Out of 60 households. */
  readonly weight: number
}
