/** What a caller gets whose request became a case, and the header under which a repetition gets the same again. */
import type { FastifyRequest } from 'fastify'
import { Type, type Static } from 'typebox'
import { CaseId } from '../../domain/identifiers.ts'
import { callerOf } from '../auth/guard.ts'
import { actorOf } from '../auth/principal.ts'
import type { ApiDeps } from '../ports.ts'
import type { EnteredBy } from './open-once.ts'

export const Receipt = Type.Object({
  caseId: CaseId,
  caseNumber: Type.String(),
  followCode: Type.String({ description: 'With the case number, lets the applicant follow the case' }),
  links: Type.Object({ case: Type.String(), history: Type.String(), follow: Type.String() }),
})
export type Receipt = Static<typeof Receipt>

export const IdempotencyHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      minLength: 8,
      maxLength: 128,
      pattern: '^[\\x21-\\x7e]+$',
      description:
        'At least 8 visible characters, new for every application: the same key gets the first answer again',
    }),
  ),
})

/** Who sends a request, and under which key. */
export const enteredBy = (
  request: Pick<FastifyRequest, 'principal'> & { readonly headers: Static<typeof IdempotencyHeaders> },
): EnteredBy => ({
  actor: actorOf(callerOf(request)),
  idempotencyKey: request.headers['idempotency-key'],
})

export interface AcceptedCase {
  readonly caseId: string
  readonly caseNumber: string
  /** The answer is that of an earlier request with the same key. */
  readonly repeated: boolean
}

/** Status, headers and body of an accepted case. Accepted, not created: it moves on once the engine has the message. */
export function receiptOf(
  { caseId, caseNumber, repeated }: AcceptedCase,
  { followCode, settings }: Pick<ApiDeps, 'followCode' | 'settings'>,
) {
  const location = `/v1/cases/${caseId}`
  const body: Receipt = {
    caseId,
    caseNumber,
    followCode: followCode(caseNumber),
    links: {
      case: location,
      history: `${location}/history`,
      follow: `${settings.publicUrl}/follow?number=${caseNumber}`,
    },
  }
  return {
    status: 202,
    headers: { location, ...(repeated ? { 'idempotency-replayed': 'true' } : {}) },
    body,
  } as const
}
