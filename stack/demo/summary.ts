/** What came of a family's case, whether it is what the law says, and all of them as a table. */
import pc from 'picocolors'
import { dictionaries } from '../../api/pages/locales/dictionaries.ts'
import type { CaseAnswer } from '../../api/case/case-answer.ts'
import { groundInWords } from '../../domain/ground-words.ts'
import { formatManat } from '../../domain/money.ts'
import { columns } from '../table.ts'
import type { Family } from './families.ts'

/** The refusal grounds of docs/domain.md 1.6 in their order: number 1 is the first. */
const numberedGrounds = [
  'declaration-mismatch',
  'income-at-or-above-criterion',
  'large-purchases',
  'vehicle',
  'refused-suitable-jobs',
  'utilities-at-or-above-share',
  'same-purpose-properties',
]

export type CaseEnd = Pick<CaseAnswer, 'caseNumber' | 'state' | 'decision' | 'payments'>

/** @returns what is not as the family's `expected` says, in plain words; undefined when all is */
export function findDifference({ expected }: Pick<Family, 'expected'>, end: CaseEnd): string | undefined {
  const { decision } = end
  if (decision === null) return `it is not decided: ${stateInWords(end.state)}`
  if (decision.outcome !== expected.outcome)
    return `expected ${expected.outcome}, decided ${decision.outcome}: ${why(end)}`
  if (expected.outcome === 'assign') return end.state === 'paid' ? undefined : 'it is assigned but not paid'
  const found = decision.grounds
    .map(({ ground }) => numberedGrounds.indexOf(ground) + 1)
    .filter((number) => number > 0)
    .sort((one, other) => one - other)
  if (found.join() === expected.grounds.join()) return undefined
  return `expected ground ${expected.grounds.join(', ') || 'none'} of 1.6, found ${found.join(', ') || 'none'}`
}

const codes: Readonly<Record<string, string>> = dictionaries.en
export const stateInWords = (state: string): string => (codes[`state.${state}`] ?? state).toLowerCase()

/** Reasons of the assignment or grounds of the refusal, in words. */
export function why({ decision }: Pick<CaseEnd, 'decision'>): string {
  if (decision === null) return ''
  return decision.outcome === 'assign'
    ? decision.reasons.map(({ reason }) => codes[`reason.${reason}`] ?? reason).join('; ')
    : decision.grounds.map(({ ground }) => groundInWords(ground, 'en')).join('; ')
}

export interface SummaryRow {
  readonly family: Pick<Family, 'story' | 'expected'>
  readonly end: CaseEnd
  readonly keptOpen: boolean
}

const WHY_WIDTH = 60

/** The table that the demo ends with; amounts in AZN. */
export function summaryTable(rows: readonly SummaryRow[]): string {
  const head = ['case', 'family', 'decision', 'why', 'a month', 'paid', '']
  const cells = rows.map(({ family, end, keptOpen }) => {
    const { decision } = end
    const paid = end.payments
      .filter(({ state }) => state === 'settled')
      .reduce((sum, { amountQepik }) => sum + amountQepik, 0)
    const verdict = keptOpen
      ? 'left for you'
      : findDifference(family, end) === undefined
        ? 'as expected'
        : 'NOT AS EXPECTED'
    return [
      end.caseNumber,
      family.story,
      decision === null ? stateInWords(end.state) : decision.outcome,
      shorten(why(end)),
      decision?.outcome === 'assign' ? formatManat(decision.monthlyAmountQepik) : '',
      paid > 0 ? formatManat(paid) : '',
      verdict,
    ]
  })
  return columns([head, ...cells], (cell, column, row) => {
    if (row === 0) return pc.bold(cell)
    if (column !== 6) return cell
    return cell.startsWith('as') ? pc.green(cell) : cell.startsWith('NOT') ? pc.red(cell) : pc.yellow(cell)
  })
}

const shorten = (text: string): string =>
  text.length > WHY_WIDTH ? `${text.slice(0, WHY_WIDTH - 1)}…` : text
