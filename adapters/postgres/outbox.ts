/**
 * Messages for the engine, kept until the transaction ends and written with its commit.
 * Next: the relay (outbox-queue.ts) sends them.
 */
import type { Outbox } from '../../domain/records.ts'
import { json, type Statement } from './database.ts'

interface BufferedOutbox extends Outbox {
  /** The insert of all messages published so far, if any. */
  statements(): readonly Statement[]
}

const insert = `
  insert into outbox (name, correlation_key, variables, time_to_live_ms, created_at, next_attempt_at)
  select message ->> 'name', message ->> 'correlationKey', message -> 'variables', (message ->> 'timeToLiveMs')::bigint, $2, $2
  from jsonb_array_elements($1::jsonb) with ordinality messages (message, place) order by place`

export function createOutbox(now: () => string): BufferedOutbox {
  const messages: unknown[] = []
  return {
    publish: async (message) => {
      messages.push(message)
    },
    statements: () => (messages.length === 0 ? [] : [{ text: insert, values: [json(messages), now()] }]),
  }
}
