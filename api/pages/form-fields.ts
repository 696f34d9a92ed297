/** Fields as a browser sends them. */
import { Type } from '@fastify/type-provider-typebox'
import { literals } from '../../domain/literals.ts'

/** Boxes that are ticked: one is sent as a text, several as a list, none not at all. */
export const Ticked = <const T extends string>(values: readonly T[]) =>
  Type.Optional(Type.Union([literals(values), Type.Array(literals(values), { maxItems: values.length })]))

export const listOf = <T extends string>(ticked: T | T[] | undefined): T[] =>
  ticked === undefined ? [] : [...new Set([ticked].flat() as T[])]
