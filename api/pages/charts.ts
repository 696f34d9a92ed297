/** Bars as numbers that a template draws into SVG: where each begins and how wide it is. No script, no library. */

export interface Segment {
  /** Names the colour. */
  readonly kind: string
  readonly x: number
  readonly width: number
  readonly value: number
}

export interface Bar {
  readonly label: string
  /** Line of the label. */
  readonly labelY: number
  readonly y: number
  readonly segments: readonly Segment[]
  /** Where the bar ends. */
  readonly end: number
  readonly total: number
}

export interface BarChart {
  /** Beside the bars, or above each: that can be read on a phone too. */
  readonly labels: 'beside' | 'above'
  readonly width: number
  readonly height: number
  readonly barHeight: number
  readonly bars: readonly Bar[]
}

const LABEL_WIDTH = 190
const BARS_WIDTH = 470
/** For the number behind a bar. */
const NUMBER_WIDTH = 100
const BAR_HEIGHT = 20
const ROW_HEIGHT = 32

/** Of a chart whose labels stand above the bars: about a phone's width. */
const NARROW_WIDTH = 400
const NARROW_BAR_HEIGHT = 14
const NARROW_ROW_HEIGHT = 44

/** Bars that lie below each other, the longest filling the width; parts of a bar stand side by side. */
export function stackedBars(
  rows: readonly {
    readonly label: string
    readonly parts: readonly { readonly kind: string; readonly value: number }[]
  }[],
  labels: BarChart['labels'] = 'beside',
): BarChart {
  const beside = labels === 'beside'
  const [start, barsWidth, rowHeight] = beside
    ? [LABEL_WIDTH, BARS_WIDTH, ROW_HEIGHT]
    : [0, NARROW_WIDTH, NARROW_ROW_HEIGHT]
  const totals = rows.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0))
  const longest = Math.max(1e-9, ...totals)
  const scale = (value: number) => Math.round(((value * barsWidth) / longest) * 10) / 10
  return {
    labels,
    width: beside ? LABEL_WIDTH + BARS_WIDTH + NUMBER_WIDTH : NARROW_WIDTH,
    height: rows.length * rowHeight + 8,
    barHeight: beside ? BAR_HEIGHT : NARROW_BAR_HEIGHT,
    bars: rows.map(({ label, parts }, row) => {
      let x = start
      const top = row * rowHeight
      const segments = parts.map(({ kind, value }) => {
        const segment = { kind, x, width: scale(value), value }
        x += segment.width
        return segment
      })
      return {
        label,
        labelY: top + (beside ? 22 : 16),
        y: top + (beside ? 8 : 22),
        segments: segments.filter(({ width }) => width > 0),
        end: x,
        total: totals[row] ?? 0,
      }
    }),
  }
}
