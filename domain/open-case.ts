/**
 * Opens a case of any kind in the caller's transaction: number and row, its people, the ledger entry and the
 * message that starts its process. The API, the front desk and other processes all open cases with it; a process
 * never calls one that lives long, it opens a case. What a kind knows beside that goes to tables of its own, in
 * the same transaction. Next: the outbox relay sends the message, and the process of that kind begins.
 */
import type { CaseFile } from './case.ts'
import { caseKinds, type CaseKind } from './case-kinds.ts'
import type { Language } from './identifiers.ts'
import type { Party } from './parties.ts'
import type { Records } from './records.ts'
import type { District } from './territory.ts'

export interface NewCase {
  readonly kind: CaseKind
  /** Whoever asks with the role `applicant`, unless nobody does, e.g. for a plan of the office itself. */
  readonly parties: readonly Party[]
  readonly district: District
  readonly language: Language
  /** `YYYY-MM-DD` in Baku: terms run and law applies from this day. */
  readonly registeredOn: string
  /** The case this one is about; its household is also that of the new case. */
  readonly relatedCaseId?: string | undefined
}

export interface OpenedBy {
  /** As in the ledger: `staff:<user>`, `worker:<job type>`, `applicant`, `system:<client>`. */
  readonly actor: string
  readonly reason?: string | undefined
  /** The instance that opens the case goes on to work on it: no start is published. */
  readonly runsAlready?: boolean
  /** Where staff open a case; forms in Tasklist link to it. */
  readonly caseUrl: (caseId: string) => string
}

/** The engine keeps a start that it could not take yet this long; the relay sends within seconds. */
const START_TIME_TO_LIVE_MS = 60 * 60 * 1000

/**
 * Called once per new case: within a job's `record`, or under an idempotency key.
 * @throws OperatorError when the related case is not there, or a party is not what the tables hold true
 */
export async function openCase(records: Records, newCase: NewCase, by: OpenedBy): Promise<CaseFile> {
  const { kind, parties, relatedCaseId, district } = newCase
  const { numberPrefix, startMessage } = caseKinds[kind]
  const file = await records.cases.add({ ...newCase, numberPrefix })
  await records.parties.add(file.id, parties)
  records.ledger.append({
    caseId: file.id,
    actor: by.actor,
    action: 'case.registered',
    ...(by.reason === undefined ? {} : { reason: by.reason }),
    after: { caseNumber: file.number, kind, district, relatedCaseId: relatedCaseId ?? null },
  })
  if (by.runsAlready === true) return file
  await records.outbox.publish({
    name: startMessage,
    correlationKey: file.id,
    variables: { caseId: file.id, caseNumber: file.number, caseUrl: by.caseUrl(file.id) },
    timeToLiveMs: START_TIME_TO_LIVE_MS,
  })
  return file
}
