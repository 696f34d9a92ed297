/** What is written into a case's ledger, by whatever room, is told in words on the case page, in both languages. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dictionaries } from '../../api/pages/locales/dictionaries.ts'

const rooms = ['workers', 'api', 'domain', 'adapters', 'bpmn/tools']
const sources = rooms
  .flatMap((room) => readdirSync(room, { recursive: true, encoding: 'utf8' }).map((file) => join(room, file)))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')

/** These belong to no case, so that no case page shows them. */
const ofNoCase = /^(bank-message|ledger|staff)\./
/** Ledger actions are written as literals, alone or as the two ends of a condition. */
const actions = [...sources.matchAll(/action: [^,]*/g)]
  .flatMap(([text]) => [...text.matchAll(/'([a-z-]+\.[a-z-]+)'/g)])
  .map(([, action]) => action ?? '')
  .filter((action) => !ofNoCase.test(action))

test.each([...new Set(actions)].toSorted())('%s has words', (action) => {
  expect(dictionaries.az).toHaveProperty([`action.${action}`])
  expect(dictionaries.en).toHaveProperty([`action.${action}`])
})
