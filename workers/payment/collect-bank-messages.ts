/**
 * One round of fetching what waits at the bank. A message is acknowledged only after it is kept, so that a
 * crash in between brings it again, which counts once. Called in a loop by workers/main.ts.
 */
import { DomainError } from '../../domain/errors.ts'
import type { Bank } from '../../domain/payment.ts'
import type { Log } from '../dependencies.ts'
import type { ReceiveBankMessage } from './receive-bank-message.ts'

interface Dependencies {
  readonly bank: Pick<Bank, 'waiting' | 'fetch' | 'acknowledge'>
  readonly receive: ReceiveBankMessage
  readonly log: Log
  readonly metrics: { received(type: 'new' | 'known'): void; unreadable(count: number): void }
}

/** @returns one round: keeps every message that waits now, unreadable ones too; throws what bank or database throw */
export function collectBankMessages({ bank, receive, log, metrics }: Dependencies): () => Promise<void> {
  return async () => {
    for (const id of await bank.waiting()) {
      try {
        const result = await receive(await bank.fetch(id))
        metrics.received(result.isNew ? 'new' : 'known')
        log.info({ ...result }, 'A message of the bank was received')
      } catch (error) {
        if (!(error instanceof DomainError) || error.code !== 'BANK_MESSAGE_UNREADABLE') throw error
        metrics.unreadable(1)
        log.warn({ ...error.detail }, 'The bank sent something unreadable; see the payment exceptions')
      }
      await bank.acknowledge(id)
    }
  }
}
