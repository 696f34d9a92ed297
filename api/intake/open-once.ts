/**
 * A request done once per idempotency key: what it became, e.g. a case, and the key are stored in one transaction.
 * Applications of families have their own way, which stores many at a time (accept-application.ts).
 */
import { createHash } from 'node:crypto'
import type { CaseFile } from '../../domain/case.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Became, Records } from '../../domain/records.ts'
import type { ApiDeps } from '../ports.ts'
import type { AcceptedCase } from './receipt.ts'

export interface EnteredBy {
  /** Keys belong to the caller who made them up: two systems may well count alike. */
  readonly actor: string
  readonly idempotencyKey: string | undefined
}

export interface OpeningRequest extends EnteredBy {
  /** As sent; the same key with another body is refused. */
  readonly body: unknown
}

/**
 * Does a request once per key, in the caller's transaction: the first time by `first`, later `again` finds what it became.
 * Throws what they throw, and `DomainError` `IDEMPOTENCY_KEY_REUSED` (same key, other body or other kind of request)
 * or `IDEMPOTENCY_KEY_IN_FLIGHT` (the same request is being stored at this moment).
 * @param again answers `undefined` for what is of another kind
 */
export async function oncePerKey<T>(
  { idempotencyKeys }: Pick<Records, 'idempotencyKeys'>,
  { actor, idempotencyKey: key, body }: OpeningRequest,
  {
    first,
    again,
  }: {
    readonly first: () => Promise<{ readonly value: T; readonly became: Became }>
    readonly again: (became: Became) => Promise<T | undefined>
  },
): Promise<{ readonly value: T; readonly repeated: boolean }> {
  if (key === undefined) return { value: (await first()).value, repeated: false }
  const bodySha256 = createHash('sha256').update(JSON.stringify(body)).digest('hex')
  const known = await idempotencyKeys.find(actor, key)
  if (known !== undefined) {
    const value = known.bodySha256 === bodySha256 ? await again(known.became) : undefined
    if (value !== undefined) return { value, repeated: true }
    throw new DomainError('IDEMPOTENCY_KEY_REUSED', 'This key belongs to a request with another body')
  }
  const { value, became } = await first()
  await idempotencyKeys.add({ client: actor, key, bodySha256, became })
  return { value, repeated: false }
}

export function createOpenOnce({ transact }: Pick<ApiDeps, 'transact'>) {
  /** Throws what `open` and `oncePerKey` throw. */
  return async function openOnce(
    request: OpeningRequest,
    open: (records: Records) => Promise<CaseFile>,
  ): Promise<AcceptedCase> {
    return transact(async (records) => {
      const { value: file, repeated } = await oncePerKey(records, request, {
        first: async () => {
          const opened = await open(records)
          return { value: opened, became: { caseId: opened.id } }
        },
        again: async (became) => ('caseId' in became ? records.cases.get(became.caseId) : undefined),
      })
      return { caseId: file.id, caseNumber: file.number, repeated }
    })
  }
}
export type OpenOnce = ReturnType<typeof createOpenOnce>
