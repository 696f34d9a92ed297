/**
 * The workers' process: settings → adapters → workers → runtime, with the relay and the bank's mailbox beside it.
 * SIGTERM and SIGINT: no new jobs, those in hand are finished within WORKERS_DRAIN_MS, then the rest is let go.
 */
import { pathToFileURL } from 'node:url'
import { createPayerAccounts } from '../adapters/bank/payer-accounts.ts'
import { createPaymentFiles } from '../adapters/bank/payment-files.ts'
import { createBankInbox } from '../adapters/bank-inbox.ts'
import { ConfigError, loadDotEnv, readConfig, type Config } from '../adapters/config.ts'
import {
  checkReadiness,
  databaseCheck,
  engineCheck,
  migrationsCheck,
  relayCheck,
  workersCheck,
} from '../adapters/health.ts'
import { createFolderStore } from '../adapters/files/folder-store.ts'
import { createLog, describeError, type Log } from '../adapters/log.ts'
import { createMetrics } from '../adapters/metrics.ts'
import { createHttpNotifications } from '../adapters/notifications/http-notifications.ts'
import { openBank } from '../adapters/open-bank.ts'
import { startOpsServer } from '../adapters/ops-server.ts'
import { openCopyStreams, type CopyStreams } from '../adapters/postgres/copy-streams.ts'
import { openDatabase } from '../adapters/postgres/database.ts'
import { createFileOrders } from '../adapters/postgres/file-orders.ts'
import { createUnitOfWork } from '../adapters/postgres/inbox.ts'
import { createOutboxQueue, listenToOutbox } from '../adapters/postgres/outbox-queue.ts'
import { createPayeeIds } from '../adapters/postgres/payee-ids.ts'
import { createTransact } from '../adapters/postgres/records.ts'
import { createTaskImport } from '../adapters/postgres/task-work.ts'
import { createHttpRegisters } from '../adapters/registers/http-registers.ts'
import { startRelay } from '../adapters/relay/outbox-relay.ts'
import { repeat } from '../adapters/repeat.ts'
import { readSigningKey } from '../adapters/signing-key.ts'
import { createWatcherCheck } from '../adapters/watchers.ts'
import { createWorkMetrics, type WorkMetrics } from '../adapters/work-metrics.ts'
import { createGateway } from '../adapters/zeebe/client.ts'
import { createEngine } from '../adapters/zeebe/engine.ts'
import { createEngineHistory } from '../adapters/zeebe/history.ts'
import { createRecordStore } from '../adapters/zeebe/record-store.ts'
import { createEngineRest } from '../adapters/zeebe/rest.ts'
import { startRuntime, type LeftJob } from '../adapters/zeebe/runtime.ts'
import { createTaskRecords } from '../adapters/zeebe/task-records.ts'
import { jobs } from '../bpmn/contract.ts'
import { systemClock, type Clock } from '../domain/clock.ts'
import { followCode } from '../domain/follow-code.ts'
import type { Bank } from '../domain/payment.ts'
import { createEd25519Signer } from '../domain/signing.ts'
import { createWorkers, type WorkerDependencies } from './index.ts'
import { collectBankMessages } from './payment/collect-bank-messages.ts'
import { receiveBankMessage } from './payment/receive-bank-message.ts'
import { staffPages } from './payment/tell-processes.ts'
import { measureOpeners } from './placement/measure-openers.ts'
import { caseOpeners } from './service/case-openers.ts'

export interface RunningWorkers {
  /** Port of health and metrics. */
  readonly port: number
  /** Drains and lets go of everything. @returns the jobs that were still in hand at the deadline */
  stop(deadlineMs?: number): Promise<readonly LeftJob[]>
}

