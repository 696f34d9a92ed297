/** An employer reads and answers a referral by number and code, no login (api/placement/employer-desk.ts). */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { DomainError } from '../../domain/errors.ts'
import { EmployerAnswer, ReferralNumber, referralStates } from '../../domain/job-referral.ts'
import type { EmployerDesk, ReferralSeen } from '../placement/employer-desk.ts'
import type { ApiSettings } from '../ports.ts'
import { problems } from '../problem.ts'

const strict = { additionalProperties: false }
const Params = Type.Object({ referralNumber: ReferralNumber }, strict)
const Code = Type.String({ minLength: 1, maxLength: 40 })

const Referral = Type.Object({
  referralNumber: Type.String(),
  vacancyNumber: Type.String(),
  title: Type.String(),
  state: Type.Unsafe<(typeof referralStates)[number]>(Type.String({ enum: [...referralStates] })),
  answerDueAt: Type.String(),
  person: Type.Union(
    [Type.Object({ givenName: Type.String(), familyName: Type.String(), phone: Type.String() }), Type.Null()],
    { description: 'Who is referred, while the answer is awaited or when they are hired' },
  ),
})
const toAnswer = ({ person, ...referral }: ReferralSeen) => ({ ...referral, person: person ?? null })

export const referralRoutes: FastifyPluginAsyncTypebox<{
  readonly employerDesk: EmployerDesk
  readonly settings: ApiSettings
}> = async (app, { employerDesk, settings }) => {
  const config = { rateLimit: { max: settings.guessesPerMinute, timeWindow: '1 minute' } }

  app.get(
    '/v1/referrals/:referralNumber',
    {
      config,
      schema: {
        operationId: 'readReferral',
        tags: ['Employers'],
        summary: 'A referral to a vacancy, for its employer',
        security: [],
        params: Params,
        querystring: Type.Object({ code: Code }, strict),
        response: { 200: Referral, ...problems(400, 404, 429) },
      },
    },
    async ({ params, query }) => {
      const found = await employerDesk.look(params.referralNumber, query.code)
      if (found === undefined) {
        throw new DomainError('REFERRAL_NOT_FOUND', 'There is no referral of that number with that code')
      }
      return toAnswer(found)
    },
  )

  app.post(
    '/v1/referrals/:referralNumber/answer',
    {
      config,
      schema: {
        operationId: 'answerReferral',
        tags: ['Employers'],
        summary: 'The employer hires the person, or refuses them with a reason; once, while it is awaited',
        security: [],
        params: Params,
        body: Type.Object({ code: Code, ...EmployerAnswer.properties }, strict),
        response: { 200: Referral, ...problems(400, 404, 409, 413, 415, 429) },
      },
    },
    async ({ params, body: { code, ...answer } }) =>
      toAnswer(await employerDesk.answer(params.referralNumber, code, answer)),
  )
}
