/** Messages of the bank as tests make them: of lines, without a file. */
import { createBankMessages } from '../../adapters/postgres/bank-messages.ts'
import { openCopyStreams } from '../../adapters/postgres/copy-streams.ts'
import type { Clock } from '../../domain/clock.ts'
import type { BankMessage, BankMessageStream } from '../../domain/payment.ts'

const streamOf = ({ messageId, type, lines, problems = [] }: BankMessage): BankMessageStream => ({
  messageId,
  type,
  batches: (async function* () {
    yield lines
  })(),
  problems: () => problems,
  close: async () => undefined,
})

/** Stores messages in the database of that address. */
export function openMessageStore(url: string, clock: Clock) {
  const copy = openCopyStreams(url, { maxConnections: 2 })
  const messages = createBankMessages(copy, clock)
  return {
    /** @returns `false` when its id was there already */
    add: (message: BankMessage, sha256 = 'c'.repeat(64)) => messages.add(streamOf(message), sha256),
    close: () => copy.close(),
  }
}
