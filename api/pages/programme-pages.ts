/**
 * Employment programmes for everybody: the list, one year as a page and as a PDF. Whoever drafts them opens one here
 * before the calendar does.
 */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { dateInBaku } from '../../domain/clock.ts'
import { indicators } from '../../domain/employment-programme.ts'
import { codeOf } from '../../domain/errors.ts'
import { callerOf } from '../auth/guard.ts'
import { InvalidFields } from '../problem.ts'
import { programmePdf } from '../programme/programme-pdf.ts'
import { progressChart, targetChart } from '../programme/programme-charts.ts'
import { inFigures } from '../programme/programme-view.ts'
import { createPublishedProgrammes } from '../programme/published-programmes.ts'
import type { PageDeps } from './pages.ts'
import { renderPage } from './render.ts'
import { Csrf } from './show-case.ts'
import { chooseLanguage, createTexts } from './texts.ts'

const hidden = { hide: true } as const
const page = { page: true } as const
/** Each is drawn anew: some ten milliseconds of the processor. */
const drawn = { ...page, rateLimit: { max: 30, timeWindow: '1 minute' } } as const
const Year = Type.Object({ year: Type.String({ pattern: '^[0-9]{4}$' }) })

interface Said {
  readonly good: boolean
  readonly text: string
  readonly status: number
}

export const programmePages: FastifyPluginAsyncTypebox<PageDeps> = async (app, deps) => {
  const { settings, clock, programmeDesk } = deps
  const programmes = createPublishedProgrammes(deps)

  async function showList(request: FastifyRequest, reply: FastifyReply, said?: Said): Promise<FastifyReply> {
    const { principal } = request
    const isStaff = principal?.kind === 'staff'
    const { published, inWork } = await programmes.list()
    const thisYear = Number(dateInBaku(clock.now()).slice(0, 4))
    return renderPage(request, reply, settings, {
      template: 'programmes',
      title: 'programmes.title',
      ...(said === undefined ? {} : { status: said.status }),
      data: {
        published,
        inWork: isStaff ? inWork : [],
        mayOpen: isStaff && principal.groups.includes('employment-programme'),
        years: [thisYear, thisYear + 1],
        message: said,
      },
    })
  }

  app.get('/programmes', { config: page, schema: hidden }, async (request, reply) => showList(request, reply))

  app.post(
    '/programmes',
    {
      config: page,
      attachValidation: true,
      schema: { ...hidden, body: Type.Object({ _csrf: Csrf, year: Year.properties.year }) },
    },
    async (request, reply) => {
      const invalid: Said = { good: false, text: 'programme.invalid', status: 400 }
      if (request.validationError !== undefined) return showList(request, reply, invalid)
      try {
        await programmeDesk.open(Number(request.body.year), {
          principal: callerOf(request),
          idempotencyKey: undefined,
        })
      } catch (error) {
        if (error instanceof InvalidFields) return showList(request, reply, invalid)
        if (codeOf(error) !== 'PROGRAMME_ALREADY_THERE') throw error
        return showList(request, reply, { good: false, text: 'programme.open.already', status: 409 })
      }
      return showList(request, reply, { good: true, text: 'programme.open.saved', status: 200 })
    },
  )

  app.get(
    '/programmes/:year',
    { config: page, schema: { ...hidden, params: Year } },
    async (request, reply) => {
      const view = await programmes.read(Number(request.params.year))
      const texts = createTexts(chooseLanguage(request))
      return renderPage(request, reply, settings, {
        template: 'programme',
        title: texts.t('programme.title').replace('{year}', request.params.year),
        data: {
          view,
          indicators,
          inFigures,
          targets: targetChart(view, texts),
          quarters: view.quarters.map((quarter) => ({ ...quarter, drawn: progressChart(quarter, texts) })),
        },
      })
    },
  )

  app.get(
    '/programmes/:year.pdf',
    { config: drawn, schema: { ...hidden, params: Year } },
    async (request, reply) => {
      const { year } = request.params
      const view = await programmes.read(Number(year))
      const texts = createTexts(chooseLanguage(request))
      return reply
        .type('application/pdf')
        .header(
          'content-disposition',
          `inline; filename="employment-programme-${year}-${texts.language}.pdf"`,
        )
        .serializer((body: unknown) => body as string)
        .send(await programmePdf(view, texts))
    },
  )
}
