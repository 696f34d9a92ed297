/**
 * Something ends a benefit: it becomes a case in the caller's transaction, once for what happened on one day. Next:
 * bpmn/benefit-change.bpmn begins.
 */
import type { NewBenefitChange, OpenBenefit } from './benefit.ts'
import type { CaseFile } from './case.ts'
import { openCase, type OpenedBy } from './open-case.ts'
import type { Records } from './records.ts'

export interface ToldChange extends NewBenefitChange {
  /** Nobody has to look: a register told of a death. */
  readonly certain: boolean
  readonly eventKey?: string | undefined
  /** `YYYY-MM-DD` in Baku. */
  readonly registeredOn: string
}

export async function openBenefitChange(
  records: Records,
  { entitlementId, caseId: claimCaseId }: Pick<OpenBenefit, 'entitlementId' | 'caseId'>,
  { kind, happenedOn, certain, eventKey, registeredOn }: ToldChange,
  by: OpenedBy,
): Promise<CaseFile> {
  const known = await records.benefits.findChange(entitlementId, kind, happenedOn)
  if (known !== undefined) return records.cases.get(known)
  const { district, language } = await records.cases.get(claimCaseId)
  const file = await openCase(
    records,
    {
      kind: 'benefit-change',
      parties: await records.parties.of(claimCaseId),
      district,
      language,
      registeredOn,
      relatedCaseId: claimCaseId,
    },
    by,
  )
  await records.benefits.addChange({
    caseId: file.id,
    claimCaseId,
    entitlementId,
    kind,
    happenedOn,
    certain,
    eventKey,
  })
  return file
}
