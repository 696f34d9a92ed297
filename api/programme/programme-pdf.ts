/** A published programme as a PDF: the same figures and words as its page. */
import { indicators } from '../../domain/employment-programme.ts'
import type { Texts } from '../pages/texts.ts'
import { openSheet } from './pdf-sheet.ts'
import { progressChart, targetChart } from './programme-charts.ts'
import { inFigures, type ProgrammeView } from './programme-view.ts'

export async function programmePdf(view: ProgrammeView, texts: Texts): Promise<Buffer> {
  const { programme } = view
  const { t, code } = texts
  const title = t('programme.title').replace('{year}', String(programme.year))
  const sheet = openSheet({
    title,
    author: t('programme.body'),
    language: texts.language,
    writtenAt: new Date(newest(view)),
  })
  const named = indicators.map((indicator) => code('indicator', indicator))

  sheet.title(title)
  sheet.note(
    `${t('programme.body')} · ${t('programme.publishedOn')} ${texts.day(programme.publishedAt ?? '')}`,
  )
  sheet.heading(t('programme.measures'))
  sheet.paragraph(programme.measures ?? '')
  sheet.heading(t('programme.targets'))
  const counted = `${texts.day(programme.baselineFrom ?? '')}–${texts.day(programme.baselineTo ?? '')}`
  sheet.legend([
    { kind: 'before', text: `${t('programme.before')} (${counted})` },
    { kind: 'now', text: `${t('programme.target')} ${programme.year}` },
  ])
  sheet.bars(targetChart(view, texts))
  sheet.table({
    head: [t('programme.indicator'), t('programme.before'), t('programme.target')],
    rows: indicators.map((indicator, place) => [
      code('indicator', indicator),
      inFigures(view.sums[place] ?? { hidden: true }),
      indicator === 'able-bodied' ? '–' : String(programme.targets[indicator] ?? '–'),
    ]),
    first: 0.5,
  })
  sheet.heading(t('programme.byPlace'))
  sheet.table({
    head: [t('programme.place'), ...named],
    rows: [
      ...view.byPlace.map(({ key, cells }) => [code('place', key), ...cells.map(inFigures)]),
      [t('programme.sum'), ...view.sums.map(inFigures)],
    ],
    hasSum: true,
    first: 0.2,
  })
  sheet.heading(t('programme.byGroup'))
  sheet.table({
    head: [t('programme.group'), ...named],
    rows: view.byGroup.map(({ key, cells }) => [code('client-group', key), ...cells.map(inFigures)]),
    first: 0.2,
  })
  sheet.note(t('programme.smallNumbers'))
  sheet.heading(t('programme.progress'))
  if (view.quarters.length === 0) sheet.paragraph(t('programme.noProgress'))
  for (const quarter of view.quarters) {
    sheet.heading(code('quarter', String(quarter.quarter)), 210)
    sheet.bars(progressChart(quarter, texts))
    sheet.table({
      head: [t('programme.indicator'), t('programme.reached'), t('programme.target'), t('programme.percent')],
      rows: quarter.rows.map(({ indicator, reached, target, percent }) => [
        code('indicator', indicator),
        inFigures(reached),
        String(target),
        percent === undefined ? '–' : String(percent),
      ]),
      first: 0.4,
    })
    sheet.paragraph(quarter.explanation ?? '')
  }
  return sheet.close()
}

/** When the last thing in it was published. */
const newest = ({ programme, quarters }: ProgrammeView): string =>
  [programme.publishedAt ?? '', ...quarters.map(({ publishedAt }) => publishedAt ?? '')].toSorted().at(-1) ??
  ''
