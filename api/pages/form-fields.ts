/** Fields as a browser sends them. */
import { Type } from '@fastify/type-provider-typebox'
import { isValidIBAN } from 'ibantools'
import { literals } from '../../domain/literals.ts'

/** A field that may be left empty. */
export const orEmpty = <const T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Literal('')])

/** What a field holds as far as it is a text: one that is missing, or there twice, is empty. */
export const textOf = (field: unknown): string => (typeof field === 'string' ? field : '')

/** Boxes that are ticked: one is sent as a text, several as a list, none not at all. */
export const Ticked = <const T extends string>(values: readonly T[]) =>
  Type.Optional(Type.Union([literals(values), Type.Array(literals(values), { maxItems: values.length })]))

export const listOf = <T extends string>(ticked: T | T[] | undefined): T[] =>
  ticked === undefined ? [] : [...new Set([ticked].flat() as T[])]

/** An account of an Azerbaijani bank as people write it, with blanks; `undefined` for what is none. */
export function readIban(text: string): string | undefined {
  const iban = text.replaceAll(/\s/g, '').toUpperCase()
  return iban.startsWith('AZ') && isValidIBAN(iban) ? iban : undefined
}
