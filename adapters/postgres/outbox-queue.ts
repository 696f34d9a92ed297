/**
 * The storage side of the relay: claims messages that wait, hands them over, and notes what came of it.
 * Rows are locked while they are sent, so several relays never send one message at the same time; a relay
 * that dies gives its rows back, and the engine takes a message id only once.
 */
import { Client } from 'pg'
import type { Clock } from '../../domain/clock.ts'
import { json, type Database } from './database.ts'
import { translateFailure } from './failures.ts'

export interface OutboxMessage {
  /** Under this id the engine takes the message once. */
  readonly messageId: string
  readonly name: string
  readonly correlationKey: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly timeToLiveMs: number
}

export interface BatchResult {
  readonly sent: number
  readonly failed: number
}

export interface OutboxQueue {
  /**
   * Sends up to `limit` messages whose time has come, oldest first and side by side.
   * @param send throws when the engine did not take the message; it is tried again, later each time, up to a minute
   */
  sendBatch(limit: number, send: (message: OutboxMessage) => Promise<void>): Promise<BatchResult>
  /** Messages waiting, and the age of the oldest in milliseconds (0 when none waits). */
  lag(): Promise<{ readonly waiting: number; readonly oldestMs: number }>
}

interface Row {
  readonly id: string
  readonly message_id: string
  readonly name: string
  readonly correlation_key: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly time_to_live_ms: string
}

const claim = `
  select id, message_id, name, correlation_key, variables, time_to_live_ms from outbox
  where sent_at is null and next_attempt_at <= $2
  order by id limit $1 for update skip locked`

const note = `
  update outbox set
    attempts = attempts + 1,
    sent_at = case when result.error is null then $2::timestamptz end,
    last_error = result.error,
    next_attempt_at = $2::timestamptz + least(60, power(2, least(attempts, 6))) * interval '1 second'
  from jsonb_to_recordset($1::jsonb) as result (id bigint, error text)
  where outbox.id = result.id`

export function createOutboxQueue(db: Database, clock: Clock): OutboxQueue {
  const now = () => clock.now().toISOString()
  return {
    sendBatch: (limit, send) =>
      db.transaction(async (sql) => {
        const rows = await sql.rows<Row>(claim, [limit, now()])
        const results = await Promise.all(
          rows.map(async (row) => ({ id: row.id, error: await failureOf(send(toMessage(row))) })),
        )
        const failed = results.filter(({ error }) => error !== null).length
        return {
          value: { sent: rows.length - failed, failed },
          last: rows.length === 0 ? [] : [{ text: note, values: [json(results), now()] }],
        }
      }),

    lag: async () => {
      const [row] = await db.rows<{ waiting: number; oldest: string | null }>(
        'select count(*)::integer as waiting, min(created_at) as oldest from outbox where sent_at is null',
      )
      const oldest = row?.oldest ?? undefined
      return {
        waiting: row?.waiting ?? 0,
        oldestMs: oldest === undefined ? 0 : Math.max(0, clock.now().getTime() - Date.parse(oldest)),
      }
    },
  }
}

/** The failure becomes data of the row: seen in the lag figure and in `last_error`. */
const failureOf = (sending: Promise<void>): Promise<string | null> =>
  sending.then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)).slice(0, 1_000),
  )

const toMessage = (row: Row): OutboxMessage => ({
  messageId: row.message_id,
  name: row.name,
  correlationKey: row.correlation_key,
  variables: row.variables,
  timeToLiveMs: Number(row.time_to_live_ms),
})

export interface Listener {
  close(): Promise<void>
}

/**
 * Listens for new messages on a connection of its own and opens it again when it breaks. Polling stays
 * necessary: what is announced while the connection is down is not announced again, so `onNotify` is
 * also called after every (re)connection.
 * @param onProblem told each time the connection breaks or cannot be opened
 */
export function listenToOutbox(
  url: string,
  onNotify: () => void,
  onProblem: (error: unknown) => void,
  reconnectMs = 1_000,
): Listener {
  let closed = false
  let current: Client | undefined
  let timer: NodeJS.Timeout | undefined

  const reconnectLater = (client: Client, error: unknown) => {
    if (closed || current !== client) return
    current = undefined
    onProblem(translateFailure(error))
    client.end().catch(() => undefined) // It is broken already; what broke it was told above.
    timer = setTimeout(connect, reconnectMs)
  }

  const connect = () => {
    const client = new Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 10_000 })
    current = client
    client.on('notification', onNotify)
    client.on('error', (error) => {
      reconnectLater(client, error)
    })
    client.on('end', () => {
      reconnectLater(client, new Error('The connection that listens was closed'))
    })
    client
      .connect()
      .then(() => client.query('listen outbox'))
      .then(onNotify)
      .catch((error: unknown) => {
        reconnectLater(client, error)
      })
  }
  connect()

  return {
    close: async () => {
      closed = true
      clearTimeout(timer)
      await current?.end()
    },
  }
}
