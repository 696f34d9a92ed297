/**
 * The unit of work over PostgreSQL: every part of `Records` on one transaction. What is published and
 * what goes to the ledger waits in memory and is written with the commit.
 */
import type { Clock } from '../../domain/clock.ts'
import type { Records, Transact } from '../../domain/records.ts'
import { createAppeals } from './appeals.ts'
import { createApplications } from './applications.ts'
import { createAssetContracts } from './asset-contracts.ts'
import { createAssetMonitoring } from './asset-monitoring.ts'
import { createAssistanceTerms } from './assistance-terms.ts'
import { createCases } from './cases.ts'
import type { Database, Sql, Statement, Transaction } from './database.ts'
import { createDecisions } from './decisions.ts'
import { createEntitlements } from './entitlements.ts'
import { createIdempotencyKeys } from './idempotency-keys.ts'
import { createInspections } from './inspections.ts'
import { createLedger } from './ledger.ts'
import { createNotifications } from './notifications.ts'
import { createOutbox } from './outbox.ts'
import { createOverpayments } from './overpayments.ts'
import { parametersOn, readRules } from './parameters.ts'
import { createPaymentRuns } from './payment-runs.ts'
import { createRunViews } from './payment-run-view.ts'
import { createParties } from './parties.ts'
import { createPayments } from './payments.ts'
import { createAccounting } from './posting.ts'
import { createRedecisions } from './redecisions.ts'
import { createRegisterAnswers } from './register-answers.ts'
import { createSelfEmployments } from './self-employments.ts'
import { createServiceRequests } from './service-requests.ts'
import { createServices } from './services.ts'
import { createStaff } from './staff.ts'
import { createTasks } from './tasks.ts'

interface UnitOfWork {
  readonly records: Records
  /** Outbox, then ledger: last, because it locks the head of the chain. */
  readonly atCommit: () => readonly Statement[]
  readonly outbox: ReturnType<typeof createOutbox>
  readonly ledger: ReturnType<typeof createLedger>
}

/** Records on a transaction that somebody else begins and ends. */
export function createRecords(db: Database, clock: Clock, sql: Transaction): UnitOfWork {
  const now = () => clock.now().toISOString()
  const context = { sql, now }
  const outbox = createOutbox(now)
  const ledger = createLedger(now)
  const ofDay = async (day: string) => parametersOn(await readRules(db, sql), day)
  return {
    // Made when asked for: a step uses two or three of them.
    records: {
      get cases() {
        return createCases(context)
      },
      get parties() {
        return createParties(context, createApplications(context))
      },
      get applications() {
        return createApplications(context)
      },
      get services() {
        return createServices(context)
      },
      get idempotencyKeys() {
        return createIdempotencyKeys(context)
      },
      get serviceRequests() {
        return createServiceRequests(context)
      },
      get appeals() {
        return createAppeals(context)
      },
      get redecisions() {
        return createRedecisions(context)
      },
      get overpayments() {
        return createOverpayments(context)
      },
      get assetMonitoring() {
        return createAssetMonitoring(context)
      },
      get selfEmployments() {
        return createSelfEmployments(context)
      },
      get assetContracts() {
        return createAssetContracts(context)
      },
      get registerAnswers() {
        return createRegisterAnswers(context)
      },
      get inspections() {
        return createInspections(context)
      },
      get decisions() {
        return createDecisions(context)
      },
      get entitlements() {
        return createEntitlements(context)
      },
      get assistanceTerms() {
        return createAssistanceTerms(context, createApplications(context))
      },
      get payments() {
        return createPayments(context)
      },
      get paymentRuns() {
        return createPaymentRuns(context, ofDay)
      },
      get paymentRunViews() {
        return createRunViews(context)
      },
      get accounting() {
        return createAccounting(context)
      },
      get notifications() {
        return createNotifications(context)
      },
      get tasks() {
        return createTasks(context)
      },
      get staff() {
        return createStaff(context)
      },
      outbox,
      ledger,
      parametersOn: ofDay,
      calendarMoves: async () => (await readRules(db, sql)).calendarMoves,
    },
    outbox,
    ledger,
    atCommit: () => [...outbox.statements(), ...ledger.statements()],
  }
}

/** Runs work in one transaction of its own; see `Transact`. */
export function createTransact(db: Database, clock: Clock): Transact {
  return (work) =>
    db.transaction(async (sql) => {
      const { records, atCommit } = createRecords(db, clock, sql)
      return { value: await work(records), last: atCommit() }
    })
}

/** Runs work that reads; the connection is for reads beside the records. */
export type Read = <T>(work: (records: Records, sql: Sql) => Promise<T>) => Promise<T>

/**
 * Reads on one unchanging picture of the database.
 * @throws Error when the work published a message or wrote to the ledger; writing a table is refused by PostgreSQL
 */
export function createRead(db: Database, clock: Clock): Read {
  return (work) => db.snapshot((sql) => readOn(db, clock, sql, work))
}

/** Reads on a picture that somebody else opens and closes. @throws Error as `createRead` does */
export async function readOn<T>(
  db: Database,
  clock: Clock,
  sql: Transaction,
  work: (records: Records, sql: Sql) => Promise<T>,
): Promise<T> {
  const { records, atCommit } = createRecords(db, clock, sql)
  const value = await work(records, sql)
  if (atCommit().length > 0) throw new Error('Work that reads may not publish or write to the ledger')
  return value
}
