/** The applicant asks where the case stands: number and code, no login (api/case/follow.ts). */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { DomainError } from '../../domain/errors.ts'
import { CaseNumber } from '../../domain/identifiers.ts'
import { State } from '../case/case-answer.ts'
import { nextSteps, type Follow } from '../case/follow.ts'
import type { ApiSettings } from '../ports.ts'
import { problems } from '../problem.ts'

const Followed = Type.Object({
  caseNumber: Type.String(),
  state: State,
  nextStep: Type.Unsafe<(typeof nextSteps)[number]>(Type.String({ enum: [...nextSteps] })),
  deadline: Type.Union([Type.String(), Type.Null()], {
    description: 'When the decision is due; null when none is',
  }),
})

export interface FollowRoutesOptions {
  readonly follow: Follow
  readonly settings: ApiSettings
}

export const followRoutes: FastifyPluginAsyncTypebox<FollowRoutesOptions> = async (
  app,
  { follow, settings },
) => {
  app.get(
    '/v1/follow/:caseNumber',
    {
      config: { rateLimit: { max: settings.guessesPerMinute, timeWindow: '1 minute' } },
      schema: {
        operationId: 'followCase',
        tags: ['Applicants'],
        summary: 'State, next step and deadline of a case, for its applicant',
        security: [],
        params: Type.Object({ caseNumber: CaseNumber }, { additionalProperties: false }),
        querystring: Type.Object(
          { code: Type.String({ minLength: 1, maxLength: 40 }) },
          { additionalProperties: false },
        ),
        response: { 200: Followed, ...problems(400, 404, 429) },
      },
    },
    async (request) => {
      const found = await follow(request.params.caseNumber, request.query.code)
      if (found === undefined) {
        throw new DomainError('CASE_NOT_FOUND', 'There is no case of that number with that code')
      }
      const { caseNumber, state, nextStep, deadline } = found
      return { caseNumber, state, nextStep, deadline: deadline ?? null }
    },
  )
}
