/**
 * A whole office for one test file: its own database, registers, bank and notification gateway, workers in this
 * process, the real engine with a clock that both share. People finish their tasks through the engine's REST
 * interface, as Tasklist does.
 */
import { createGateway } from '../../adapters/zeebe/client.ts'
import { createEngineRest } from '../../adapters/zeebe/rest.ts'
import { createUserTasks } from '../../adapters/zeebe/user-tasks.ts'
import { deployFolder } from '../../adapters/zeebe/deploy.ts'
import { createEngine, type Engine } from '../../adapters/zeebe/engine.ts'
import { readConfig } from '../../adapters/config.ts'
import { createLog } from '../../adapters/log.ts'
import { openDatabase } from '../../adapters/postgres/database.ts'
import { createBankInbox } from '../../adapters/bank-inbox.ts'
import { openCopyStreams } from '../../adapters/postgres/copy-streams.ts'
import { verifyLedger } from '../../adapters/postgres/ledger-verification.ts'
import { createReceiveApplications } from '../../adapters/postgres/receive-applications.ts'
import { createTransact } from '../../adapters/postgres/records.ts'
import { saveStaff } from '../../adapters/postgres/staff-directory.ts'
import { createIntake } from '../../api/intake/accept-application.ts'
import { dateInBaku } from '../../domain/clock.ts'
import type { LedgerVerification } from '../../domain/ledger.ts'
import { findDistrict } from '../../domain/territory.ts'
import type { ParameterName } from '../../domain/parameters.ts'
import type { Transact } from '../../domain/records.ts'
import { buildBank } from '../../stack/simulated/bank/app.ts'
import { buildNotifications } from '../../stack/simulated/notifications.ts'
import { buildRegisters } from '../../stack/simulated/registers/app.ts'
import { createHouseholds } from '../../stack/simulated/registers/households.ts'
import type { Household } from '../../stack/simulated/registers/model.ts'
import type { ScenarioName } from '../../stack/simulated/registers/scenarios.ts'
import type { WorkerDependencies } from '../../workers/index.ts'
import { startWorkers } from '../../workers/main.ts'
import { receiveBankMessage } from '../../workers/payment/receive-bank-message.ts'
import { staffPages } from '../../workers/payment/tell-processes.ts'
import { asOwner, createTestDatabase } from './database.ts'
import { openRoots } from './engine-view.ts'
import { environment } from './environment.ts'
import { openFiledCase, type FiledCase } from './filed-case.ts'
import { follow, type Followed } from './followed.ts'
import { openMovingClock, type MovingClock } from './moving-clock.ts'
import { staff } from './office.ts'
import { openSimulated, type SimulatedBank, type SimulatedRegisters } from './simulated.ts'
import { secretSettings } from './secret-settings.ts'

export interface WorldOptions {
  /** Settings beside those of every world. */
  readonly settings?: Readonly<Record<string, string>>
  /** Legal parameters that differ from the law's in this world. */
  readonly parameters?: Partial<Record<ParameterName, number>>
  /** Processes that requests for a service become, instead of those there are. */
  readonly caseOpeners?: WorkerDependencies['caseOpeners']
  /** Processes that active measures go on as. */
  readonly measureOpeners?: WorkerDependencies['measureOpeners']
  /** Without workers: a test starts them itself, as processes of their own. */
  readonly workers?: boolean
  /** Told after the gateway has taken a message and before the worker knows. */
  readonly onNotification?: () => void
}

export interface World {
  readonly clock: MovingClock
  readonly registers: SimulatedRegisters
  readonly bank: SimulatedBank
  readonly settings: Readonly<Record<string, string>>
  /** What the notification gateway has sent. */
  messages(): Promise<readonly { readonly key: string; readonly to: string; readonly text: string }[]>
  /** A generated household of that kind in Khazar, another one at each call. */
  household(scenario: ScenarioName): Household
  apply(household: Household): Promise<FiledCase>
  /** What the API and the workers do with the database, as this test does it. */
  readonly transact: Transact
  /** As the owner of the database: what no program of ours may do. */
  rows<Row extends object>(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>
  /** Process instances of any kind, found by `roots`. */
  follow(title: string, roots: () => Promise<readonly string[]>): Followed
  /** Tells the engine something, past the relay. */
  publish: Engine['publishMessage']
  /** A message of the bank arrives. */
  receive(xml: string): Promise<unknown>
  verifyLedger(): Promise<LedgerVerification>
  close(): Promise<void>
}

/** Processes that the calendar, the bank, an assignment or a report start, not a test. */
const startedByOthers = [
  'payment-calendar',
  'benefit-payment',
  'payment-repair',
  'payment-exception',
  'assistance-term',
  'assistance-change',
  'asset-monitoring',
  'job-placement',
  'benefit-assignment',
  'benefit-change',
  'targeted-social-assistance',
  'territorial-employment-programme',
  'self-employment',
]

let deployed: Promise<unknown> | undefined

export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const notifications = buildNotifications()
  notifications.addHook('onSend', async (request) => {
    if (request.method === 'POST' && request.url === '/messages') options.onNotification?.()
  })
  const [database, clock] = await Promise.all([createTestDatabase(), openMovingClock()])
  const bank = buildBank({ now: () => clock.now() })
  const simulated = await openSimulated({ registers: buildRegisters(), bank, notifications })
  const settings = {
    NODE_ENV: 'test',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
    DATABASE_URL: database.url,
    DATABASE_OWNER_URL: database.ownerUrl,
    ZEEBE_ADDRESS: environment.zeebeAddress,
    ZEEBE_REST_URL: environment.zeebeRestUrl,
    OPENSEARCH_URL: environment.openSearchUrl,
    REGISTERS_URL: simulated.urls.registers,
    BANK_URL: simulated.urls.bank,
    NOTIFICATIONS_URL: simulated.urls.notifications,
    BANK_POLL_MS: '300',
    WORKERS_PORT: '0',
    ...secretSettings,
    ...options.settings,
  }
  const config = readConfig(settings)
  const log = createLog({ level: config.LOG_LEVEL, service: 'test' })
  const gateway = createGateway(config)
  const engine = createEngine(gateway)
  deployed ??= deployFolder(engine, 'bpmn')
  await deployed

