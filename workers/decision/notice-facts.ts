/** Facts of the notices about an application: its term, what is assigned, why it is refused. */
import { dateInBaku } from '../../domain/clock.ts'
import type { GatherFacts } from '../case/notice-facts.ts'

export const applicationNoticeFacts = {
  registered: async (_records, { decisionDueAt }) =>
    decisionDueAt === undefined ? {} : { due: { day: dateInBaku(new Date(decisionDueAt)) } },

  assigned: async (records, { id }) => {
    const entitlement = await records.entitlements.findByCase(id)
    if (entitlement === undefined) return {}
    return { amount: { qepik: entitlement.monthlyAmountQepik }, until: { day: entitlement.validTo } }
  },

  refused: async (records, { id }) => {
    const decision = await records.decisions.find(id)
    return decision === undefined
      ? {}
      : { grounds: { grounds: decision.grounds.map(({ ground }) => ground) } }
  },
} satisfies Record<string, GatherFacts>
