/** Registers over real HTTP: answers are believed only in their shape, and a register in trouble never hangs a case. */
import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, expect, test } from 'vitest'
import { createHttpRegisters, type HttpRegistersOptions } from '../../../adapters/registers/http-registers.ts'
import { OperatorError, RetryableError } from '../../../domain/errors.ts'
import { registerNames, RegisterAnswerUnusable, type RegisterQuery } from '../../../domain/registers.ts'
import { buildRegisters } from '../../../stack/simulated/registers/app.ts'
import { findHousehold } from '../../../stack/simulated/registers/households.ts'
import type { Household } from '../../../stack/simulated/registers/model.ts'

const running: FastifyInstance[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((app) => app.close()))
})

async function listen(app: FastifyInstance): Promise<string> {
  running.push(app)
  return app.listen({ host: '127.0.0.1', port: 0 })
}

const impatient = { retries: 1, firstDelayMs: 1, maxDelayMs: 5, breakAfter: 4, openForMs: 30 }

async function simulated(options: Partial<HttpRegistersOptions> = {}) {
  const app = buildRegisters()
  const url = await listen(app)
  const disturb = async (disturbance: object) => {
    const { statusCode } = await app.inject({ method: 'POST', url: '/control', payload: disturbance })
    expect(statusCode).toBe(204)
  }
  const reset = () => app.inject({ method: 'POST', url: '/control/reset' })
  const registers = createHttpRegisters({ url, timeoutMs: 2_000, resilience: impatient, ...options })
  return { registers, disturb, reset }
}

const queryOf = ({ application }: Household, applicationDate = '2026-11-23'): RegisterQuery => ({
  fins: application.declaration.members.map(({ fin }) => fin),
  applicationDate,
  subscriberNumbers: Object.values(application.declaration.meters).map(
    ({ subscriberNumber }) => subscriberNumber,
  ),
})

const family = findHousehold({ scenario: 'clean-assign' })

test('every register answers about a family, in its shape', async () => {
  const { registers } = await simulated()
  for (const register of registerNames) await registers.ask(register, queryOf(family))
  const { members } = await registers.ask('population', queryOf(family))
  expect(members.map(({ fin }) => fin)).toEqual(queryOf(family).fins)
})

test('incomes are those of the 12 months before the application, whatever its day', async () => {
  const { registers } = await simulated()
  const { incomes } = await registers.ask('income', queryOf(family, '2026-01-31'))
  expect(new Set(incomes.map(({ month }) => month))).toEqual(
    new Set([
      '2025-01',
      '2025-02',
      '2025-03',
      '2025-04',
      '2025-05',
      '2025-06',
      '2025-07',
      '2025-08',
      '2025-09',
      '2025-10',
      '2025-11',
      '2025-12',
    ]),
  )
})

test('people a register does not know are an answer, not a failure', async () => {
  const { registers } = await simulated()
  const unknown = { ...queryOf(family), fins: ['0000000'] }
  expect(await registers.ask('property', unknown)).toEqual({ properties: [], transactions: [] })
  expect(await registers.ask('income', unknown)).toEqual({ incomes: [] })
})

test('a slow register is given up after the time limit and may be asked again', async () => {
  const { registers, disturb } = await simulated({ timeoutMs: 60 })
  await disturb({ register: 'income', mode: 'slow', delayMs: 60_000 })
  await expect(registers.ask('income', queryOf(family))).rejects.toThrow(RetryableError)
  await expect(registers.ask('income', queryOf(family))).rejects.toThrow(/did not answer within 60 ms/)
})

test('a hiccup is bridged without anybody noticing', async () => {
  const { registers, disturb } = await simulated()
  await disturb({ register: 'vehicles', mode: 'down', times: 1 })
  expect(await registers.ask('vehicles', queryOf(family))).toEqual({ vehicles: [] })
})

