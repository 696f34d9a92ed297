/** Which account a kind of aid is paid from, and whose statements are ours. */
import { expect, test } from 'vitest'
import { createPayerAccounts } from '../../../adapters/bank/payer-accounts.ts'
import { ConfigError, readConfig } from '../../../adapters/config.ts'
import { secretSettings } from '../../support/secret-settings.ts'

const settings = {
  DATABASE_URL: 'postgres://dost_app@localhost/dost',
  NODE_ENV: 'test',
  PAYER_IBAN: 'AZ21NABZ00000000137010001944',
  ...secretSettings,
}
const other = 'AZ77NABZ00000000137010001942'
const accounts = (PAYER_ACCOUNTS?: string) =>
  createPayerAccounts(
    readConfig({ ...settings, ...(PAYER_ACCOUNTS === undefined ? {} : { PAYER_ACCOUNTS }) }),
  )

test('one account for all, unless a kind has its own', () => {
  expect(accounts().debtorOf('child-benefit').iban).toBe(settings.PAYER_IBAN)
  const payer = accounts(`child-benefit=${other}, stipend=${other}`)
  expect(payer.debtorOf('child-benefit')).toMatchObject({ iban: other, bic: 'NABZAZ2X' })
  expect(payer.debtorOf('targeted-social-assistance').iban).toBe(settings.PAYER_IBAN)
  expect(payer.ibans).toEqual([settings.PAYER_IBAN, other])
})

test.each(['child-benefit', 'child-benefit=DE89370400440532013000', `=${other}`, `a=${other};b=${other}`])(
  '%s is refused at the start',
  (PAYER_ACCOUNTS) => {
    expect(() => accounts(PAYER_ACCOUNTS)).toThrow(ConfigError)
  },
)
