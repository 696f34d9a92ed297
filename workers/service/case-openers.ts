/**
 * Processes that a request for a service can become, each with how its case is opened. A process that needs more
 * than the request tells (a family's declaration) has no row: its requests are handled, and the group hands it in.
 */
import type { CaseFile } from '../../domain/case.ts'
import type { CaseKind } from '../../domain/case-kinds.ts'
import type { OpenedBy } from '../../domain/open-case.ts'
import type { Records } from '../../domain/records.ts'
import type { Service } from '../../domain/service.ts'
import { openSelfEmploymentAsked } from '../self-employment/open-self-employment-asked.ts'
import { openAppealAsked } from '../appeal/open-appeal-asked.ts'

export interface ServiceCase {
  /** The request: its people, district and language are those of the new case, which is about it. */
  readonly request: CaseFile
  readonly service: Service
  readonly by: OpenedBy
}

/**
 * Opens the case with `openCase` and what its kind knows beside. Throws `DomainError` when it cannot be opened, e.g.
 * `CASE_ALREADY_OPEN`: the request is then handled by people.
 */
export type OpenServiceCase = (records: Records, asked: ServiceCase) => Promise<CaseFile>

const openers: Readonly<Partial<Record<CaseKind, OpenServiceCase>>> = {
  appeal: openAppealAsked,
  'self-employment': openSelfEmploymentAsked,
}

export const caseOpeners: ReadonlyMap<string, OpenServiceCase> = new Map(Object.entries(openers))
