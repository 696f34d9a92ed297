/** The figures of a payment run as people read them in Tasklist, Azerbaijani first: causes, reasons, sums. */
import { formatManat } from './money.ts'
import { causesOf, type Cause } from './payment-run-causes.ts'
import type { PaymentRun, RunCheck, RunProgress, Total } from './payment-run.ts'

/** A line of a table in a form. */
export interface TotalLine {
  readonly what: string
  readonly count: number
  /** `1 204 512.50`, with a sign where it is a difference. */
  readonly sum: string
}

/** `120451250` → `1 204 512.50`. */
export const groupedManat = (qepik: number): string =>
  formatManat(qepik).replace(/\B(?=(\d{3})+(?!\d)(?=\.|\d))/g, ' ')

const signed = (qepik: number): string => `${qepik > 0 ? '+' : ''}${groupedManat(qepik)}`

const line = (what: string, { count, sumQepik }: Total): TotalLine => ({
  what,
  count,
  sum: groupedManat(sumQepik),
})

const causeWords: Readonly<Record<Cause, string>> = {
  new: 'Yeni / New',
  ended: 'Müddəti bitib / Ended',
  suspended: 'Dayandırılıb və ya saxlanılıb / Suspended or held',
  changed: 'Məbləği dəyişib / Amount changed',
  arrears: 'Keçmiş ayların borcu / Arrears',
  additions: 'Əlavələr / Additions',
  deductions: 'Tutulmalar / Deductions',
  unexplained: '⚠ Səbəbi bilinmir / Unexplained',
}

/** Last month, every cause of a difference, and this month, which is the sum of the lines above it. */
const differenceLines = ({ differences: found }: RunCheck): readonly TotalLine[] => [
  line('Ötən ay / Last month', found.before),
  ...causesOf(found).map(({ cause, count, sumQepik }) => ({
    what: causeWords[cause],
    count,
    sum: signed(sumQepik),
  })),
  line('Bu ay / This month', found.now),
]

const holdWords: Readonly<Record<string, string>> = {
  'same-account': 'Bir hesaba iki ödəniş / Two payments to one account',
  'same-household': 'Bir ailəyə iki ödəniş / Two payments to one household',
  'stop-order': 'Dayandırma göstərişi / Stop order',
  'court-order': 'Məhkəmə qərarı / Court order',
  'under-review': 'Araşdırılır / Under review',
  'account-in-doubt': 'Hesab şübhəlidir / Account in doubt',
  'freeze-period': 'Ödənişlər dayandırılıb / Payments frozen',
}

/** `same-account and stop-order` in words; a reason that somebody made up stays as it is. */
const tellHold = (reason: string): string =>
  reason
    .split(' and ')
    .map((code) => holdWords[code] ?? code)
    .join('; ')

const stateWords: Readonly<Record<string, string>> = {
  ordered: 'Gözləyir / Waiting',
  approved: 'Gözləyir / Waiting',
  filed: 'Fayldadır, göndərilməyib / In a file, not sent',
  sent: 'Bank cavab verməyib / Not answered',
  held: 'Saxlanılıb / Held',
  settled: 'Ödənilib / Paid',
  rejected: 'Rədd edilib / Rejected',
  returned: 'Geri qayıdıb / Returned',
  cancelled: 'Ləğv edilib / Cancelled',
}

/** What maker, checker and head see of a checked run. */
export function tellTotals({ period, payDay }: Pick<PaymentRun, 'period' | 'payDay'>, check: RunCheck) {
  return {
    period,
    payDay,
    count: check.total.count,
    sum: groupedManat(check.total.sumQepik),
    differences: [...differenceLines(check)],
    bySettlement: check.bySettlement.map(({ settlement, ...total }) =>
      line(settlement === '' ? 'Bilinmir / Unknown' : settlement, total),
    ),
    held: check.held.map(({ reason, ...total }) => line(tellHold(reason), total)),
    fundsShort: check.fundsShortQepik === 0 ? null : groupedManat(check.fundsShortQepik),
  }
}

/** What the bank made of the orders of a run. */
export function tellProgress({ orders, files, openExceptions }: Omit<RunProgress, 'run'>) {
  return {
    lines: orders.map(({ state, ...total }) => line(stateWords[state] ?? state, total)),
    openExceptions,
    unsentFiles: files.filter(({ state }) => state !== 'sent').length,
  }
}
