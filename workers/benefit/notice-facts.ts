/** Facts of the notices about benefits. */
import { backPay } from '../../domain/benefit-amount.ts'
import { benefitRow } from '../../domain/benefit-kinds.ts'
import { benefitNames, documentsInWords, refusalInWords } from '../../domain/benefit-words.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { addToMonth, monthOf } from '../../domain/days.ts'
import type { Records } from '../../domain/records.ts'
import type { GatherFacts } from '../case/notice-facts.ts'
import { missingOfClaim } from '../../domain/benefit-evidence.ts'

export const benefitNoticeFacts = {
  'benefit-documents-asked': async (records, { id }) => {
    const { claim, missing, accountMissing } = await missingOfClaim(records, id)
    const { documentsDueAt, benefit } = claim
    if (documentsDueAt === undefined) return {}
    return {
      benefit: { words: benefitNames[benefit] },
      missing: { words: documentsInWords(accountMissing ? [...missing, 'account'] : missing) },
      due: { day: dateInBaku(new Date(documentsDueAt)) },
    }
  },
  'benefit-assigned': async (records, { id, applicationDate }) => {
    const { benefit, decision } = await records.benefits.get(id)
    if (decision?.validFrom === undefined) return {}
    const now = monthOf(applicationDate)
    const current = decision.steps.findLast(({ fromPeriod }) => fromPeriod <= now) ?? decision.steps[0]
    return {
      benefit: { words: benefitNames[benefit] },
      amount: { qepik: current?.monthlyAmountQepik ?? 0 },
      from: { day: decision.validFrom },
      arrears: {
        qepik: benefitRow(benefit).oneOff
          ? 0
          : backPay(decision.steps, monthOf(decision.validFrom), addToMonth(now, -1)),
      },
    }
  },
  'benefit-refused': async (records, { id }) => {
    const { benefit, decision } = await records.benefits.get(id)
    if (decision === undefined) return {}
    return {
      benefit: { words: benefitNames[benefit] },
      reasons: { words: refusalInWords(decision.reasons) },
    }
  },
  'benefit-raised': async (records, { id }) => {
    const raised = await records.benefits.findRaise(id, records.today)
    if (raised === undefined) return {}
    const { benefit } = await records.benefits.get(id)
    return {
      benefit: { words: benefitNames[benefit] },
      amount: { qepik: raised.monthlyAmountQepik },
      from: { day: `${raised.fromPeriod}-01` },
      arrears: { qepik: raised.underpaidQepik },
    }
  },
  'benefit-ended': async (records, { id }) => {
    const { name, happenedOn } = await changed(records, id)
    return { benefit: name, from: { day: `${addToMonth(monthOf(happenedOn), 1)}-01` } }
  },
  'benefit-kept': async (records, { id }) => ({ benefit: (await changed(records, id)).name }),
} satisfies Record<string, GatherFacts>

async function changed(records: Records, caseId: string) {
  const { claimCaseId, happenedOn } = await records.benefits.getChange(caseId)
  const { benefit } = await records.benefits.get(claimCaseId)
  return { name: { words: benefitNames[benefit] }, happenedOn }
}
