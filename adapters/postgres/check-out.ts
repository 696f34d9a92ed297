/**
 * A connection out of its pool for longer than one statement. While it is out the pool does not listen to it: without a
 * listener of ours, a server that ends it (a restart, a failover, an operator) would end the process too.
 */
import type { Pool, PoolClient } from 'pg'
import { translateFailure } from './failures.ts'

export interface CheckedOut {
  readonly client: PoolClient
  /** Gives the connection back; a broken one is closed instead. */
  readonly release: (broken?: Error | boolean) => void
}

/**
 * @param onLost told when the connection breaks while it is out; what was running on it fails by itself
 * @throws RetryableError, QueryRefused
 */
export async function checkOut(pool: Pool, onLost: (error: Error) => void): Promise<CheckedOut> {
  const client = await pool.connect().catch((error: unknown) => {
    throw translateFailure(error)
  })
  client.on('error', onLost)
  return {
    client,
    release: (broken) => {
      client.off('error', onLost)
      client.release(broken)
    },
  }
}
