/** Our own API, as another system (bearer token) and as the payment maker in a browser (session) call it. */
import type { CaseAnswer } from '../../api/case/case-answer.ts'
import type { NewApplication } from '../../domain/application.ts'
import type { CaseState } from '../../domain/case.ts'
import { AnswerError, ask, cookieHeader, cookiesOf } from './http.ts'

export interface Receipt {
  readonly caseId: string
  readonly caseNumber: string
}

export interface OfficeApi {
  /** @returns `undefined` when somebody of the household has an application open already */
  apply(application: NewApplication): Promise<Receipt | undefined>
  /** Whatever becomes a case. */
  post(path: string, body: object): Promise<Receipt>
  /** Whatever becomes no case: the body of the answer. */
  send<T>(path: string, body: object): Promise<T>
  /** The newest cases of a kind. */
  casesOf(kind: string): Promise<readonly Receipt[]>
  /** Where the newest cases stand, at most `most`, by case id; no personal data, no entry in the ledger. */
  states(most: number): Promise<ReadonlyMap<string, CaseState>>
  readCase(caseId: string): Promise<CaseAnswer>
}

const PAGE = 100

export function createOfficeApi(baseUrl: string, token: string): OfficeApi {
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' }
  const get = async (path: string): Promise<unknown> => (await ask(`${baseUrl}${path}`, { headers })).json()

  const send = async <T>(path: string, body: object): Promise<T> => {
    const response = await ask(`${baseUrl}${path}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify(body),
    })
    return (await response.json()) as T
  }
  const post = (path: string, body: object) => send<Receipt>(path, body)

  return {
    post,
    send,
    casesOf: async (kind) =>
      ((await get(`/v1/cases?kind=${kind}&limit=${PAGE}`)) as { readonly cases: readonly Receipt[] }).cases,
    apply: async (application) => {
      try {
        return await post('/v1/applications', application)
      } catch (error) {
        if (error instanceof AnswerError && error.status === 409) return undefined
        throw error
      }
    },
    states: async (most) => {
      const states = new Map<string, CaseState>()
      let cursor: string | null = ''
      while (cursor !== null && states.size < most) {
        const query = new URLSearchParams({ limit: String(PAGE), ...(cursor === '' ? {} : { cursor }) })
        const page = (await get(`/v1/cases?${query.toString()}`)) as {
          readonly cases: readonly { readonly caseId: string; readonly state: CaseState }[]
          readonly nextCursor: string | null
        }
        for (const { caseId, state } of page.cases) states.set(caseId, state)
        cursor = page.nextCursor
      }
      return states
    },
    readCase: async (caseId) => (await get(`/v1/cases/${caseId}`)) as CaseAnswer,
  }
}

export interface StaffSession {
  /** Another account for a payment that came back, as entered on the case page. */
  correctAccount(caseId: string, iban: string): Promise<void>
  /** What is entered in a form of a page. */
  enter(path: string, fields: Readonly<Record<string, string>>): Promise<void>
  /** A file chosen on a page. */
  upload(path: string, mediaType: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>
}

/** Logs in as a member of staff, as the login page does. */
export async function openStaffSession(
  baseUrl: string,
  userName: string,
  password: string,
): Promise<StaffSession> {
  const answer = await ask(`${baseUrl}/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ userName, password }).toString(),
  })
  const cookie = cookieHeader(cookiesOf(answer))
  const page = await (await ask(`${baseUrl}/cases`, { headers: { cookie } })).text()
  // Every page carries the session's token in its logout form.
  const csrf = /name="_csrf" value="([^"]+)"/.exec(page)?.[1]
  if (csrf === undefined) throw new Error(`${userName} is logged in, but the page has no CSRF token`)
  return {
    enter: async (path, fields) => {
      await ask(`${baseUrl}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', cookie },
        body: new URLSearchParams({ _csrf: csrf, ...fields }).toString(),
      })
    },
    upload: async (path, mediaType, bytes) => {
      await ask(`${baseUrl}${path}`, {
        method: 'POST',
        headers: { 'content-type': mediaType, cookie, 'x-csrf-token': csrf },
        body: bytes,
      })
    },
    correctAccount: async (caseId, iban) => {
      await ask(`${baseUrl}/v1/cases/${caseId}/account`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie, 'x-csrf-token': csrf },
        body: JSON.stringify({ iban }),
      })
    },
  }
}
