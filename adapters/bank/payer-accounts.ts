/**
 * The accounts DSMF pays from: one for all, or another one for single kinds of aid. A file carries one kind, so all its
 * orders are paid from one account. Used by payment-files.ts and, for the bank's statements, by the receiver.
 */
import type { Config } from '../config.ts'
import type { Debtor } from './write-pain001.ts'

export interface PayerAccounts {
  /** @param kind of aid, e.g. `targeted-social-assistance` */
  readonly debtorOf: (kind: string) => Debtor
  /** All of them: a statement of another account is not ours. */
  readonly ibans: readonly string[]
}

type PayerSettings = Pick<Config, 'PAYER_NAME' | 'PAYER_IBAN' | 'PAYER_BIC' | 'PAYER_ACCOUNTS'>

export function createPayerAccounts(config: PayerSettings): PayerAccounts {
  const { PAYER_NAME: name, PAYER_IBAN: iban, PAYER_BIC: bic, PAYER_ACCOUNTS = '' } = config
  const ofKinds = new Map<string, string>()
  for (const pair of PAYER_ACCOUNTS.split(',')) {
    const [kind, account] = pair.trim().split('=')
    if (kind !== undefined && account !== undefined) ofKinds.set(kind, account)
  }
  return {
    debtorOf: (kind) => ({ name, bic, iban: ofKinds.get(kind) ?? iban }),
    ibans: [...new Set([iban, ...ofKinds.values()])],
  }
}