test('a register that is down opens its circuit, leaves the others alone, and closes it when it is back', async () => {
  const states: string[] = []
  const { registers, disturb, reset } = await simulated({
    resilience: { ...impatient, onState: (target, state) => states.push(`${target} ${state}`) },
  })
  await disturb({ register: 'income', mode: 'down' })
  const ask = () => registers.ask('income', queryOf(family))
  await expect(ask()).rejects.toThrow('register income answered 503')
  await expect(ask()).rejects.toThrow(RetryableError)
  await expect(ask()).rejects.toThrow(/is not asked for a moment/)
  await expect(ask()).rejects.toThrow(RetryableError)
  await registers.ask('employment', queryOf(family))

  await reset()
  await expect
    .poll(
      () =>
        ask().then(
          () => 'answered',
          () => 'failed',
        ),
      { timeout: 10_000 },
    )
    .toBe('answered')
  expect(states).toEqual(['register income open', 'register income half-open', 'register income closed'])
})

test('a register out of reach is worth another try', async () => {
  const registers = createHttpRegisters({ url: 'http://127.0.0.1:1', resilience: impatient })
  await expect(registers.ask('population', queryOf(family))).rejects.toThrow(RetryableError)
})

test('an answer of the wrong shape is named by place and problem, without anything it said', async () => {
  const calls: string[] = []
  const { registers, disturb } = await simulated({
    onCall: (register, outcome) => calls.push(`${register} ${outcome}`),
  })
  await disturb({ register: 'income', fin: family.application.applicant.fin, mode: 'wrong' })
  const ask = registers.ask('income', queryOf(family))
  await expect(ask).rejects.toThrow(RegisterAnswerUnusable)
  await expect(ask).rejects.toThrow(
    "Register income answered in the wrong shape: / must have required property 'incomes'",
  )
  expect(calls).toEqual(['income unusable'])
})

test('the household with the broken answer can be asked again after somebody looked', async () => {
  const { registers } = await simulated()
  const broken = findHousehold({ scenario: 'unusable-answer' })
  await expect(registers.ask('income', queryOf(broken))).rejects.toThrow(RegisterAnswerUnusable)
  expect((await registers.ask('income', queryOf(broken))).incomes.length).toBeGreaterThan(0)
})

test.each([
  [
    'a value of the wrong kind',
    { incomes: [{ fin: '94FMDDD', month: '2026-13', kind: 'wage', qepik: 1 }] },
    '/incomes/0/month',
  ],
  [
    'money that is not whole',
    { incomes: [{ fin: '94FMDDD', month: '2026-10', kind: 'wage', qepik: 412.5 }] },
    '/incomes/0/qepik',
  ],
  ['more than was agreed', { incomes: [], debug: true }, 'additional properties'],
])('%s is not believed', async (_what, answer, problem) => {
  const app = Fastify()
  app.post('/income', () => answer)
  const registers = createHttpRegisters({ url: await listen(app), resilience: impatient })
  const ask = registers.ask('income', queryOf(family))
  await expect(ask).rejects.toThrow(RegisterAnswerUnusable)
  await expect(ask).rejects.toThrow(problem)
  await expect(ask).rejects.not.toThrow('94FMDDD')
})

test('text instead of JSON and answers without end are unusable, a closed door is for the operator', async () => {
  const app = Fastify()
  app.post('/income', (_request, reply) => reply.type('text/html').send('<h1>FIN 94FMDDD</h1>'))
  app.post('/property', (_request, reply) => reply.send({ properties: ['x'.repeat(5_000)] }))
  app.post('/vehicles', (_request, reply) => reply.code(403).send({}))
  const registers = createHttpRegisters({
    url: await listen(app),
    resilience: impatient,
    maxAnswerBytes: 1_000,
  })
  await expect(registers.ask('income', queryOf(family))).rejects.toThrow(/not JSON/)
  await expect(registers.ask('property', queryOf(family))).rejects.toThrow(RegisterAnswerUnusable)
  await expect(registers.ask('vehicles', queryOf(family))).rejects.toThrow(OperatorError)
})
