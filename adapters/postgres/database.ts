/**
 * The connection to PostgreSQL. Statements are prepared once per connection and pipelined: a statement
 * is sent without waiting for the one before, and what a transaction sends in one turn of the event loop travels in
 * one packet, so that `begin`, `commit` and writes cost no round trip of their own.
 * Dates stay `YYYY-MM-DD`, bigints stay strings, instants are ISO 8601 in UTC.
 */
import type { Writable } from 'node:stream'
import { Pool, types, type PoolClient } from 'pg'
import { RetryableError } from '../../domain/errors.ts'
import { checkOut, type CheckedOut } from './check-out.ts'
import { QueryRefused, translateFailure } from './failures.ts'

export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

/** Sends SQL. `text` must be constant: it is prepared, and kept for the life of the connection. */
export interface Sql {
  /** @throws RetryableError, QueryRefused */
  rows<Row>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>
}

/** Sends SQL within a transaction. */
export interface Transaction extends Sql {
  /**
   * Sends a write without waiting for it: the transaction commits only if it worked, and fails with its error otherwise.
   * @param check looks at the rows it answered with before the commit is sent; throws to refuse
   */
  send(text: string, values: readonly unknown[], check?: (rows: readonly unknown[]) => void): void
}

/** What a transaction's work gives back: its value, and statements to send together with the commit. */
export interface Finished<T> {
  readonly value: T
  readonly last: readonly Statement[]
}

export interface Database extends Sql {
  /** Runs `work` in one transaction: commits when it returns, rolls back when it throws. */
  transaction<T>(work: (sql: Transaction) => Promise<Finished<T>>): Promise<T>
  /** Runs `work` on one unchanging picture of the database; writing is refused. */
  snapshot<T>(work: (sql: Transaction) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface DatabaseOptions {
  readonly maxConnections?: number
  /** A connection broke, in use or not; the pool opens another, and work on it fails with `RetryableError`. */
  readonly onConnectionLost?: (error: Error) => void
}

const parseInstant = (text: string): string => new Date(text).toISOString()
const asText = (text: string): string => text

/** @param url of the application's role, e.g. `postgres://dost_app:…@localhost:5433/dost` */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const pool = new Pool({
    connectionString: url,
    max: options.maxConnections ?? 10,
    pipeline: true,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 30_000,
    lock_timeout: 10_000,
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
    types: { getTypeParser: findParser as typeof types.getTypeParser },
  })
  const lost = (error: Error) => options.onConnectionLost?.(error)
  pool.on('error', lost)

  return {
    rows: (text, values) => run(pool, text, values),
    transaction: (work) => inTransaction(() => checkOut(pool, lost), 'begin', work),
    snapshot: (work) =>
      inTransaction(
        () => checkOut(pool, lost),
        'begin isolation level repeatable read read only',
        async (sql) => ({ value: await work(sql), last: [] }),
      ),
    close: () => pool.end(),
  }
}

const ownParsers: Readonly<Record<number, unknown>> = {
  [types.builtins.DATE]: asText,
  [types.builtins.TIMESTAMPTZ]: parseInstant,
}

function findParser(oid: number, format?: 'text' | 'binary'): unknown {
  return ownParsers[oid] ?? (types.getTypeParser as (oid: number, format?: string) => unknown)(oid, format)
}

async function inTransaction<T>(
  connect: () => Promise<CheckedOut>,
  begin: string,
  work: (sql: Transaction) => Promise<Finished<T>>,
): Promise<T> {
  const { client, release } = await connect()
  const sent: Promise<unknown>[] = []
  const checks: Promise<unknown>[] = []
  const ask = <Row>(text: string, values?: readonly unknown[]) => {
    gather(client)
    return run<Row>(client, text, values)
  }
  const send: Transaction['send'] = (text, values, check) => {
    const answered = check === undefined ? ask(text, values) : ask(text, values).then(check)
    answered.catch(() => undefined) // Awaited below; until then its failure shows in the statements after it.
    sent.push(answered)
    if (check !== undefined) checks.push(answered)
  }
  try {
    send(begin, [])
    const { value, last } = await work({ rows: ask, send })
    await Promise.all(checks)
    for (const { text, values } of last) send(text, values)
    gather(client)
    const committed = client.query('commit')
    committed.catch(() => undefined) // Looked at below, after failures that say more.
    // In their order: the first that fails is the cause, the others were refused because of it.
    for (const answered of sent) await answered
    // A failed statement turns the commit into a rollback, and PostgreSQL reports that as success.
    if ((await committed).command !== 'COMMIT') throw new RetryableError('The transaction was rolled back')
    release()
    return value
  } catch (error) {
    const cause = isConsequence(error) ? ((await firstFailure(sent)) ?? error) : error
    await rollBack({ client, release })
    throw translateFailure(cause)
  }
}

/** What is sent until the end of this turn goes out together. */
function gather(client: PoolClient): void {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Writable } }).connection
  if (stream.writableCorked > 0) return
  stream.cork()
  process.nextTick(() => {
    stream.uncork()
  })
}

/** PostgreSQL did not even look at the statement, because one before it had failed. */
const isConsequence = (error: unknown): boolean => error instanceof QueryRefused && error.sqlState === '25P02'

async function firstFailure(sent: readonly Promise<unknown>[]): Promise<unknown> {
  const failed = (await Promise.allSettled(sent)).find(({ status }) => status === 'rejected')
  return failed?.status === 'rejected' ? failed.reason : undefined
}

/** Gives the connection back clean, or throws it away. */
async function rollBack({ client, release }: CheckedOut): Promise<void> {
  try {
    await client.query('rollback')
    release()
  } catch (error) {
    release(error instanceof Error ? error : true)
  }
}

const names = new Map<string, string>()

/** A short name per statement text: PostgreSQL keeps the plan under it. */
function nameOf(text: string): string {
  const known = names.get(text)
  if (known !== undefined) return known
  const name = `s${names.size}`
  names.set(text, name)
  return name
}

async function run<Row>(
  target: Pool | PoolClient,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  try {
    const config = values.length === 0 ? { text } : { name: nameOf(text), text, values: [...values] }
    return (await target.query(config)).rows as Row[]
  } catch (error) {
    throw translateFailure(error)
  }
}

/** For jsonb parameters: the driver would turn an array into a PostgreSQL array. */
export const json = (value: unknown): string => JSON.stringify(value)
