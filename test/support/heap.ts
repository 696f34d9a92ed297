/** Memory that is truly held, for tests of what must not stand in memory. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Bytes of objects in use, without what only waits to be thrown away. Buffers are left out: Node frees them later. */
export function memoryHeld(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed
}
