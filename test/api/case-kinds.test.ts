/** Cases of kinds other than an application of a family: who opens them, what their page and the follow page show. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CaseFile } from '../../domain/case.ts'
import { openOffice, type Office } from './office.ts'
import { receiveCase, type Story } from './decided-case.ts'

let office: Office
let contested: Story
let other: CaseFile
beforeAll(async () => {
  office = await openOffice()
  contested = await receiveCase(office)
  other = await office.deps.transact(async (records) => {
    const file = await records.cases.add({
      kind: 'kind-of-tomorrow',
      numberPrefix: 'TMR',
      district: 'khazar',
      language: 'az',
      registeredOn: '2026-11-23',
      relatedCaseId: contested.caseId,
    })
    await records.parties.add(file.id, [
      {
        role: 'applicant',
        fin: '7APPEAL',
        givenName: 'Aygün',
        familyName: 'Əliyeva',
        birthDate: '1990-05-17',
        phone: '+994501234567',
        iban: 'AZ21NABZ00000000137010001944',
        address: { settlement: 'Mərdəkan', street: 'S. Yesenin', building: '12' },
      },
    ])
    await records.cases.setState(file.id, 'in-progress')
    return file
  })
})
afterAll(() => office.close())

const page = async (url: string, group: Parameters<Office['logIn']>[0]) =>
  office.app.inject({ url: `${url}?lang=en`, headers: await office.logIn(group) })

test('who watches over the work sees the case with its people, and the case that it is about', async () => {
  const { statusCode, body } = await page(`/cases/${other.number}`, 'head-of-unit')
  expect(statusCode).toBe(200)
  for (const text of [
    'Aygün',
    '7APPEAL',
    '+994501234567',
    'S. Yesenin',
    'Being worked on',
    contested.caseNumber,
  ]) {
    expect(body).toContain(text)
  }
  // Accounts are not for heads of unit, and what only families have is not on the page.
  expect(body).not.toContain('AZ21NABZ')
  expect(body).not.toContain('Answers of the registers')
  expect((await page(`/cases/${contested.caseNumber}`, 'head-of-unit')).body).toContain(other.number)
})

test('an analyst sees it without its people, an auditor with a reason', async () => {
  const analyst = await page(`/cases/${other.number}`, 'analyst')
  expect(analyst.statusCode).toBe(200)
  expect(analyst.body).not.toContain('Aygün')
  const answer = await office.app.inject({
    url: `/v1/cases/${other.id}`,
    headers: { ...(await office.logIn('auditor')), 'x-access-reason': 'Complaint of the applicant' },
  })
  expect(answer.json()).toMatchObject({
    relatedCase: { caseNumber: contested.caseNumber },
    personalData: { parties: [{ role: 'applicant', fin: '7APPEAL', iban: 'AZ21NABZ00000000137010001944' }] },
  })
})

test('groups that do not work on the kind neither open it nor find it in their list', async () => {
  const refused = await page(`/cases/${other.number}`, 'employment-adviser')
  expect(refused.statusCode).toBe(403)
  for (const [group, sees] of [
    ['employment-adviser', []],
    ['dost-operator', [contested.caseNumber]],
    ['auditor', [contested.caseNumber, other.number]],
  ] as const) {
    const answer = await office.app.inject({ url: '/v1/cases', headers: await office.logIn(group) })
    const numbers = answer
      .json<{ cases: { caseNumber: string }[] }>()
      .cases.map(({ caseNumber }) => caseNumber)
    expect(numbers.toSorted(), group).toEqual([...sees].toSorted())
  }
})

test('its applicant follows it with number and code', async () => {
  const answer = await office.app.inject({
    url: `/v1/follow/${other.number}?code=${office.code(other.number)}`,
  })
  expect(answer.json()).toMatchObject({ state: 'in-progress', nextStep: 'work' })
})
