/**
 * Opens an application for the self-employment programme in the caller's transaction: for the front desk and other
 * systems, for a request for a service, and for job placement as an active measure (docs/domain.md 2).
 * Next: bpmn/self-employment.bpmn begins.
 */
import type { CaseFile } from './case.ts'
import { DomainError } from './errors.ts'
import type { Language } from './identifiers.ts'
import { openCase, type OpenedBy } from './open-case.ts'
import type { Party } from './parties.ts'
import type { Records } from './records.ts'
import type { Activity } from './self-employment.ts'
import { districtOf, type District } from './territory.ts'

export interface SelfEmploymentAsked {
  /** Address and phone as far as known: a family on targeted assistance is visited there. */
  readonly applicant: Omit<Party, 'role'>
  readonly language: Language
  /** Known where the person is on a register already; else that of the address. */
  readonly district?: District | undefined
  readonly activity?: Activity | undefined
  readonly idea?: string | undefined
  /** `YYYY-MM-DD` in Baku. */
  readonly registeredOn: string
  /** The request or placement it comes from. */
  readonly relatedCaseId?: string | undefined
}

/** Throws `DomainError` `CASE_ALREADY_OPEN` with the number of the person's open application. */
export async function openSelfEmployment(
  records: Records,
  asked: SelfEmploymentAsked,
  by: OpenedBy,
): Promise<CaseFile> {
  const { applicant, language, district, activity, idea, registeredOn, relatedCaseId } = asked
  const open = await records.selfEmployments.openCaseOf(applicant.fin)
  if (open !== undefined) {
    throw new DomainError('CASE_ALREADY_OPEN', 'The person has an application for the programme open', {
      detail: { caseNumber: open },
    })
  }
  const file = await openCase(
    records,
    {
      kind: 'self-employment',
      parties: [{ ...applicant, role: 'applicant' }],
      district: district ?? districtOf(applicant.address ?? {}),
      language,
      registeredOn,
      relatedCaseId,
    },
    by,
  )
  await records.selfEmployments.add({ caseId: file.id, activity, idea })
  return file
}
