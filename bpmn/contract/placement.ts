/** Job-seekers: looked for and referred, the employer's answer, refusals, the status "unemployed", active measures. */
import { Type } from 'typebox'
import { Instant } from '../../domain/identifiers.ts'
import { refusalJudgements, referralOutcomes } from '../../domain/job-referral.ts'
import { activeMeasures, measureOutcomes, recordedOutcomes } from '../../domain/job-seeker.ts'
import { literals } from '../../domain/literals.ts'
import { VacancyNumber } from '../../domain/vacancy.ts'
import { Case, Count, job, NewCase, Nothing, strict, Uuid } from './shapes.ts'

/** What the adviser makes of the ranked vacancies. */
export const vacancyChoices = ['refer', 'none-suitable'] as const
const placementEnds = ['placed', 'off-register', 'left'] as const

/** One line of the form's table: no person in it. */
export const SuggestedVacancy = Type.Object(
  { vacancyNumber: VacancyNumber, points: Count, outOf: Count, suitable: Type.String() },
  strict,
)

const SearchTerm = { searchDueAt: Instant, escalateAt: Instant }

export const placementJobs = {
  'register-job-seeker': job({
    input: Type.Object(Case, strict),
    output: Type.Object({ searchDueAt: Instant }, strict),
    errors: [],
  }),
  /** A round of search has one term, however often it is gone through. */
  'begin-search': job({
    input: Type.Object(Case, strict),
    output: Type.Object({ ...SearchTerm, termRuns: Type.Boolean() }, strict),
    errors: [],
  }),
  'rank-vacancies': job({
    input: Type.Object(Case, strict),
    output: Type.Object(
      { profileComplete: Type.Boolean(), suggestedVacancies: Type.Array(SuggestedVacancy) },
      strict,
    ),
    errors: [],
  }),
  'record-vacancy-choice': job({
    input: Type.Object(
      {
        ...Case,
        vacancyChoice: literals(vacancyChoices),
        vacancyNumber: Type.Union([VacancyNumber, Type.Literal(''), Type.Null()]),
      },
      strict,
    ),
    output: Type.Object({ referred: Type.Boolean(), referralId: Type.Union([Uuid, Type.Null()]) }, strict),
    errors: ['VACANCY_NOT_TO_REFER'],
  }),
  'ask-employer': job({
    input: Type.Object({ ...Case, referralId: Uuid }, strict),
    output: Type.Object({ answerDueAt: Instant }, strict),
    errors: [],
  }),
  'settle-referral': job({
    input: Type.Object({ ...Case, referralId: Uuid }, strict),
    output: Type.Object({ referralOutcome: literals(referralOutcomes), judgementDueAt: Instant }, strict),
    errors: [],
  }),
  'record-refusal-judgement': job({
    input: Type.Object({ ...Case, referralId: Uuid, refusalJudgement: literals(refusalJudgements) }, strict),
    output: Type.Object({ takenOff: Type.Boolean() }, strict),
    errors: [],
  }),
  'decide-unemployed': job({
    input: Type.Object(Case, strict),
    output: Type.Object({ statusGiven: Type.Boolean(), measuresDueAt: Instant }, strict),
    errors: [],
  }),
  'begin-measure': job({
    input: Type.Object({ ...Case, measure: literals(activeMeasures) }, strict),
    output: Type.Object({ measureId: Uuid, measureDueAt: Instant }, strict),
    errors: [],
  }),
  'open-self-employment': job({
    input: Type.Object(Case, strict),
    output: Type.Object({ measureOutcome: literals(measureOutcomes) }, strict),
    errors: ['CASE_NOT_OPENED'],
  }),
  'record-measure-outcome': job({
    input: Type.Object({ ...Case, measureId: Uuid, recordedOutcome: literals(recordedOutcomes) }, strict),
    output: Type.Object({ measureOutcome: literals(measureOutcomes) }, strict),
    errors: [],
  }),
  'close-placement': job({
    input: Type.Object({ ...Case, placementEnd: literals(placementEnds) }, strict),
    output: Nothing,
    errors: [],
  }),
}

const Referral = Type.Object({ referralId: Uuid }, strict)

export const placementMessages = {
  'job-seeker-registered': { correlatesOn: 'caseId', variables: NewCase },
  /**
   * Both are sent once the record holds them; a referral ends once, so a second one is never sent. The first one is sent, too,
   * when the office closes the vacancy: the employer is not waited for any more.
   */
  'employer-answered': { correlatesOn: 'referralId', variables: Referral },
  'job-refused': { correlatesOn: 'referralId', variables: Referral },
  /** The person has left the register already; whatever the process waits for is over. */
  'job-seeker-left': { correlatesOn: 'caseId', variables: Type.Object(Case, strict) },
}
