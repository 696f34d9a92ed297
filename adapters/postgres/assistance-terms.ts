/** Terms of assistance, and the declarations that are decided from in them. Changes: assistance-changes.ts. */
import type { NewApplication } from '../../domain/application.ts'
import type { AssistanceTerm, AssistanceTerms } from '../../domain/assistance-term.ts'
import { OperatorError } from '../../domain/errors.ts'
import type { Applications } from '../../domain/intake.ts'
import { createAssistanceChanges } from './assistance-changes.ts'
import type { RecordsContext } from './context.ts'
import { json } from './database.ts'

interface Row {
  readonly case_id: string
  readonly application_case_id: string
  readonly entitlement_id: string
  readonly ended_on: string | null
  readonly end_cause: NonNullable<AssistanceTerm['endCause']> | null
  readonly renewal_wanted_at: string | null
  readonly renewal_case_id: string | null
}

const select = `
  select assistance_term.*, entitlement.case_id as application_case_id
  from assistance_term join entitlement on entitlement.id = entitlement_id`

export function createAssistanceTerms(context: RecordsContext, applications: Applications): AssistanceTerms {
  const { sql, now } = context
  const one = async (condition: string, value: string) => {
    const [row] = await sql.rows<Row>(`${select} where ${condition}`, [value])
    return row === undefined ? undefined : toTerm(row)
  }
  const get = async (condition: string, caseId: string) => {
    const term = await one(condition, caseId)
    if (term !== undefined) return term
    throw new OperatorError(
      `Case ${caseId} is no term of assistance`,
      'Check that engine and database belong together (a restored backup?); otherwise cancel the instance in Operate.',
    )
  }
  return {
    ...createAssistanceChanges(context),

    open: async ({ caseId, entitlementId }) => {
      sql.send('insert into assistance_term (case_id, entitlement_id) values ($1, $2)', [
        caseId,
        entitlementId,
      ])
    },
    get: (caseId) => get('assistance_term.case_id = $1', caseId),
    lock: (caseId) => get('assistance_term.case_id = $1 for update of assistance_term', caseId),
    ofApplication: async (applicationCaseId) => (await one(ofApplication, applicationCaseId))?.caseId,
    renewedBy: (applicationCaseId) => one('renewal_case_id = $1', applicationCaseId),

    end: async (caseId, cause, endedOn) => {
      const ended = await sql.rows(
        `update assistance_term set ended_on = $2, end_cause = $3 where case_id = $1 and ended_on is null returning case_id`,
        [caseId, endedOn, cause],
      )
      return ended.length > 0
    },
    haveOpenApplication: async (fins) =>
      (await sql.rows('select from household_member where fin = any ($1::text[]) and open limit 1', [fins]))
        .length > 0,
    wantRenewal: async (caseId) => {
      await sql.rows(
        'update assistance_term set renewal_wanted_at = coalesce(renewal_wanted_at, $2) where case_id = $1',
        [caseId, now()],
      )
    },
    renewedAs: async (caseId, renewalCaseId) => {
      await sql.rows('update assistance_term set renewal_case_id = $2 where case_id = $1', [
        caseId,
        renewalCaseId,
      ])
    },

    declaredNow: async (caseId) => {
      const [row] = await sql.rows<{ case_id: string }>(newestDeclaration, [caseId])
      if (row === undefined) throw new Error(`The term ${caseId} has no declaration`)
      return applications.get(row.case_id)
    },
    declare: async (caseId, { kind, applicant, declaration }, open) => {
      const declared: NewApplication = { kind, applicant, declaration }
      await sql.rows(declare, [caseId, json(declared), declaration.iban, json(declaration.meters)])
      if (!open) return
      await sql.rows(
        'insert into household_member (case_id, fin, open) select $1, fin, true from unnest($2::text[]) fin',
        [caseId, declaration.members.map(({ fin }) => fin)],
      )
    },
  }
}

/** Assigned by the application itself, or when it was decided again. */
const ofApplication = `
  (entitlement.case_id = $1 or entitlement.case_id in (select case_id from redecision where application_case_id = $1))
  order by assigned_at desc limit 1`

/** That of the newest change that counts, else of the application. `$1` is the term. */
const newestDeclaration = `
  select case_id from (
    select assistance_change.case_id, decided_at from assistance_change join declaration using (case_id)
    where term_case_id = $1 and result in ('unchanged', 'amount-changed')
    union all
    select coalesce(redecision.application_case_id, entitlement.case_id), assigned_at from assistance_term join entitlement on entitlement.id = entitlement_id
      left join redecision on redecision.case_id = entitlement.case_id
    where assistance_term.case_id = $1
  ) declared order by decided_at desc limit 1`

const declare = `
  insert into declaration (case_id, declared, iban, meters) values ($1, $2, $3, $4)`

const toTerm = (row: Row): AssistanceTerm => ({
  caseId: row.case_id,
  applicationCaseId: row.application_case_id,
  entitlementId: row.entitlement_id,
  endedOn: row.ended_on ?? undefined,
  endCause: row.end_cause ?? undefined,
  renewalWantedAt: row.renewal_wanted_at ?? undefined,
  renewalCaseId: row.renewal_case_id ?? undefined,
})
