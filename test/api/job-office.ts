/** What the tests of job-seekers, vacancies and employers ask the API with. */
import type { Match } from '../../domain/job-matching.ts'
import { anApplicant, aVacancy, electrician } from '../support/job-seekers.ts'
import type { Office } from './office.ts'

export interface ApiAnswer {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

export const bodyOf = ({ body }: ApiAnswer): unknown => JSON.parse(body)
interface Told {
  readonly code: string
  readonly errors?: readonly { readonly field: string }[]
  readonly facts?: Readonly<Record<string, string>>
}
export const problemOf = (answer: ApiAnswer) => bodyOf(answer) as Told
export const codeOf = (answer: ApiAnswer) => [answer.statusCode, problemOf(answer).code]
export const fieldOf = (answer: ApiAnswer) => problemOf(answer).errors?.[0]?.field

export const seeker = (fin: string, change: object = {}) => ({
  applicant: anApplicant(fin),
  language: 'az',
  profile: electrician,
  ...change,
})

const match: Match = {
  points: 90,
  outOf: 100,
  suitable: true,
  lines: [{ criterion: 'wage', points: 5, outOf: 10, why: 'somewhat-less', rulesOut: false }],
}

export function openJobOffice(office: Office) {
  const { app, deps, database } = office
  const post = async (
    url: string,
    payload: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<ApiAnswer> =>
    app.inject({
      method: 'POST',
      url,
      headers: { authorization: `Bearer ${await office.token()}`, ...headers },
      payload,
    })
  return {
    post,
    get: async (url: string): Promise<ApiAnswer> =>
      app.inject({ url, headers: { authorization: `Bearer ${await office.token()}` } }),
    registered: async (fin: string) =>
      bodyOf(await post('/v1/job-seekers', seeker(fin))) as { caseId: string; caseNumber: string },
    /** As the step of the process does it. */
    refer: (caseId: string) =>
      deps.transact(async (records) => {
        const vacancy = await records.vacancies.add(aVacancy(), { actor: 'system:test', year: '2026' })
        const due = { answerDueAt: '2026-11-30T14:00:00.000Z', year: '2026' }
        return records.jobReferrals.add({ caseId, vacancyId: vacancy.id, match, ...due })
      }),
    /** Names of the messages for the engine under that key. */
    toldOf: async (key: string) =>
      (
        await database.db.rows<{ name: string }>('select name from outbox where correlation_key = $1', [key])
      ).map(({ name }) => name),
  }
}
export type JobOffice = ReturnType<typeof openJobOffice>
