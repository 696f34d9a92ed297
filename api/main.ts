/**
 * The API as a process: settings, adapters, app; listens until it is told to stop, then answers what it has
 * begun. The only file of api/ that knows adapters.
 */
import { createFolderStore } from '../adapters/files/folder-store.ts'
import { createBankInbox } from '../adapters/bank-inbox.ts'
import { loadDotEnv, readConfig, type Config } from '../adapters/config.ts'
import { createLog } from '../adapters/log.ts'
import { createMetrics } from '../adapters/metrics.ts'
import { createApiStore } from '../adapters/postgres/api-store.ts'
import { openCopyStreams } from '../adapters/postgres/copy-streams.ts'
import { openDatabase, type Database } from '../adapters/postgres/database.ts'
import { forgetIdempotencyKeys } from '../adapters/postgres/idempotency-keys.ts'
import { createOutboxQueue } from '../adapters/postgres/outbox-queue.ts'
import { createRunOrders } from '../adapters/postgres/run-orders.ts'
import { findWaitingMigrations } from '../adapters/postgres/readiness.ts'
import { removeEndedSessions } from '../adapters/postgres/staff-accounts.ts'
import { readPublicKeys, readSigningKey } from '../adapters/signing-key.ts'
import { createFindDiagram } from '../adapters/zeebe/deployed-diagrams.ts'
import { createFindPositions } from '../adapters/zeebe/process-position.ts'
import { createRecordStore } from '../adapters/zeebe/record-store.ts'
import { systemClock } from '../domain/clock.ts'
import { followCode } from '../domain/follow-code.ts'
import { createActCheck } from '../domain/signed-act.ts'
import { createEd25519Signer } from '../domain/signing.ts'
import { migrationSource } from '../migrations/migration-source.ts'
import { receiveBankMessage } from '../workers/payment/receive-bank-message.ts'
import { staffPages } from '../workers/payment/tell-processes.ts'
import { buildApp } from './app.ts'
import { createBearerVerifier } from './auth/bearer.ts'
import { createOidcClient } from './auth/oidc.ts'
import { createApiMetrics } from './metrics.ts'
import type { ApiDeps, ApiSettings, Readiness } from './ports.ts'
import { readGroupMap, readPublicJwks, readTrustProxy } from './settings.ts'

const HOUR = 60 * 60 * 1000
const KEEP_IDEMPOTENCY_KEYS_MS = 7 * 24 * HOUR
const CLOSE_DEADLINE_MS = 20_000

const settingsOf = (config: Config): ApiSettings => ({
  publicUrl: config.PUBLIC_URL.replace(/\/$/, ''),
  trustProxy: readTrustProxy(config.TRUST_PROXY),
  sessionIdleMinutes: config.SESSION_IDLE_MINUTES,
  sessionMaxHours: config.SESSION_HOURS,
  loginMaxFailures: config.LOGIN_MAX_FAILURES,
  loginLockMinutes: config.LOGIN_LOCK_MINUTES,
  guessesPerMinute: config.API_GUESSES_PER_MINUTE,
  requestsPerMinute: config.API_REQUESTS_PER_MINUTE,
  bankMessageMaxBytes: config.BANK_MESSAGE_MAX_BYTES,
  tasklistUrl: config.TASKLIST_URL,
  operateUrl: config.OPERATE_URL,
})

function bearerSettings({ JWT_ISSUER, JWT_AUDIENCE, JWT_JWKS_URL, JWT_PUBLIC_JWKS }: Config) {
  if (JWT_ISSUER === undefined || JWT_AUDIENCE === undefined) return undefined
  return {
    issuer: JWT_ISSUER,
    audience: JWT_AUDIENCE,
    ...(JWT_JWKS_URL === undefined ? {} : { jwksUrl: JWT_JWKS_URL }),
    ...(JWT_PUBLIC_JWKS === undefined ? {} : { publicJwks: readPublicJwks(JWT_PUBLIC_JWKS) }),
  }
}

function oidcClient(config: Config): ApiDeps['oidc'] {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = config
  if (OIDC_ISSUER === undefined || OIDC_CLIENT_ID === undefined || OIDC_CLIENT_SECRET === undefined) {
    return undefined
  }
  return createOidcClient({
    issuer: OIDC_ISSUER,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    groupsClaim: config.OIDC_GROUPS_CLAIM,
    userNameClaim: config.OIDC_USER_CLAIM,
    groupMap: readGroupMap(config.OIDC_GROUP_MAP),
    allowHttp: OIDC_ISSUER.startsWith('http:') && config.NODE_ENV !== 'production',
  })
}

