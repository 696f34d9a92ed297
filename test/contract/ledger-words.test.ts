/** What the workers write into a case's ledger is told in words on the case page, in both languages. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dictionaries } from '../../api/pages/locales/dictionaries.ts'

const sources = readdirSync('workers', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(join('workers', file), 'utf8'))
  .join('\n')

/** Ledger actions are written as literals, alone or as the two ends of a condition. */
const actions = [...sources.matchAll(/action: [^,]*/g)]
  .flatMap(([text]) => [...text.matchAll(/'([a-z-]+\.[a-z-]+)'/g)])
  .map(([, action]) => action ?? '')
  .filter((action) => !action.startsWith('bank-message.'))

test.each([...new Set(actions)].toSorted())('%s has words', (action) => {
  expect(dictionaries.az).toHaveProperty([`action.${action}`])
  expect(dictionaries.en).toHaveProperty([`action.${action}`])
})
