/** `npm start` without an engine: Ctrl-C ends everything in order, at any time; what dies meanwhile is started again. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { takeLock } from '../../stack/lock.ts'
import { isAlive, type ProcessId } from '../../stack/processes.ts'
import { openState } from '../../stack/state.ts'
import { freePort } from '../support/free-port.ts'

let home = ''
let program: ChildProcess | undefined
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'dost-foreground-'))
})
afterEach(() => {
  // guard.sh ends the parts with it.
  program?.kill('SIGKILL')
  program = undefined
  rmSync(home, { recursive: true, force: true })
})

const stack = (file: string) => join(import.meta.dirname, '../../stack', file)
const slowPart = `setTimeout(() => require('node:http').createServer((q, r) => r.end())
  .listen(Number(process.argv[1]), '127.0.0.1'), 1500)`

/** Runs a stack of one part in the foreground of another process, as `npm start` does. */
async function start(script?: string) {
  const file = join(home, 'start.mts')
  const part = `dummyPart('one', ${await freePort()}, []${script === undefined ? '' : `, ${JSON.stringify(script)}`})`
  writeFileSync(
    file,
    `import { explain } from '${stack('errors.ts')}'
     import { runInForeground } from '${stack('foreground.ts')}'
     import { ownProcess } from '${stack('processes.ts')}'
     import { silentProgress } from '${stack('progress.ts')}'
     import { createSupervisor } from '${stack('supervisor.ts')}'
     import { dummyPart } from '${join(import.meta.dirname, 'dummy-part.ts')}'
     const supervisor = createSupervisor({
       home: '${home}', parts: [${part}], progress: silentProgress, owner: ownProcess(),
     })
     try { await runInForeground(supervisor, '${home}', () => 'what to try next') }
     catch (error) { console.log(explain(error)); process.exitCode = 1 }`,
  )
  const child = spawn(process.execPath, ['--import', 'tsx', file], { stdio: ['ignore', 'pipe', 'inherit'] })
  program = child
  let said = ''
  child.stdout.on('data', (piece: Buffer) => {
    said += piece.toString()
  })
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>
  const says = async (words: string) => {
    while (!said.includes(words) && child.exitCode === null) await once(child.stdout, 'data')
    expect(said).toContain(words)
  }
  return { child, ended, says, said: () => said }
}

async function partRuns(): Promise<ProcessId> {
  for (;;) {
    const part = openState(home).read().services['one']
    if (part !== undefined && isAlive(part)) return part
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s ends everything in order', async (signal) => {
  const { child, ended, says, said } = await start()
  await says('what to try next')
  const part = await partRuns()
  child.kill(signal)
  expect(await ended).toEqual([0, null])
  expect(isAlive(part)).toBe(false)
  expect(openState(home).read().services).toEqual({})
  expect(said()).toContain('data are kept')
})

test('Ctrl-C in the middle of the start leaves nothing behind, and pressing it again does no harm', async () => {
  const { child, ended, says, said } = await start(slowPart)
  const part = await partRuns()
  child.kill('SIGINT')
  await says('stopping everything')
  child.kill('SIGINT')
  expect(await ended).toEqual([0, null])
  expect(isAlive(part)).toBe(false)
  expect(said()).not.toContain('what to try next')
})

test('a part that dies is told with its log, and started again', async () => {
  const { says } = await start()
  await says('what to try next')
  const first = await partRuns()
  process.kill(first.pid, 'SIGKILL')
  await says('Dummy one has ended by itself')
  await says('hello from')
  const second = await partRuns()
  expect(second.pid).not.toBe(first.pid)
})

test('while another command starts or stops the same stack, nothing is touched', async () => {
  const lock = takeLock(join(home, 'lock'))
  const { ended, said } = await start()
  expect(await ended).toEqual([1, null])
  expect(said()).toContain(`process ${process.pid} is starting or stopping it`)
  expect(said()).not.toContain('stopped; data')
  if ('release' in lock) lock.release()
})
