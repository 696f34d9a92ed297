/** A job that failed comes back from the engine at once and rests here until its next try. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ActivatedJob } from '../../../adapters/zeebe/gateway.ts'
import { createRestingJobs } from '../../../adapters/zeebe/resting-jobs.ts'

const aJob = (retries: number) => ({ key: '9007199254740993', retries }) as ActivatedJob

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function aShelf() {
  const begun: ActivatedJob[] = []
  let held = 0
  const shelf = createRestingJobs({
    begin: (job) => begun.push(job),
    hold: () => {
      held += 1
      return () => {
        held -= 1
      }
    },
  })
  return { shelf, begun, held: () => held }
}

test('a job that nobody put off may begin', () => {
  expect(aShelf().shelf.keep(aJob(5))).toBe(false)
})

test('a job rests until its time, is held meanwhile, and begins once as it came last', () => {
  const { shelf, begun, held } = aShelf()
  shelf.putOff(aJob(4).key, 8_000)
  shelf.over(aJob(4).key)
  expect(shelf.keep(aJob(4))).toBe(true)
  vi.advanceTimersByTime(4_000)
  // Its time limit passed and the engine handed it out again.
  expect(shelf.keep(aJob(4))).toBe(true)
  expect(held()).toBe(1)
  vi.advanceTimersByTime(3_999)
  expect(begun).toEqual([])
  vi.advanceTimersByTime(1)
  expect(begun).toEqual([aJob(4)])
  expect(held()).toBe(0)
  expect(shelf.keep(aJob(4))).toBe(false)
})

test('a job that another worker got is not begun here', () => {
  const { shelf, begun } = aShelf()
  shelf.putOff(aJob(4).key, 1_000)
  shelf.over(aJob(4).key)
  vi.advanceTimersByTime(2_000)
  expect(begun).toEqual([])
  // Its time is over: should it come after all, it may begin.
  expect(shelf.keep(aJob(4))).toBe(false)
})

test('a job whose time is over begins only when its try before is', () => {
  const { shelf, begun, held } = aShelf()
  shelf.putOff(aJob(4).key, 1_000)
  vi.advanceTimersByTime(2_000)
  expect(shelf.keep(aJob(4))).toBe(true)
  expect(begun).toEqual([])
  shelf.over(aJob(4).key)
  expect(begun).toEqual([aJob(4)])
  expect(held()).toBe(0)
})

test('stopping gives back what rests and begins nothing', () => {
  const { shelf, begun, held } = aShelf()
  shelf.putOff(aJob(4).key, 1_000)
  shelf.keep(aJob(4))
  expect(shelf.close()).toEqual([aJob(4)])
  vi.advanceTimersByTime(2_000)
  expect(begun).toEqual([])
  expect(held()).toBe(0)
})