/** Starts everything this process does; tests move `clock` together with the engine's, and bring openers of their own. */
export async function startWorkers(
  config: Config,
  {
    clock,
    log,
    ...changed
  }: { readonly clock: Clock; readonly log: Log } & Partial<
    Pick<WorkerDependencies, 'caseOpeners' | 'measureOpeners'>
  >,
): Promise<RunningWorkers> {
  const metrics = createMetrics('workers')
  const workMetrics = createWorkMetrics(metrics)
  const database = openDatabase(config.DATABASE_URL, {
    maxConnections: config.DATABASE_POOL_SIZE,
    onConnectionLost: (error) => {
      log.warn({ err: error }, 'a database connection broke; another will be opened')
    },
  })
  const copy = openCopyStreams(config.DATABASE_URL, {
    onConnectionLost: (error) => {
      log.warn({ err: error }, 'a database connection for COPY broke; another will be opened')
    },
  })
  const transact = createTransact(database, clock)
  const gateway = createGateway(config)
  const engine = createEngine(gateway)
  const queue = createOutboxQueue(database, clock)
  const bank = openBank(config, createPayeeIds(database))

  const runtime = startRuntime({
    gateway,
    rest: createEngineRest(config),
    unitOfWork: createUnitOfWork(database, clock),
    contract: jobs,
    workers: createWorkers({
      ...workerDependencies({ config, bank, copy, log, metrics: workMetrics }),
      ...changed,
    }),
    clock,
    log,
    metrics,
    settings: config,
    name: `workers-${process.pid}`,
  })
  const relay = startRelay({
    queue,
    engine,
    listen: (onNotify, onProblem) => listenToOutbox(config.DATABASE_URL, onNotify, onProblem),
    log,
    metrics,
    pollMs: config.RELAY_POLL_MS,
    batch: config.RELAY_BATCH,
  })

  const collect = collectBankMessages({
    bank,
    receive: receiveBankMessage({
      transact,
      ...createBankInbox({
        copy,
        clock,
        folder: config.PAYMENT_FILES_DIR,
        ourIbans: createPayerAccounts(config).ibans,
      }),
      clock,
      pages: staffPages(publicUrlOf(config)),
    }),
    log,
    metrics: workMetrics,
  })
  const importTasks = createTaskImport(database, createTaskRecords(createRecordStore(config)), clock)
  const taskImport = repeat('tasks of the engine', config.TASK_IMPORT_MS, log, importTasks)
  const mailbox = repeat('bank messages', config.BANK_POLL_MS, log, collect)

  const readiness = () =>
    checkReadiness({
      database: databaseCheck(database),
      migrations: migrationsCheck(database),
      engine: engineCheck(engine),
      relay: relayCheck(queue, config.RELAY_MAX_LAG_MS),
      workers: workersCheck(() => runtime.health()),
    })
  const ops = await startOpsServer({
    host: config.WORKERS_HOST,
    port: config.WORKERS_PORT,
    readiness,
    metrics,
    mayWatch: createWatcherCheck(config.METRICS_TOKEN),
    log,
  })

  return {
    port: ops.port,
    stop: async (deadlineMs = config.WORKERS_DRAIN_MS) => {
      // Jobs in hand need the database and may leave messages, so those two go last.
      const [left] = await Promise.all([runtime.stop(deadlineMs), mailbox.stop(), taskImport.stop()])
      await relay.stop()
      await gateway.close()
      await ops.close()
      await copy.close()
      await database.close()
      return left
    },
  }
}

const publicUrlOf = ({ PUBLIC_URL }: Config): string => PUBLIC_URL.replace(/\/$/, '')

interface Outside {
  readonly config: Config
  readonly bank: Bank
  readonly copy: CopyStreams
  readonly log: Log
  readonly metrics: WorkMetrics
}

function workerDependencies({ config, bank, copy, log, metrics }: Outside): WorkerDependencies {
  const publicUrl = publicUrlOf(config)
  const { caseUrl, runUrl } = staffPages(publicUrl)
  return {
    registers: createHttpRegisters({ url: config.REGISTERS_URL }),
    bank,
    notifications: createHttpNotifications({ url: config.NOTIFICATIONS_URL }),
    history: createEngineHistory(createRecordStore(config)),
    signer: createEd25519Signer(readSigningKey('INSPECTION_SIGNING_KEY', config.INSPECTION_SIGNING_KEY)),
    ordersOfFile: createFileOrders(copy),
    paymentFiles: createPaymentFiles({
      store: createFolderStore(config.PAYMENT_FILES_DIR),
      signer: createEd25519Signer(readSigningKey('PAYMENT_SIGNING_KEY', config.PAYMENT_SIGNING_KEY)),
      debtorOf: createPayerAccounts(config).debtorOf,
      initiatingParty: config.PAYER_NAME,
    }),
    followCode: (caseNumber) => followCode(config.FOLLOW_CODE_KEY, caseNumber),
    caseOpeners,
    measureOpeners,
    followUrl: (caseNumber) => `${publicUrl}/follow?number=${encodeURIComponent(caseNumber)}`,
    referralUrl: (number) => `${publicUrl}/referral?number=${encodeURIComponent(number)}`,
    caseUrl,
    runUrl,
    log,
    metrics,
  }
}

async function main(): Promise<void> {
  loadDotEnv()
  const config = readConfig()
  const log = createLog({ service: 'workers', level: config.LOG_LEVEL })
  const workers = await startWorkers(config, { clock: systemClock, log })
  log.info({ port: workers.port, engine: config.ZEEBE_ADDRESS }, 'workers started')

  let stopping = false
  const stop = (signal: string) => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping')
    workers.stop().then(
      (left) => {
        log.info({ left: left.length }, 'stopped')
        process.exit(0)
      },
      (error: unknown) => {
        log.fatal({ err: error }, 'could not stop in order')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main().catch((error: unknown) => {
    const text = error instanceof ConfigError ? error.message : JSON.stringify(describeError(error))
    process.stderr.write(`${text}\n`)
    process.exit(1)
  })
}
