/**
 * Active measures that go on as a case of another process, each with how that case is opened. A measure without a row is
 * seen to by the adviser.
 */
import type { CaseFile } from '../../domain/case.ts'
import type { ActiveMeasure } from '../../domain/job-seeker.ts'
import type { OpenedBy } from '../../domain/open-case.ts'
import { openSelfEmployment } from '../../domain/open-self-employment.ts'
import type { Records } from '../../domain/records.ts'

export interface MeasureCase {
  /** The entry of the register: its people, district and language are those of the new case, which is about it. */
  readonly placement: CaseFile
  /** `YYYY-MM-DD` in Baku. */
  readonly registeredOn: string
  readonly by: OpenedBy
}

/** Throws `DomainError` when the case cannot be opened, before anything is written. */
export type OpenMeasureCase = (records: Records, asked: MeasureCase) => Promise<CaseFile>

export type MeasureOpeners = ReadonlyMap<ActiveMeasure, OpenMeasureCase>

/** The job-seeker applies for the self-employment programme as who stands on the register, address and all. */
const openSelfEmploymentMeasure: OpenMeasureCase = async (records, { placement, registeredOn, by }) => {
  const parties = await records.parties.of(placement.id)
  const applicant =
    parties.find(({ role }) => role === 'applicant') ?? (await records.parties.applicantOf(placement.id))
  const { language, district } = placement
  return openSelfEmployment(
    records,
    { applicant, language, district, registeredOn, relatedCaseId: placement.id },
    by,
  )
}

export const measureOpeners: MeasureOpeners = new Map([['self-employment', openSelfEmploymentMeasure]])
