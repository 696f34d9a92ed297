/** A choice of fixed texts as a schema, `anyOf` of constants, typed as their union. */
import { Type, type TUnsafe } from 'typebox'

// The type of a union built from a list of unknown length would be `never`, hence the stated type.
export const literals = <const T extends string>(values: readonly T[]): TUnsafe<T> =>
  Type.Unsafe<T>(Type.Union(values.map((value) => Type.Literal(value))))
