/** Sessions of staff in the browser as the API keeps them: found by token, moved on while used (staff-accounts.ts has the accounts). */
import { createHash } from 'node:crypto'
import type { StaffGroup } from '../../domain/staff.ts'
import type { Sql } from './database.ts'

/** Only the hash of the cookie is kept. */
const sha256 = (token: string): string => createHash('sha256').update(token).digest('hex')

interface SessionRow {
  readonly user_name: string
  readonly display_name: string
  readonly groups: StaffGroup[]
  readonly csrf_token: string
  readonly created_at: string
  readonly expires_at: string
}

// Groups are those of the person today; a session from an identity provider has no others than it vouched for.
const find = `
  select staff.user_name, display_name, csrf_token, created_at, expires_at,
    array(select group_name from staff_group
          where staff_group.user_name = staff.user_name
            and (session.groups is null or group_name = any (session.groups))
          order by 1) as groups
  from staff_session session join staff using (user_name)
  where token_sha256 = $1 and active`

export function createBrowserSessions(sql: Sql) {
  return {
    async create(session: {
      readonly token: string
      readonly userName: string
      readonly groups: readonly StaffGroup[] | undefined
      readonly csrfToken: string
      readonly createdAt: string
      readonly expiresAt: string
    }): Promise<void> {
      const { token, userName, csrfToken, createdAt, expiresAt, groups } = session
      await sql.rows(
        `insert into staff_session (token_sha256, user_name, csrf_token, created_at, expires_at, groups)
         values ($1, $2, $3, $4, $5, $6)`,
        [sha256(token), userName, csrfToken, createdAt, expiresAt, groups ?? null],
      )
    },

    async find(token: string) {
      const [row] = await sql.rows<SessionRow>(find, [sha256(token)])
      if (row === undefined) return undefined
      return {
        userName: row.user_name,
        displayName: row.display_name,
        groups: row.groups,
        csrfToken: row.csrf_token,
        createdAt: row.created_at,
        expiresAt: row.expires_at,
      }
    },

    async extend(token: string, expiresAt: string): Promise<void> {
      await sql.rows('update staff_session set expires_at = $2 where token_sha256 = $1', [
        sha256(token),
        expiresAt,
      ])
    },

    async remove(token: string): Promise<void> {
      await sql.rows('delete from staff_session where token_sha256 = $1', [sha256(token)])
    },
  }
}
