/**
 * The list of orders as XLSX: a ZIP of a few fixed parts (xlsx-parts.ts) and the sheets, each written as its rows come
 * and packed by yazl as it is written. Office Open XML, ECMA-376 part 1, 18.3. A sheet that is full goes on in another.
 */
import { once } from 'node:events'
import { PassThrough, Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { formatManat } from '../../domain/money.ts'
import type { RunOrder } from '../../domain/payment-run-view.ts'
import type { Cell, Column } from './order-columns.ts'
import { escapeXml, fixedParts, sheetEnd, sheetStart, styles } from './xlsx-parts.ts'

/** Rows that a sheet can have in Excel, with the row of headings. */
const ROWS_PER_SHEET = 1_048_576
const PIECE = 64 * 1024

const columnName = (index: number): string => String.fromCharCode(65 + index)

function cellXml(cell: Cell, name: string): string {
  if (typeof cell === 'number') return `<c r="${name}"><v>${cell}</v></c>`
  if (typeof cell === 'string') {
    // A text is a text in XLSX: nothing in it is a formula.
    return cell === ''
      ? ''
      : `<c r="${name}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`
  }
  return `<c r="${name}" s="${styles.money}"><v>${formatManat(cell.qepik)}</v></c>`
}

const rowXml = (columns: readonly Column[], order: RunOrder, row: number): string => {
  const cells = columns.map(({ cell }, index) => cellXml(cell(order), `${columnName(index)}${row}`))
  return `<row r="${row}">${cells.join('')}</row>`
}

/**
 * Bytes of the workbook, made no faster than they are read; destroying it ends the reading of the orders.
 * @param rowsPerSheet fewer than Excel's own limit only in tests
 */
export function xlsxOf(
  columns: readonly Column[],
  batches: AsyncIterable<readonly RunOrder[]>,
  rowsPerSheet = ROWS_PER_SHEET,
): Readable {
  const zip = new ZipFile()
  const bytes = new PassThrough()
  zip.outputStream.pipe(bytes)
  const orders = oneByOne(batches)
  const state = { ended: false }
  const packing = new AbortController()

  async function* sheetXml(first: RunOrder | undefined): AsyncGenerator<string, void, undefined> {
    let piece = sheetStart(columns)
    let row = 1
    let order = first
    while (order !== undefined) {
      row += 1
      piece += rowXml(columns, order, row)
      if (piece.length >= PIECE) {
        yield piece
        piece = ''
      }
      if (row === rowsPerSheet) break
      order = await take()
    }
    yield piece + sheetEnd(`A1:${columnName(columns.length - 1)}${row}`)
  }

  async function take(): Promise<RunOrder | undefined> {
    const next = await orders.next()
    state.ended = next.done === true
    return next.done === true ? undefined : next.value
  }

  async function pack(): Promise<void> {
    let sheets = 0
    let order = await take()
    do {
      sheets += 1
      const sheet = Readable.from(sheetXml(order), { objectMode: false, signal: packing.signal })
      zip.addReadStream(sheet, `xl/worksheets/sheet${sheets}.xml`)
      await once(sheet, 'end', { signal: packing.signal })
      order = state.ended ? undefined : await take()
    } while (order !== undefined)
    for (const [name, xml] of fixedParts(sheets)) zip.addBuffer(Buffer.from(xml), name)
    zip.end()
  }

  bytes.once('close', () => {
    packing.abort()
    void orders.return()
  })
  zip.on('error', (error: unknown) => bytes.destroy(asError(error)))
  pack().catch((error: unknown) => bytes.destroy(asError(error)))
  return bytes
}

async function* oneByOne(
  batches: AsyncIterable<readonly RunOrder[]>,
): AsyncGenerator<RunOrder, void, undefined> {
  for await (const orders of batches) yield* orders
}

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)))
