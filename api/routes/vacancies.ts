/** Vacancies: entered and closed by advisers or another system, listed by number. */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { jobFields, workPlaces } from '../../domain/job-profile.ts'
import type { Transact } from '../../domain/records.ts'
import {
  closingReasons,
  NewVacancy,
  VacancyClosure,
  VacancyNumber,
  type Vacancy,
} from '../../domain/vacancy.ts'
import { enteredBy, IdempotencyHeaders } from '../intake/receipt.ts'
import type { VacancyDesk } from '../placement/vacancy-desk.ts'
import { problems } from '../problem.ts'
import { decodeCursor, encodeCursor, Paging } from './cursor.ts'

const strict = { additionalProperties: false }
/** Where a page of the list begins. */
export const vacancyPosition = /^VAC-\d{4}-\d{6,12}$/

const words = <const T extends string>(values: readonly T[]) =>
  Type.Unsafe<T>(Type.String({ enum: [...values] }))

/** Everything but where the employer is told of a referral. */
const VacancyAnswer = Type.Object({
  vacancyNumber: VacancyNumber,
  ...Type.Omit(NewVacancy, ['employerPhone', 'employerEmail']).properties,
  placesLeft: Type.Integer(),
  closedAt: Type.Union([Type.String(), Type.Null()], { description: 'When it was closed early' }),
  closingReason: Type.Union([words(closingReasons), Type.Null()]),
})
const toAnswer = ({
  id: _id,
  number,
  employerPhone: _phone,
  employerEmail: _email,
  awaited: _awaited,
  closed,
  ...vacancy
}: Vacancy) => ({
  vacancyNumber: number,
  ...vacancy,
  closedAt: closed?.at ?? null,
  closingReason: closed?.reason ?? null,
})

export const vacancyRoutes: FastifyPluginAsyncTypebox<{
  readonly transact: Transact
  readonly vacancyDesk: VacancyDesk
}> = async (app, { transact, vacancyDesk }) => {
  app.post(
    '/v1/vacancies',
    {
      schema: {
        operationId: 'enterVacancy',
        tags: ['Employment'],
        summary: 'Enter a vacancy of an employer',
        headers: IdempotencyHeaders,
        body: NewVacancy,
        response: { 201: VacancyAnswer, ...problems(400, 401, 403, 409, 413, 415, 422, 429) },
      },
    },
    async (request, reply) => {
      const { value, repeated } = await vacancyDesk.enter(request.body, enteredBy(request))
      if (repeated) void reply.header('idempotency-replayed', 'true')
      return reply.code(201).send(toAnswer(value))
    },
  )

  app.post(
    '/v1/vacancies/:vacancyNumber/closure',
    {
      schema: {
        operationId: 'closeVacancy',
        tags: ['Employment'],
        summary:
          'Close a vacancy before its last day; whoever waits for its employer is looked for elsewhere',
        headers: IdempotencyHeaders,
        params: Type.Object({ vacancyNumber: VacancyNumber }, strict),
        body: VacancyClosure,
        response: { 200: VacancyAnswer, ...problems(400, 401, 403, 404, 409, 413, 415, 422, 429) },
      },
    },
    async (request, reply) => {
      const { value, repeated } = await vacancyDesk.close(
        request.params.vacancyNumber,
        request.body.reason,
        enteredBy(request),
      )
      if (repeated) void reply.header('idempotency-replayed', 'true')
      return toAnswer(value)
    },
  )

  app.get(
    '/v1/vacancies',
    {
      schema: {
        operationId: 'listVacancies',
        tags: ['Employment'],
        summary: 'Vacancies by number; those open today unless all are asked for',
        querystring: Type.Object(
          {
            ...Paging,
            field: Type.Optional(words(jobFields)),
            place: Type.Optional(words(workPlaces)),
            open: Type.Boolean({ default: true, description: 'false: closed and full ones too' }),
          },
          strict,
        ),
        response: {
          200: Type.Object({
            vacancies: Type.Array(VacancyAnswer),
            nextCursor: Type.Union([Type.String(), Type.Null()]),
          }),
          ...problems(400, 401, 403, 429),
        },
      },
    },
    async ({ query: { cursor, limit, field, place, open } }) => {
      const after = decodeCursor(cursor, vacancyPosition)
      const found = await transact(({ vacancies, today }) =>
        vacancies.list({ field, place, openOn: open ? today : undefined, after, limit: limit + 1 }),
      )
      const page = found.slice(0, limit)
      return {
        vacancies: page.map(toAnswer),
        nextCursor: encodeCursor(found.length > limit ? page.at(-1)?.number : undefined),
      }
    },
  )
}
