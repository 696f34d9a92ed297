/** The list of staff as an administrator sets it up, with the owner's role: the application may not change it. */
import type { StaffMember } from '../../domain/staff.ts'
import type { Database } from './database.ts'

export interface NewStaffMember extends Omit<StaffMember, 'active'> {
  /** bcrypt; Tasklist takes the same hash. */
  readonly passwordHash: string
}

/**
 * Adds members of staff or brings them up to date: name, FIN, password and exactly these groups.
 * @param ownerDb opened with the owner's address
 */
export async function saveStaff(ownerDb: Database, members: readonly NewStaffMember[]): Promise<void> {
  await ownerDb.transaction(async (sql) => {
    for (const { userName, displayName, fin, groups, passwordHash } of members) {
      await Promise.all([
        sql.rows(
          `insert into staff (user_name, display_name, fin, password_hash) values ($1, $2, $3, $4)
           on conflict (user_name) do update set display_name = excluded.display_name, fin = excluded.fin,
             password_hash = excluded.password_hash, active = true`,
          [userName, displayName, fin, passwordHash],
        ),
        sql.rows('delete from staff_group where user_name = $1 and group_name <> all ($2::text[])', [
          userName,
          groups,
        ]),
        sql.rows(
          'insert into staff_group (user_name, group_name) select $1, unnest($2::text[]) on conflict do nothing',
          [userName, groups],
        ),
      ])
    }
    return { value: undefined, last: [] }
  })
}
