/** Vacancies on a page of our own: the list for those who may read it, and the adviser's form with its mistakes. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aVacancy } from '../support/job-seekers.ts'
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
