/**
 * What was paid without a right becomes a case of its own in the caller's transaction, by hand or by whatever found it.
 * Next: bpmn/overpayment-recovery.bpmn, in which a person reviews it before anything is demanded.
 */
import type { CaseFile } from './case.ts'
import { openCase, type OpenedBy } from './open-case.ts'
import type { NewOverpayment } from './overpayment.ts'
import type { Entitlement } from './payment.ts'
import type { Records } from './records.ts'

/**
 * @param entitlement what was paid, and the case whose aid it is
 * @param registeredOn `YYYY-MM-DD` in Baku
 * @throws DomainError `RECOVERY_ALREADY_OPEN` when months of it are asked back in another case
 */
export async function openRecovery(
  records: Records,
  { id: entitlementId, caseId: aboutCaseId }: Pick<Entitlement, 'id' | 'caseId'>,
  found: Omit<NewOverpayment, 'aboutCaseNumber'>,
  registeredOn: string,
  by: Omit<OpenedBy, 'reason'>,
): Promise<CaseFile> {
  const { district } = await records.cases.get(aboutCaseId)
  const { language, ...person } = await records.parties.applicantOf(aboutCaseId)
  const file = await openCase(
    records,
    {
      kind: 'overpayment-recovery',
      parties: [{ role: 'applicant', ...person }],
      district,
      language,
      registeredOn,
      relatedCaseId: aboutCaseId,
    },
    { ...by, reason: found.cause },
  )
  await records.overpayments.add({ ...found, caseId: file.id, aboutCaseId, entitlementId })
  return file
}