  const owner = openDatabase(database.ownerUrl)
  await saveStaff(owner, staff)
  // The engine starts one process for each exception, by its number: no other world may have used it.
  await owner.rows(`alter table payment_exception alter column id restart with ${Date.now()}`)
  for (const [name, value] of Object.entries(options.parameters ?? {})) {
    await owner.rows(
      `insert into legal_parameter (name, valid_from, value, unit, source, certainty)
       select name, '2001-01-01', $2, unit, 'test', 'assumption' from legal_parameter where name = $1 limit 1
       on conflict (name, valid_from) do update set value = excluded.value`,
      [name, value],
    )
    await owner.rows(`delete from legal_parameter where name = $1 and valid_from > '2001-01-01'`, [name])
  }
  await owner.close()

  const { db } = database
  const transact = createTransact(db, clock)
  const copy = openCopyStreams(database.url, { maxConnections: 2 })
  const receive = receiveBankMessage({
    transact,
    ...createBankInbox({ copy, clock, folder: config.PAYMENT_FILES_DIR, ourIbans: [] }),
    clock,
    pages: staffPages('http://127.0.0.1:3000'),
  })
  const userTasks = createUserTasks(createEngineRest(config))
  const openers = {
    ...(options.caseOpeners === undefined ? {} : { caseOpeners: options.caseOpeners }),
    ...(options.measureOpeners === undefined ? {} : { measureOpeners: options.measureOpeners }),
  }
  const workers =
    options.workers === false ? undefined : await startWorkers(config, { clock, log, ...openers })
  const accept = createIntake({
    receiveApplications: createReceiveApplications(db, clock),
    settings: { publicUrl: 'http://127.0.0.1:3000' },
  })
  const households = createHouseholds()
  const opened: FiledCase[] = []
  const taken = new Set<number>()

  return {
    clock,
    registers: simulated.registers,
    bank: simulated.bank,
    settings,
    messages: simulated.messages,
    household: (scenario) => {
      let next = households.findHousehold({ scenario })
      while (taken.has(next.index) || districtOf(next) !== 'khazar') {
        next = households.findHousehold({ scenario, from: next.index + 1 })
      }
      taken.add(next.index)
      return next
    },
    apply: async (household) => {
      const { caseId, caseNumber } = await accept({
        application: household.application,
        applicationDate: dateInBaku(clock.now()),
        actor: 'system:test',
        idempotencyKey: undefined,
      })
      const filed = openFiledCase({ caseId, caseNumber, household, clock, db, transact, userTasks })
      opened.push(filed)
      return filed
    },
    transact,
    rows: (sql, values = []) => asOwner(database, sql, values),
    follow: (title, roots) => follow({ title, roots, userTasks }),
    publish: (message) => engine.publishMessage(message),
    receive: (xml) => receive([Buffer.from(xml)]),
    verifyLedger: () => verifyLedger(db),
    close: async () => {
      // Nothing of this world may answer to the clock of the next one.
      for (const filed of opened) {
        const root = await filed.findRoot()
        if (root !== undefined) await engine.cancelInstance(root).catch(ignoreEnded)
      }
      for (const root of await openRoots(startedByOthers)) {
        await engine.cancelInstance(root).catch(ignoreEnded)
      }
      await workers?.stop(5_000)
      await gateway.close()
      await simulated.close()
      await copy.close()
      await database.drop()
    },
  }
}

const districtOf = ({ application }: Household) =>
  findDistrict(application.declaration.address.settlement ?? '')

/** An instance that has ended cannot be cancelled, and need not. */
function ignoreEnded(error: unknown): void {
  if (error instanceof Error && error.message.includes('NOT_FOUND')) return
  if (error !== null && typeof error === 'object' && 'status' in error && error.status === 'NOT_FOUND') return
  throw error
}
