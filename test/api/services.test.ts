/** The catalogue of services, requests for them by API, and what staff enter on the case page of one. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { StaffGroup } from '../../domain/staff.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const request = {
  serviceCode: '01-09-07-00',
  applicant: {
    fin: '7SERVXC',
    givenName: 'Aygün',
    familyName: 'Əliyeva',
    birthDate: '1990-05-17',
    phone: '+994501234567',
    email: 'aygun@example.az',
    address: { settlement: 'Buzovna', street: 'H. Əliyev', building: '7' },
  },
  language: 'az',
  wish: 'Anam üçün putyovka.\nYayda.',
} as const
const ask = async (payload: object = request, headers: Readonly<Record<string, string>> = {}) =>
  office.app.inject({
    method: 'POST',
    url: '/v1/service-requests',
    headers: {
      authorization: `Bearer ${await office.token({ scope: 'service-requests:write' })}`,
      ...headers,
    },
    payload,
  })
const codes = async (query: string) => {
  const answer = await office.app.inject({ url: `/v1/services?${query}` })
  expect(answer.statusCode).toBe(200)
  return answer.json<{ services: { code: string }[] }>().services.map(({ code }) => code)
}

describe('the catalogue', () => {
  test('is searched as people type: without Azerbaijani letters, words in any order', async () => {
    expect(await codes('search=putyovka%20sanatoriya')).toEqual(['01-09-07-00'])
    expect(await codes('search=ozunumesgulluq')).toEqual(
      await codes(`search=${encodeURIComponent('ÖZÜNÜMƏŞĞULLUQ')}`),
    )
    expect(await codes('search=01-06')).toEqual(['01-06-00-00'])
    // Signs that a search could take for patterns are looked for as they are.
    expect(await codes(`search=${encodeURIComponent('%')}`)).toEqual([])
    expect(await codes(`search=${encodeURIComponent("' or 1=1 --")}`)).toEqual([])
  })

  test('comes in pages, by group', async () => {
    const first = (await office.app.inject({ url: '/v1/services?group=disability&limit=4' })).json<{
      services: { group: string }[]
      nextCursor: string
    }>()
    expect(first.services).toHaveLength(4)
    const rest = await codes(`group=disability&limit=100&cursor=${first.nextCursor}`)
    expect(rest.length).toBeGreaterThan(0)
    expect(first.services.every(({ group }) => group === 'disability')).toBe(true)
  })
})

describe('a request', () => {
  test('becomes a case that its process begins to work on; the same key gets the same answer', async () => {
    const key = { 'idempotency-key': 'request-0001' }
    const first = await ask(request, key)
    expect(first.statusCode).toBe(202)
    const { caseId, caseNumber } = first.json<{ caseId: string; caseNumber: string }>()
    expect(caseNumber).toMatch(/^SRV-2026-\d{6}$/)
    const again = await ask(request, key)
    expect(again.headers['idempotency-replayed']).toBe('true')
    expect(again.json()).toEqual(first.json())
    expect((await ask({ ...request, wish: 'Something else' }, key)).statusCode).toBe(422)

    const { db } = office.database
    expect(await db.rows('select name from outbox where correlation_key = $1', [caseId])).toEqual([
      { name: 'service-requested' },
    ])
    expect(await db.rows('select district, state from case_file where id = $1', [caseId])).toEqual([
      { district: 'khazar', state: 'received' },
    ])
  })

  test('sent many times at once with one key is one case', async () => {
    const key = { 'idempotency-key': 'request-at-once' }
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask(request, key)))
    const taken = answers.filter(({ statusCode }) => statusCode === 202)
    expect(taken.length).toBeGreaterThan(0)
    expect(answers.every(({ statusCode }) => [202, 409].includes(statusCode))).toBe(true)
    expect(new Set(taken.map((answer) => answer.json<{ caseId: string }>().caseId)).size).toBe(1)
    expect(
      await office.database.db.rows(`select key from idempotency_key where key = 'request-at-once'`),
    ).toHaveLength(1)
  })

  test.each([
    ['a service that is not in the catalogue', { serviceCode: '99-99' }, '/serviceCode'],
    [
      'a birth date to come',
      { applicant: { ...request.applicant, birthDate: '2027-01-01' } },
      '/applicant/birthDate',
    ],
    ['a field that nobody knows', { colour: 'red' }, '/colour'],
    [
      'a FIN with a forbidden letter',
      { applicant: { ...request.applicant, fin: 'IIIIIII' } },
      '/applicant/fin',
    ],
    ['a birth grant for nobody', { serviceCode: 'DOST2-BEN-028' }, '/benefit/beneficiary'],
    ['a benefit told of a voucher', { benefit: { eventDate: '2026-11-01' } }, '/benefit'],
    [
      'a day to come',
      { serviceCode: 'DOST2-BEN-013', benefit: { eventDate: '2027-01-01' } },
      '/benefit/eventDate',
    ],
    [
      'a stipend of another amount than the service says',
      { serviceCode: 'DOST2-STP-009', benefit: { variant: 'carer' } },
      '/benefit/variant',
    ],
  ])('%s is refused, naming the field', async (_, change, field) => {
    const answer = await ask({ ...request, ...change })
    expect(answer.statusCode).toBe(400)
    expect(answer.json<{ errors: { field: string }[] }>().errors.map((error) => error.field)).toEqual([field])
  })
})

describe('the case page of a request', () => {
  const post = async (group: StaffGroup, url: string, payload: Readonly<Record<string, string>>) => {
    const { cookie, 'x-csrf-token': _csrf } = await office.logIn(group)
    return office.app.inject({
      method: 'POST',
      url: `${url}?lang=en`,
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ _csrf, ...payload }).toString(),
    })
  }
  const open = async (group: StaffGroup, caseId: string) =>
    office.app.inject({ url: `/cases/${caseId}?lang=en`, headers: await office.logIn(group) })

  test('the front desk enters person and service until the request is complete', async () => {
    const { id } = await office.deps.transact(async (records) => {
      const file = await records.cases.add({
        kind: 'service-request',
        numberPrefix: 'SRV',
        district: 'other-baku',
        language: 'az',
        registeredOn: '2026-11-23',
      })
      await records.serviceRequests.add({
        caseId: file.id,
        serviceCode: undefined,
        channel: 'front-desk',
        wish: undefined,
      })
      await records.cases.setState(file.id, 'awaiting-applicant')
      return file
    })
    const { email, ...person } = request.applicant
    const entered = {
      fin: person.fin,
      givenName: person.givenName,
      familyName: person.familyName,
      birthDate: person.birthDate,
      phone: person.phone,
      email: '',
      serviceCode: '01-09-07-00',
      wish: '',
    }
    const url = `/cases/${id}/service-request`
    expect((await open('dost-operator', id)).body).toContain('name="fin"')
    expect((await open('head-of-unit', id)).body).not.toContain('name="fin"')

    const wrong = await post('dost-operator', url, { ...entered, phone: '12' })
    expect(wrong.statusCode).toBe(400)
    expect(wrong.body).toContain('has a mistake')
    expect(wrong.body).toContain('value="Aygün"')
    expect((await post('dost-operator', url, { ...entered, serviceCode: '99' })).body).toContain(
      'no service of that code',
    )
    expect((await post('dost-operator', url, { ...entered, givenName: 'Aygul' })).statusCode).toBe(200)
    expect((await post('dost-operator', url, { ...entered, email })).statusCode).toBe(200)
    expect(await office.deps.transact((records) => records.parties.applicantOf(id))).toMatchObject({
      givenName: 'Aygün',
      email,
    })

    // A benefit needs more than the person.
    const benefit = { ...entered, serviceCode: 'DOST2-BEN-028' }
    expect((await post('dost-operator', url, benefit)).body).toContain('for another person')
    const half = { ...benefit, beneficiaryFin: '7SERVXD' }
    expect((await post('dost-operator', url, half)).body).toContain('that person is entered whole')
    const whole = {
      ...half,
      beneficiaryGivenName: 'Nihad',
      beneficiaryFamilyName: 'Əliyev',
      beneficiaryBirthDate: '2026-10-02',
      eventDate: '2026-10-02',
      iban: 'AZ31NABZ00000000137010002055',
    }
    const taken = await post('dost-operator', url, whole)
    expect(taken.statusCode).toBe(200)
    expect(taken.body).toContain('value="AZ31NABZ00000000137010002055"')
    expect(await office.deps.transact(({ parties }) => parties.of(id))).toMatchObject([
      { role: 'applicant', iban: whole.iban },
      { role: 'beneficiary', fin: '7SERVXD' },
    ])
    expect(await office.deps.transact(({ serviceRequests }) => serviceRequests.get(id))).toMatchObject({
      benefit: { eventDate: '2026-10-02' },
    })

    await office.deps.transact((records) => records.cases.setState(id, 'in-progress'))
    expect((await post('dost-operator', url, entered)).statusCode).toBe(409)
  })

  test('the responsible group writes the answer, and nobody else', async () => {
    const { caseId } = (await ask()).json<{ caseId: string }>()
    await office.deps.transact(async (records) => {
      await records.serviceRequests.assignTo(caseId, 'dsmf-assignment')
      await records.cases.setState(caseId, 'in-progress')
    })
    const url = `/cases/${caseId}/service-answer`
    expect((await open('dsmf-assignment', caseId)).body).toContain('Anam üçün putyovka')
    expect((await post('dost-operator', url, { answer: 'Not mine' })).statusCode).toBe(403)
    expect((await post('dsmf-assignment', url, { answer: 'x' })).statusCode).toBe(400)
    const saved = await post('dsmf-assignment', url, { answer: 'Putyovka <b>təqdim</b> edildi.' })
    expect(saved.statusCode).toBe(200)
    expect(saved.body).toContain('Putyovka &lt;b&gt;təqdim&lt;/b&gt; edildi.')
    expect((await open('employment-panel', caseId)).statusCode).toBe(403)
    // The words of the person are not for those who only watch figures.
    expect((await open('analyst', caseId)).body).not.toContain('putyovka.')
  })
})

describe('the page of the catalogue', () => {
  test('is for everybody, and shows staff how many are open, on time and late', async () => {
    const { caseId } = (await ask({ ...request, serviceCode: '01-09-08-00' })).json<{ caseId: string }>()
    await office.deps.transact(async (records) => {
      await records.cases.setState(caseId, 'in-progress')
      await records.cases.setDecisionDueAt(caseId, '2026-11-20T14:00:00Z')
    })
    const forAll = await office.app.inject({ url: '/services?lang=en&search=children' })
    expect(forAll.statusCode).toBe(200)
    expect(forAll.body).toContain('01-09-08-00')
    expect(forAll.body).not.toContain('On time')
    const forStaff = await office.app.inject({
      url: '/services?lang=en&search=01-09-08-00',
      headers: await office.logIn('head-of-unit'),
    })
    expect(forStaff.body.replaceAll(/\s+/g, ' ')).toMatch(
      /data-label="Open">1<.*data-label="On time">0<.*data-label="Late"><strong class="late">1</,
    )
  })
})
