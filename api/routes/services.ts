/** The catalogue of services, for everybody; and requests for one of them, which start bpmn/service-request.bpmn. */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  confidences,
  responsibleBodies,
  serviceGroups,
  termUnits,
  type Service,
} from '../../domain/service.ts'
import { NewServiceRequest } from '../../domain/service-request.ts'
import { enteredBy, IdempotencyHeaders, Receipt, receiptOf } from '../intake/receipt.ts'
import type { ApiDeps } from '../ports.ts'
import { problems } from '../problem.ts'
import type { AcceptServiceRequest } from '../service/accept-service-request.ts'
import { decodeCursor, encodeCursor, Paging } from './cursor.ts'

const words = <const T extends string>(values: readonly T[]) =>
  Type.Unsafe<T>(Type.String({ enum: [...values] }))
const Nullable = <const T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])

const Services = Type.Object({
  services: Type.Array(
    Type.Object({
      code: Type.String(),
      group: words(serviceGroups),
      nameAz: Type.String(),
      nameEn: Type.String(),
      responsibleBody: words(responsibleBodies),
      term: Nullable(Type.Object({ days: Type.Integer(), unit: words(termUnits) })),
      process: Nullable(
        Type.String({ description: 'Kind of case that a request becomes; null: it is handled' }),
      ),
      benefit: Nullable(
        Type.String({
          description: 'Kind of benefit that it is an application for: what a request tells of it',
        }),
      ),
      confidence: words(confidences),
    }),
  ),
  nextCursor: Nullable(Type.String()),
})

const toAnswer = ({ termDays, termUnit, process, ...service }: Service) => ({
  code: service.code,
  group: service.group,
  nameAz: service.nameAz,
  nameEn: service.nameEn,
  responsibleBody: service.responsibleBody,
  term: termDays === undefined || termUnit === undefined ? null : { days: termDays, unit: termUnit },
  process: process ?? null,
  benefit: service.benefit ?? null,
  confidence: service.confidence,
})

export const serviceCodePosition = /^[0-9A-Z]+(-[0-9A-Z]+)*$/

export const serviceRoutes: FastifyPluginAsyncTypebox<
  Pick<ApiDeps, 'catalogue' | 'followCode' | 'settings'> & {
    readonly acceptServiceRequest: AcceptServiceRequest
  }
> = async (app, { catalogue, acceptServiceRequest, followCode, settings }) => {
  app.get(
    '/v1/services',
    {
      schema: {
        operationId: 'listServices',
        tags: ['Services'],
        summary: 'What people may ask for at the centre, by code',
        security: [],
        querystring: Type.Object(
          {
            ...Paging,
            search: Type.Optional(
              Type.String({
                maxLength: 100,
                description: 'Words of code or names; ə and e, ş and s are one',
              }),
            ),
            group: Type.Optional(words(serviceGroups)),
          },
          { additionalProperties: false },
        ),
        response: { 200: Services, ...problems(400, 429) },
      },
    },
    async ({ query: { search, group, cursor, limit } }) => {
      const after = decodeCursor(cursor, serviceCodePosition)
      const { items, next } = await catalogue.search({ text: search, group, after, limit })
      return { services: items.map(toAnswer), nextCursor: encodeCursor(next) }
    },
  )

  app.post(
    '/v1/service-requests',
    {
      schema: {
        operationId: 'requestService',
        tags: ['Services'],
        summary: 'Ask for a service on behalf of a person',
        headers: IdempotencyHeaders,
        body: NewServiceRequest,
        response: { 202: Receipt, ...problems(400, 401, 403, 409, 413, 415, 422, 429) },
      },
    },
    async (request, reply) => {
      const accepted = await acceptServiceRequest(request.body, enteredBy(request))
      const { status, headers, body } = receiptOf(accepted, { followCode, settings })
      return reply.code(status).headers(headers).send(body)
    },
  )
}
