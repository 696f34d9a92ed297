/**
 * The text format of COPY: one line per row, values between tabs, `\N` for null. Used by copy-streams.ts on the
 * way in and out; a value may hold any character that PostgreSQL keeps (all but NUL).
 */

export type CopyValue = string | number | bigint | boolean | null | undefined

const mustEscape = /[\\\t\n\r]/
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const escapeText = (text: string): string =>
  mustEscape.test(text) ? text.replace(/[\\\t\n\r]/g, (sign) => escapes[sign] ?? sign) : text

/** One row with its line break. `undefined` is null. @throws RangeError for NUL, which PostgreSQL cannot keep */
export function copyLine(values: readonly CopyValue[]): string {
  let line = ''
  let separator = ''
  for (const value of values) {
    line += separator
    if (value === null || value === undefined) line += '\\N'
    else line += typeof value === 'string' ? escapeText(value) : String(value)
    separator = '\t'
  }
  if (line.includes('\0')) throw new RangeError('A value holds a NUL character')
  return `${line}\n`
}

const signs: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

function readValue(text: string): string | undefined {
  if (!text.includes('\\')) return text
  if (text === '\\N') return undefined
  return text.replace(/\\(.)/g, (_whole, sign: string) => signs[sign] ?? sign)
}

export type CopyRow = readonly (string | undefined)[]

/**
 * Rows from the bytes of a `copy … to stdout`, in batches as they come: a batch is what one piece held.
 * Values are text as PostgreSQL writes it; null is `undefined`.
 */
export async function* copyRows(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<readonly CopyRow[], void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    if (lines.length > 0) yield lines.map((line) => line.split('\t').map(readValue))
  }
  if (rest !== '') throw new Error('The rows end in the middle of a line')
}

/** Lines gathered into pieces of some 64 K characters: a piece per row would cost more than the row. */
export async function* copyChunks(
  batches: AsyncIterable<readonly (readonly CopyValue[])[]>,
): AsyncGenerator<string, void, undefined> {
  let buffer = ''
  for await (const rows of batches) {
    for (const row of rows) {
      buffer += copyLine(row)
      if (buffer.length >= 65_536) {
        yield buffer
        buffer = ''
      }
    }
  }
  if (buffer !== '') yield buffer
}
