/** Ledger rows as a person reads them on the case page: newest first, who, what, why and with which values. */
import type { LedgerRow } from '../../domain/ledger.ts'
import type { Texts } from './texts.ts'

export interface TimelineEntry {
  readonly recordedAt: string
  readonly action: string
  readonly who: string
  readonly reason: string | undefined
  readonly values: string | undefined
}

function who(actor: string, texts: Texts): string {
  const [kind = '', name = ''] = actor.split(':', 2)
  if (kind === 'staff') return name
  const word = texts.code('actor', kind)
  return name === '' ? word : `${word} (${name})`
}

function valuesOf(values: LedgerRow['after']): string | undefined {
  if (values === undefined) return undefined
  const shown = Object.entries(values)
    .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
    .map(([name, value]) => `${name}: ${String(value)}`)
  return shown.length === 0 ? undefined : shown.join(' · ')
}

export const toTimeline = (rows: readonly LedgerRow[], texts: Texts): TimelineEntry[] =>
  rows.map(({ recordedAt, action, actor, reason, after }) => ({
    recordedAt,
    action,
    who: who(actor, texts),
    reason,
    values: valuesOf(after),
  }))
