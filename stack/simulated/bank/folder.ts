/** The bank's side of a folder: takes files from `to-bank/`, puts its messages into `from-bank/`. */
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync } from 'node:fs'
import { copyFile, readdir, readFile, rename, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { folders } from '../../../adapters/bank/folder-bank.ts'
import type { Books } from './books.ts'
import type { Desk } from './desk.ts'

interface Watching {
  readonly folder: string
  readonly books: Books
  readonly desk: Desk
  readonly now: () => Date
}

const LOOK_EVERY_MS = 100

export function watchFolder({ folder, books, desk, now }: Watching): { stop(): Promise<void> } {
  const at = (name: string, file = '') => join(folder, name, file)
  for (const name of Object.values(folders)) mkdirSync(at(name), { recursive: true })

  const takeOne = async (name: string): Promise<void> => {
    const path = at(folders.toBank, name)
    const copy = books.pathOf('incoming', name)
    await copyFile(path, copy)
    const hash = createHash('sha256')
    for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) hash.update(piece)
    const beside = `${path}.sig`
    const file = { messageId: name.replace(/\.xml$/, ''), sha256: hash.digest('hex') }
    const refusal = await desk.take({
      ...file,
      path: copy,
      byteCount: (await stat(path)).size,
      signature: await readFile(beside, 'utf8'),
    })
    if (refusal !== undefined) await desk.report(file, refusal.reason)
    // The signature first: a file without one is left alone.
    await rename(beside, at(folders.taken, `${name}.sig`))
    await rename(path, at(folders.taken, name))
  }
  const putOut = async (): Promise<void> => {
    const ready = books.deliveries().filter(({ from }) => from <= now().getTime())
    for (const { id, text, bytes } of ready) {
      const part = at(folders.fromBank, `.${id}.part`)
      await copyFile(books.pathOf('messages', text), part)
      await truncate(part, bytes)
      await rename(part, at(folders.fromBank, `${id}.xml`))
      books.write({ kind: 'acknowledged', id })
    }
  }

  const stopping = new AbortController()
  const watching = (async () => {
    await desk.ready()
    while (!stopping.signal.aborted) {
      for (const name of (await readdir(at(folders.toBank))).sort()) {
        // Its signature is put beside a file last.
        const isWhole = existsSync(`${at(folders.toBank, name)}.sig`)
        if (isWhole && /^[A-Za-z0-9][A-Za-z0-9-]*\.xml$/.test(name)) await takeOne(name)
      }
      await putOut()
      await pause(LOOK_EVERY_MS, undefined, { ref: false })
    }
  })()
  return {
    stop: async () => {
      stopping.abort()
      await watching
    },
  }
}
