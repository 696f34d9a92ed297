/** An office to test: the API on a real database, its staff, a token issuer and a clock that can be moved. */
import { hashSync } from 'bcryptjs'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { createApiStore } from '../../adapters/postgres/api-store.ts'
import { openDatabase } from '../../adapters/postgres/database.ts'
import { saveStaff } from '../../adapters/postgres/staff-directory.ts'
import { createFolderStore } from '../../adapters/files/folder-store.ts'
import { createBankInbox } from '../../adapters/bank-inbox.ts'
import { openCopyStreams } from '../../adapters/postgres/copy-streams.ts'
import { createRunOrders } from '../../adapters/postgres/run-orders.ts'
import { buildApp, type App } from '../../api/app.ts'
import { createBearerVerifier } from '../../api/auth/bearer.ts'
import { scopes } from '../../api/auth/access.ts'
import type { ApiDeps, ApiSettings } from '../../api/ports.ts'
import { followCode } from '../../domain/follow-code.ts'
import { staffGroups, type StaffGroup } from '../../domain/staff.ts'
import { receiveBankMessage } from '../../workers/payment/receive-bank-message.ts'
import { staffPages } from '../../workers/payment/tell-processes.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { secretSettings } from '../support/secret-settings.ts'

export const password = 'Xəzər-2026!'
export const issuer = 'https://login.example.az'
export const audience = 'dost-api'
const FOLLOW_KEY = 'follow-code-key-of-the-tests'

const settings: ApiSettings = {
  publicUrl: 'http://office.test',
  trustProxy: false,
  sessionIdleMinutes: 30,
  sessionMaxHours: 8,
  loginMaxFailures: 5,
  loginLockMinutes: 15,
  guessesPerMinute: 100_000,
  requestsPerMinute: 100_000,
  bankMessageMaxBytes: 50_000_000,
  tasklistUrl: 'http://tasklist.test',
  operateUrl: undefined,
}

export interface TokenClaims {
  readonly scope?: string
  readonly issuer?: string
  readonly audience?: string
  readonly expiresInSeconds?: number
  readonly signedByStranger?: boolean
}

export interface Office {
  readonly app: App
  readonly database: TestDatabase
  readonly deps: ApiDeps
  readonly clock: { now(): Date; advance(minutes: number): void }
  readonly logLines: string[]
  token(claims?: TokenClaims): Promise<string>
  /** Logs in the member of staff whose user name is the name of their group; answers with headers for requests. */
  logIn(group: StaffGroup): Promise<{ cookie: string; 'x-csrf-token': string }>
  /** Somebody of that group sends a form of the pages, in English. */
  enter(group: StaffGroup, url: string, fields: Readonly<Record<string, string>>): ReturnType<typeof sendForm>
  code(caseNumber: string): string
  close(): Promise<void>
}

/** What a browser sends back of the cookies it was given. */
export const cookiesOf = (headers: { readonly 'set-cookie'?: string | string[] | undefined }): string =>
  [headers['set-cookie'] ?? []]
    .flat()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')

export async function openOffice(
  changes: Partial<ApiDeps> & { readonly changedSettings?: Partial<ApiSettings> } = {},
): Promise<Office> {
  const database = await createTestDatabase()
  const owner = openDatabase(database.ownerUrl)
  const passwordHash = hashSync(password, 4)
  await saveStaff(
    owner,
    staffGroups.map((group) => ({
      userName: group,
      displayName: `Member of ${group}`,
      groups: [group],
      fin: undefined,
      passwordHash,
    })),
  )
  await owner.close()

  let moved = 0
  const clock = {
    now: () => new Date(Date.parse('2026-11-23T06:00:00Z') + moved),
    advance: (minutes: number) => {
      moved += minutes * 60_000
    },
  }
  const [keys, stranger] = [await generateKeyPair('EdDSA'), await generateKeyPair('EdDSA')]
  const publicJwk = { ...(await exportJWK(keys.publicKey)), kid: 'test', alg: 'EdDSA' }
  const store = createApiStore(database.db, clock)
  const copy = openCopyStreams(database.url, { maxConnections: 2 })
  const logLines: string[] = []
  const deps: ApiDeps = {
    ...store,
    settings: { ...settings, ...changes.changedSettings },
    clock,
    runOrders: createRunOrders(copy),
    verifyBearer: createBearerVerifier({
      settings: { issuer, audience, publicJwks: { keys: [publicJwk] } },
      clock,
    }),
    oidc: undefined,
    followCode: (caseNumber) => followCode(FOLLOW_KEY, caseNumber),
    processPositions: async () => [
      {
        processId: 'targeted-social-assistance',
        processInstanceKey: '2251799813685251',
        version: 1,
        activeElementIds: ['DecideApplication'],
        doneElementIds: ['RegisterApplication'],
      },
    ],
    diagram: async (processId) => (processId === 'targeted-social-assistance' ? '<definitions/>' : undefined),
    checkSignature: () => 'valid',
    receiveBankMessage: receiveBankMessage({
      transact: store.transact,
      ...createBankInbox({ copy, clock, folder: secretSettings.PAYMENT_FILES_DIR, ourIbans: [] }),
      clock,
      pages: staffPages('https://dost.example'),
    }),
    fileStore: createFolderStore(secretSettings.PAYMENT_FILES_DIR),
    readiness: async () => ({ ready: true, parts: { database: { ok: true } } }),
    metrics: {
      observeRequest: () => undefined,
      render: async () => ({ contentType: 'text/plain', body: '' }),
    },
    ...changes,
  }
  const app = await buildApp(deps)
  await app.ready()

  const logIn: Office['logIn'] = async (group) => {
    const answer = await app.inject({
      method: 'POST',
      url: '/login',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ userName: group, password }).toString(),
    })
    if (answer.statusCode !== 303) throw new Error(`Login of ${group} failed: ${answer.statusCode}`)
    const cookie = cookiesOf(answer.headers)
    const page = await app.inject({ url: '/', headers: { cookie } })
    const csrf = /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1]
    if (csrf === undefined) throw new Error('The page holds no CSRF token')
    return { cookie, 'x-csrf-token': csrf }
  }
  return {
    app,
    database,
    deps,
    clock,
    logLines,
    async token(claims = {}) {
      const now = Math.floor(clock.now().getTime() / 1000)
      return new SignJWT({ scope: claims.scope ?? scopes.join(' '), client_id: 'e-gov' })
        .setProtectedHeader({ alg: 'EdDSA', kid: 'test' })
        .setIssuer(claims.issuer ?? issuer)
        .setAudience(claims.audience ?? audience)
        .setIssuedAt(now)
        .setExpirationTime(now + (claims.expiresInSeconds ?? 300))
        .sign(claims.signedByStranger === true ? stranger.privateKey : keys.privateKey)
    },
    logIn,
    async enter(group, url, fields) {
      return sendForm(app, url, await logIn(group), fields)
    },
    code: (caseNumber) => followCode(FOLLOW_KEY, caseNumber),
    async close() {
      await app.close()
      await copy.close()
      await database.drop()
    },
  }
}

const sendForm = (
  app: App,
  url: string,
  { cookie, 'x-csrf-token': _csrf }: { readonly cookie: string; readonly 'x-csrf-token': string },
  fields: Readonly<Record<string, string>>,
) =>
  app.inject({
    method: 'POST',
    url: `${url}?lang=en`,
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ _csrf, ...fields }).toString(),
  })
