/** The figures of a payment run as its page shows them: how far it is, why it differs from last month, as bars. */
import { causesOf } from '../../domain/payment-run-causes.ts'
import type { PaymentRun, RunProgress } from '../../domain/payment-run.ts'
import type { RunOverview } from '../../domain/payment-run-view.ts'
import { stackedBars } from './charts.ts'
import type { Texts } from './texts.ts'

/** The way of a run that nothing stops. */
export const runWay = ['open', 'frozen', 'checked', 'approved', 'released', 'closed'] as const

/** While it is none of these, figures move without anybody looking. */
export const hasEnded = ({ state }: Pick<PaymentRun, 'state'>): boolean =>
  state === 'closed' || state === 'cancelled'

/** How many files are written, how many sent, how many orders answered: each of how many. */
export function stepsOf({ run, files, orders }: RunProgress) {
  const among = (...states: readonly string[]) => files.filter(({ state }) => states.includes(state)).length
  const answered = files.reduce((sum, { answeredCount }) => sum + answeredCount, 0)
  const inFiles = files.reduce((sum, { orderCount }) => sum + orderCount, 0)
  return {
    way: runWay,
    place: runWay.findIndex((state) => state === run.state),
    files: [
      { what: 'written', done: among('written', 'sent', 'refused'), of: files.length },
      { what: 'sent', done: among('sent'), of: files.length },
      { what: 'answered', done: answered, of: inFiles },
    ],
    refused: among('refused'),
    orders,
  }
}

const signedManat = (qepik: number, texts: Texts): string =>
  `${qepik > 0 ? '+' : ''}${texts.manat(qepik).replace('-', '−')}`

/** This month and the twelve before it, oldest first. */
function monthChart({ run, months }: RunOverview, texts: Texts) {
  const chart = stackedBars(
    months.map(({ period, sumQepik }) => ({
      label: texts.month(period),
      parts: [{ kind: period === run.period ? 'now' : 'before', value: sumQepik }],
    })),
    'above',
  )
  const words = new Map(
    months.map(({ period, count, sumQepik }) => [
      texts.month(period),
      `${texts.manat(sumQepik)} · ${texts.count(count)}`,
    ]),
  )
  return { chart, tell: (label: string) => words.get(label) ?? '' }
}

/** What makes this month differ, each cause as long as its share; more to one colour, less to another. */
function causeChart(check: NonNullable<PaymentRun['check']>, texts: Texts) {
  const causes = causesOf(check.differences)
  const label = (cause: string) => texts.code('cause', cause)
  const chart = stackedBars(
    causes.map(({ cause, sumQepik }) => ({
      label: label(cause),
      parts: [{ kind: sumQepik < 0 ? 'less' : 'more', value: Math.abs(sumQepik) }],
    })),
    'above',
  )
  const words = new Map(
    causes.map(({ cause, count, sumQepik }) => [
      label(cause),
      `${signedManat(sumQepik, texts)} · ${texts.count(count)}`,
    ]),
  )
  return { chart, tell: (text: string) => words.get(text) ?? '', isEmpty: causes.length === 0 }
}

/** Settlements by the money that goes there. */
function settlementChart({ bySettlement }: NonNullable<PaymentRun['check']>, texts: Texts) {
  const name = (settlement: string) => (settlement === '' ? texts.t('run.settlement.unknown') : settlement)
  const sorted = bySettlement.toSorted((one, other) => other.sumQepik - one.sumQepik)
  const words = new Map(
    sorted.map(({ settlement, count, sumQepik }) => [
      name(settlement),
      `${texts.manat(sumQepik)} · ${texts.count(count)}`,
    ]),
  )
  const chart = stackedBars(
    sorted.map(({ settlement, sumQepik }) => ({
      label: name(settlement),
      parts: [{ kind: 'before', value: sumQepik }],
    })),
    'above',
  )
  return { chart, tell: (label: string) => words.get(label) ?? '' }
}

/** `undefined` before the run is checked. */
export function comparisonOf(seen: RunOverview, texts: Texts) {
  const { check } = seen.run
  if (check === undefined) return undefined
  const { before, now, unexplained } = check.differences
  return {
    before,
    now,
    unexplained,
    difference: signedManat(now.sumQepik - before.sumQepik, texts),
    causes: causeChart(check, texts),
    settlements: settlementChart(check, texts),
    held: check.held.map(({ reason, ...total }) => ({
      ...total,
      reasons: reason.split(' and ').map((code) => texts.code('hold', code)),
    })),
    fundsShortQepik: check.fundsShortQepik,
    thirdSignatureNeeded: check.thirdSignatureNeeded,
  }
}

export const monthsOf = (seen: RunOverview, texts: Texts) =>
  seen.months.length < 2 ? undefined : monthChart(seen, texts)
