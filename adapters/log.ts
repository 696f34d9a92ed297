/**
 * One JSON line per event on stdout. Personal fields are removed by name wherever they sit in an object, and
 * what looks like a FIN, IBAN, phone or e-mail is removed from the text of errors, which others write.
 */
import { pino, type Bindings, type DestinationStream, type Logger } from 'pino'
import { personalNames } from '../domain/personal-data.ts'

export type Log = Logger

/** Beside personal data: where people are written to, what they wrote, whole payloads, and secrets. */
const neverLogged = ['to', 'text', 'subscriberNumber', 'meterNumber', 'variables', 'authorization', 'cookie']

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** In the spelling of TypeScript and of the columns. */
const removed: ReadonlySet<string> = new Set(
  [...personalNames, ...neverLogged].flatMap((name) => [name, snakeCase(name)]),
)

const REMOVED = '[removed]'
/** Deeper objects have no business in a log line. */
const DEEPEST = 6
/** Fields that a serializer describes, ours or Fastify's: they are not looked into. */
const described: ReadonlySet<string> = new Set(['err', 'error', 'req', 'res'])

/**
 * The same fields without personal ones; the object itself when it has none. One walk over the few fields of a line:
 * pino's own `redact` would try each of some hundred paths on each line, which was a tenth of a step's time.
 */
function withoutPersonalFields(fields: Bindings, depth = 1): Bindings {
  let copy: Bindings | undefined
  for (const [name, value] of Object.entries<unknown>(fields)) {
    const kept = depth === 1 && described.has(name) ? value : keepable(name, value, depth)
    if (kept === value) continue
    copy ??= { ...fields }
    copy[name] = kept
  }
  return copy ?? fields
}

function keepable(name: string, value: unknown, depth: number): unknown {
  if (value === undefined) return undefined
  if (removed.has(name)) return REMOVED
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return value
  if (depth >= DEEPEST) return REMOVED
  if (Array.isArray(value)) return value.map((item: unknown) => keepable('', item, depth + 1))
  return withoutPersonalFields(value, depth + 1)
}

const patterns: readonly (readonly [RegExp, string])[] = [
  [/\bAZ\d{2}[A-Z]{4}[0-9A-Z]{20}\b/g, '[iban]'],
  [/\+994\d{9}\b/g, '[phone]'],
  [/\b[\w.+-]+@[\w-]+\.[\w.]+\b/g, '[email]'],
  [/\b(?=[0-9A-Z]*\d)(?=[0-9A-Z]*[A-Z])[0-9A-HJ-NP-Z]{7}\b/g, '[fin]'],
]

/** Free text with everything replaced that has the form of a personal identifier. */
export function withoutPersonalData(text: string): string {
  return patterns.reduce((result, [pattern, word]) => result.replace(pattern, word), text)
}

/** An error as logged: no `detail` of PostgreSQL or payload of a client, which repeat values. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error, message: withoutPersonalData(String(error)) }
  const { code } = error as { code?: unknown }
  return {
    type: error.name,
    message: withoutPersonalData(error.message),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(error.stack === undefined ? {} : { stack: withoutPersonalData(error.stack) }),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  }
}

/** The log of a process. `destination` is for tests; otherwise stdout. */
export function createLog(
  options: { readonly service: string; readonly level: string },
  destination?: DestinationStream,
): Log {
  const settings = {
    level: options.level,
    base: { pid: process.pid, service: options.service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (level: string) => ({ level }),
      log: (fields: Record<string, unknown>) => withoutPersonalFields(fields),
    },
    // What a part of the program says on each of its lines does not pass the formatter.
    redact: { paths: [...removed], censor: REMOVED },
    serializers: { err: describeError, error: describeError },
  }
  return pino(settings, destination ?? standardOutput())
}

/**
 * Lines go out several at a time, at most a tenth of a second late; what waits is written when the process ends in
 * whatever way but SIGKILL. A write of its own per line cost more than the line.
 */
const standardOutput = (): DestinationStream =>
  pino.destination({ dest: 1, sync: false, minLength: 4_096, periodicFlush: 100 })
