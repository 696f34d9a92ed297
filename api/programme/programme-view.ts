/**
 * The figures of a programme as they may be shown: sums, by settlement, by group and by quarter, with counts of few
 * people left out (domain/disclosure.ts). Page, PDF and case page all show this.
 */
import { discloseOne, disclosePart, disclosePartition, type Shown } from '../../domain/disclosure.ts'
import {
  clientGroups,
  indicators,
  places,
  targetIndicators,
  type ClientGroup,
  type Indicator,
  type IndicatorValue,
  type Place,
  type Programme,
  type TargetIndicator,
  type WholeProgramme,
} from '../../domain/employment-programme.ts'

/** A row of a table: what it is about, and one count for each indicator in their order. */
export interface ShownRow<Key extends string> {
  readonly key: Key
  readonly cells: readonly Shown[]
}

export interface ShownProgress {
  readonly indicator: TargetIndicator
  readonly reached: Shown
  readonly target: number
  /** Of the target; `undefined` where the count is not shown or nothing was aimed at. */
  readonly percent: number | undefined
}

export interface ShownQuarter {
  readonly quarter: number
  readonly explanation: string | undefined
  readonly publishedAt: string | undefined
  readonly rows: readonly ShownProgress[]
}

export interface ProgrammeView {
  readonly programme: Programme
  readonly sums: readonly Shown[]
  readonly byPlace: readonly ShownRow<Place>[]
  readonly byGroup: readonly ShownRow<Exclude<ClientGroup, 'all'>>[]
  readonly quarters: readonly ShownQuarter[]
}

const groups = clientGroups.filter((group) => group !== 'all')

export function viewOf({ programme, baseline, progress }: WholeProgramme, limit: number): ProgrammeView {
  const columns = indicators.map((indicator) => {
    const count = counter(baseline, indicator)
    const whole = places.reduce((sum, place) => sum + count(place, 'all'), 0)
    const ofGroup = (group: ClientGroup) => places.reduce((sum, place) => sum + count(place, group), 0)
    return {
      sum: discloseOne(whole, limit),
      byPlace: disclosePartition(
        places.map((place) => count(place, 'all')),
        limit,
      ),
      byGroup: groups.map((group) => disclosePart(ofGroup(group), whole, limit)),
    }
  })
  const cellsOf = (pick: (column: (typeof columns)[number]) => Shown | undefined) =>
    columns.map((column) => pick(column) ?? { hidden: true as const })
  return {
    programme,
    sums: cellsOf(({ sum }) => sum),
    byPlace: places.map((key, row) => ({ key, cells: cellsOf(({ byPlace }) => byPlace[row]) })),
    byGroup: groups.map((key, row) => ({ key, cells: cellsOf(({ byGroup }) => byGroup[row]) })),
    quarters: progress.map(({ quarter, explanation, publishedAt, values }) => ({
      quarter,
      explanation,
      publishedAt,
      rows: targetIndicators.map((indicator) => {
        const count = counter(values, indicator)
        const reached = discloseOne(
          places.reduce((sum, place) => sum + count(place, 'all'), 0),
          limit,
        )
        return progressOf(indicator, reached, programme.targets[indicator] ?? 0)
      }),
    })),
  }
}

/** Quarters that are still explained are nobody's business yet. */
export const publishedPart = (view: ProgrammeView): ProgrammeView => ({
  ...view,
  quarters: view.quarters.filter(({ publishedAt }) => publishedAt !== undefined),
})

export function progressOf(indicator: TargetIndicator, reached: Shown, target: number): ShownProgress {
  const percent = 'value' in reached && target > 0 ? Math.round((reached.value * 100) / target) : undefined
  return { indicator, reached, target, percent }
}

const counter = (values: readonly IndicatorValue[], indicator: Indicator) => {
  const known = new Map(
    values
      .filter((value) => value.indicator === indicator)
      .map(({ place, group, value }) => [`${place} ${group}`, value]),
  )
  return (place: Place, group: ClientGroup): number => known.get(`${place} ${group}`) ?? 0
}

/** `12`, `<5`, or a dash where the count would give another one away. */
export const inFigures = (shown: Shown): string =>
  'value' in shown ? String(shown.value) : 'under' in shown ? `<${shown.under}` : '–'
