/** A stack that belongs to a process ends with it, also when that process is killed. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isAlive, startTimeOf, type ProcessId } from '../../stack/processes.ts'
import { openState } from '../../stack/state.ts'
import { takeLock } from '../../stack/lock.ts'
import { freePort } from '../support/free-port.ts'

let home = ''
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'dost-guard-'))
})
afterEach(() => {
  rmSync(home, { recursive: true, force: true })
})

/** A process that owns a stack of one part, which itself has a child, and then waits. */
const owner = (port: number, folder: string) => `
  import { createSupervisor } from '${join(import.meta.dirname, '../../stack/supervisor.ts')}'
  import { silentProgress } from '${join(import.meta.dirname, '../../stack/progress.ts')}'
  import { ownProcess } from '${join(import.meta.dirname, '../../stack/processes.ts')}'
  import { dummyPart } from '${join(import.meta.dirname, 'dummy-part.ts')}'
  const script = \`
    const { spawn } = require('node:child_process')
    const { writeFileSync } = require('node:fs')
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
    writeFileSync('${folder}/grandchild', String(child.pid))
    process.on('SIGTERM', () => {})
    require('node:http').createServer((q, r) => r.end()).listen(Number(process.argv[1]), '127.0.0.1')
  \`
  const supervisor = createSupervisor({
    home: '${folder}', parts: [dummyPart('one', ${port}, [], script)], progress: silentProgress, owner: ownProcess(),
  })
  await supervisor.up()
  console.log('up')
  setInterval(() => {}, 1000)
`

test('kill -9 of the owner ends its parts and their children, even those that ignore SIGTERM', async () => {
  const file = join(home, 'owner.mts')
  writeFileSync(file, owner(await freePort(), home))
  const process = spawn(globalThis.process.execPath, ['--import', 'tsx', file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve, reject) => {
    process.stdout.once('data', resolve)
    process.once('exit', reject)
  })

  const part = openState(home).read().services['one']
  if (part === undefined) throw new Error('the part was not started')
  const grandchild = Number(readFileSync(join(home, 'grandchild'), 'utf8'))
  const family: ProcessId[] = [part, { pid: grandchild, startTime: startTimeOf(grandchild) ?? '' }]
  expect(family.map(isAlive)).toEqual([true, true])

  process.kill('SIGKILL')
  while (family.some(isAlive)) await pause(100)
  expect(family.map(isAlive)).toEqual([false, false])
})

test('a lock is kept from others while its holder lives, and is free afterwards', async () => {
  const file = join(home, 'lock')
  const mine = takeLock(file)
  if (!('release' in mine)) throw new Error('a new lock is free')
  expect(takeLock(file)).toMatchObject({ heldBy: { pid: process.pid } })
  mine.release()

  writeFileSync(file, JSON.stringify({ pid: process.pid, startTime: 'another life' }))
  expect(takeLock(file)).toHaveProperty('release')
})