/** Without database or with old tables nothing can be answered; a relay that lags is told, but intake goes on. */
function createReadiness(db: Database, config: Config): () => Promise<Readiness> {
  const queue = createOutboxQueue(db, systemClock)
  return async () => {
    try {
      const names = (await migrationSource.getMigrations([])).map((file) =>
        migrationSource.getMigrationName(file),
      )
      const [waiting, lag] = [await findWaitingMigrations(db, names), await queue.lag()]
      return {
        ready: waiting.length === 0,
        parts: {
          database: { ok: true },
          migrations: { ok: waiting.length === 0, detail: waiting.join(', ') || undefined },
          relay: {
            ok: lag.oldestMs <= config.RELAY_MAX_LAG_MS,
            detail: `${lag.waiting} waiting, the oldest for ${lag.oldestMs} ms`,
          },
        },
      }
    } catch (error) {
      const detail = error instanceof Error ? error.name : 'unknown'
      return { ready: false, parts: { database: { ok: false, detail } } }
    }
  }
}

async function main(): Promise<void> {
  loadDotEnv()
  const config = readConfig()
  const log = createLog({ service: 'api', level: config.LOG_LEVEL })
  const db = openDatabase(config.DATABASE_URL, {
    maxConnections: config.DATABASE_POOL_SIZE,
    onConnectionLost: (error) => {
      log.warn({ err: error }, 'a database connection was lost')
    },
  })
  const copy = openCopyStreams(config.DATABASE_URL, {
    maxConnections: 2,
    onConnectionLost: (error) => {
      log.warn({ err: error }, 'a database connection for COPY was lost')
    },
  })
  // Lists of orders are read by people, as slowly as their lines are: messages of the bank do not wait for them.
  const lists = openCopyStreams(config.DATABASE_URL, {
    maxConnections: 3,
    onConnectionLost: (error) => {
      log.warn({ err: error }, 'a database connection for a list was lost')
    },
  })
  const clock = systemClock
  const store = createApiStore(db, clock)
  const signer = createEd25519Signer(readSigningKey('INSPECTION_SIGNING_KEY', config.INSPECTION_SIGNING_KEY))
  const engineRecords = createRecordStore(config)
  const findPositions = createFindPositions(engineRecords)

  const app = await buildApp({
    ...store,
    settings: settingsOf(config),
    clock,
    runOrders: createRunOrders(lists),
    verifyBearer: createBearerVerifier({ settings: bearerSettings(config), clock }),
    oidc: oidcClient(config),
    followCode: (caseNumber) => followCode(config.FOLLOW_CODE_KEY, caseNumber),
    processPositions: async (caseId) => {
      const caseFile = await store.transact(({ cases }) => cases.find(caseId))
      return findPositions(caseFile?.processInstanceKeys ?? [])
    },
    diagram: createFindDiagram(engineRecords, new URL('../bpmn/', import.meta.url)),
    checkSignature: createActCheck([
      signer.publicKeyPem,
      ...readPublicKeys(config.INSPECTION_EARLIER_PUBLIC_KEYS),
    ]),
    receiveBankMessage: receiveBankMessage({
      transact: store.transact,
      ...createBankInbox({
        copy,
        clock,
        folder: config.PAYMENT_FILES_DIR,
        ourIbans: [config.PAYER_IBAN],
      }),
      clock,
      pages: staffPages(settingsOf(config).publicUrl),
    }),
    fileStore: createFolderStore(config.PAYMENT_FILES_DIR),
    readiness: createReadiness(db, config),
    metrics: createApiMetrics(createMetrics('api')),
    logger: log,
  })

  const tidying = setInterval(() => {
    const now = clock.now()
    Promise.all([
      removeEndedSessions(db, now),
      forgetIdempotencyKeys(db, new Date(now.getTime() - KEEP_IDEMPOTENCY_KEYS_MS)),
    ]).catch((error: unknown) => {
      log.warn({ err: error }, 'old sessions and keys could not be removed; tried again in an hour')
    })
  }, HOUR)

  let stopping = false
  const stop = (signal: string): void => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'closing')
    clearInterval(tidying)
    setTimeout(() => {
      log.error({}, 'requests did not end in time')
      process.exit(1)
    }, CLOSE_DEADLINE_MS).unref()
    app
      .close()
      .then(() => Promise.all([copy.close(), lists.close(), db.close()]))
      .catch((error: unknown) => {
        log.error({ err: error }, 'closing failed')
        process.exitCode = 1
      })
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)

  await app.listen({ host: config.API_HOST, port: config.API_PORT })
}

main().catch((error: unknown) => {
  process.stderr.write(`The API did not start: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
