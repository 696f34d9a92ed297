/** Cursors of paged lists: opaque to the caller, a position to us. */
import { Type, type Static } from 'typebox'
import { DomainError } from '../../domain/errors.ts'

export const Paging = {
  cursor: Type.Optional(Type.String({ maxLength: 200, description: '`nextCursor` of the page before' })),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
}
export const PagingQuery = Type.Object(Paging, { additionalProperties: false })
export type PagingQuery = Static<typeof PagingQuery>

export const encodeCursor = (position: string | undefined): string | null =>
  position === undefined ? null : Buffer.from(position).toString('base64url')

/** @param shape what a position of this list looks like, so that a made-up cursor never reaches the database. */
export function decodeCursor(cursor: string | undefined, shape: RegExp): string | undefined {
  if (cursor === undefined) return undefined
  const position = Buffer.from(cursor, 'base64url').toString()
  if (!shape.test(position)) {
    throw new DomainError('INVALID_CURSOR', 'is not a cursor of this list', { field: '/query/cursor' })
  }
  return position
}
