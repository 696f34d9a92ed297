/**
 * A bank that exchanges files through a folder (an SFTP mount): ours go to `to-bank/`, its own wait in `from-bank/`.
 * A file appears under its final name only when it is whole. The bank tells a refusal by a pain.002 on the whole file.
 */
import { createReadStream } from 'node:fs'
import { access, mkdir, open, readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { DomainError, RetryableError } from '../../domain/errors.ts'
import type { Bank } from '../../domain/payment.ts'

/** Where the bank puts what it has taken, and where we put what we have stored. */
export const folders = { toBank: 'to-bank', taken: 'taken', fromBank: 'from-bank', done: 'done' } as const

/** @param folder shared with the bank; made when it is not there */
export function createFolderBank(folder: string): Bank {
  const at = (name: string, file = '') => join(folder, name, file)
  const ready = async () => {
    for (const name of Object.values(folders)) await mkdir(at(name), { recursive: true })
  }
  const steadily = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      await ready()
      return await work()
    } catch (error) {
      throw isFileTrouble(error)
        ? new RetryableError(`The folder of the bank cannot be used now (${error.code ?? error.name})`, {
            cause: error,
          })
        : error
    }
  }

  return {
    send: ({ messageId, signature, open: bytes }) =>
      steadily(async () => {
        const name = `${checkName(messageId)}.xml`
        const sent =
          (await textOf(at(folders.taken, `${name}.sig`))) ??
          (await textOf(at(folders.toBank, `${name}.sig`)))
        if (sent === signature) return
        if (sent !== undefined) {
          throw new DomainError(
            'BANK_REFUSED_FILE',
            `The bank has another file under the message id ${messageId}`,
          )
        }
        const part = at(folders.toBank, `.${name}.part`)
        await writeWhole(`${part}.sig`, [Buffer.from(signature)])
        await writeWhole(part, bytes())
        // The file first: the signature beside it is what tells that it was sent. A bank waits for both.
        await rename(part, at(folders.toBank, name))
        await rename(`${part}.sig`, at(folders.toBank, `${name}.sig`))
      }),
    waiting: () =>
      steadily(async () =>
        (await readdir(at(folders.fromBank))).filter((name) => /^[A-Za-z0-9][\w.-]*\.xml$/.test(name)).sort(),
      ),
    fetch: (id) =>
      steadily(async () => {
        const path = at(folders.fromBank, checkName(id))
        if (!(await isThere(path))) throw new RetryableError('The message is not in the folder any more')
        return createReadStream(path, { highWaterMark: 65_536 })
      }),
    acknowledge: (id) =>
      steadily(async () => {
        const name = checkName(id)
        if (!(await isThere(at(folders.fromBank, name)))) return
        await rename(at(folders.fromBank, name), at(folders.done, name))
      }),
  }
}

function checkName(name: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,150}$/.test(name)) return name
  throw new RangeError('Not a name for a file of the bank')
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (isFileTrouble(error) && error.code === 'ENOENT') return undefined
    throw error
  }
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

async function writeWhole(
  path: string,
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  const handle = await open(path, 'w', 0o600)
  try {
    for await (const piece of bytes) await handle.appendFile(piece)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const isFileTrouble = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error && 'code' in error
