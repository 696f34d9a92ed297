/** Facts of the notices about payments. */
import type { GatherFacts } from '../case/notice-facts.ts'

export const paymentNoticeFacts = {
  paid: async (records, { id }) => {
    const settled = (await records.payments.ordersOf(id)).findLast(({ state }) => state === 'settled')
    return settled === undefined ? {} : { paid: { qepik: settled.amountQepik } }
  },
  'payment-rejected': async () => ({}),
} satisfies Record<string, GatherFacts>
