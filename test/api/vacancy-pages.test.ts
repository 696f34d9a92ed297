/** Vacancies on a page of our own: the list for those who may read it, and the adviser's form with its mistakes. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aVacancy } from '../support/job-seekers.ts'
import { openJobOffice } from './job-office.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const { employerVoen, employerName, employerPhone, title, field, occupationCode, place } = aVacancy()
const form = {
  ...{ employerVoen, employerName, employerPhone, title, field, occupationCode, place },
  employerEmail: '',
  leastEducation: 'vocational',
  leastExperienceYears: '2',
  wage: '700.50',
  places: '3',
  openUntil: '2099-12-31',
  languages: 'az',
}
const rows = () =>
  office.database.db.rows<{ number: string; wage: string }>('select number, wage_qepik as wage from vacancy')

test('an adviser enters what an employer asks for, and it stands in the list', async () => {
  const saved = await office.enter('employment-adviser', '/vacancies', form)
  expect(saved.statusCode).toBe(200)
  const [entered] = await rows()
  expect(entered?.wage).toBe('70050')
  expect(saved.body).toContain(`The vacancy is entered: ${entered?.number ?? '?'}`)
  const listed = await office.app.inject({
    url: '/vacancies?lang=az',
    headers: await office.logIn('analyst'),
  })
  expect(listed.body).toContain(title)
  expect(listed.body).toContain('3/3')
  // Reads only; the employer's phone is for the one who refers.
  expect(listed.body).not.toContain('action="/vacancies"')
  expect(listed.body).not.toContain(employerPhone)
})

test.each([
  ['a VÖEN of nine digits', { employerVoen: '123456789' }],
  ['a wage in words', { wage: 'çox' }],
  ['no place at all', { places: '0' }],
  ['a day in the past', { openUntil: '2020-01-01' }],
  ['a field nobody knows', { field: 'magic' }],
])('%s is refused, and what was entered stays in its field', async (_what, mistake) => {
  const before = await rows()
  const refused = await office.enter('employment-adviser', '/vacancies', { ...form, ...mistake })
  expect(refused.statusCode).toBe(400)
  expect(refused.body).toContain('The vacancy was not taken')
  expect(refused.body).toContain(`value="${employerName}"`)
  // Its language links lead to a page that can be asked for.
  expect(refused.body).toContain('href="/vacancies?lang=az"')
  expect(await rows()).toEqual(before)
})

describe('closing one early', () => {
  const jobs = () => openJobOffice(office)
  const close = (number: string, reason: string) =>
    office.enter('employment-adviser', `/vacancies/${number}/closure`, { reason })
  const page = async (group: 'employment-adviser' | 'analyst') =>
    (await office.app.inject({ url: '/vacancies?lang=en', headers: await office.logIn(group) })).body

  test('the adviser does it in its row, also of a full one whose employer is to answer', async () => {
    const { caseId } = await jobs().registered('7JBAP20')
    const referral = await jobs().refer(caseId)
    const { number } = await office.deps.transact(({ vacancies }) => vacancies.get(referral.vacancyId))
    const action = `action="/vacancies/${number}/closure"`
    expect(await page('employment-adviser')).toContain(action)
    const seen = await page('analyst')
    expect(seen).toContain('answer awaited: 1')
    expect(seen).not.toContain(action)

    expect((await close(number, '')).body).toContain(`Choose a reason for closing: ${number}`)
    const closed = await close(number, 'withdrawn-by-employer')
    expect(closed.statusCode).toBe(200)
    expect(closed.body).toContain(`whoever waited for an answer is looked for elsewhere: ${number}`)
    expect(closed.body).not.toContain(action)
    expect(await jobs().toldOf(referral.id)).toEqual(['employer-answered'])

    const twice = await close(number, 'filled-otherwise')
    expect(twice.statusCode).toBe(409)
    expect(twice.body).toContain(`The vacancy is closed already: ${number}`)
    expect((await close('VAC-2026-999999', 'filled-otherwise')).statusCode).toBe(404)
  })
})
