/** How long we wait, and what a failed job becomes: the rules of trying again. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createEngine } from '../../../adapters/zeebe/engine.ts'
import { classifyFailure } from '../../../adapters/zeebe/failure.ts'
import { EngineError, type EngineStatus, type Gateway } from '../../../adapters/zeebe/gateway.ts'
import { backOffMs, retryTransient } from '../../../adapters/zeebe/retry.ts'
import { OperatorError, OutageError, RetryableError } from '../../../domain/errors.ts'

const backOff = { baseMs: 1_000, maxMs: 300_000 }
const longest = () => 1

test('the wait doubles from one second and stops growing at five minutes', () => {
  const waits = [1, 2, 3, 4, 9, 10, 1_000].map((failures) => backOffMs(failures, backOff, longest))
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 256_000, 300_000, 300_000])
})

test('jitter takes off at most half, and never adds', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (failures, random) => {
        const full = backOffMs(failures, backOff, longest)
        const wait = backOffMs(failures, backOff, () => random)
        expect(wait).toBeGreaterThanOrEqual(full / 2)
        expect(wait).toBeLessThanOrEqual(full)
      },
    ),
  )
})

test('a register that is down is asked again, with retries counted down and longer waits', () => {
  const error = new RetryableError('The register "income" does not answer')
  const first = classifyFailure(error, { attempt: 1, retriesLeft: 20 }, backOff, longest)
  expect(first).toEqual({ kind: 'retry', retries: 19, retryBackOffMs: 1_000, message: error.message })
  expect(classifyFailure(error, { attempt: 4, retriesLeft: 17 }, backOff, longest).retryBackOffMs).toBe(8_000)
})

test('the last retry used up is an incident that says what to do', () => {
  const failure = classifyFailure(new RetryableError('No answer.'), { attempt: 20, retriesLeft: 1 }, backOff)
  expect(failure).toMatchObject({ kind: 'incident', retries: 0 })
  expect(failure.message).toMatch(/after 20 tries: No answer\. What to do: .*retry this incident/)
})

test('what only an operator can mend is an incident at once, with the advice', () => {
  const error = new OperatorError('Household without account.', 'Enter the account.')
  const failure = classifyFailure(error, { attempt: 1, retriesLeft: 5 }, backOff)
  expect(failure).toMatchObject({ kind: 'incident', retries: 0 })
  expect(failure.message).toContain('What to do: Enter the account.')
})

test('while our own database or the engine is away no retries are used up', () => {
  const away = new EngineError('completeJob', 'UNAVAILABLE', 'connection refused')
  for (const error of [new OutageError('The database is not reachable'), away]) {
    const failure = classifyFailure(error, { attempt: 1, retriesLeft: 3 }, backOff)
    expect(failure).toMatchObject({ kind: 'outage', retries: 3 })
    expect(failure.retryBackOffMs).toBeLessThanOrEqual(1_000)
  }
})

test('an error nobody foresaw gets two more tries, however many the diagram allows', () => {
  const failure = (retriesLeft: number) =>
    classifyFailure(new TypeError('x is undefined'), { attempt: 1, retriesLeft }, backOff)
  expect(failure(20)).toMatchObject({ kind: 'error', retries: 2 })
  expect(failure(2)).toMatchObject({ kind: 'error', retries: 1 })
  expect(failure(1)).toMatchObject({ kind: 'incident', retries: 0 })
})

test('nobody reads a FIN, an account or a phone number in an incident', () => {
  const error = new Error('94FMDDD, AZ21NABZ00000000137010001944, +994501234567, a@b.az are not known')
  const { message } = classifyFailure(error, { attempt: 1, retriesLeft: 5 }, backOff)
  expect(message).toBe('[fin], [iban], [phone], [email] are not known')
})

test('a call to the engine is repeated while the gateway is away, and no longer', async () => {
  const calls = { away: 0, wrong: 0 }
  const quick = { attempts: 3, backOff: { baseMs: 1, maxMs: 2 } }
  const away = retryTransient(async () => {
    calls.away += 1
    throw new EngineError('topology', 'UNAVAILABLE', 'down')
  }, quick)
  await expect(away).rejects.toMatchObject({ status: 'UNAVAILABLE' })
  const wrong = retryTransient(async () => {
    calls.wrong += 1
    throw new EngineError('completeJob', 'NOT_FOUND', 'no such job')
  }, quick)
  await expect(wrong).rejects.toMatchObject({ status: 'NOT_FOUND' })
  expect(calls).toEqual({ away: 3, wrong: 1 })
})

test('a start is repeated only when the engine refused it: one that got no answer may have happened', async () => {
  const starting = (failures: readonly EngineStatus[]) => {
    const left = [...failures]
    const gateway = {
      call: async () => {
        const status = left.shift()
        if (status !== undefined) throw new EngineError('createProcessInstance', status, 'not now')
        return { processInstanceKey: '9007199254740993' }
      },
    } as unknown as Gateway
    return createEngine(gateway).createInstance('service-request', {})
  }
  expect(await starting(['RESOURCE_EXHAUSTED', 'RESOURCE_EXHAUSTED'])).toBe('9007199254740993')
  await expect(starting(['DEADLINE_EXCEEDED'])).rejects.toMatchObject({ status: 'DEADLINE_EXCEEDED' })
  await expect(starting(['UNAVAILABLE'])).rejects.toMatchObject({ status: 'UNAVAILABLE' })
})
