/**
 * The workload for heads of unit: open tasks of each group, due today and late, by place; how long each step takes.
 * The figures come from the engine's records some seconds after the fact, and the page says how many.
 */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { GroupLoad } from '../../domain/workload.ts'
import { stackedBars } from './charts.ts'
import type { PageDeps } from './pages.ts'
import { renderPage } from './render.ts'
import { readStepWords } from './step-words.ts'
import { chooseLanguage, createTexts, type Texts } from './texts.ts'

/** Older figures are shown with a warning. */
const STALE_MS = 60_000
const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** In the two largest units, e.g. `3 d 4 h`; below a minute in seconds. */
export function inWords(seconds: number, texts: Texts): string {
  const units = [
    ['day', DAY],
    ['hour', HOUR],
    ['minute', MINUTE],
    ['second', 1],
  ] as const
  const first = units.findIndex(([, size]) => seconds >= size)
  if (first === -1) return `0 ${texts.code('unit', 'second')}`
  let rest = Math.round(seconds)
  return units
    .slice(first, first + 2)
    .flatMap(([unit, size]) => {
      const count = Math.floor(rest / size)
      rest -= count * size
      return count === 0 ? [] : [`${count} ${texts.code('unit', unit)}`]
    })
    .join(' ')
}

const sum = (loads: readonly GroupLoad[], figure: 'open' | 'dueToday' | 'late'): number =>
  loads.reduce((total, load) => total + load[figure], 0)

export const workloadPage: FastifyPluginAsyncTypebox<PageDeps> = async (
  app,
  { settings, clock, workload },
) => {
  const stepWords = readStepWords()

  app.get(
    '/workload',
    {
      config: { page: true },
      schema: { hide: true, querystring: Type.Object({ lang: Type.Optional(Type.String()) }) },
    },
    async (request, reply) => {
      const texts = createTexts(chooseLanguage(request))
      const { groups, steps, imported } = await workload()
      const names = [...new Set(groups.map(({ group }) => group))]
      const perGroup = names.map((group) => {
        const loads = groups.filter((load) => load.group === group)
        return {
          group,
          open: sum(loads, 'open'),
          dueToday: sum(loads, 'dueToday'),
          late: sum(loads, 'late'),
          loads,
        }
      })
      const age =
        imported.lookedAt === undefined ? undefined : clock.now().getTime() - Date.parse(imported.lookedAt)
      return renderPage(request, reply, settings, {
        template: 'workload',
        title: 'workload.title',
        data: {
          imported,
          lag: age === undefined ? undefined : inWords(Math.max(0, age / 1000), texts),
          stale: age === undefined || age > STALE_MS,
          perGroup,
          loadChart: stackedBars(
            perGroup.map(({ group, open, dueToday, late }) => ({
              label: texts.code('group', group),
              parts: [
                { kind: 'late', value: late },
                { kind: 'due', value: dueToday },
                { kind: 'later', value: open - late - dueToday },
              ],
            })),
          ),
          stepChart: stackedBars(
            steps.map(({ processId, elementId, medianSeconds, ninetiethSeconds }) => ({
              label: stepWords(processId, elementId, texts.language),
              parts: [
                { kind: 'median', value: medianSeconds },
                { kind: 'ninetieth', value: ninetiethSeconds - medianSeconds },
              ],
            })),
          ),
          steps: steps.map((step) => ({
            ...step,
            name: stepWords(step.processId, step.elementId, texts.language),
            median: inWords(step.medianSeconds, texts),
            ninetieth: inWords(step.ninetiethSeconds, texts),
          })),
        },
      })
    },
  )
}
