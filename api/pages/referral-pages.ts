/** The employer's page: a referral by number and code, and its answer. Posted, so that the code is in no address. */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { codeOf } from '../../domain/errors.ts'
import { employerAnswers, employerRefusals } from '../../domain/job-referral.ts'
import { literals } from '../../domain/literals.ts'
import type { ReferralSeen } from '../placement/employer-desk.ts'
import { InvalidFields } from '../problem.ts'
import { orEmpty } from './form-fields.ts'
import type { PageDeps } from './pages.ts'
import { renderPage } from './render.ts'

const REFERRAL_NUMBER = /^REF-\d{4}-\d{6,12}$/
const hidden = { hide: true } as const
const Code = { number: Type.String({ maxLength: 40 }), code: Type.String({ maxLength: 40 }) }

interface Shown {
  readonly number: string
  readonly code?: string
  readonly found?: ReferralSeen | undefined
  readonly problem?: string
  readonly answered?: boolean
  readonly status?: number
}

export const referralPages: FastifyPluginAsyncTypebox<Pick<PageDeps, 'settings' | 'employerDesk'>> = async (
  app,
  { settings, employerDesk },
) => {
  const page = { page: true } as const
  const guessing = { ...page, rateLimit: { max: settings.guessesPerMinute, timeWindow: '1 minute' } }

  const show = (
    request: FastifyRequest,
    reply: FastifyReply,
    { number, code = '', found, problem, answered = false, status = 200 }: Shown,
  ) =>
    renderPage(request, reply, settings, {
      template: 'referral',
      title: 'referral.title',
      status,
      // `code` is a function of the templates.
      data: { number, typed: code, found, problem, answered, reasons: employerRefusals },
    })

  const look = async (typed: string, code: string): Promise<Shown> => {
    const number = typed.trim().toUpperCase()
    const found = REFERRAL_NUMBER.test(number) ? await employerDesk.look(number, code) : undefined
    return found === undefined
      ? { number, problem: 'referral.notFound', status: 404 }
      : { number, code, found }
  }

  app.get(
    '/referral',
    {
      config: page,
      schema: {
        ...hidden,
        querystring: Type.Object({ number: Type.Optional(Type.String({ maxLength: 40 })) }),
      },
    },
    async (request, reply) => show(request, reply, { number: request.query.number ?? '' }),
  )

  app.post(
    '/referral',
    { config: guessing, schema: { ...hidden, body: Type.Object(Code) } },
    async (request, reply) => show(request, reply, await look(request.body.number, request.body.code)),
  )

  app.post(
    '/referral/answer',
    {
      config: guessing,
      attachValidation: true,
      schema: {
        ...hidden,
        body: Type.Object({
          ...Code,
          answer: literals(employerAnswers),
          reason: orEmpty(literals(employerRefusals)),
        }),
      },
    },
    async (request, reply) => {
      const { number, code, answer, reason } = request.body
      if (request.validationError !== undefined) {
        return show(request, reply, { number: '', problem: 'referral.invalid', status: 400 })
      }
      const seen = await look(number, code)
      if (seen.found === undefined) return show(request, reply, seen)
      try {
        const given = answer === 'refused' && reason !== '' ? { answer, reason } : { answer }
        const found = await employerDesk.answer(seen.number, code, given)
        return await show(request, reply, { ...seen, found, answered: true })
      } catch (error) {
        if (error instanceof InvalidFields) {
          return show(request, reply, { ...seen, problem: 'referral.reasonMissing', status: 400 })
        }
        if (codeOf(error) !== 'REFERRAL_NOT_WAITING') throw error
        const now = await look(number, code)
        return show(request, reply, { ...now, problem: 'referral.closed', status: 409 })
      }
    },
  )
}
