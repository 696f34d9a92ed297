/**
 * Intake: an application is checked and stored with its case, its ledger entry, the message that starts the process
 * and, when the caller sent one, the idempotency key, in one statement with all others that arrived at the same
 * time. Next: the outbox relay sends the message, and bpmn/targeted-social-assistance.bpmn begins.
 */
import { hash, randomUUID } from 'node:crypto'
import type { MessageVariables } from '../../bpmn/contract.ts'
import type { NewApplication } from '../../domain/application.ts'
import { DomainError } from '../../domain/errors.ts'
import type { LedgerEntry } from '../../domain/ledger.ts'
import type { HandedIn, Receipt } from '../../domain/intake.ts'
import type { OutgoingMessage } from '../../domain/records.ts'
import { districtOf } from '../../domain/territory.ts'
import type { ApiDeps } from '../ports.ts'
import { InvalidFields } from '../problem.ts'
import { createBatches } from './batches.ts'
import { checkApplication } from './check-application.ts'
import type { AcceptedCase } from './receipt.ts'

export interface ApplicationRequest {
  readonly application: NewApplication
  /** `YYYY-MM-DD` in Baku: the day of registration is the application date (docs/domain.md 1.7). */
  readonly applicationDate: string
  readonly actor: string
  readonly idempotencyKey: string | undefined
}

/** The engine keeps a start that it could not take yet this long; the relay sends within seconds. */
const START_TIME_TO_LIVE_MS = 60 * 60 * 1000
/** Bounds what one transaction holds locked; more applications than these wait for the next one. */
const BATCH_SIZE = 50
/** One is prepared and read while the disk confirms the other. */
const WRITES_SIDE_BY_SIDE = 2

export function createIntake({
  receiveApplications,
  settings,
  logger,
}: Pick<ApiDeps, 'receiveApplications' | 'logger'> & {
  readonly settings: Pick<ApiDeps['settings'], 'publicUrl'>
}) {
  const file = createBatches<HandedIn, Receipt>({
    write: receiveApplications,
    namesOf: ({ application, idempotency }) => [
      ...application.declaration.members.map(({ fin }) => fin),
      ...(idempotency === undefined ? [] : [`${idempotency.client} ${idempotency.key}`]),
    ],
    maxSize: BATCH_SIZE,
    maxWrites: WRITES_SIDE_BY_SIDE,
    onFailure: (error, size) => {
      logger?.warn({ err: error, size }, 'applications could not be stored together: trying one by one')
    },
  })

  function messageOf(caseId: string): OutgoingMessage {
    // The database adds the case number.
    const variables: Omit<MessageVariables<'application-received'>, 'caseNumber'> = {
      caseId,
      caseUrl: `${settings.publicUrl}/cases/${caseId}`,
    }
    return {
      name: 'application-received',
      correlationKey: caseId,
      variables,
      timeToLiveMs: START_TIME_TO_LIVE_MS,
    }
  }

  /**
   * Throws `InvalidFields` for an application whose parts do not fit together, `DomainError` `CASE_ALREADY_OPEN`
   * or `IDEMPOTENCY_KEY_REUSED` (same key, other body).
   */
  return async function acceptApplication(request: ApplicationRequest): Promise<AcceptedCase> {
    const { application, applicationDate, actor, idempotencyKey } = request
    const faults = checkApplication(application, applicationDate)
    if (faults.length > 0) throw new InvalidFields('APPLICATION_INCONSISTENT', faults)

    const id = randomUUID()
    const { outcome, caseId, caseNumber } = await file({
      caseId: id,
      application,
      applicationDate,
      ...(idempotencyKey === undefined
        ? {}
        : { idempotency: { client: actor, key: idempotencyKey, bodySha256: hashOf(application) } }),
      told: { entry: entryOf(id, request), message: messageOf(id) },
    })
    switch (outcome) {
      case 'stored':
      case 'repeated':
        return { caseId, caseNumber, repeated: outcome === 'repeated' }
      case 'other-body':
        throw new DomainError('IDEMPOTENCY_KEY_REUSED', 'This key belongs to a request with another body')
      case 'already-open':
        throw new DomainError('CASE_ALREADY_OPEN', 'A member of the household has an application open', {
          detail: { caseNumber },
        })
    }
  }
}
export type AcceptApplication = ReturnType<typeof createIntake>

function entryOf(
  caseId: string,
  { actor, application: { kind, declaration } }: ApplicationRequest,
): LedgerEntry {
  return {
    caseId,
    actor,
    action: 'application.received',
    after: { kind, district: districtOf(declaration.address), members: declaration.members.length },
  }
}

const hashOf = (application: NewApplication): string => hash('sha256', JSON.stringify(application))
