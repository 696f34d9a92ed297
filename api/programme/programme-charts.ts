/** Charts of a programme as bars (api/pages/charts.ts): where it starts and what it aims at, and how far a quarter is. */
import { indicators, targetIndicators } from '../../domain/employment-programme.ts'
import { stackedBars, type BarChart } from '../pages/charts.ts'
import type { Texts } from '../pages/texts.ts'
import { inFigures, type ProgrammeView, type ShownQuarter } from './programme-view.ts'

export interface ProgrammeChart {
  readonly chart: BarChart
  /** Written behind each bar. */
  readonly figures: readonly string[]
}

/** For each target two bars: the twelve months before, and the target of the year. */
export function targetChart({ sums, programme }: ProgrammeView, texts: Texts): ProgrammeChart {
  const rows = targetIndicators.flatMap((indicator) => {
    const before = sums[indicators.indexOf(indicator)] ?? { hidden: true as const }
    const target = programme.targets[indicator] ?? 0
    const name = texts.code('indicator', indicator)
    return [
      {
        label: name,
        kind: 'before',
        value: 'value' in before ? before.value : 0,
        figure: inFigures(before),
      },
      { label: '', kind: 'now', value: target, figure: String(target) },
    ]
  })
  return {
    chart: stackedBars(rows.map(({ label, kind, value }) => ({ label, parts: [{ kind, value }] }))),
    figures: rows.map(({ figure }) => figure),
  }
}

/** What of each target is reached, out of a hundred; what is above it does not make the bar longer. */
export function progressChart({ rows }: ShownQuarter, texts: Texts): ProgrammeChart {
  return {
    chart: stackedBars(
      rows.map(({ indicator, percent = 0 }) => ({
        label: texts.code('indicator', indicator),
        parts: [
          { kind: 'now', value: Math.min(100, percent) },
          { kind: 'ninetieth', value: 100 - Math.min(100, percent) },
        ],
      })),
    ),
    figures: rows.map(({ percent, reached, target }) =>
      percent === undefined ? `${inFigures(reached)} / ${target}` : `${percent} %`,
    ),
  }
}
