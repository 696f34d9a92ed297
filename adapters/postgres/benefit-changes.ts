/** Events that registers told of, and what ends a benefit. */
import type { BenefitChange, Benefits } from '../../domain/benefit.ts'
import { eventKey } from '../../domain/open-benefit.ts'
import { OperatorError } from '../../domain/errors.ts'
import type { RecordsContext } from './context.ts'

type Changes = Pick<Benefits, 'noteEvent' | 'addChange' | 'findChange' | 'getChange' | 'closeChange'>

interface Row {
  readonly case_id: string
  readonly claim_case_id: string
  readonly entitlement_id: string
  readonly kind: BenefitChange['kind']
  readonly happened_on: string
  readonly certain: boolean
  readonly outcome: NonNullable<BenefitChange['outcome']> | null
}

export function createBenefitChanges({ sql, now }: RecordsContext): Changes {
  return {
    noteEvent: async ({ source, eventId, kind, happenedOn, bodySha256 }) => {
      const added = await sql.rows(
        `insert into benefit_event (source, event_id, kind, happened_on, body_sha256, received_at)
         values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning event_id`,
        [source, eventId, kind, happenedOn, bodySha256, now()],
      )
      if (added.length > 0) return 'new'
      const [known] = await sql.rows<{ body_sha256: string }>(
        'select body_sha256 from benefit_event where source = $1 and event_id = $2',
        [source, eventId],
      )
      const cases = await sql.rows<{ id: string; number: string }>(
        `select id, number from case_file where id in (
           select case_id from benefit_claim where event_key = $1
           union select case_id from benefit_change where event_key = $1) order by number`,
        [eventKey(source, eventId)],
      )
      return {
        bodySha256: known?.body_sha256 ?? '',
        cases: cases.map(({ id, number }) => ({ caseId: id, caseNumber: number })),
      }
    },
    addChange: async (change) => {
      await sql.rows(
        `insert into benefit_change (case_id, claim_case_id, entitlement_id, kind, happened_on, certain, event_key)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [
          change.caseId,
          change.claimCaseId,
          change.entitlementId,
          change.kind,
          change.happenedOn,
          change.certain,
          change.eventKey ?? null,
        ],
      )
    },
    findChange: async (entitlementId, kind, happenedOn) => {
      const [row] = await sql.rows<{ case_id: string }>(
        'select case_id from benefit_change where entitlement_id = $1 and kind = $2 and happened_on = $3',
        [entitlementId, kind, happenedOn],
      )
      return row?.case_id
    },
    getChange: async (caseId) => {
      const [row] = await sql.rows<Row>('select * from benefit_change where case_id = $1', [caseId])
      if (row === undefined) {
        throw new OperatorError(
          `Case ${caseId} is no change of a benefit`,
          'Check that engine and database belong together (a restored backup?); otherwise cancel the instance in Operate.',
        )
      }
      return {
        caseId: row.case_id,
        claimCaseId: row.claim_case_id,
        entitlementId: row.entitlement_id,
        kind: row.kind,
        happenedOn: row.happened_on,
        certain: row.certain,
        outcome: row.outcome ?? undefined,
      }
    },
    closeChange: async (caseId, outcome) => {
      await sql.rows(
        'update benefit_change set outcome = $2, closed_at = $3 where case_id = $1 and outcome is null',
        [caseId, outcome, now()],
      )
    },
  }
}
