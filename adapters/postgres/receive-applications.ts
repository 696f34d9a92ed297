/**
 * Intake: all applications that arrived at the same time, with everything that belongs to each, in one statement
 * (function `receive_applications`). It may stand alone or in a larger transaction.
 * Next: the relay (outbox-queue.ts) sends the messages.
 */
import { DomainError, RetryableError } from '../../domain/errors.ts'
import type { Clock } from '../../domain/clock.ts'
import type { Applications, HandedIn, Receipt } from '../../domain/intake.ts'
import { districtOf } from '../../domain/territory.ts'
import { json, type Database, type Sql } from './database.ts'
import { QueryRefused } from './failures.ts'
import { toNumberedPieces } from './ledger.ts'

/** What two processes can store at the same moment; the second then finds what the first has stored. */
const races = ['case_file_pkey', 'household_member_has_one_open_application', 'idempotency_key_pkey']
const numberPrefixes = { 'targeted-social-assistance': 'UDSY' } as const

interface ReceiptRow {
  readonly place: number
  readonly outcome: Receipt['outcome']
  readonly case_id: string
  readonly case_number: string
}

/**
 * A receipt for each, in the same order.
 * @throws RetryableError when another process stored the same key or person at this moment
 */
export async function receiveApplications(
  sql: Sql,
  now: string,
  handedIn: readonly HandedIn[],
): Promise<readonly Receipt[]> {
  const rows = await sql
    .rows<ReceiptRow>('select * from receive_applications($1, $2)', [
      json(handedIn.map((one, place) => toRequest(one, place, now))),
      now,
    ])
    .catch(tellWhyNot)
  const byPlace = new Map(rows.map((row) => [row.place, row]))
  return handedIn.map((_, place) => toReceipt(byPlace.get(place)))
}

/** Intake by itself: the statement is the transaction, committed when the receipts arrive. */
export const createReceiveApplications =
  (db: Database, clock: Clock): Applications['receive'] =>
  (handedIn) =>
    receiveApplications(db, clock.now().toISOString(), handedIn)

function toRequest(
  { caseId, application, applicationDate, idempotency, told }: HandedIn,
  place: number,
  now: string,
) {
  return {
    place,
    case_id: caseId,
    client: idempotency?.client,
    key: idempotency?.key,
    body_sha256: idempotency?.bodySha256,
    fins: application.declaration.members.map(({ fin }) => fin),
    representative: application.applicant.fin,
    number_prefix: numberPrefixes[application.kind],
    district: districtOf(application.declaration.address),
    application_date: applicationDate,
    application,
    entry: told === undefined ? undefined : toNumberedPieces(told.entry, now),
    message: told?.message,
  }
}

function toReceipt(row: ReceiptRow | undefined): Receipt {
  if (row === undefined) throw new Error('receive_applications left an application unanswered')
  return { outcome: row.outcome, caseId: row.case_id, caseNumber: row.case_number }
}

/** These refuse one application and not the others that arrived with it. */
const blockRule = 'household_member_is_not_blocked'
const assistedRule = 'household_member_is_not_assisted'

function tellWhyNot(error: unknown): never {
  if (error instanceof QueryRefused && error.constraint === blockRule) {
    throw new DomainError('APPLICATION_BLOCKED', 'A member of the household lost the right for false data', {
      detail: { blockedUntil: error.detail ?? '' },
      cause: error,
    })
  }
  if (error instanceof QueryRefused && error.constraint === assistedRule) {
    const [caseNumber = '', until = ''] = (error.detail ?? '').split(' ')
    throw new DomainError(
      'ASSISTANCE_RUNNING',
      'The household is being assisted: report a change in that term, or ask for its renewal',
      { detail: { caseNumber, until }, cause: error },
    )
  }
  if (error instanceof QueryRefused && races.includes(error.constraint ?? '')) {
    throw new RetryableError('Another process stored the same key or person at this moment', { cause: error })
  }
  throw error
}
