/** Benefits: claims beside their case, papers, rates and what ends them. */
import type { BenefitClaim, Benefits, OpenBenefit } from '../../domain/benefit.ts'
import { OperatorError } from '../../domain/errors.ts'
import { createBenefitChanges } from './benefit-changes.ts'
import { createBenefitRaises, toRate, type RateRow } from './benefit-raises.ts'
import type { RecordsContext } from './context.ts'
import { json } from './database.ts'

interface ClaimRow {
  readonly case_id: string
  readonly benefit: BenefitClaim['benefit']
  readonly variant: string | null
  readonly event_date: string
  readonly origin: BenefitClaim['origin']
  readonly event_key: string | null
  readonly sex: NonNullable<BenefitClaim['sex']> | null
  readonly children_count: number | null
  readonly disability_percent: number | null
  readonly disabled_until: string | null
  readonly documents_asked_at: string | null
  readonly documents_due_at: string | null
  readonly decision: NonNullable<BenefitClaim['decision']> | null
  readonly decided_at: string | null
}

export function createBenefits(context: RecordsContext): Benefits {
  const { sql, now } = context
  const find = async (caseId: string) => {
    const [row] = await sql.rows<ClaimRow>('select * from benefit_claim where case_id = $1', [caseId])
    return row === undefined ? undefined : toClaim(row)
  }
  const open = async (condition: string, values: readonly unknown[]) =>
    (await sql.rows<OpenRow>(`${openBenefits} ${condition} order by entitlement.id`, values)).map(toOpen)
  return {
    ...createBenefitChanges(context),
    ...createBenefitRaises(context),
    find,
    get: async (caseId) => (await find(caseId)) ?? missing(caseId),
    add: async (claim) => {
      await sql.rows(
        `insert into benefit_claim (case_id, benefit, variant, event_date, origin, event_key, sex, children_count,
           disability_percent, disabled_until)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          claim.caseId,
          claim.benefit,
          claim.variant ?? null,
          claim.eventDate,
          claim.origin,
          claim.eventKey ?? null,
          claim.sex ?? null,
          claim.childrenCount ?? null,
          claim.disabilityPercent ?? null,
          claim.disabledUntil ?? null,
        ],
      )
    },
    openClaim: async (benefit, fin) => {
      // Two who claim the same wait for each other here.
      await sql.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`benefit ${benefit} ${fin}`])
      const [row] = await sql.rows<{ number: string }>(
        `select number from benefit_claim join case_file on case_file.id = benefit_claim.case_id
           join case_party on case_party.case_id = case_file.id and role = 'beneficiary'
         where benefit = $1 and fin = $2 and outcome is null limit 1`,
        [benefit, fin],
      )
      return row === undefined ? undefined : { caseNumber: row.number }
    },
    ratesOf: async (benefit) => {
      const rows = await sql.rows<RateRow>(
        'select * from benefit_rate where kind = $1 order by variant, valid_from',
        [benefit],
      )
      return rows.map(toRate)
    },
    overlapping: (benefit, fin, on) =>
      open(
        `and case_party.fin = $1 and role = 'beneficiary' and (entitlement.kind = $3 or exists (
           select from benefit_exclusion where (benefit_exclusion.kind, excludes) in
             ((entitlement.kind, $3), ($3, entitlement.kind))))`,
        [fin, on, benefit],
      ),
    openOf: (fin, on) => open(`and case_party.fin = $1 and role = 'beneficiary'`, [fin, on]),
    isOnAssistance: async (fin, on) =>
      (
        await sql.rows(
          `select from entitlement join household_member using (case_id)
           where kind = 'targeted-social-assistance' and fin = $1
             and $2::date between valid_from and valid_to
             and entitlement_amount_in(entitlement.id, monthly_amount_qepik, left($2::date::text, 7)) > 0 limit 1`,
          [fin, on],
        )
      ).length > 0,
    documents: async (caseId) => {
      const rows = await sql.rows<DocumentRow>(
        'select * from benefit_document where case_id = $1 order by received_at, kind, sha256',
        [caseId],
      )
      return rows.map(({ kind, sha256, media_type, byte_count }) => ({
        kind,
        sha256,
        mediaType: media_type,
        byteCount: byte_count,
      }))
    },
    addDocument: async (caseId, { kind, sha256, mediaType, byteCount }, by) => {
      await sql.rows(
        `insert into benefit_document (case_id, kind, sha256, media_type, byte_count, received_by, received_at)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
        [caseId, kind, sha256, mediaType, byteCount, by, now()],
      )
    },
    askForDocuments: async (caseId, dueAt) => {
      await sql.rows(
        `update benefit_claim set documents_asked_at = $2, documents_due_at = $3
         where case_id = $1 and documents_asked_at is null`,
        [caseId, now(), dueAt],
      )
    },
    decide: async (caseId, decision) => {
      await sql.rows(
        `update benefit_claim set outcome = $2, decision = $3, decided_at = $4
         where case_id = $1 and outcome is null`,
        [caseId, decision.outcome, json(decision), now()],
      )
    },
    enterAccount: async (caseId, iban) => {
      await sql.rows(`update case_party set iban = $2 where case_id = $1 and role = 'applicant'`, [
        caseId,
        iban,
      ])
    },
  }
}

/** `$2` is the day on which they are open; a benefit paid once is none. */
const openBenefits = `
  select distinct entitlement.id, entitlement.case_id, entitlement.kind, valid_from, valid_to,
    entitlement_amount_in(entitlement.id, monthly_amount_qepik, left($2::date::text, 7)) as amount_qepik
  from entitlement join benefit_claim on benefit_claim.case_id = entitlement.case_id
    join case_party on case_party.case_id = entitlement.case_id
  where valid_to >= $2::date and valid_to >= (valid_from + interval '1 month')::date
    and entitlement_amount_in(entitlement.id, monthly_amount_qepik, left($2::date::text, 7)) > 0`

interface OpenRow {
  readonly id: string
  readonly case_id: string
  readonly kind: OpenBenefit['kind']
  readonly amount_qepik: string
  readonly valid_from: string
  readonly valid_to: string
}
const toOpen = (row: OpenRow): OpenBenefit => ({
  entitlementId: row.id,
  caseId: row.case_id,
  kind: row.kind,
  monthlyAmountQepik: Number(row.amount_qepik),
  validFrom: row.valid_from,
  validTo: row.valid_to,
})

interface DocumentRow {
  readonly kind: Awaited<ReturnType<Benefits['documents']>>[number]['kind']
  readonly sha256: string
  readonly media_type: string
  readonly byte_count: number
}

function missing(caseId: string): never {
  throw new OperatorError(
    `Case ${caseId} is no claim to a benefit`,
    'Check that engine and database belong together (a restored backup?); otherwise cancel the instance in Operate.',
  )
}

const toClaim = (row: ClaimRow): BenefitClaim => ({
  caseId: row.case_id,
  benefit: row.benefit,
  variant: row.variant ?? undefined,
  eventDate: row.event_date,
  origin: row.origin,
  eventKey: row.event_key ?? undefined,
  sex: row.sex ?? undefined,
  childrenCount: row.children_count ?? undefined,
  disabilityPercent: row.disability_percent ?? undefined,
  disabledUntil: row.disabled_until ?? undefined,
  documentsAskedAt: row.documents_asked_at ?? undefined,
  documentsDueAt: row.documents_due_at ?? undefined,
  decision: row.decision ?? undefined,
  decidedAt: row.decided_at ?? undefined,
})
