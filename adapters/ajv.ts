/** The one way a schema becomes a check: every error at once, nothing coerced, no unknown keyword or format. */
import { Ajv, type ErrorObject } from 'ajv'
import addFormats from 'ajv-formats'
import { formats } from '../domain/identifiers.ts'

/** An ajv with the formats of ajv-formats and of domain/identifiers.ts. `settings` is for text that must be coerced. */
export function createAjv(settings: { readonly coerce?: boolean } = {}): Ajv {
  const coerce = settings.coerce === true
  const ajv = new Ajv({ allErrors: true, strict: true, coerceTypes: coerce, useDefaults: coerce })
  addFormats.default(ajv)
  for (const [name, check] of Object.entries(formats)) ajv.addFormat(name, check)
  return ajv
}

/**
 * What is wrong, one sentence per problem, naming fields and rules and never a value: values may be personal.
 * The errors of the branches of a union are left out; the union's own error says which field it is.
 */
export function describeErrors(errors: readonly ErrorObject[] | null | undefined): string[] {
  const all = errors ?? []
  const unions = new Set(
    all.filter(({ keyword }) => keyword === 'anyOf').map(({ instancePath }) => instancePath),
  )
  const told = all.filter(({ keyword, instancePath }) => keyword === 'anyOf' || !unions.has(instancePath))
  return [...new Set(told.map(describe))]
}

function describe({ keyword, instancePath, params, message, schemaPath }: ErrorObject): string {
  const field = instancePath === '' ? '' : `${instancePath.slice(1)} `
  const named = params as { additionalProperty?: string; allowedValue?: unknown }
  if (keyword === 'additionalProperties') return `${field}must not have "${named.additionalProperty ?? '?'}"`
  if (keyword === 'anyOf') return `${field}has none of the forms allowed (${schemaPath})`
  if (keyword === 'const') return `${field}must be ${JSON.stringify(named.allowedValue)}`
  return `${field}${message ?? 'is wrong'}`
}
