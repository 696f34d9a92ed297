/**
 * COPY as streams, for the rows of a monthly run: a file's orders out, a bank message's lines in. The pool of its own
 * is not pipelined, because COPY takes a connection for itself; the other side is never read faster than we write.
 */
import { addAbortSignal } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { escapeLiteral, Pool, type PoolClient, type types } from 'pg'
import { from, to } from 'pg-copy-streams'
import { checkOut } from './check-out.ts'
import { translateFailure } from './failures.ts'

/** A statement with its values written into it, because COPY takes no parameters. Made by `copyStatement`. */
export interface CopyStatement {
  readonly text: string
}

/**
 * Writes values into a COPY statement, quoted.
 * @example copyStatement`copy (select id from payment_order where run_id = ${runId}) to stdout`
 */
export function copyStatement(
  texts: TemplateStringsArray,
  ...values: readonly (string | number)[]
): CopyStatement {
  const quoted = values.map((value) => {
    if (typeof value === 'string') return escapeLiteral(value)
    if (!Number.isSafeInteger(value))
      throw new RangeError('Only whole numbers can be written into a statement')
    return String(value)
  })
  return { text: String.raw({ raw: texts }, ...quoted) }
}

/** One transaction on one connection, for statements around a COPY. */
export interface CopyTransaction {
  /** All values come as text, as PostgreSQL writes them. @throws RetryableError, QueryRefused */
  rows(text: string, values?: readonly unknown[]): Promise<readonly Readonly<Record<string, string | null>>[]>
  /** @returns number of rows. What `chunks` throws is thrown, and nothing of it is kept. */
  copyIn(
    statement: CopyStatement,
    chunks: AsyncIterable<string | Uint8Array>,
    signal?: AbortSignal,
  ): Promise<number>
}

export interface CopyStreams {
  /**
   * Bytes of a `copy … to stdout`, as fast as they are taken. Whoever stops early, or aborts, gives the connection up.
   * @throws RetryableError, QueryRefused; the reason of the signal
   */
  copyOut(statement: CopyStatement, signal?: AbortSignal): AsyncGenerator<Uint8Array, void, undefined>
  /** Commits when `work` returns, rolls back when it throws. @throws what `work` throws; RetryableError, QueryRefused */
  transaction<T>(work: (on: CopyTransaction) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface CopyStreamsOptions {
  /** Each running COPY holds one. */
  readonly maxConnections?: number
  /** For a whole COPY; longer than the pool's usual, because the other side takes its time. */
  readonly statementTimeoutMs?: number
  readonly onConnectionLost?: (error: Error) => void
}

const asText = (text: string): string => text

/** @param url of the application's role */
export function openCopyStreams(url: string, options: CopyStreamsOptions = {}): CopyStreams {
  const lost = (error: Error) => options.onConnectionLost?.(error)
  const pool = new Pool({
    connectionString: url,
    max: options.maxConnections ?? 4,
    connectionTimeoutMillis: 10_000,
    statement_timeout: options.statementTimeoutMs ?? 15 * 60_000,
    lock_timeout: 10_000,
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
    types: { getTypeParser: (() => asText) as unknown as typeof types.getTypeParser },
  })
  pool.on('error', lost)
  return {
    async *copyOut({ text }, signal) {
      signal?.throwIfAborted()
      const { client, release } = await checkOut(pool, lost)
      let whole = false
      try {
        const stream = client.query(to(text))
        if (signal !== undefined) addAbortSignal(signal, stream)
        for await (const chunk of stream as AsyncIterable<Buffer>) yield chunk
        whole = true
      } catch (error) {
        signal?.throwIfAborted()
        throw translateFailure(error)
      } finally {
        // After half of the rows the other half is still on the wire: such a connection is of no use to anybody.
        release(!whole)
      }
    },

    transaction: async (work) => {
      const { client, release } = await checkOut(pool, lost)
      try {
        await client.query('begin')
        const value = await work(transactionOn(client))
        await client.query('commit')
        release()
        return value
      } catch (error) {
        const rolledBack = await client.query('rollback').then(
          () => true,
          () => false,
        )
        release(!rolledBack)
        throw translateFailure(error)
      }
    },

    close: () => pool.end(),
  }
}

const transactionOn = (client: PoolClient): CopyTransaction => ({
  rows: async (text, values = []) =>
    (await client.query<Record<string, string | null>>(text, [...values])).rows,
  copyIn: async ({ text }, chunks, signal) => {
    signal?.throwIfAborted()
    const sink = client.query(from(text))
    try {
      await pipeline(chunks, sink, ...(signal === undefined ? [] : [{ signal }]))
    } catch (error) {
      signal?.throwIfAborted()
      throw error
    }
    return sink.rowCount
  },
})
