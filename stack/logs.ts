/** One log file per part, kept small: the one before last is kept as `.1`. */
import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  statSync,
  truncateSync,
} from 'node:fs'
import { join } from 'node:path'

const turnAt = 10 * 1024 * 1024
const cutAt = 100 * 1024 * 1024

export function logFileOf(home: string, part: string): string {
  return join(home, 'logs', `${part}.log`)
}

/** Opens a log to append to; a big one is put aside first. The caller closes the descriptor. */
export function openLog(file: string): number {
  mkdirSync(join(file, '..'), { recursive: true })
  if (existsSync(file) && statSync(file).size > turnAt) renameSync(file, `${file}.1`)
  return openSync(file, 'a')
}

/** Empties a log that a running part has let grow too far; the part goes on appending. */
export function cutLog(file: string): void {
  if (existsSync(file) && statSync(file).size > cutAt) truncateSync(file)
}

/** The last lines of a log; empty when there is none. Reads at most the last 256 KiB. */
export function lastLines(file: string, count: number): string[] {
  if (!existsSync(file)) return []
  const fd = openSync(file, 'r')
  try {
    const { size } = fstatSync(fd)
    const buffer = Buffer.alloc(Math.min(size, 256 * 1024))
    readSync(fd, buffer, 0, buffer.length, size - buffer.length)
    const lines = buffer.toString('utf8').trimEnd().split('\n')
    return lines[0] === '' && lines.length === 1 ? [] : lines.slice(-count)
  } finally {
    closeSync(fd)
  }
}

/** Where a log ends now. */
export function endOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

/** The log from a position on, and the position after it; for following. */
export function readFrom(file: string, position: number): { text: string; position: number } {
  if (!existsSync(file)) return { text: '', position: 0 }
  const fd = openSync(file, 'r')
  try {
    const { size } = fstatSync(fd)
    // Cut or turned in the meantime: begin again.
    const from = size < position ? 0 : position
    const buffer = Buffer.alloc(Math.min(size - from, 1024 * 1024))
    readSync(fd, buffer, 0, buffer.length, from)
    return { text: buffer.toString('utf8'), position: from + buffer.length }
  } finally {
    closeSync(fd)
  }
}
