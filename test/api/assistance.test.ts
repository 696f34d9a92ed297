/** What is reported while a family gets assistance: by API and on the case page, twice, wrong, too late. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTermOf } from '../../workers/assistance/open-term.ts'
import { decideCase, type Story } from './decided-case.ts'
import { aFamily, aFin } from './families.ts'
import { openOffice, type Office } from './office.ts'

interface Assisted extends Story {
  readonly termId: string
  readonly termNumber: string
}

let office: Office
let family: Assisted
beforeAll(async () => {
  office = await openOffice()
  const home = aFamily()
  const father = {
    fin: aFin(),
    givenName: 'Elçin',
    familyName: 'Həsənov',
    birthDate: '1985-02-03',
    relation: 'spouse',
    ableToWork: true,
    study: 'none',
  } as const
  const members = [...home.declaration.members, father]
  family = await assisted(
    await decideCase(office, { ...home, declaration: { ...home.declaration, members } }),
  )
})
afterAll(() => office.close())

const assisted = (story: Story): Promise<Assisted> =>
  office.deps.transact(async (records) => {
    const entitlement = await records.entitlements.findByCase(story.caseId)
    if (entitlement === undefined) throw new Error('Nothing was assigned')
    const by = { actor: 'system:test', caseUrl: (id: string) => id }
    const termId = await openTermOf(records, entitlement, '2026-11-23', by)
    await records.cases.setState(termId, 'granted')
    return { ...story, termId, termNumber: (await records.cases.get(termId)).number }
  })
const post = async (path: string, payload: object, headers: Readonly<Record<string, string>> = {}) =>
  office.app.inject({
    method: 'POST',
    url: `/v1/cases/${path}`,
    headers: { authorization: `Bearer ${await office.token({ scope: 'assistance:write' })}`, ...headers },
    payload,
  })
const asStaff = async (path: string, payload: object, group: 'dost-operator' | 'dsmf-assignment') =>
  office.app.inject({ method: 'POST', url: path, headers: await office.logIn(group), payload })
const vehicle = { kind: 'vehicle', happenedOn: '2026-11-23', source: 'authority' } as const

test('a report is a case of its own, once for what happened on one day', async () => {
  const key = { 'idempotency-key': 'change-0001' }
  const first = await post(`${family.caseId}/changes`, vehicle, key)
  expect(first.statusCode).toBe(202)
  const { caseId, caseNumber } = first.json<{ caseId: string; caseNumber: string }>()
  expect(caseNumber).toMatch(/^CHG-2026-\d{6}$/)
  const again = await post(`${family.caseId}/changes`, vehicle, key)
  expect(again.headers['idempotency-replayed']).toBe('true')
  // By the term instead of the application, without a key: the same case.
  expect((await post(`${family.termId}/changes`, vehicle)).json()).toMatchObject({ caseId })
  expect((await post(`${family.caseId}/changes`, { ...vehicle, kind: 'property' }, key)).statusCode).toBe(422)
  expect(
    await office.database.db.rows('select name from outbox where correlation_key = $1', [caseId]),
  ).toEqual([{ name: 'assistance-change-reported' }])

  const page = await office.app.inject({
    url: `/cases/${family.termNumber}?lang=en`,
    headers: await office.logIn('dost-operator'),
  })
  for (const text of ['Term of assistance', 'A vehicle', 'being looked at', family.caseNumber]) {
    expect(page.body).toContain(text)
  }
})

const stranger = '9ZZZZZZ'
test.each([
  ['a day to come', { ...vehicle, happenedOn: '2027-01-01' }, '/happenedOn'],
  ['a day before the months began', { ...vehicle, happenedOn: '2026-10-31' }, '/happenedOn'],
  ['nobody who joined or left', { ...vehicle, kind: 'composition' }, ''],
  ['a stranger who left', { ...vehicle, kind: 'composition', left: [stranger] }, '/left/0'],
  ['an income of nobody', { ...vehicle, kind: 'income' }, '/declaredIncome'],
  ['members who have nothing to do with it', { ...vehicle, kind: 'property', left: [stranger] }, '/left'],
  ['a reason while payment does not rest', { ...vehicle, kind: 'collection-reason' }, '/kind'],
  ['a kind that nobody knows', { ...vehicle, kind: 'lottery' }, '/kind'],
])('%s is refused by its field, and leaves nothing behind', async (_, payload, field) => {
  const cases = () => office.database.db.rows(`select id from case_file where kind = 'assistance-change'`)
  const before = await cases()
  const answer = await post(`${family.caseId}/changes`, payload)
  expect(answer.statusCode).toBe(400)
  expect(answer.json<{ errors: { field: string }[] }>().errors.map((error) => error.field)).toContain(field)
  expect(await cases()).toEqual(before)
})

test('the front desk reports on the case page, and enters who represents the family from now on', async () => {
  const { declaration, applicant } = family.family
  const empty = {
    left: '',
    joinedFin: '',
    joinedGivenName: '',
    joinedFamilyName: '',
    joinedBirthDate: '',
    joinedRelation: 'child',
    incomeFin: '',
    incomeKind: 'wage',
    incomeManat: '',
  }
  const form = async (fields: Readonly<Record<string, string>>, path = `${family.termNumber}/change`) => {
    const session = await office.logIn('dost-operator')
    return office.app.inject({
      method: 'POST',
      url: `/cases/${path}`,
      headers: { ...session, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ _csrf: session['x-csrf-token'], ...fields }).toString(),
    })
  }
  const report = { ...empty, kind: 'income', happenedOn: '2026-11-23', source: 'family' }
  expect((await form(report)).statusCode).toBe(400)
  const income = await form({ ...report, incomeFin: applicant.fin, incomeManat: '1200' })
  expect(income.statusCode).toBe(303)
  const died = await form({ ...report, kind: 'representative-died' })
  const changePage = String(died.headers.location)
  const successor = declaration.members.find(
    ({ fin, birthDate }) => fin !== applicant.fin && birthDate < '2000',
  )
  const entered = { fin: successor?.fin ?? '', phone: '+994501234568', iban: declaration.iban }
  const path = `${changePage.replace('/cases/', '')}/representative`
  expect((await form({ ...entered, iban: 'AZ00' }, path)).statusCode).toBe(400)
  expect((await form({ ...entered, fin: stranger }, path)).statusCode).toBe(400)
  const saved = await form(entered, path)
  expect(saved.statusCode).toBe(200)
  expect(saved.body).toContain('qeyd edilib')
  expect((await form({}, `${family.termNumber}/renewal`)).statusCode).toBe(200)
  expect(
    (await asStaff(`/v1/cases/${family.termId}/representative`, entered, 'dsmf-assignment')).statusCode,
  ).toBe(404)
})

test('after the end a report is answered and stays in the ledger', async () => {
  await office.deps.transact((records) => records.assistanceTerms.end(family.termId, 'decided', '2026-11-23'))
  const late = await post(`${family.caseId}/changes`, { ...vehicle, kind: 'property' })
  expect(late.statusCode).toBe(409)
  expect(late.json()).toMatchObject({ code: 'ASSISTANCE_ENDED', facts: { endedOn: '2026-11-23' } })
  expect((await post(`${family.caseId}/renewal`, {})).statusCode).toBe(409)
  // What was reported before is still answered with its case.
  expect((await post(`${family.caseId}/changes`, vehicle)).statusCode).toBe(202)
  expect(
    await office.database.db.rows(
      `select reason from ledger where action = 'change.came-late' order by sequence`,
    ),
  ).toEqual([{ reason: 'property' }, { reason: 'renewal' }])
})
