/** Files of payments are kept whole or not at all, and nobody gets other bytes than were kept. */
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFolderStore } from '../../../adapters/files/folder-store.ts'
import { OperatorError } from '../../../domain/errors.ts'
import { nameByHash, type StoredFile } from '../../../domain/file-store.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

async function* pieces(...texts: readonly string[]) {
  for (const text of texts) yield Buffer.from(text)
}
async function textOf(file: Pick<StoredFile, 'name' | 'sha256'>) {
  let text = ''
  for await (const piece of createFolderStore(folder).read(file)) text += Buffer.from(piece).toString()
  return text
}

test('what was kept is read back, under a name that tells its bytes', async () => {
  const store = createFolderStore(join(folder, 'new', 'folder'))
  const file = await store.write(nameByHash('DSMF-B2-000001', 'xml'), pieces('<Doc', 'ument/>'))
  const sha256 = createHash('sha256').update('<Document/>').digest('hex')
  expect(file).toEqual({ name: `DSMF-B2-000001-${sha256.slice(0, 16)}.xml`, sha256, byteCount: 11 })
  expect(readFileSync(join(folder, 'new', 'folder', file.name), 'utf8')).toBe('<Document/>')
  // Written again, as after a crash before anybody knew of it: the same file.
  expect(await store.write(nameByHash('DSMF-B2-000001', 'xml'), pieces('<Document/>'))).toEqual(file)
  expect(readdirSync(join(folder, 'new', 'folder'))).toEqual([file.name])
})

test('bytes that end in an error leave nothing', async () => {
  async function* failing() {
    yield Buffer.from('half of')
    throw new RangeError('the database went away')
  }
  await expect(createFolderStore(folder).write('a.xml', failing())).rejects.toThrow('the database went away')
  expect(readdirSync(folder)).toEqual([])
})

test('what a crash left behind is cleared away a day later, not earlier', async () => {
  const [old, young] = ['.1.part', '.2.part'] as const
  for (const name of [old, young]) writeFileSync(join(folder, name), 'half')
  utimesSync(join(folder, old), new Date('2026-01-01'), new Date('2026-01-01'))
  await createFolderStore(folder).write('a.xml', pieces('whole'))
  expect(readdirSync(folder).sort()).toEqual([young, 'a.xml'])
})

test.each([
  '../a.xml',
  'a/b.xml',
  '/etc/passwd',
  '.hidden',
  '',
  'a\\b',
  'a b',
  'x'.repeat(200),
  '.1.part',
  'a.part',
])('a name with a path or of no form is refused: %s', async (name) => {
  await expect(createFolderStore(folder).write(name, pieces('x'))).rejects.toThrow(RangeError)
  expect(() => createFolderStore(folder).read({ name, sha256: '' })).toThrow(RangeError)
  await expect(createFolderStore(folder).write(() => name, pieces('x'))).rejects.toThrow(RangeError)
  expect(readdirSync(folder)).toEqual([])
})

test('a file that somebody changed, cut or took away is never handed out whole', async () => {
  const store = createFolderStore(folder)
  const file = await store.write('a.xml', pieces('pay '.repeat(50_000)))
  expect(await textOf(file)).toHaveLength(200_000)
  for (const changed of ['pay '.repeat(49_999) + 'PAY ', 'pay '.repeat(40_000), '']) {
    writeFileSync(join(folder, 'a.xml'), changed)
    let got = 0
    const reading = async () => {
      for await (const piece of store.read(file)) got += piece.length
    }
    await expect(reading()).rejects.toThrow(OperatorError)
    expect(got).toBeLessThan(Math.max(1, changed.length))
  }
  rmSync(join(folder, 'a.xml'))
  await expect(textOf(file)).rejects.toThrow(/not in the file store/)
})
