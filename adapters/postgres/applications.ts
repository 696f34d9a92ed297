/**
 * Applications as declared, and what was corrected since. `receive` is intake (receive-applications.ts).
 */
import type { Application, Declaration, Meters, NewApplication } from '../../domain/application.ts'
import type { Applications } from '../../domain/intake.ts'
import { missingCase } from './cases.ts'
import type { RecordsContext } from './context.ts'
import { json } from './database.ts'
import { receiveApplications } from './receive-applications.ts'

export function createApplications({ sql, now }: RecordsContext): Applications {
  return {
    receive: (handedIn) => receiveApplications(sql, now(), handedIn),

    get: async (caseId) => {
      const [row] = await sql.rows<ApplicationRow>(selectApplication, [caseId])
      return row === undefined ? missingCase(caseId) : toApplication(caseId, row)
    },

    correctMeters: async (caseId, meters) => {
      const changed = await sql.rows(correctMeters, [caseId, json(meters)])
      return changed.length > 0
    },

    lastInspectedOn: async (caseId) => {
      const [row] = await sql.rows<{ day: string | null }>(selectLastInspection, [caseId])
      return row?.day ?? undefined
    },

    blockedUntil: async (caseId) => {
      const [row] = await sql.rows<{ day: string | null }>(
        `select max(blocked_until) as day from false_data_block join case_file using (household_id)
         where case_file.id = $1`,
        [caseId],
      )
      return row?.day ?? undefined
    },
  }
}

const selectApplication = `
  select application_date, declared, iban, meters from case_file join declaration on case_id = id where id = $1`

// Meters the visit did not see keep their numbers.
const correctMeters = `
  update declaration set meters = meters || $2
  where case_id = $1 and meters <> meters || $2
  returning case_id`

const selectLastInspection = `
  select max((act.signed_at at time zone 'Asia/Baku')::date) as day
  from case_file this
    join case_file earlier on earlier.household_id = this.household_id and earlier.id <> this.id
      and earlier.application_date <= this.application_date
    join decision on decision.case_id = earlier.id
    join inspection_act act on act.case_id = earlier.id and act.result = 'inspected'
  where this.id = $1`

interface ApplicationRow {
  readonly application_date: string
  readonly declared: NewApplication
  readonly iban: Declaration['iban']
  readonly meters: Meters
}

const toApplication = (
  caseId: string,
  { application_date, declared, iban, meters }: ApplicationRow,
): Application => ({
  ...declared,
  caseId,
  applicationDate: application_date,
  declaration: { ...declared.declaration, iban, meters },
})
