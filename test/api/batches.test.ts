/** Group commit without a database: who is written together, in which order, and whom a failure hurts. */
import { expect, test } from 'vitest'
import { createBatches } from '../../api/intake/batches.ts'
import { OutageError, RetryableError } from '../../domain/errors.ts'

interface Letter {
  readonly text: string
  /** Two letters of one family are not carried together. */
  readonly family?: string
}

/** A post office whose carrier notes each round; `lost` says which letters cannot be delivered, and why. */
function openPostOffice({
  maxSize = 10,
  maxWrites = 1,
  lost = (_: string): Error | undefined => undefined,
} = {}) {
  const rounds: string[][] = []
  const failures: number[] = []
  const send = createBatches<Letter, string>({
    write: async (letters) => {
      const texts = letters.map(({ text }) => text)
      rounds.push(texts)
      await new Promise((resolve) => setTimeout(resolve, 1))
      for (const text of texts) {
        const error = lost(text)
        if (error !== undefined) throw error
      }
      return texts.map((text) => `${text} delivered`)
    },
    namesOf: ({ family }) => (family === undefined ? [] : [family]),
    maxSize,
    maxWrites,
    onFailure: (_error, size) => failures.push(size),
  })
  const sendAll = (letters: readonly (string | Letter)[]) =>
    Promise.allSettled(letters.map((letter) => send(typeof letter === 'string' ? { text: letter } : letter)))
  return { rounds, failures, send, sendAll }
}

test('a letter that comes alone goes at once, and each gets its own answer', async () => {
  const { send, rounds } = openPostOffice()
  expect(await send({ text: 'a' })).toBe('a delivered')
  expect(await send({ text: 'b' })).toBe('b delivered')
  expect(rounds).toEqual([['a'], ['b']])
})

test('what comes during a round goes with the next one, together', async () => {
  const { send, sendAll, rounds } = openPostOffice()
  const first = send({ text: 'a' })
  await new Promise((resolve) => setImmediate(resolve))
  expect(rounds).toEqual([['a']])
  const answers = await sendAll(['b', 'c', 'd'])
  expect(await first).toBe('a delivered')
  expect(answers.map((answer) => answer.status === 'fulfilled' && answer.value)).toEqual([
    'b delivered',
    'c delivered',
    'd delivered',
  ])
  expect(rounds).toEqual([['a'], ['b', 'c', 'd']])
})

test('a second carrier takes what comes during a round, but no letter of a family whose letter is on its way', async () => {
  const { send, sendAll, rounds } = openPostOffice({ maxWrites: 2 })
  const first = send({ text: 'a', family: 'x' })
  await new Promise((resolve) => setImmediate(resolve))
  const others = sendAll([{ text: 'b', family: 'x' }, 'c', 'd'])
  await new Promise((resolve) => setImmediate(resolve))
  expect(rounds).toEqual([['a'], ['c', 'd']])
  await Promise.all([first, others])
  expect(rounds).toEqual([['a'], ['c', 'd'], ['b']])
})

test('a round has a bound', async () => {
  const { sendAll, rounds } = openPostOffice({ maxSize: 2 })
  await sendAll(['a', 'b', 'c', 'd', 'e'])
  expect(rounds).toEqual([['a', 'b'], ['c', 'd'], ['e']])
})

test('letters of one family go one after the other, in the order in which they came', async () => {
  const { sendAll, rounds } = openPostOffice()
  await sendAll([
    { text: 'a1', family: 'a' },
    'x',
    { text: 'a2', family: 'a' },
    { text: 'b1', family: 'b' },
    { text: 'a3', family: 'a' },
  ])
  expect(rounds).toEqual([['a1', 'x', 'b1'], ['a2'], ['a3']])
})

test('a letter that cannot be delivered hurts nobody else', async () => {
  const { sendAll, rounds, failures } = openPostOffice({
    lost: (text) => (text === 'b' ? new Error('no such house') : undefined),
  })
  const [a, b, c] = await sendAll(['a', 'b', 'c'])
  expect(a).toEqual({ status: 'fulfilled', value: 'a delivered' })
  expect(b).toEqual({ status: 'rejected', reason: new Error('no such house') })
  expect(c).toEqual({ status: 'fulfilled', value: 'c delivered' })
  expect(rounds).toEqual([['a', 'b', 'c'], ['a'], ['b'], ['c']])
  expect(failures).toEqual([3])
})

test('one that may pass is tried again: another carrier stood in the door', async () => {
  let attempts = 0
  const { send } = openPostOffice({
    lost: () => ((attempts += 1) <= 2 ? new RetryableError('somebody stands in the door') : undefined),
  })
  expect(await send({ text: 'a' })).toBe('a delivered')
  expect(attempts).toBe(3)
})

test('while the road is closed nobody waits for a second attempt', async () => {
  const closed = new OutageError('the road is closed')
  const { send, sendAll, rounds } = openPostOffice({ lost: () => closed })
  await expect(send({ text: 'a' })).rejects.toBe(closed)
  expect(rounds).toEqual([['a']])
  const answers = await sendAll(['b', 'c', 'd'])
  expect(answers.map((answer) => answer.status === 'rejected' && (answer.reason as unknown))).toEqual([
    closed,
    closed,
    closed,
  ])
  expect(rounds.slice(1)).toEqual([['b', 'c', 'd'], ['b']])
})
