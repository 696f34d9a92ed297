/** Logging in: accounts with their password hash, and lock-out after wrong passwords. Sessions are in browser-sessions.ts. */
import type { StaffMember } from '../../domain/staff.ts'
import type { Sql } from './database.ts'
import { toStaffMember, type StaffRow } from './staff.ts'

export interface StaffAccount extends StaffMember {
  readonly passwordHash: string
  readonly failedLogins: number
  readonly lockedUntil: string | undefined
}

const groups = `array(select group_name from staff_group where staff_group.user_name = staff.user_name order by 1) as groups`

interface AccountRow extends StaffRow {
  readonly password_hash: string
  readonly failed_logins: number
  readonly locked_until: string | null
}

/** The account, also an inactive or locked one: the caller decides, after checking the password. */
export async function findStaffAccount(sql: Sql, userName: string): Promise<StaffAccount | undefined> {
  const [row] = await sql.rows<AccountRow>(
    `select user_name, display_name, fin, active, password_hash, failed_logins, locked_until, ${groups}
     from staff where user_name = $1`,
    [userName],
  )
  return row === undefined
    ? undefined
    : {
        ...toStaffMember(row),
        passwordHash: row.password_hash,
        failedLogins: row.failed_logins,
        lockedUntil: row.locked_until ?? undefined,
      }
}

/**
 * Counts a wrong password; after `limit` in a row the account is locked until `lockUntil` and counting starts anew.
 * @returns whether this one locked it
 */
export async function recordFailedLogin(
  sql: Sql,
  userName: string,
  limit: number,
  lockUntil: Date,
): Promise<boolean> {
  const [row] = await sql.rows<{ locked: boolean }>(
    `update staff set
       failed_logins = case when failed_logins + 1 >= $2 then 0 else failed_logins + 1 end,
       locked_until = case when failed_logins + 1 >= $2 then $3 else locked_until end
     where user_name = $1 returning locked_until = $3 as locked`,
    [userName, limit, lockUntil.toISOString()],
  )
  return row?.locked === true
}

export async function recordGoodLogin(sql: Sql, userName: string): Promise<void> {
  await sql.rows('update staff set failed_logins = 0, locked_until = null where user_name = $1', [userName])
}

/** @returns how many sessions had ended */
export async function removeEndedSessions(sql: Sql, now: Date): Promise<number> {
  const ended = await sql.rows('delete from staff_session where expires_at <= $1 returning user_name', [
    now.toISOString(),
  ])
  return ended.length
}
