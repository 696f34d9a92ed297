/**
 * Name and password of staff, against the same bcrypt hash that Tasklist checks. Too many failures lock the
 * account for a while; an unknown name costs as much time and gets the same answer as a wrong password.
 */
import { compare, hashSync } from 'bcryptjs'
import { randomBytes } from 'node:crypto'
import type { Clock } from '../../domain/clock.ts'
import type { Transact } from '../../domain/records.ts'
import type { ApiSettings, StaffAccounts } from '../ports.ts'

/** What a name can be at all; nothing else is looked up. */
const USER_NAME = /^[a-z0-9][a-z0-9._-]{1,63}$/
const BCRYPT_COST = 10
/** bcrypt reads no more than 72 bytes; longer passwords would be equal to their beginning. */
const MAX_PASSWORD_BYTES = 72

export interface LoginDeps {
  readonly accounts: StaffAccounts
  readonly transact: Transact
  readonly clock: Clock
  readonly settings: Pick<ApiSettings, 'loginMaxFailures' | 'loginLockMinutes'>
}

export function createPasswordCheck({ accounts, transact, clock, settings }: LoginDeps) {
  // Nobody's password: compared when there is no account, so that the answer takes as long.
  const nobody = hashSync(randomBytes(16).toString('hex'), BCRYPT_COST)

  const note = (userName: string, action: string) =>
    transact(async ({ ledger }) => {
      ledger.append({ actor: `staff:${userName}`, action })
    })

  /** Whether this is the password of that active, unlocked member of staff. */
  return async function checkPassword(userName: string, password: string): Promise<boolean> {
    const account = USER_NAME.test(userName) ? await accounts.find(userName) : undefined
    const matches = await compare(password, account?.passwordHash ?? nobody)
    if (account?.active !== true) return false

    const now = clock.now()
    if (account.lockedUntil !== undefined && Date.parse(account.lockedUntil) > now.getTime()) {
      await note(userName, 'staff.login-while-locked')
      return false
    }
    if (!matches || Buffer.byteLength(password) > MAX_PASSWORD_BYTES) {
      const locked = await accounts.countFailure(userName, {
        maxFailures: settings.loginMaxFailures,
        lockUntil: new Date(now.getTime() + settings.loginLockMinutes * 60_000).toISOString(),
      })
      await note(userName, locked ? 'staff.locked' : 'staff.login-failed')
      return false
    }
    await accounts.clearFailures(userName)
    await note(userName, 'staff.logged-in')
    return true
  }
}
export type CheckPassword = ReturnType<typeof createPasswordCheck>
