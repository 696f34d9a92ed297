/**
 * Requests are judged exactly as they came: nothing is dropped, nothing is turned into another type. Only
 * query strings, paths and headers, which are all text, may be read as numbers.
 */
import { Ajv, type ValidateFunction } from 'ajv'
import ajvFormats from 'ajv-formats'
import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'
import { formats } from '../domain/identifiers.ts'

function createAjv(coerceTypes: boolean): Ajv {
  const ajv = new Ajv({
    // All at once, so that a form is mended in one go; bounded by the body limit and `maxItems` of the schemas.
    allErrors: true,
    verbose: true,
    coerceTypes,
    removeAdditional: false,
    useDefaults: coerceTypes,
    strict: true,
  })
  ajvFormats.default(ajv)
  for (const [name, validate] of Object.entries(formats)) ajv.addFormat(name, { type: 'string', validate })
  return ajv
}

/** ajv reads a number too large for a number as infinite, and then compares it with no limit any more. */
function refuseInfinite(validate: ValidateFunction): ValidateFunction {
  const checked = ((data: unknown): boolean => {
    const valid = validate(data)
    const infinite = Object.entries(data ?? {}).find(
      ([, value]) => typeof value === 'number' && !Number.isFinite(value),
    )
    checked.errors =
      !valid || infinite === undefined
        ? (validate.errors ?? null)
        : [
            {
              keyword: 'maximum',
              instancePath: `/${infinite[0]}`,
              schemaPath: '#/maximum',
              params: {},
              message: 'is too large',
            },
          ]
    return valid && infinite === undefined
  }) as ValidateFunction
  return checked
}

export function createValidatorCompiler(): FastifySchemaCompiler<TSchema> {
  const strict = createAjv(false)
  const textual = createAjv(true)
  return ({ schema, httpPart }) =>
    httpPart === 'body' ? strict.compile(schema) : refuseInfinite(textual.compile(schema))
}
