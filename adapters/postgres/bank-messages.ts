/**
 * Messages of the bank into the database: the lines by COPY as they are read, all of them or none, in flat memory.
 * Next: `matchMessage` (bank-matching.ts).
 */
import type { Clock } from '../../domain/clock.ts'
import { OperatorError } from '../../domain/errors.ts'
import type { BankLine, BankMessages } from '../../domain/payment.ts'
import type { Payments, StoredBankMessage } from '../../domain/records.ts'
import type { RecordsContext } from './context.ts'
import { copyStatement, type CopyStreams } from './copy-streams.ts'
import { copyChunks, type CopyValue } from './copy-text.ts'

const intoLines = copyStatement`copy bank_line (bank_message_id, line_number, scope, status, end_to_end_id,
  original_message_id, amount_qepik, currency, iban, booked_on, reason, found_in, problem) from stdin`

export function createBankMessages(copy: CopyStreams, clock: Clock): BankMessages {
  return {
    add: (message, sha256) =>
      copy.transaction(async (on) => {
        // The same message may come twice at once: the second waits until the first is stored, however long it is.
        await on.rows(`set local lock_timeout = '15min'`)
        const [added] = await on.rows(
          `insert into bank_message (message_id, type, sha256, received_at) values ($1, $2, $3, $4)
           on conflict (message_id) do nothing returning id`,
          [message.messageId, message.type, sha256, clock.now().toISOString()],
        )
        const id = added?.['id']
        if (id === undefined) return false
        const lineCount = await on.copyIn(intoLines, copyChunks(numbered(message.batches, String(id))))
        await on.rows('update bank_message set line_count = $2, problems = $3 where id = $1', [
          id,
          lineCount,
          message.problems(),
        ])
        return true
      }),
  }
}

async function* numbered(
  batches: AsyncIterable<readonly BankLine[]>,
  messageId: string,
): AsyncGenerator<readonly (readonly CopyValue[])[], void> {
  let number = 0
  for await (const lines of batches) {
    yield lines.map((line) => [
      messageId,
      (number += 1),
      line.scope ?? 'payment',
      line.status,
      line.endToEndId,
      line.originalMessageId,
      line.amountQepik,
      line.currency,
      line.iban,
      line.bookedOn,
      line.reason,
      line.foundIn,
      line.problem,
    ])
  }
}

interface BankMessageRow {
  readonly type: StoredBankMessage['type']
  readonly sha256: string
  readonly line_count: number | null
  readonly problems: readonly string[]
  readonly state: 'received' | 'matched'
}

/** What a unit of work knows of stored messages: whether one was matched, and those that could not be read. */
export function createStoredMessages({
  sql,
  now,
}: RecordsContext): Pick<Payments, 'lockBankMessage' | 'addUnreadableMessage'> {
  return {
    lockBankMessage: async (messageId) => {
      const [row] = await sql.rows<BankMessageRow>(
        `select type, sha256, line_count, problems, state from bank_message
         where message_id = $1 and type <> 'unreadable' for update`,
        [messageId],
      )
      return row === undefined ? missingMessage(messageId) : toMessage(row)
    },
    addUnreadableMessage: async (messageId, sha256) => {
      const added = await sql.rows(
        `insert into bank_message (message_id, type, sha256, received_at) values ($1, 'unreadable', $2, $3)
         on conflict (message_id) do nothing returning id`,
        [messageId, sha256, now()],
      )
      return added.length > 0
    },
  }
}

function missingMessage(messageId: string): never {
  throw new OperatorError(
    `Bank message ${messageId} is not in the database`,
    'Check that engine and database belong together; the bank can send it again.',
  )
}

const toMessage = ({ type, sha256, line_count, problems, state }: BankMessageRow): StoredBankMessage => ({
  type,
  sha256,
  lineCount: line_count ?? 0,
  problems,
  matched: state === 'matched',
})
