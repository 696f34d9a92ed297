/** What may be appealed on a case: since when it is decided or paid, and what stands in the way. */
import { openCaseStates } from '../../domain/case.ts'
import type { Appeals, Contestable } from '../../domain/appeal.ts'
import { isDecidedFromFacts } from '../../domain/redecision.ts'
import type { RecordsContext } from './context.ts'

interface Row {
  readonly kind: string
  readonly state: string
  readonly state_changed_at: string
  readonly decided_at: string | null
  readonly answered_at: string | null
  readonly claim_decided_at: string | null
  readonly staff_group: NonNullable<Contestable['staffGroup']> | null
  readonly paid_at: string | null
  readonly demanded_at: string | null
  readonly is_owed: boolean | null
  readonly owed_qepik: string | null
  readonly superseded_by: string | null
  readonly open_appeal: string | null
  readonly has_applicant: boolean
  readonly other_entitlement: boolean
}

const select = `
  select file.kind, file.state, file.state_changed_at, decision.decided_at, answered_at, benefit_claim.decided_at as claim_decided_at,
    staff_group, demanded_at, overpayment.outcome is null and given_up_at is null as is_owed,
    overpayment.amount_qepik as owed_qepik,
    (select max(payment_order.state_changed_at) from payment_order join entitlement on entitlement.id = entitlement_id
      where entitlement.case_id = file.id) as paid_at,
    (select number from redecision join case_file on case_file.id = redecision.case_id
      where redecision.contested_case_id = file.id and effect is distinct from 'keep'
      order by received_at desc limit 1) as superseded_by,
    (select number from appeal join case_file on case_file.id = appeal.case_id
      where contested_case_id = file.id and subject = $2 and outcome is null and withdrawn_at is null
        and lateness is distinct from 'no-good-reason') as open_appeal,
    exists (select from declaration where declaration.case_id = file.id
      union all select from case_party where case_party.case_id = file.id and role = 'applicant') as has_applicant,
    coalesce(decision.outcome = 'refuse' and exists (
      select from entitlement join case_file other on other.id = entitlement.case_id
      where other.household_id = file.household_id and entitlement.kind = 'targeted-social-assistance'
        and valid_to >= date_trunc('month', (decision.facts ->> 'applicationDate')::date)
        and valid_from < date_trunc('month', (decision.facts ->> 'applicationDate')::date) + interval '12 months'),
      false) as other_entitlement
  from case_file file
    left join decision on decision.case_id = file.id
    left join overpayment on overpayment.case_id = file.id
    left join benefit_claim on benefit_claim.case_id = file.id
    left join service_request on service_request.case_id = file.id
  where file.id = $1`

/** States in which nothing was decided, beside those before a decision. */
const undecided: readonly string[] = [...openCaseStates, 'withdrawn', 'cancelled']

/** When what can be contested was decided: the aid, the demand, the answer, the benefit, or the end of any other work. */
function decidedAtOf(row: Row): string | null {
  if (isDecidedFromFacts(row.kind)) return row.decided_at
  if (row.demanded_at !== null && row.is_owed === true) return row.demanded_at
  if (row.kind === 'service-request') return row.answered_at
  if (row.kind === 'benefit-assignment') return row.claim_decided_at
  return undecided.includes(row.state) ? null : row.state_changed_at
}

export const createContestable =
  ({ sql }: RecordsContext): Appeals['contestable'] =>
  async (caseId, subject) => {
    const [row] = await sql.rows<Row>(select, [caseId, subject])
    if (row === undefined) throw new Error(`There is no case ${caseId}`)
    return {
      decidedAt: decidedAtOf(row) ?? undefined,
      paidAt: row.paid_at ?? undefined,
      supersededBy: row.superseded_by ?? undefined,
      openAppeal: row.open_appeal ?? undefined,
      hasApplicant: row.has_applicant,
      staffGroup: row.staff_group ?? undefined,
      otherEntitlement: row.other_entitlement,
      owedQepik: row.is_owed === true && row.owed_qepik !== null ? Number(row.owed_qepik) : undefined,
    }
  }
