/** The self-employment programme by API and on the case page: who enters what, when, and what nobody sees too early. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPlan } from '../support/self-employed.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const path = '/v1/self-employment-applications'
let people = 0
const anApplication = () => ({
  applicant: {
    fin: `5SE${String((people += 1)).padStart(4, '0')}`,
    givenName: 'Aygün',
    familyName: 'Əliyeva',
    birthDate: '1990-05-17',
    phone: '+994501234567',
    address: { settlement: 'Mərdəkan', street: 'S. Yesenin', building: '12' },
  },
  language: 'az',
  idea: 'Evdə tikiş sexi.',
})
const call = async (
  url: string,
  payload: object | undefined,
  headers: Readonly<Record<string, string>> = {},
) =>
  office.app.inject({
    method: 'POST',
    url,
    headers: {
      authorization: `Bearer ${await office.token({ scope: 'self-employment:write' })}`,
      ...headers,
    },
    ...(payload === undefined ? {} : { payload }),
  })
const codeOf = (answer: { json: () => unknown }) => (answer.json() as { code: string }).code
async function opened(): Promise<{ caseId: string; caseNumber: string }> {
  const answer = await call(path, anApplication())
  expect(answer.statusCode).toBe(202)
  return answer.json()
}
/** As the first steps of the processes do it. */
const reaches = (caseId: string, known: { selected?: boolean; planTaken?: number }) =>
  office.deps.transact((records) => records.selfEmployments.keep(caseId, known))
const messagesOf = (caseId: string) =>
  office.database.db.rows('select name from outbox where correlation_key = $1 order by name', [caseId])
async function signed(caseId: string): Promise<void> {
  await office.deps.transact((records) =>
    records.assetContracts.add({
      caseId,
      activity: 'tailoring',
      assetKind: 'equipment',
      description: 'İki tikiş maşını',
      valueQepik: 240_000,
      signedOn: '2026-11-23',
    }),
  )
}
const asAdviser = async (url: string, payload: object | Buffer, type = 'application/json') =>
  office.app.inject({
    method: 'POST',
    url,
    headers: { ...(await office.logIn('employment-adviser')), 'content-type': type },
    payload,
  })

describe('an application', () => {
  test('becomes a case once per key, and one per person', async () => {
    const application = anApplication()
    const key = { 'idempotency-key': 'programme-0001' }
    const first = await call(path, application, key)
    expect(first.statusCode).toBe(202)
    expect(first.json()).toMatchObject({ caseNumber: expect.stringMatching(/^SEL-2026-\d{6}$/) as unknown })
    expect((await call(path, application, key)).headers['idempotency-replayed']).toBe('true')
    const again = await call(path, application)
    expect([again.statusCode, codeOf(again)]).toEqual([409, 'CASE_ALREADY_OPEN'])
    const { caseId } = first.json<{ caseId: string }>()
    expect(await messagesOf(caseId)).toEqual([{ name: 'self-employment-applied' }])
  })

  test('is refused with the field at fault', async () => {
    const application = anApplication()
    expect((await call(path, { ...application, note: 'x' })).statusCode).toBe(400)
    expect((await call(path, { ...application, activity: 'gambling' })).statusCode).toBe(400)
    const unborn = { ...application, applicant: { ...application.applicant, birthDate: '2027-01-01' } }
    expect((await call(path, unborn)).json()).toMatchObject({ errors: [{ field: '/applicant/birthDate' }] })
    const strange = '00000000-0000-4000-8000-000000000000'
    expect((await call(`${path}/${strange}/withdrawal`, undefined)).statusCode).toBe(404)
    expect((await call(`${path}/no-uuid/withdrawal`, undefined)).statusCode).toBe(400)
  })

  test('is withdrawn once', async () => {
    const { caseId } = await opened()
    expect((await call(`${path}/${caseId}/withdrawal`, undefined)).statusCode).toBe(204)
    const again = await call(`${path}/${caseId}/withdrawal`, undefined)
    expect([again.statusCode, codeOf(again)]).toEqual([409, 'PROGRAMME_STEP_NOT_OPEN'])
    expect(await messagesOf(caseId)).toContainEqual({ name: 'self-employment-withdrawn' })
    expect(codeOf(await call(`${path}/${caseId}/business-plans`, aPlan))).toBe('PROGRAMME_STEP_NOT_OPEN')
  })
})

