/** A lock that was left behind goes to one of those who find it, in whatever order they look, take away and take. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { takeLock } from '../../stack/lock.ts'
import type * as Processes from '../../stack/processes.ts'

/** What somebody else does after the holder was read and before anything follows from it. */
const between = vi.hoisted(() => ({ once: undefined as (() => void) | undefined }))
vi.mock('../../stack/processes.ts', async (original) => {
  const real = await original<typeof Processes>()
  return {
    ...real,
    isAlive: (holder: Processes.ProcessId) => {
      const { once } = between
      between.once = undefined
      once?.()
      return real.isAlive(holder)
    },
  }
})

const gone = { pid: process.pid, startTime: 'another life' }
let home = ''
let file = ''
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'dost-lock-'))
  file = join(home, 'lock')
  writeFileSync(file, JSON.stringify(gone))
})
afterEach(() => {
  between.once = undefined
  rmSync(home, { recursive: true, force: true })
})

test('two who find it at once: one has it, the other is told who', () => {
  let first: ReturnType<typeof takeLock> | undefined
  between.once = () => {
    first = takeLock(file)
  }
  const second = takeLock(file)
  expect(first).toHaveProperty('release')
  expect(second).toMatchObject({ heldBy: { pid: process.pid } })
})

test('one who takes and gives it back meanwhile is in nobody’s way', () => {
  between.once = () => {
    const first = takeLock(file)
    if ('release' in first) first.release()
  }
  const second = takeLock(file)
  expect(second).toHaveProperty('release')
  expect(takeLock(file)).toMatchObject({ heldBy: { pid: process.pid } })
})

test('somebody who was ended while taking it away is followed by the next, and leaves nothing behind', () => {
  writeFileSync(
    `${file}.after-${process.pid}-another-life`,
    JSON.stringify({ ...gone, startTime: 'a third' }),
  )
  const lock = takeLock(file)
  if (!('release' in lock)) throw new Error('the lock is free')
  expect(readdirSync(home)).toEqual(['lock'])
  lock.release()
  expect(readdirSync(home)).toEqual([])
})
