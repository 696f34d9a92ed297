/** A budget as people type it on the case page, one line each: `item; quantity; price in manat`. */
import type { BudgetLine } from '../../domain/business-plan.ts'
import { parseManat } from '../../domain/money.ts'

const LINE = /^(.{2,200});\s*(\d{1,5})\s*;\s*(\d{1,6}(?:\.\d{1,2})?)$/u

/** @returns the lines, or the numbers of those that cannot be read */
export function readBudget(
  text: string,
): { readonly budget: BudgetLine[] } | { readonly unreadable: readonly number[] } {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const read = lines.map((line) => {
    const [, item = '', quantity = '', price = ''] = LINE.exec(line) ?? []
    if (item === '') return undefined
    const unitPriceQepik = parseManat(price)
    return {
      item: item.trim(),
      quantity: Number(quantity),
      unitPriceQepik,
      amountQepik: Number(quantity) * unitPriceQepik,
    }
  })
  const unreadable = read.flatMap((line, index) =>
    line === undefined || line.amountQepik === 0 ? [index + 1] : [],
  )
  if (lines.length === 0 || unreadable.length > 0) {
    return { unreadable: lines.length === 0 ? [1] : unreadable }
  }
  return { budget: read.filter((line) => line !== undefined) }
}
