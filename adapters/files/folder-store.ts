/**
 * The file store as a folder, on a disk that all workers share. Written under a temporary name, flushed to the disk and
 * renamed, so that a crash at any moment leaves either the whole file or nothing under its name.
 */
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileStore } from '../../domain/file-store.ts'
import { OperatorError } from '../../domain/errors.ts'

const partSuffix = '.part'
/** No step writes this long: what is older was left behind by a crash. */
const PART_LIFE_MS = 24 * 60 * 60 * 1000

/** @param folder made when it is not there; readable by its owner only, because the files are personal */
export function createFolderStore(folder: string): FileStore {
  let ready: Promise<void> | undefined
  const prepare = (): Promise<void> => {
    ready ??= makeReady(folder).catch((error: unknown) => {
      ready = undefined
      throw error
    })
    return ready
  }

  return {
    write: async (name, bytes) => {
      if (typeof name === 'string') checkName(name)
      await prepare()
      const part = join(folder, `.${randomUUID()}${partSuffix}`)
      try {
        const { sha256, byteCount } = await writePart(part, bytes)
        const finalName = checkName(typeof name === 'string' ? name : name(sha256))
        await rename(part, join(folder, finalName))
        await flushFolder(folder)
        return { name: finalName, sha256, byteCount }
      } catch (error) {
        await rm(part, { force: true })
        throw error
      }
    },
    read: ({ name, sha256 }) => readChecked(join(folder, checkName(name)), name, sha256),
  }
}

/** One step of a path and nothing hidden. @throws RangeError */
function checkName(name: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,150}$/.test(name) && !name.endsWith(partSuffix)) return name
  throw new RangeError(`Not a name for a stored file: ${JSON.stringify(name.slice(0, 80))}`)
}

async function makeReady(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const name of await readdir(folder)) {
    if (!name.endsWith(partSuffix)) continue
    const path = join(folder, name)
    const { mtimeMs } = await stat(path)
    if (Date.now() - mtimeMs > PART_LIFE_MS) await rm(path, { force: true })
  }
}

async function writePart(path: string, bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
  const hash = createHash('sha256')
  let byteCount = 0
  const handle = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of bytes) {
      hash.update(chunk)
      byteCount += chunk.byteLength
      await handle.appendFile(chunk)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return { sha256: hash.digest('hex'), byteCount }
}

/** The new name itself has to reach the disk too. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function* readChecked(path: string, name: string, sha256: string): AsyncGenerator<Uint8Array, void> {
  const hash = createHash('sha256')
  let held: Uint8Array | undefined
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 65_536 }) as AsyncIterable<Buffer>) {
      hash.update(chunk)
      if (held !== undefined) yield held
      held = chunk
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new OperatorError(
      `The file ${name} is not in the file store`,
      'Check PAYMENT_FILES_DIR: all workers and the API need the same folder. Restore the file from the backup, then retry.',
    )
  }
  if (hash.digest('hex') !== sha256) {
    throw new OperatorError(
      `The file ${name} in the file store is not what was kept under its hash`,
      'Do not send it. Find out who changed it, restore it from the backup, then retry.',
    )
  }
  if (held !== undefined) yield held
}
