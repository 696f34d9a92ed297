/**
 * Active measures that go on as a case of another process, each with how that case is opened. A measure without a row is
 * seen to by the adviser.
 */
import type { CaseFile } from '../../domain/case.ts'
import type { ActiveMeasure } from '../../domain/job-seeker.ts'
import type { OpenedBy } from '../../domain/open-case.ts'
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

export const measureOpeners: MeasureOpeners = new Map()
