/**
 * The list of orders as CSV for office programs here: UTF-8 with a byte order mark, semicolons and decimal commas as
 * Windows has them in Azerbaijani, lines as RFC 4180 ends and quotes them. No cell is ever taken for a formula.
 */
import { formatManat } from '../../domain/money.ts'
import type { RunOrder } from '../../domain/payment-run-view.ts'
import type { Cell, Column } from './order-columns.ts'

const BYTE_ORDER_MARK = '\ufeff'
const PIECE = 64 * 1024

/** What office programs take for a formula, also behind blanks (OWASP, CSV injection); names come from outside. */
const startsFormula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/

function text(value: string): string {
  const harmless = startsFormula.test(value) ? `'${value}` : value
  return /[";\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

function write(cell: Cell): string {
  if (typeof cell === 'string') return text(cell)
  return typeof cell === 'number' ? String(cell) : formatManat(cell.qepik).replace('.', ',')
}

/** Pieces of some 64 KB, made as they are taken. */
export async function* csvOf(
  columns: readonly Column[],
  batches: AsyncIterable<readonly RunOrder[]>,
): AsyncGenerator<string, void, undefined> {
  let piece = `${BYTE_ORDER_MARK}${columns.map(({ heading }) => text(heading)).join(';')}\r\n`
  for await (const orders of batches) {
    for (const order of orders) {
      piece += `${columns.map(({ cell }) => write(cell(order))).join(';')}\r\n`
      if (piece.length >= PIECE) {
        yield piece
        piece = ''
      }
    }
  }
  yield piece
}
