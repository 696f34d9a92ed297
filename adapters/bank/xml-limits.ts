/** How much a message of a stranger may ask of us before it is refused. */

export interface XmlLimits {
  readonly characters: number
  readonly depth: number
  /** Of one element's text, and of one attribute. */
  readonly textLength: number
  readonly records: number
  /** Elements of one record. */
  readonly elements: number
}

/** A statement of a month of five million payments; in memory stands one piece of it. */
export const standardLimits: XmlLimits = {
  characters: 8_000_000_000,
  depth: 40,
  textLength: 10_000,
  records: 10_000_000,
  elements: 20_000,
}

/** So long may one tag, text or comment be at most: the parser keeps it until it ends. */
export const TOKEN_CHARACTERS = 262_144
