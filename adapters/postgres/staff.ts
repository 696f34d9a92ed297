/** Members of staff, for checks of who did what. Logging in is in staff-accounts.ts. */
import type { Staff } from '../../domain/records.ts'
import type { StaffGroup, StaffMember } from '../../domain/staff.ts'
import type { RecordsContext } from './context.ts'

export interface StaffRow {
  readonly user_name: string
  readonly display_name: string
  readonly fin: string | null
  readonly active: boolean
  readonly groups: StaffGroup[]
}

export function createStaff({ sql }: Pick<RecordsContext, 'sql'>): Staff {
  return {
    find: async (userName) => {
      const [row] = await sql.rows<StaffRow>(
        `select user_name, display_name, fin, active,
           array(select group_name from staff_group where staff_group.user_name = staff.user_name order by 1) as groups
         from staff where user_name = $1`,
        [userName],
      )
      return row === undefined ? undefined : toStaffMember(row)
    },
  }
}

export const toStaffMember = (row: StaffRow): StaffMember => ({
  userName: row.user_name,
  displayName: row.display_name,
  groups: row.groups,
  fin: row.fin ?? undefined,
  active: row.active,
})
