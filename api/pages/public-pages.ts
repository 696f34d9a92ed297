/** Pages that need no login: the entrance, and an applicant's own case. */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { appealSubjects } from '../../domain/appeal.ts'
import { codeOf } from '../../domain/errors.ts'
import { literals } from '../../domain/literals.ts'
import { FreeText } from '../../domain/service-request.ts'
import { appealSentences } from './appeal-pages.ts'
import { orEmpty, textOf } from './form-fields.ts'
import type { PageDeps } from './pages.ts'
import { renderPage } from './render.ts'

const CASE_NUMBER = /^[A-Z]{2,6}-\d{4}-\d{6,}$/
const hidden = { hide: true } as const

const Code = { number: Type.String({ maxLength: 40 }), code: Type.String({ maxLength: 40 }) }

export const publicPages: FastifyPluginAsyncTypebox<
  Pick<PageDeps, 'settings' | 'follow' | 'followCode' | 'appealDesk'>
> = async (app, { settings, follow, followCode, appealDesk }) => {
  const page = { page: true } as const
  const guessing = { ...page, rateLimit: { max: settings.guessesPerMinute, timeWindow: '1 minute' } }

  app.get('/', { config: page, schema: hidden }, async (request, reply) =>
    renderPage(request, reply, settings, { template: 'home', title: 'home.title' }),
  )

  app.get(
    '/follow',
    {
      config: page,
      schema: {
        ...hidden,
        querystring: Type.Object({ number: Type.Optional(Type.String({ maxLength: 40 })) }),
      },
    },
    async (request, reply) =>
      renderPage(request, reply, settings, {
        template: 'follow',
        title: 'follow.title',
        data: { number: request.query.number ?? '', found: undefined, problem: undefined },
      }),
  )

  /** The case and its code, or the page that says there is none; an appeal and its withdrawal go the same way. */
  async function showFollowed(
    request: FastifyRequest,
    reply: FastifyReply,
    asked: { readonly number: string; readonly code: string },
    act?: (caseNumber: string) => Promise<Record<string, unknown>>,
  ): Promise<FastifyReply> {
    const number = asked.number.trim().toUpperCase()
    const look = async () => (CASE_NUMBER.test(number) ? follow(number, asked.code) : undefined)
    let found = await look()
    let done: Record<string, unknown> = {}
    let refused: string | undefined
    if (found !== undefined && act !== undefined) {
      try {
        done = await act(number)
        found = await look()
      } catch (error) {
        refused = appealSentences[codeOf(error) ?? '']
        if (refused === undefined) throw error
      }
    }
    return renderPage(request, reply, settings, {
      template: 'follow',
      title: 'follow.title',
      status: found === undefined ? 404 : refused === undefined ? 200 : 409,
      data: {
        number,
        // Only where an action may follow on the same page: the code is in no address.
        followed: found === undefined ? '' : asked.code,
        found,
        problem: found === undefined ? 'follow.notFound' : refused,
        ...done,
      },
    })
  }

  // Posted, so that the code is in no address, history or log.
  app.post(
    '/follow',
    { config: guessing, schema: { ...hidden, body: Type.Object(Code) } },
    async (request, reply) => showFollowed(request, reply, request.body),
  )

  app.post(
    '/follow/appeal',
    {
      config: guessing,
      attachValidation: true,
      schema: {
        ...hidden,
        body: Type.Object({
          ...Code,
          subject: literals(appealSubjects),
          grounds: FreeText,
          latenessReason: orEmpty(FreeText),
        }),
      },
    },
    async (request, reply) => {
      const { subject, grounds, latenessReason } = request.body
      const asked = { number: textOf(request.body.number), code: textOf(request.body.code) }
      return showFollowed(request, reply, asked, async (caseNumber) => {
        if (request.validationError !== undefined) return { problem: 'appeal.invalid' }
        const { caseNumber: appealNumber } = await appealDesk.lodge(
          caseNumber,
          {
            subject,
            appellant: 'applicant',
            grounds,
            ...(latenessReason === '' ? {} : { latenessReason }),
          },
          { principal: 'applicant' },
        )
        return { lodged: { number: appealNumber, code: followCode(appealNumber) } }
      })
    },
  )

  app.post(
    '/follow/withdrawal',
    { config: guessing, schema: { ...hidden, body: Type.Object(Code) } },
    async (request, reply) =>
      showFollowed(request, reply, request.body, async (caseNumber) => {
        await appealDesk.withdraw(caseNumber, 'applicant')
        return { withdrawn: true }
      }),
  )
}
