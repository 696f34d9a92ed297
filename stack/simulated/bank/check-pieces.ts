/**
 * The official schema over a payment file of any size: libxml2 needs a whole document, so the file is cut between its
 * transfers, and each piece is checked inside the frame it stands in. The schema asks nothing across transfers, so the
 * file is valid when all pieces are. Other documents are checked whole, up to a limit.
 */
import { checkXml, type MessageSchema, type XmlProblem } from '../../../adapters/bank/check-xml.ts'

export interface PieceCheck {
  write(text: string): void
  /** After the last piece. */
  close(): void
  /** The first thing that is wrong, where it stands in the file. */
  problem(): XmlProblem | undefined
}

const RECORD_START = '<CdtTrfTxInf>'
const RECORD_END = '</CdtTrfTxInf>'
const CLOSERS = '</PmtInf></CstmrCdtTrfInitn></Document>'
const BLOCK_START = '<PmtInf>'
/** A document without transfers, or a transfer that does not end. */
const LONGEST_CHARACTERS = 4_000_000

/** @param perPiece transfers checked together */
export function createPieceCheck(schema: MessageSchema, perPiece = 500): PieceCheck {
  /** What stands before the first block, and before the first transfer of the present one. */
  let fileFrame: string | undefined
  let blockFrame = ''
  let rest = ''
  let records: string[] = []
  /** Lines of the file before `rest`, and before the records. */
  let line = 0
  let recordsLine = 0
  let found: XmlProblem | undefined

  const check = (xml: string, shift: number) => {
    found ??= checkXml(xml, schema).map((problem) => ({ ...problem, line: problem.line + shift }))[0]
  }
  const frame = () => `${fileFrame ?? ''}${blockFrame}`
  const checkRecords = () => {
    if (records.length === 0) return
    check(`${frame()}${records.join('')}${CLOSERS}`, recordsLine - linesOf(frame()))
    records = []
  }
  /** A frame without a transfer would not be valid by itself, so it is looked at with its first records. */
  const takeFrame = (text: string) => {
    checkRecords()
    const block = text.lastIndexOf(BLOCK_START)
    if (block < 0) return
    fileFrame ??= text.slice(0, block)
    blockFrame = text.slice(block)
  }
  const take = (length: number): string => {
    const taken = rest.slice(0, length)
    rest = rest.slice(length)
    return taken
  }

  return {
    write(text) {
      rest += text
      for (;;) {
        const start = rest.indexOf(RECORD_START)
        const end = start < 0 ? -1 : rest.indexOf(RECORD_END, start)
        if (end < 0) break
        const before = take(start)
        if (/\S/.test(before)) takeFrame(before)
        line += linesOf(before)
        if (records.length === 0) recordsLine = line
        const record = take(end - start + RECORD_END.length)
        // The line break after a transfer goes with it, so that lines count as in the file.
        const whole = rest.startsWith('\n') ? record + take(1) : record
        records.push(whole)
        line += linesOf(whole)
        if (records.length >= perPiece) checkRecords()
      }
      if (rest.length > LONGEST_CHARACTERS) {
        found ??= { line: line + 1, column: 1, message: 'A part of the document does not end' }
        rest = ''
      }
    },
    close() {
      if (fileFrame === undefined) check(rest, 0)
      else if (records.length > 0) {
        // The end as it stands in the file closes the last piece.
        check(`${frame()}${records.join('')}${rest}`, recordsLine - linesOf(frame()))
      } else if (rest.replace(/\s/g, '') !== CLOSERS) {
        found ??= { line: line + 1, column: 1, message: 'The document does not end as it should' }
      }
    },
    problem: () => found,
  }
}

function linesOf(text: string): number {
  let lines = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1
  return lines
}
