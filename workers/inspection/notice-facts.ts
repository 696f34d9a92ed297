/** Facts of the notices about visits. */
import type { GatherFacts } from '../case/notice-facts.ts'

export const inspectionNoticeFacts = {
  'nobody-home': async () => ({}),
} satisfies Record<string, GatherFacts>
