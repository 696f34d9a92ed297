/** Facts of the notices to job-seekers. */
import { dateInBaku } from '../../domain/clock.ts'
import type { Language } from '../../domain/identifiers.ts'
import type { RefusalJudgement } from '../../domain/job-referral.ts'
import type { GatherFacts } from '../case/notice-facts.ts'

const judgementWords: Readonly<Record<RefusalJudgement, Readonly<Record<Language, string>>>> = {
  founded: { az: 'əsaslı', en: 'founded', ru: 'обоснованной' },
  unfounded: { az: 'əsassız', en: 'unfounded', ru: 'необоснованной' },
}

export const placementNoticeFacts = {
  'job-seeker-registered': async (_records, { decisionDueAt }) =>
    decisionDueAt === undefined ? {} : { due: { day: dateInBaku(new Date(decisionDueAt)) } },

  'job-referred': async (records, { id }) => {
    const referral = (await records.jobReferrals.of(id)).at(-1)
    if (referral === undefined) return {}
    const { title, employerName, number } = await records.vacancies.get(referral.vacancyId)
    return {
      job: { text: title },
      employer: { text: employerName },
      vacancy: { text: number },
      due: { day: dateInBaku(new Date(referral.answerDueAt)) },
    }
  },

  'job-refusal-judged': async (records, { id }) => {
    const judged = (await records.jobReferrals.of(id)).findLast(({ judgement }) => judgement !== undefined)
    return judged?.judgement === undefined ? {} : { judgement: { words: judgementWords[judged.judgement] } }
  },

  'unemployed-status': async (records, { id }) => {
    const { unemployedSince } = await records.jobSeekers.get(id)
    return unemployedSince === undefined ? {} : { since: { day: unemployedSince } }
  },

  'unemployed-status-refused': async () => ({}),

  'off-register': async (records, { id }) => {
    const { offRegisterUntil } = await records.jobSeekers.get(id)
    return offRegisterUntil === undefined ? {} : { until: { day: offRegisterUntil } }
  },

  'job-found': async () => ({}),
  'left-register': async () => ({}),
} satisfies Record<string, GatherFacts>
