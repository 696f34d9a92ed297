/** The office loads its list of services: bad rows are told with line and reason, the good ones stay. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findServices } from '../../../adapters/postgres/services.ts'
import { readServiceList } from '../../../adapters/services/read-service-list.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'

const header = 'code,group,name_az,name_en,responsible_body,staff_group,term_days,term_unit,process,source'
const row = (code: string, changes: Readonly<Record<string, string>> = {}): string =>
  Object.values({
    code,
    group: 'social-services',
    az: 'Evdə xidmət',
    en: 'Service at home',
    body: 'dost',
    staff: 'dost-operator',
    days: '10',
    unit: 'days',
    process: '',
    source: 'Order no. 1',
    ...changes,
  }).join(',')
const read = (...lines: readonly string[]) => readServiceList(Readable.from([lines.join('\n')]))

describe('a list', () => {
  test('the start list of the repository is whole and has all ten groups', async () => {
    const list = await readServiceList(Readable.from([await readFile('migrations/services.csv')]))
    expect(list.refused).toEqual([])
    expect(list.services).toHaveLength(100)
    expect(new Set(list.services.map(({ group }) => group)).size).toBe(10)
  })

  test('rows that do not hold are named with their line, and the others are taken', async () => {
    const { services, refused } = await read(
      header,
      row('A-1'),
      row('A-2', { group: 'astrology' }),
      row('A-3', { days: 'ten' }),
      row('A-1'),
      row('a 4'),
      row('A-5', { unit: '' }),
      row('A-6', { en: '' }),
      row('A-7', { staff: 'choir' }),
      'A-8,"social-services',
    )
    expect(services.map(({ code }) => code)).toEqual(['A-1'])
    expect(refused.map(({ line, reasons }) => [line, reasons.join('; ')])).toEqual([
      [3, expect.stringContaining('group')],
      [4, expect.stringContaining('termDays')],
      [5, 'the code A-1 stands in an earlier row'],
      [6, expect.stringContaining('code')],
      [7, 'term_days and term_unit go together'],
      [8, expect.stringContaining('nameEn')],
      [9, expect.stringContaining('staffGroup')],
      [10, expect.stringMatching(/Quote/)],
    ])
  })

  test('a service that is a benefit names one there is, and goes to the process that assigns it', async () => {
    const named = (code: string, process: string, benefit: string, variant: string) =>
      `${row(code, { process })},${benefit},${variant}`
    const { services, refused } = await read(
      `${header},benefit,benefit_variant`,
      named('E-1', 'benefit-assignment', 'president-stipend', 'blind'),
      named('E-2', 'benefit-assignment', 'lottery', ''),
      named('E-3', 'appeal', 'old-age', ''),
      named('E-4', 'benefit-assignment', 'old-age', 'blind'),
    )
    expect(services).toMatchObject([{ benefit: 'president-stipend', benefitVariant: 'blind' }])
    expect(refused.map(({ reasons }) => reasons.join('; '))).toEqual([
      expect.stringContaining('benefit'),
      'benefit goes with the process benefit-assignment',
      'benefit_variant is no variant of the benefit',
    ])
  })

  test('a row with too many fields is refused, not cut', async () => {
    const { services, refused } = await read(header, `${row('B-1')},more`, row('B-2'))
    expect(services.map(({ code }) => code)).toEqual(['B-2'])
    expect(refused).toMatchObject([{ line: 2, reasons: [expect.stringMatching(/columns/)] }])
  })

  test('what is not UTF-8 is refused', async () => {
    const list = await readServiceList(
      Readable.from([
        Buffer.concat([Buffer.from(`${header}\n`), Buffer.from(row('C-1', { az: 'Ev\u00e9' }), 'latin1')]),
      ]),
    )
    expect(list.services).toEqual([])
    expect(list.refused).toHaveLength(1)
  })

  test('a file without the columns is refused as a whole', async () => {
    await expect(read('code;name', 'A-1;Home')).rejects.toThrow(/no column code, group/)
  })
})

describe('npm run load-services', () => {
  let database: TestDatabase
  let folder: string
  beforeAll(async () => {
    database = await createTestDatabase()
    folder = await mkdtemp(join(tmpdir(), 'services-'))
  })
  afterAll(async () => {
    await database.drop()
    await rm(folder, { recursive: true })
  })

  async function load(lines: readonly string[], ...options: readonly string[]) {
    const file = join(folder, 'list.csv')
    await writeFile(file, lines.join('\n'))
    const env = { ...process.env, DATABASE_OWNER_URL: database.ownerUrl }
    const args = ['--import', 'tsx', 'adapters/services/load-main.ts', file, ...options]
    try {
      const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { env })
      return { code: 0, told: stdout, complained: stderr }
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
      return { code, told: stdout, complained: stderr }
    }
  }
  const search = async (text: string) =>
    (await findServices(database.db, { text, group: undefined, after: undefined, limit: 200 })).items.map(
      ({ code }) => code,
    )

  test('adds and changes services, says which rows it refused, and notes it in the ledger', async () => {
    const first = await load([header, row('X-1'), row('X-2', { days: '999' }), row('X-3')])
    expect(first.code).toBe(65)
    expect(first.complained).toMatch(/^line 3 refused: .*termDays/)
    expect(first.told).toBe('2 added, 0 changed, 0 as before, 0 no longer offered, 1 refused.\n')

    const second = await load([header, row('X-1', { az: 'Evdə qulluq' }), row('X-3')])
    expect(second).toEqual({
      code: 0,
      told: '0 added, 1 changed, 1 as before, 0 no longer offered, 0 refused.\n',
      complained: '',
    })
    expect(await search('evde QULLUQ')).toEqual(['X-1'])
    expect(
      await database.db.rows(
        `select actor, after ->> 'added' as added from ledger where action = 'services.loaded'`,
      ),
    ).toEqual([
      { actor: 'system:load-services', added: '2' },
      { actor: 'system:load-services', added: '0' },
    ])
  })

  test('what a newer list no longer has is no longer offered, when asked so', async () => {
    const loaded = await load([header, row('X-1')], '--retire-others')
    expect(loaded.told).toMatch(/ 101 no longer offered/)
    expect(await search('')).toEqual(['X-1'])
  })

  test('nothing is changed by a list without a good row, and a missing file is told', async () => {
    expect((await load([header, row('x')])).code).toBe(65)
    expect(await search('')).toEqual(['X-1'])
    const args = ['--import', 'tsx', 'adapters/services/load-main.ts', join(folder, 'none.csv')]
    const env = { ...process.env, DATABASE_OWNER_URL: database.ownerUrl }
    await expect(promisify(execFile)(process.execPath, args, { env })).rejects.toMatchObject({ code: 66 })
  })
})
