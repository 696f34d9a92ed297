/** Facts of the notices about overpayments. */
import { dateInBaku } from '../../domain/clock.ts'
import type { GatherFacts } from '../case/notice-facts.ts'

export const recoveryNoticeFacts = {
  'overpayment-demanded': async (records, { id, decisionDueAt }) => {
    const { amountQepik, months } = await records.overpayments.get(id)
    if (amountQepik === undefined || months === undefined || decisionDueAt === undefined) return {}
    return {
      amount: { qepik: amountQepik },
      months: { count: months },
      due: { day: dateInBaku(new Date(decisionDueAt)) },
    }
  },
  'objection-upheld': async () => ({}),
  'overpayment-repaid': async (records, { id }) => {
    const { amountQepik } = await records.overpayments.standing(id)
    return { amount: { qepik: amountQepik } }
  },
  'overpayment-claimed': async (records, { id }) => {
    const { leftQepik } = await records.overpayments.standing(id)
    return { left: { qepik: leftQepik } }
  },
} satisfies Record<string, GatherFacts>
