/**
 * Appeals as the API and the pages take them: lodged once per idempotency key, taken back, and what the appeals group
 * writes before it finishes its task. Next: bpmn/appeal.bpmn.
 */
import type { AppealFindings, AppealLodged } from '../../domain/appeal.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { DomainError } from '../../domain/errors.ts'
import { lodgeAppeal, withdrawAppeal } from '../../domain/lodge-appeal.ts'
import { actorOf, type Principal } from '../auth/principal.ts'
import { findCase } from '../case/open-case.ts'
import { mayOpen } from '../case/visibility.ts'
import { createOpenOnce } from '../intake/open-once.ts'
import type { AcceptedCase } from '../intake/receipt.ts'
import type { ApiDeps } from '../ports.ts'

/** Another system speaks for an applicant; staff of the centre for an applicant or for the centre itself. */
function checkAppellant(appellant: AppealLodged['appellant'], principal: Principal | 'applicant'): void {
  if (appellant === 'dost-centre' && (principal === 'applicant' || principal.kind === 'client')) {
    throw new DomainError('NOT_ALLOWED', 'Only staff of the centre appeal in its name')
  }
}

const nameOf = (principal: Principal | 'applicant'): string =>
  principal === 'applicant' ? 'applicant' : actorOf(principal)

export function createAppealDesk({
  transact,
  clock,
  settings,
}: Pick<ApiDeps, 'transact' | 'clock'> & { readonly settings: Pick<ApiDeps['settings'], 'publicUrl'> }) {
  const openOnce = createOpenOnce({ transact })
  return {
    /**
     * Throws `DomainError` `CASE_NOT_FOUND`, `NOT_ALLOWED`, what `lodgeAppeal` throws, and what `openOnce` throws.
     * @param caseRef id or number of the contested case
     */
    lodge: async (
      caseRef: string,
      lodged: AppealLodged,
      by: { readonly principal: Principal | 'applicant'; readonly idempotencyKey?: string | undefined },
    ): Promise<AcceptedCase> => {
      const { principal, idempotencyKey } = by
      checkAppellant(lodged.appellant, principal)
      const actor = nameOf(principal)
      return openOnce({ actor, idempotencyKey, body: { caseRef, ...lodged } }, async (records) =>
        lodgeAppeal(records, await findCase(records, caseRef), lodged, {
          actor,
          reason: `${lodged.subject} contested`,
          registeredOn: dateInBaku(clock.now()),
          caseUrl: (id) => `${settings.publicUrl}/cases/${id}`,
        }),
      )
    },

    /** Throws `DomainError` `CASE_NOT_FOUND`, or `APPEAL_CLOSED` for one that is decided. */
    withdraw: async (caseRef: string, principal: Principal | 'applicant'): Promise<void> =>
      transact(async (records) =>
        withdrawAppeal(records, await findCase(records, caseRef), nameOf(principal)),
      ),

    /** Throws `DomainError` `NOT_ALLOWED` for staff of another group, `APPEAL_CLOSED` for one that is decided. */
    writeFindings: async (caseRef: string, findings: AppealFindings, principal: Principal): Promise<void> =>
      transact(async (records) => {
        const file = await findCase(records, caseRef)
        if (file.kind !== 'appeal' || file.state !== 'in-progress') {
          throw new DomainError('APPEAL_CLOSED', 'The appeal waits for no decision')
        }
        const { appealsGroup } = await records.appeals.get(file.id)
        const isTheirs =
          principal.kind === 'staff' && appealsGroup !== undefined && principal.groups.includes(appealsGroup)
        if (!isTheirs || !mayOpen(principal, file)) {
          throw new DomainError('NOT_ALLOWED', 'Another group decides this appeal')
        }
        await records.appeals.draft(file.id, findings)
        records.ledger.append({
          caseId: file.id,
          actor: actorOf(principal),
          action: 'appeal.findings-written',
          // Words that somebody wrote may name people: the ledger keeps figures.
          after: { corrections: findings.corrections, letters: findings.reasons.length },
        })
      }),
  }
}
export type AppealDesk = ReturnType<typeof createAppealDesk>
