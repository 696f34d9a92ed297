/** Which bank the settings name: over HTTP, through a folder, or a payment hub in its place. */
import type { Bank } from '../domain/payment.ts'
import { createFolderBank } from './bank/folder-bank.ts'
import { createHttpBank } from './bank/http-bank.ts'
import type { Config } from './config.ts'
import { createGovStackBank, type GovStackBankOptions } from './govstack/govstack-bank.ts'

type BankSettings = Pick<
  Config,
  'BANK_URL' | 'BANK_FOLDER' | 'BANK_MESSAGE_MAX_BYTES' | 'GOVSTACK_URL' | 'GOVSTACK_SOURCE_ID' | 'PUBLIC_URL'
>

export function openBank(config: BankSettings, payeeIds: GovStackBankOptions['payeeIds']): Bank {
  const { GOVSTACK_URL, GOVSTACK_SOURCE_ID, BANK_FOLDER } = config
  if (GOVSTACK_URL !== undefined && GOVSTACK_SOURCE_ID !== undefined) {
    return createGovStackBank({
      url: GOVSTACK_URL,
      sourceId: GOVSTACK_SOURCE_ID,
      callbackUrl: `${config.PUBLIC_URL.replace(/\/$/, '')}/v1/bank-messages`,
      payeeIds,
    })
  }
  return BANK_FOLDER === undefined
    ? createHttpBank({ url: config.BANK_URL, maxMessageBytes: config.BANK_MESSAGE_MAX_BYTES })
    : createFolderBank(BANK_FOLDER)
}
