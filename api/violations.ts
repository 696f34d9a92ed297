/** What ajv found, in words: one line per field, each naming the field by its JSON pointer. */
import type { FastifySchemaValidationError } from 'fastify'
import type { FieldError } from './problem.ts'

/** Enough for a person to mend a form; a hostile body does not get a longer answer than that. */
const MAX_PROBLEMS = 50

const formatWords: Readonly<Record<string, string>> = {
  'az-iban': 'is not an Azerbaijani IBAN with right check digits',
  'e164-phone': 'is not a real phone number in international form, e.g. +994501234567',
  date: 'is not a day that exists, as YYYY-MM-DD',
  'date-time': 'is not a date and time, e.g. 2026-03-02T09:30:00+04:00',
  email: 'is not an e-mail address',
  uuid: 'is not an id',
}

type Violation = FastifySchemaValidationError & {
  readonly parentSchema?: {
    readonly anyOf?: readonly { readonly const?: unknown }[]
    readonly description?: string
  }
}

const escapePointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')

function fieldOf({ keyword, instancePath, params }: Violation): string {
  const key =
    keyword === 'required'
      ? params['missingProperty']
      : keyword === 'additionalProperties'
        ? params['additionalProperty']
        : undefined
  return typeof key === 'string' ? `${instancePath}/${escapePointer(key)}` : instancePath
}

function words({ keyword, params, message, parentSchema }: Violation): string {
  if (keyword === 'required') return 'is missing'
  if (keyword === 'additionalProperties') return 'is not a known field'
  if (keyword === 'format') return formatWords[String(params['format'])] ?? 'does not have the right form'
  if (keyword === 'pattern') {
    const hint = parentSchema?.description
    return hint === undefined ? 'does not have the right form' : `does not have the right form (${hint})`
  }
  if (keyword === 'anyOf') {
    const values = (parentSchema?.anyOf ?? []).flatMap((choice) =>
      typeof choice.const === 'string' ? [choice.const] : [],
    )
    if (values.length > 0) return `must be one of: ${values.join(', ')}`
  }
  if (keyword === 'const') return `must be ${String(params['allowedValue'])}`
  return message ?? 'is not valid'
}

/** @param context `body`, `params`, `querystring` or `headers`: parts other than the body are named in front. */
export function describeViolations(
  violations: readonly FastifySchemaValidationError[],
  context: string,
): FieldError[] {
  const prefix = context === 'body' ? '' : `/${context === 'querystring' ? 'query' : context}`
  // A choice between constants reports every branch it is not; the choice as a whole says it once.
  const choices = new Set(violations.filter(({ keyword }) => keyword === 'anyOf').map((v) => v.instancePath))
  const problems = new Map<string, FieldError>()
  for (const violation of violations) {
    if (choices.has(violation.instancePath) && violation.keyword !== 'anyOf') continue
    const field = `${prefix}${fieldOf(violation)}` || '/'
    if (!problems.has(field)) problems.set(field, { field, problem: words(violation) })
    if (problems.size >= MAX_PROBLEMS) break
  }
  return [...problems.values()]
}
