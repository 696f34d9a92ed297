/**
 * The simulated state registers: `POST /{register}` as the real ones answer, and `/control` to disturb them.
 * `GET /households` gives demo and tests the true applications of families with what is odd about them.
 */
import { setTimeout as wait } from 'node:timers/promises'
import Fastify, { type FastifyInstance } from 'fastify'
import { Type, type Static } from 'typebox'
import { registerNames, RegisterQuery, type RegisterName } from '../../../domain/registers.ts'
import { answerOf } from './answers.ts'
import { createDisturbances, Disturbance } from './control.ts'
import { createMoves, Move } from './moves.ts'
import { createHouseholds, type Households, type HouseholdsOptions } from './households.ts'
import { scenarioNames } from './scenarios.ts'

export interface RegistersOptions extends HouseholdsOptions {
  readonly households?: Households
}

const Wanted = Type.Object({
  scenario: Type.Optional(Type.Enum([...scenarioNames])),
  outcome: Type.Optional(Type.Enum(['assign', 'refuse'])),
  from: Type.Optional(Type.Integer({ minimum: 0 })),
})

/** Not listening yet: `listen` for a port, `inject` without one. */
export function buildRegisters(options: RegistersOptions = {}): FastifyInstance {
  const households = options.households ?? createHouseholds(options)
  const disturbances = createDisturbances()
  const moves = createMoves()
  const askedOnce = new Set<string>()
  const app = Fastify({ logger: false, forceCloseConnections: true })

  for (const register of registerNames) {
    app.post<{ Body: RegisterQuery }>(
      `/${register}`,
      { schema: { body: RegisterQuery } },
      async (request, reply) => {
        const { fins } = request.body
        const disturbance = disturbances.meet(register, fins)
        switch (disturbance?.mode) {
          case 'down':
            return reply.code(503).send({ error: 'out of service' })
          case 'wrong':
            return wrongAnswer(register)
          case 'unknown':
            return reply.code(404).send({ error: 'not known' })
          case 'slow':
            await wait(disturbance.delayMs ?? 30_000, undefined, { ref: false })
            break
          case undefined:
        }
        if (isWrongAtFirst(households, askedOnce, register, fins)) return wrongAnswer(register)
        const answer = answerOf(register, request.body, households)
        if (answer !== undefined && 'members' in answer) return { members: moves.after(answer.members) }
        return answer ?? reply.code(404).send({ error: 'not known' })
      },
    )
  }

  app.get(
    '/households/:index',
    { schema: { params: Type.Object({ index: Type.Integer({ minimum: 0 }) }) } },
    (request) => {
      const { index } = request.params as { index: number }
      return shown(households, index)
    },
  )
  app.get<{ Querystring: Static<typeof Wanted> }>(
    '/households',
    { schema: { querystring: Wanted } },
    (request, reply) => {
      try {
        return shown(households, households.findHousehold(request.query).index)
      } catch (error) {
        if (!(error instanceof RangeError)) throw error
        return reply.code(404).send({ error: 'no household fits' })
      }
    },
  )

  app.get('/control', () => ({ disturbances: disturbances.list() }))
  app.post<{ Body: Disturbance }>('/control', { schema: { body: Disturbance } }, (request, reply) => {
    disturbances.add(request.body)
    return reply.code(204).send()
  })
  app.post<{ Body: Move }>('/control/people', { schema: { body: Move } }, (request, reply) => {
    moves.add(request.body)
    return reply.code(204).send()
  })
  /** As freshly started: nothing disturbed, nobody asked about yet. */
  app.post('/control/reset', (_request, reply) => {
    disturbances.clear()
    moves.clear()
    askedOnce.clear()
    return reply.code(204).send()
  })
  app.get('/health', () => ({ status: 'up', households: households.count }))
  return app
}

/** Amounts as text with a comma: what a register's new software once sent. */
const wrongAnswer = (register: RegisterName) => ({ [register]: [{ value: '412,50', note: 'köhnə format' }] })

function isWrongAtFirst(
  households: Households,
  askedOnce: Set<string>,
  register: RegisterName,
  fins: readonly string[],
): boolean {
  return fins.some((fin) => {
    const household = households.ofFin(fin)
    if (household?.wrongAtFirst.includes(register) !== true) return false
    const key = `${register}/${household.index}`
    if (askedOnce.has(key)) return false
    askedOnce.add(key)
    return true
  })
}

function shown(households: Households, index: number) {
  const { held: _held, ...household } = households.household(index)
  return household
}