describe('what is entered on the way', () => {
  test('sessions count while the training runs, and are corrected', async () => {
    const { caseId, caseNumber } = await opened()
    const url = `${path}/${caseId}/training-sessions`
    const session = { heldOn: '2026-11-23', part: 1, plannedMinutes: 180, attendedMinutes: 120 }
    expect(codeOf(await asAdviser(url, session))).toBe('PROGRAMME_STEP_NOT_OPEN')
    await reaches(caseId, { selected: true })
    expect((await asAdviser(url, session)).statusCode).toBe(204)
    expect((await asAdviser(url, { ...session, attendedMinutes: 181 })).json()).toMatchObject({
      errors: [{ field: '/attendedMinutes' }],
    })
    expect((await asAdviser(url, { ...session, heldOn: '2026-11-24' })).json()).toMatchObject({
      errors: [{ field: '/heldOn' }],
    })
    const form = { heldOn: '2026-11-23', part: '1', planned: '3', attended: '2.5' }
    const entered = await office.enter('employment-adviser', `/cases/${caseId}/training-session`, form)
    expect(entered.body).toContain('The session is entered.')
    expect(await office.deps.transact(({ selfEmployments }) => selfEmployments.sessions(caseId))).toEqual([
      { ...session, attendedMinutes: 150 },
    ])
    const wrong = { ...form, attended: '3.25' }
    const refused = await office.enter('employment-adviser', `/cases/${caseNumber}/training-session`, wrong)
    expect(refused.statusCode).toBe(400)
    expect(refused.body).toContain('/attendedMinutes')
  })

  test('a plan has to add up and stay under the ceiling, line by line', async () => {
    const { caseId } = await opened()
    const url = `${path}/${caseId}/business-plans`
    const [line] = aPlan.budget
    const broken = { ...aPlan, budget: [{ ...line, quantity: 3 }], totalQepik: 500_001 }
    expect((await call(url, broken)).json()).toMatchObject({
      errors: [{ field: '/budget/0/amountQepik' }, { field: '/totalQepik' }, { field: '/totalQepik' }],
    })
    expect((await call(url, { ...aPlan, budget: [] })).statusCode).toBe(400)
    const key = { 'idempotency-key': 'plan-00001' }
    expect((await call(url, aPlan, key)).statusCode).toBe(202)
    expect((await call(url, aPlan, key)).headers['idempotency-replayed']).toBe('true')
    const form = {
      activity: 'tailoring',
      summary: 'İkinci variant.',
      budget: 'Tikiş maşını; 2; 1200.00\nParça; 50; 12',
      total: '3000.01',
    }
    const refused = await office.enter('dost-operator', `/cases/${caseId}/business-plan`, form)
    expect(refused.statusCode).toBe(400)
    expect(refused.body).toContain('the lines add up to 300000')
    const unreadable = { ...form, budget: 'Tikiş maşını; iki; 1200' }
    expect(
      (await office.enter('dost-operator', `/cases/${caseId}/business-plan`, unreadable)).body,
    ).toContain('/budget/1')
    const taken = { ...form, total: '3000' }
    expect((await office.enter('dost-operator', `/cases/${caseId}/business-plan`, taken)).body).toContain(
      'The business plan is entered.',
    )
    expect(
      await office.deps.transact(({ selfEmployments }) => selfEmployments.newestPlan(caseId)),
    ).toMatchObject({
      version: 2,
      totalQepik: 300_000,
      budget: [{ amountQepik: 240_000 }, { amountQepik: 60_000 }],
    })
    await reaches(caseId, { planTaken: 2 })
    expect(codeOf(await call(url, aPlan))).toBe('PROGRAMME_STEP_NOT_OPEN')
  })

  test('evidence is judged by its bytes, and the serial number waits for it', async () => {
    const { caseId } = await opened()
    const evidence = `${path}/${caseId}/evidence`
    const handover = `${path}/${caseId}/handover`
    const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 7])
    expect(codeOf(await asAdviser(evidence, png, 'image/png'))).toBe('PROGRAMME_STEP_NOT_OPEN')
    await signed(caseId)
    const given = { serialNumber: 'TM-4711', handedOverOn: '2026-11-23' }
    expect(codeOf(await asAdviser(handover, given))).toBe('PROGRAMME_STEP_NOT_OPEN')
    expect((await asAdviser(evidence, png, 'application/json')).statusCode).toBe(415)
    const disguised = await asAdviser(evidence, Buffer.from('<html>no picture</html>'), 'image/png')
    expect([disguised.statusCode, codeOf(disguised)]).toEqual([422, 'EVIDENCE_NOT_USABLE'])
    const stored = await asAdviser(evidence, png, 'image/png')
    expect([stored.statusCode, stored.json()]).toMatchObject([201, { type: 'image/png', byteCount: 13 }])
    expect((await asAdviser(handover, { ...given, handedOverOn: '2026-11-22' })).json()).toMatchObject({
      errors: [{ field: '/handedOverOn' }],
    })
    expect((await asAdviser(handover, given)).statusCode).toBe(204)

    const other = await opened()
    await signed(other.caseId)
    await asAdviser(`${path}/${other.caseId}/evidence`, png, 'image/png')
    const form = { serialNumber: given.serialNumber, handedOverOn: given.handedOverOn }
    const twice = await office.enter('employment-adviser', `/cases/${other.caseId}/asset-handover`, form)
    expect(twice.statusCode).toBe(409)
    expect(twice.body).toContain('under another contract')
    const withdrawn = await office.enter('dost-operator', `/cases/${other.caseId}/programme-withdrawal`, {})
    expect(withdrawn.body).toContain('The application is withdrawn.')
  })

  test('words of the person are for those who work with them', async () => {
    const { caseNumber } = await opened()
    const page = async (group: Parameters<Office['logIn']>[0]) =>
      (await office.app.inject({ url: `/cases/${caseNumber}`, headers: await office.logIn(group) })).body
    expect(await page('employment-adviser')).toContain('Evdə tikiş sexi.')
    expect(await page('analyst')).not.toContain('Evdə tikiş sexi.')
    expect(await page('dsmf-assignment')).not.toContain('Evdə tikiş sexi.')
  })
})
