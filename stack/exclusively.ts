/** One command at a time changes a stack. */
import { join } from 'node:path'
import { StackError } from './errors.ts'
import { takeLock } from './lock.ts'
import { commandLine } from './processes.ts'

/** @throws StackError when another process is starting or stopping the same stack */
export async function exclusively<T>(home: string, work: () => Promise<T>): Promise<T> {
  const lock = takeLock(join(home, 'lock'))
  if ('heldBy' in lock) {
    const { pid } = lock.heldBy
    throw new StackError(
      'Looking at the stack',
      `process ${pid} is starting or stopping it (${commandLine(pid)})`,
      'wait for it, or end it.',
    )
  }
  try {
    return await work()
  } finally {
    lock.release()
  }
}
