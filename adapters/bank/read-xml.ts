/**
 * Reads large XML of strangers piece by piece with saxes, keeping only the wanted fields of the record that is just
 * open (walk-fields.ts). Length, depth and number are bounded; no DTD, so no entities of its own and no expansion.
 */
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { DomainError } from '../../domain/errors.ts'
import { createFieldWalk, type FieldWalk } from './walk-fields.ts'
import type { RecordHandler } from './xml-fields.ts'
import { standardLimits, TOKEN_CHARACTERS, type XmlLimits } from './xml-limits.ts'

export interface XmlReader {
  readonly write: (chunk: string) => void
  /** After the last piece. */
  readonly close: () => void
}

/**
 * @param open gives the handler for the namespace of the root `Document`; throws `RangeError` for one it does not read
 * @throws DomainError `BANK_MESSAGE_UNREADABLE` from `write` and `close`, with line and column in the message and in
 *   `detail`; never with content of the file
 */
export function createXmlReader(
  open: (namespace: string) => RecordHandler<string, string>,
  limits: XmlLimits = standardLimits,
): XmlReader {
  const parser = new SaxesParser({ xmlns: false, position: true })
  let walk: FieldWalk | undefined
  let prefix = ''
  let namespace = ''
  let otherNamespace = false
  const counted = { characters: 0, events: 0, silent: 0 }

  const unreadable = (problem: string): DomainError => {
    const place = { line: String(parser.line), column: String(parser.column) }
    return new DomainError(
      'BANK_MESSAGE_UNREADABLE',
      `The bank's message cannot be read: ${problem} (line ${place.line}, column ${place.column})`,
      { detail: { ...place, problem } },
    )
  }

  const openRoot = (tag: SaxesTagPlain): FieldWalk => {
    const [before = '', local] = tag.name.split(':')
    prefix = local === undefined ? '' : `${before}:`
    if ((local ?? before) !== 'Document') throw new RangeError('the root element is not "Document"')
    namespace = tag.attributes[local === undefined ? 'xmlns' : `xmlns:${before}`] ?? ''
    return createFieldWalk(open(namespace), limits)
  }

  /** The name without our prefix; `undefined` for an element of another namespace. */
  const localName = (name: string): string | undefined => {
    if (prefix === '') return otherNamespace ? undefined : name
    return name.startsWith(prefix) ? name.slice(prefix.length) : undefined
  }

  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && !/^(utf-8|us-ascii)$/i.test(encoding)) {
      throw new RangeError('its encoding is not UTF-8')
    }
  })
  parser.on('doctype', () => {
    throw new RangeError('a document type declaration is not allowed')
  })
  // Few elements have any, so this costs less than looking at the attributes of each element.
  // Not an event by itself: a tag of attributes without end does not end either.
  parser.on('attribute', ({ name, value }) => {
    if (value.length > limits.textLength) throw new RangeError('an attribute is too long')
    if (name === 'xmlns' && walk !== undefined) otherNamespace = value !== namespace
  })
  parser.on('opentag', (tag: SaxesTagPlain) => {
    counted.events += 1
    if (walk === undefined) {
      walk = openRoot(tag)
      return
    }
    const name = localName(tag.name)
    otherNamespace = false
    walk.enter(name, tag.attributes)
  })
  const addText = (added: string): void => {
    counted.events += 1
    walk?.text(added)
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    counted.events += 1
    walk?.leave()
  })
  // No more handlers than these: each is a property that saxes adds to itself, and from the ninth on V8 keeps the whole
  // parser as a dictionary, which makes it five times slower. So errors are caught and the end is seen by `close`.
  const parsing = (work: () => void): void => {
    try {
      work()
    } catch (error) {
      // Our own refusals, and those of the handler.
      if (error instanceof RangeError) throw unreadable(error.message)
      if (!(error instanceof Error) || error.name !== 'Error') throw error
      // The parser's message ends in what it expected and may quote a tag name of the file, never its text.
      throw unreadable(error.message.replace(/^\d+:\d+: /, ''))
    }
  }

  return {
    write(chunk) {
      counted.characters += chunk.length
      if (counted.characters > limits.characters) {
        throw unreadable(`longer than ${limits.characters} characters`)
      }
      const before = counted.events
      parsing(() => parser.write(chunk))
      counted.silent = counted.events === before ? counted.silent + chunk.length : 0
      if (counted.silent > TOKEN_CHARACTERS) throw unreadable('a tag, text or comment does not end')
    },
    close() {
      parsing(() => parser.close())
      if (counted.characters === 0) throw unreadable('it ends too early')
    },
  }
}
