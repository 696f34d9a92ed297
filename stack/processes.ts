/**
 * Processes of this machine: who is alive, since when, how big, and who sits on a port.
 * A process is known by id and start time, because ids are given out again.
 */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { createServer } from 'node:net'

export interface ProcessId {
  readonly pid: number
  /** An opaque mark of when it started (clock ticks since boot on Linux, a date elsewhere). */
  readonly startTime: string
}

/** Field of /proc/<pid>/stat, counted from 1 as in proc(5); the command name may hold spaces and brackets. */
function readStat(
  pid: number,
): { state: string; group: number; parent: number; startTime: string } | undefined {
  const text = unlessMissing(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  if (text === undefined) return undefined
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return {
    state: fields[0] ?? '',
    parent: Number(fields[1]),
    group: Number(fields[2]),
    startTime: fields[19] ?? '',
  }
}

function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code
  return code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES'
}

const hasProc = process.platform === 'linux'

/** The start mark of a living process; undefined when it is gone or only waits to be buried. */
export function startTimeOf(pid: number): string | undefined {
  if (hasProc) {
    const stat = readStat(pid)
    return stat === undefined || stat.state === 'Z' || stat.state === 'X' ? undefined : stat.startTime
  }
  try {
    const text = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    return text === '' ? undefined : text
  } catch {
    // ps ends with 1 when there is no such process.
    return undefined
  }
}

export function isAlive({ pid, startTime }: ProcessId): boolean {
  return startTimeOf(pid) === startTime
}

/** This process, as others may watch it. */
export function ownProcess(): ProcessId {
  return { pid: process.pid, startTime: startTimeOf(process.pid) ?? '' }
}

/** Memory of a process, its group and its children, in whole MiB; undefined where the system does not tell. */
export function memoryOf(pid: number): number | undefined {
  if (!hasProc) return undefined
  let kilobytes = 0
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    const stat = readStat(Number(entry))
    if (stat === undefined || (Number(entry) !== pid && stat.group !== pid && stat.parent !== pid)) continue
    kilobytes += residentKilobytes(Number(entry))
  }
  return Math.round(kilobytes / 1024)
}

function residentKilobytes(pid: number): number {
  const status = unlessMissing(() => readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(/VmRSS:\s+(\d+)/.exec(status ?? '')?.[1] ?? 0)
}

/** Sends a signal to a whole process group; false when nobody is left in it. */
export function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-pid, signal)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
    throw error
  }
}

/** Whether somebody already listens on that port of the loopback address. */
export function isPortTaken(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(true)
      else reject(error)
    })
    probe.listen(port, '127.0.0.1', () => {
      probe.close(() => {
        resolve(false)
      })
    })
  })
}

/** Who listens on a port: process id and command line, as far as this user may see it. */
export function portOwner(port: number): { readonly pid: number; readonly command: string } | undefined {
  if (!hasProc) return portOwnerByLsof(port)
  const sockets = listeningSockets(port)
  if (sockets.size === 0) return undefined
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    if (openFiles(entry).some((target) => sockets.has(target))) {
      return { pid: Number(entry), command: commandLine(Number(entry)) }
    }
  }
  return undefined
}

function listeningSockets(port: number): Set<string> {
  const found = new Set<string>()
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of readLines(table)) {
      const fields = line.trim().split(/\s+/)
      // 0A is TCP_LISTEN.
      if (fields[3] === '0A' && fields[1]?.endsWith(`:${hex}`) === true)
        found.add(`socket:[${fields[9] ?? ''}]`)
    }
  }
  return found
}

function readLines(file: string): string[] {
  // A system without IPv6 has no tcp6 table.
  return unlessMissing(() => readFileSync(file, 'utf8'))?.split('\n') ?? []
}

function openFiles(pid: string): string[] {
  const folder = `/proc/${pid}/fd`
  // Another user's process, or one that has just ended, shows nothing.
  const names = unlessMissing(() => readdirSync(folder)) ?? []
  return names.map((fd) => unlessMissing(() => readlinkSync(`${folder}/${fd}`)) ?? '')
}

function unlessMissing<T>(look: () => T): T | undefined {
  try {
    return look()
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** The command line of a process, shortened to be read in one line. */
export function commandLine(pid: number): string {
  const text = readLines(`/proc/${pid}/cmdline`).join(' ').replaceAll('\0', ' ').trim()
  return text.length > 120 ? `${text.slice(0, 117)}...` : text
}

function portOwnerByLsof(port: number): { pid: number; command: string } | undefined {
  try {
    const text = execFileSync('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'], { encoding: 'utf8' })
    const pid = /^p(\d+)/m.exec(text)?.[1]
    return pid === undefined ? undefined : { pid: Number(pid), command: /^c(.+)/m.exec(text)?.[1] ?? '' }
  } catch {
    // Without lsof the port is still reported as taken, only without a name.
    return undefined
  }
}
