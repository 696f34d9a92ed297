/** Facts of the notices about appeals and decisions made again. */
import { endOfTerm } from '../../domain/appeal-term.ts'
import type { AppealOutcome } from '../../domain/appeal.ts'
import { dateInBaku } from '../../domain/clock.ts'
import type { Language } from '../../domain/identifiers.ts'
import type { NoticeFacts } from '../../domain/notices.ts'
import type { Records } from '../../domain/records.ts'
import type { GatherFacts } from '../case/notice-facts.ts'

const outcomeWords: Readonly<Record<Exclude<AppealOutcome, 'rejected'>, Readonly<Record<Language, string>>>> =
  {
    upheld: { az: 'təmin edildi', en: 'upheld', ru: 'удовлетворена' },
    'partly-upheld': { az: 'qismən təmin edildi', en: 'partly upheld', ru: 'частично удовлетворена' },
  }

const nothingBetter: Readonly<Record<Language, string>> = {
  az: 'hesablanmış məbləğ əvvəlkindən çox deyil',
  en: 'the amount worked out is not higher than before',
  ru: 'рассчитанная сумма не выше прежней',
}

/** A claim reaches the court in time so many days from delivery; told on the day it is sent (docs/domain.md 1.8). */
async function courtTerm(records: Records, day: string): Promise<NoticeFacts> {
  const parameters = await records.parametersOn(day)
  const moves = await records.calendarMoves()
  return { court: { day: endOfTerm(day, parameters.value('court-claim-days'), moves) } }
}

/** Reasons, legal base and the way to a court; nothing before it is decided. */
const decided: GatherFacts = async (records, { id }) => {
  const { reasons, legalBase, decidedAt, outcome } = await records.appeals.get(id)
  if (reasons === undefined || legalBase === undefined || decidedAt === undefined) return {}
  return {
    reasons: { text: reasons },
    base: { text: legalBase },
    ...(outcome === undefined || outcome === 'rejected' ? {} : { outcome: { words: outcomeWords[outcome] } }),
    ...(await courtTerm(records, dateInBaku(new Date(decidedAt)))),
  }
}

export const appealNoticeFacts = {
  'appeal-registered': async (records, { id, decisionDueAt }) => {
    const { contestedCaseId } = await records.appeals.get(id)
    const { number } = await records.cases.get(contestedCaseId)
    return decisionDueAt === undefined
      ? {}
      : { contested: { text: number }, due: { day: dateInBaku(new Date(decisionDueAt)) } }
  },

  'appeal-not-taken-up': async (records, { id }) => {
    const { latenessJudgedAt } = await records.appeals.get(id)
    return latenessJudgedAt === undefined ? {} : courtTerm(records, dateInBaku(new Date(latenessJudgedAt)))
  },
  'appeal-upheld': decided,
  'appeal-rejected': decided,
  'appeal-withdrawn': async () => ({}),

  'redecision-raised': async (records, { id }) => {
    const decision = await records.decisions.find(id)
    const { backPayQepik } = await records.redecisions.get(id)
    if (decision === undefined || backPayQepik === undefined) return {}
    return { amount: { qepik: decision.monthlyAmountQepik }, back: { qepik: backPayQepik } }
  },

  'redecision-kept': async (records, { id }) => {
    const decision = await records.decisions.find(id)
    if (decision === undefined) return {}
    return {
      why:
        decision.outcome === 'refuse'
          ? { grounds: decision.grounds.map(({ ground }) => ground) }
          : { words: nothingBetter },
      ...(await courtTerm(records, dateInBaku(new Date(decision.decidedAt)))),
    }
  },
} satisfies Record<string, GatherFacts>
