/**
 * Puts a person on the register of job-seekers, in the caller's transaction: whether they may be, the case with its
 * people, the entry. The API and the front desk both do it here. docs/domain.md 2.3. Next: bpmn/job-placement.bpmn begins.
 */
import type { CaseFile } from './case.ts'
import { ageInYears } from './days.ts'
import { DomainError } from './errors.ts'
import type { Language } from './identifiers.ts'
import type { JobProfile } from './job-profile.ts'
import { openCase, type OpenedBy } from './open-case.ts'
import type { Party } from './parties.ts'
import type { Records } from './records.ts'
import type { District } from './territory.ts'

export interface Registration {
  readonly applicant: Party
  /** The front desk does not ask for it: the adviser enters it on the case page. */
  readonly profile: JobProfile | undefined
  readonly language: Language
  readonly district: District
  /** `YYYY-MM-DD` in Baku. */
  readonly registeredOn: string
  readonly relatedCaseId?: string | undefined
}

/** Throws `DomainError` `JOB_SEEKER_TOO_YOUNG`, and what `JobSeekers.check` throws; then nothing was written. */
export async function registerJobSeeker(
  records: Records,
  { applicant, profile, language, district, registeredOn, relatedCaseId }: Registration,
  by: OpenedBy,
): Promise<CaseFile> {
  const parameters = await records.parametersOn(registeredOn)
  const youngest = parameters.value('working-age-from')
  if (ageInYears(applicant.birthDate, registeredOn) < youngest) {
    throw new DomainError('JOB_SEEKER_TOO_YOUNG', `Job-seekers are at least ${youngest} years old`, {
      field: '/applicant/birthDate',
    })
  }
  await records.jobSeekers.check(applicant.fin, registeredOn)
  const file = await openCase(
    records,
    { kind: 'job-placement', parties: [applicant], district, language, registeredOn, relatedCaseId },
    by,
  )
  await records.jobSeekers.add({ caseId: file.id, fin: applicant.fin, profile, registeredOn })
  return file
}
