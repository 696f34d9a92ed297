/** Up, twice up, died, healed, down; a taken port and a part that fails are explained. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { explain } from '../../stack/errors.ts'
import type { Part, Task } from '../../stack/part.ts'
import { isAlive } from '../../stack/processes.ts'
import { silentProgress } from '../../stack/progress.ts'
import { openState } from '../../stack/state.ts'
import { createSupervisor, type Supervisor } from '../../stack/supervisor.ts'
import { freePort } from '../support/free-port.ts'
import { dummyPart } from './dummy-part.ts'

let home = ''
let stack: Supervisor | undefined
let stranger: Server | undefined
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'dost-supervisor-'))
})
afterEach(async () => {
  await stack?.down()
  stranger?.close()
  stack = stranger = undefined
  rmSync(home, { recursive: true, force: true })
})

function open(...parts: Part[]): Supervisor {
  stack = createSupervisor({ home, parts, progress: silentProgress })
  return stack
}

const pidOf = (name: string) => openState(home).read().services[name]?.pid ?? 0
const stateOf = (supervisor: Supervisor) =>
  Object.fromEntries(supervisor.status().map(({ name, state }) => [name, state]))

test('up starts what is needed first; up again starts nothing; down ends everything', async () => {
  const [first, second] = [await freePort(), await freePort()]
  const supervisor = open(dummyPart('late', second, ['early']), dummyPart('early', first))
  expect(stateOf(supervisor)).toEqual({ late: 'stopped', early: 'stopped' })

  expect((await supervisor.up()).started).toEqual(['early', 'late'])
  const pids = [pidOf('early'), pidOf('late')]
  expect((await supervisor.up()).started).toEqual([])
  expect([pidOf('early'), pidOf('late')]).toEqual(pids)
  expect(supervisor.status()).toMatchObject([
    { name: 'late', state: 'running', pid: pids[1] },
    { name: 'early', state: 'running', pid: pids[0] },
  ])

  await supervisor.down()
  expect(stateOf(supervisor)).toEqual({ late: 'stopped', early: 'stopped' })
  await expect(fetch(`http://127.0.0.1:${first}`)).rejects.toThrow()
})

test('another command sees what this one started, finds the dead part and heals only it', async () => {
  const parts = [dummyPart('one', await freePort()), dummyPart('two', await freePort())]
  await open(...parts).up()
  const [one, two] = [pidOf('one'), pidOf('two')]
  process.kill(one, 'SIGKILL')
  await gone(one)

  const later = open(...parts)
  expect(stateOf(later)).toEqual({ one: 'dead', two: 'running' })
  expect((await later.up()).started).toEqual(['one'])
  expect(stateOf(later)).toEqual({ one: 'running', two: 'running' })
  expect(pidOf('two')).toBe(two)
})

test('a process that merely got the number of a dead part is left alone', async () => {
  const supervisor = open(dummyPart('one', await freePort()))
  openState(home).change((state) => ({
    ...state,
    services: { one: { pid: process.pid, startTime: '1', startedAt: new Date().toISOString() } },
  }))
  expect(stateOf(supervisor)).toEqual({ one: 'dead' })
  await supervisor.down()
  expect(stateOf(supervisor)).toEqual({ one: 'stopped' })
})

test('a taken port is named with its owner before anything is started', async () => {
  const [free, taken] = [await freePort(), await freePort()]
  stranger = createServer().listen(taken, '127.0.0.1')
  await new Promise((resolve) => stranger?.once('listening', resolve))
  const supervisor = open(dummyPart('one', free), dummyPart('two', taken))

  await expect(supervisor.up()).rejects.toThrow(
    new RegExp(`port ${taken}, wanted by Dummy two, is taken by process ${process.pid}: .*node`),
  )
  expect(stateOf(supervisor)).toEqual({ one: 'stopped', two: 'stopped' })
})

test('a part that ends by itself is explained: step, last log lines, what to do', async () => {
  const broken = dummyPart('broken', await freePort(), [], `console.error('disk is full'); process.exit(1)`)
  const after = dummyPart('after', await freePort(), ['broken'])
  const failure = await open(broken, after)
    .up()
    .catch((error: unknown) => explain(error))
  expect(failure).toMatch(/^Starting Dummy broken: it ended by itself/)
  expect(failure).toContain('  disk is full')
  expect(failure).toContain('What to do: look at the dummy.')
  expect(pidOf('after')).toBe(0)
})

test('a task is done once, again when what it reads changes, and again after its part was started anew', async () => {
  let reads = 'version 1'
  let runs = 0
  const task: Task = {
    kind: 'task',
    name: 'schema',
    title: 'Schema',
    needs: ['one'],
    advice: '',
    fingerprint: async () => reads,
    run: async () => {
      runs += 1
      return ''
    },
  }
  const once: Task = { ...task, name: 'samples', needs: ['schema'], once: true, fingerprint: async () => '' }
  const supervisor = open(dummyPart('one', await freePort()), task, once)
  expect((await supervisor.up()).started).toEqual(['one', 'schema', 'samples'])
  expect((await supervisor.up()).started).toEqual([])
  reads = 'version 2'
  expect((await supervisor.up()).started).toEqual(['schema'])
  await supervisor.down()
  expect((await supervisor.up()).started).toEqual(['one', 'schema'])
  expect(runs).toBe(4)
})

test('what was started under earlier settings is shown, and ended with the rest', async () => {
  const [one, two] = [dummyPart('one', await freePort()), dummyPart('two', await freePort())]
  await open(one, two).up()
  const [first, second] = [pidOf('one'), pidOf('two')]

  // As with DATABASE_URL set meanwhile: "two" is no part any more.
  const supervisor = createSupervisor({ home, parts: [one], progress: silentProgress, whole: true })
  expect(supervisor.status()).toMatchObject([
    { name: 'one', state: 'running', pid: first },
    { name: 'two', state: 'running', pid: second, title: expect.stringContaining('earlier') as string },
  ])
  // Some parts asked for by name are only those.
  await createSupervisor({ home, parts: [one], progress: silentProgress }).down()
  expect(pidOf('two')).toBe(second)
  await supervisor.down()
  expect(openState(home).read().services).toEqual({})
  await expect(fetch(two.address)).rejects.toThrow()
})

async function gone(pid: number): Promise<void> {
  const { startTime = '' } = openState(home).read().services['one'] ?? {}
  while (isAlive({ pid, startTime })) await new Promise((resolve) => setTimeout(resolve, 20))
}
