/**
 * What the page and the API tell of an entry in the register: where it stands, referrals and measures for everybody who
 * opens the case; the profile, the ranking with its explanation and reasons for those who see the person.
 */
import type { Match } from '../../domain/job-matching.ts'
import type { JobReferral } from '../../domain/job-referral.ts'
import { rankedFor } from '../../domain/ranked-vacancies.ts'
import type { Records } from '../../domain/records.ts'
import type { ReadKindDetails } from '../case/kind-details.ts'

/** As many as somebody reads. */
const SHOWN = 10

const isOpen = (state: string): boolean => state === 'seeking' || state === 'unemployed'

const toMatchSeen = ({ points, outOf, suitable, lines }: Match) => ({ points, outOf, suitable, lines })

export const placementDetails: ReadKindDetails = async (records, { id }, visible) => {
  const seeker = await records.jobSeekers.get(id)
  const seesPerson = visible.includes('household')
  const { state, registeredOn, searchDueAt, unemployedSince, offRegisterUntil, leavingReason, endedOn } =
    seeker
  const measures = await records.jobSeekers.measures(id)
  const ranked = seesPerson && isOpen(state) ? await rankedFor(records, seeker, records.today) : []
  return {
    registerState: state,
    registeredOn,
    searchDueAt: searchDueAt ?? null,
    unemployedSince: unemployedSince ?? null,
    offRegisterUntil: offRegisterUntil ?? null,
    leavingReason: leavingReason ?? null,
    endedOn: endedOn ?? null,
    profileEntered: seeker.profile !== undefined,
    referrals: await Promise.all(
      (await records.jobReferrals.of(id)).map((referral) => toReferralSeen(records, referral, seesPerson)),
    ),
    measures: await Promise.all(
      measures.map(async ({ measure, begunOn, dueAt, outcome, endedOn, openedCaseId }) => ({
        measure,
        begunOn,
        dueAt: dueAt ?? null,
        outcome: outcome ?? null,
        endedOn: endedOn ?? null,
        openedCaseNumber: openedCaseId === undefined ? null : (await records.cases.get(openedCaseId)).number,
      })),
    ),
    ...(seesPerson
      ? {
          profile: seeker.profile ?? null,
          matches: ranked.slice(0, SHOWN).map(({ vacancy, match }) => ({
            vacancyNumber: vacancy.number,
            title: vacancy.title,
            employerName: vacancy.employerName,
            place: vacancy.place,
            wageQepik: vacancy.wageQepik,
            ...toMatchSeen(match),
          })),
        }
      : {}),
  }
}

async function toReferralSeen(records: Records, referral: JobReferral, seesPerson: boolean) {
  const { number, title } = await records.vacancies.get(referral.vacancyId)
  return {
    referralNumber: referral.number,
    vacancyNumber: number,
    title,
    state: referral.state,
    sentAt: referral.sentAt,
    answerDueAt: referral.answerDueAt,
    answeredAt: referral.answeredAt ?? null,
    employerReason: referral.employerReason ?? null,
    judgement: referral.judgement ?? null,
    ...(seesPerson
      ? { seekerReason: referral.seekerReason ?? null, match: toMatchSeen(referral.match) }
      : {}),
  }
}
