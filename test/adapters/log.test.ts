/** What never reaches a log line. */
import { expect, test } from 'vitest'
import { createLog } from '../../adapters/log.ts'
import { personalNames } from '../../domain/personal-data.ts'

function lines(write: (log: ReturnType<typeof createLog>) => void): string {
  let text = ''
  write(createLog({ service: 'test', level: 'info' }, { write: (line: string) => (text += line) }))
  return text
}

test('personal fields are removed wherever they sit, in both spellings', () => {
  const text = lines((log) => {
    log.info(
      { fin: '94FMDDD', family_name: 'Əliyeva', member: { phone: '+994501234567', deep: { iban: 'AZ21' } } },
      'x',
    )
  })
  for (const value of ['94FMDDD', 'Əliyeva', '994501234567', 'AZ21']) expect(text).not.toContain(value)
  expect(text).toContain('"service":"test"')
})

test('no name of the list of personal data gets through', () => {
  const text = lines((log) => {
    log.info(Object.fromEntries(personalNames.map((name) => [name, 'Nərgiz'])), 'x')
  })
  expect(text).not.toContain('Nərgiz')
})

test('also in lists, in what a part of the program always says, and on the way to objects too deep to look at', () => {
  const deep = { a: { b: { c: { d: { e: { f: { fin: '94FMDDD' } } } } } } }
  const at = new Date('2026-11-23T08:00:00Z')
  const text = lines((log) => {
    log
      .child({ email: 'a@b.az', part: 'relay' })
      .info({ people: [{ givenName: 'Aysel', age: 30 }], deep, at }, 'x')
  })
  for (const value of ['94FMDDD', 'a@b.az', 'Aysel']) expect(text).not.toContain(value)
  expect(JSON.parse(text)).toMatchObject({
    part: 'relay',
    people: [{ givenName: '[removed]', age: 30 }],
    at: '2026-11-23T08:00:00.000Z',
  })
})

test('what was logged is left as it was', () => {
  const member = { fin: '94FMDDD' }
  lines((log) => {
    log.info({ member }, 'x')
  })
  expect(member).toEqual({ fin: '94FMDDD' })
})

test('errors are told without what a driver quotes', () => {
  const error = Object.assign(new Error('duplicate key of 94FMDDD'), {
    detail: 'Key (fin)=(94FMDDD) exists',
    code: '23505',
  })
  const text = lines((log) => {
    log.error({ err: error }, 'x')
  })
  expect(text).not.toContain('94FMDDD')
  expect(text).toContain('23505')
})
