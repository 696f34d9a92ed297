/** The columns of the list of a run's orders, for CSV and XLSX alike; headings in both languages, as in Tasklist. */
import type { PayeeSight, RunOrder } from '../../domain/payment-run-view.ts'

/** Money stays in qəpik until it is written: each format has its own decimal sign. */
export type Cell = string | number | { readonly qepik: number }

export interface Column {
  readonly heading: string
  /** In characters, where the format has widths. */
  readonly width: number
  readonly cell: (order: RunOrder) => Cell
}

const payee: readonly Column[] = [
  { heading: 'Alan / Payee', width: 30, cell: ({ payeeName }) => payeeName },
  { heading: 'Hesab / Account', width: 31, cell: ({ iban }) => iban },
]

const columns: readonly Column[] = [
  { heading: 'Fayl / File', width: 8, cell: ({ fileNumber }) => fileNumber },
  { heading: 'İş / Case', width: 19, cell: ({ caseNumber }) => caseNumber },
  { heading: 'Ay / Month', width: 9, cell: ({ period }) => period },
  { heading: 'Növ / Kind', width: 18, cell: ({ orderKind }) => orderKind },
  { heading: 'Məbləğ / Amount, AZN', width: 14, cell: ({ amountQepik }) => ({ qepik: amountQepik }) },
  {
    heading: 'Keçmiş aylar / Of it arrears, AZN',
    width: 14,
    cell: ({ arrearsQepik }) => ({ qepik: arrearsQepik }),
  },
  {
    heading: 'Əlavələr / Of it additions, AZN',
    width: 14,
    cell: ({ additionsQepik }) => ({ qepik: additionsQepik }),
  },
  {
    heading: 'Tutulub / Kept back, AZN',
    width: 14,
    cell: ({ deductionsQepik }) => ({ qepik: deductionsQepik }),
  },
  { heading: 'İstinad / Reference', width: 19, cell: ({ endToEndId }) => endToEndId },
  { heading: 'Vəziyyət / State', width: 12, cell: ({ state }) => state },
  { heading: 'Səbəb / Reason', width: 24, cell: ({ bankReason }) => bankReason },
]

/** Columns that would be empty for this caller are left out. */
export const columnsFor = (sight: PayeeSight): readonly Column[] =>
  sight === 'none' ? columns : [...columns.slice(0, 2), ...payee, ...columns.slice(2)]
