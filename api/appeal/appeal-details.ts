/** What the page and the API tell of an appeal and of a decision made again. Words of people are personal. */
import type { ReadKindDetails } from '../case/kind-details.ts'
import { correctableFacts, factValue, isDecidedFromFacts } from '../../domain/redecision.ts'

export const appealDetails: ReadKindDetails = async (records, { id }, visible) => {
  const appeal = await records.appeals.get(id)
  const { contestedCaseId, subject, appellant, late, lateness, appealsGroup, carryOutGroup } = appeal
  const { outcome, remedy, decidedAt, withdrawnAt, legalBase, corrections, contestedOn } = appeal
  const contested = await records.cases.get(contestedCaseId)
  const decision = await records.decisions.find(contestedCaseId)
  const contestable = await records.appeals.contestable(contestedCaseId, subject)
  const seesWords = visible.includes('household')
  return {
    contestedCaseNumber: contested.number,
    contestedOn,
    subject,
    appellant,
    late: late ?? null,
    lateness: lateness ?? null,
    appealsGroup: appealsGroup ?? null,
    carryOutGroup: carryOutGroup ?? null,
    outcome: outcome ?? null,
    remedy: remedy ?? null,
    decidedAt: decidedAt ?? null,
    withdrawnAt: withdrawnAt ?? null,
    legalBase: legalBase ?? null,
    corrections,
    /** Facts that the decision may correct, as they stand; none for a case that was not decided from facts. */
    facts:
      contestable.owedQepik !== undefined
        ? { demandedQepik: contestable.owedQepik }
        : subject === 'decision' && isDecidedFromFacts(contested.kind) && decision !== undefined
          ? Object.fromEntries(correctableFacts.map((fact) => [fact, factValue(decision.facts, fact)]))
          : {},
    ...(seesWords
      ? {
          grounds: appeal.grounds,
          latenessReason: appeal.latenessReason ?? null,
          reasons: appeal.reasons ?? null,
        }
      : {}),
  }
}

export const redecisionDetails: ReadKindDetails = async (records, { id }) => {
  const { appealCaseId, contestedCaseId, effect, backPayQepik } = await records.redecisions.get(id)
  const [appeal, contested] = [
    await records.cases.get(appealCaseId),
    await records.cases.get(contestedCaseId),
  ]
  return {
    appealCaseNumber: appeal.number,
    contestedCaseNumber: contested.number,
    effect: effect ?? null,
    backPayQepik: backPayQepik ?? null,
  }
}
