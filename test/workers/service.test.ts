/** Requests for a service through the real workers on the real database, in the order of the diagram. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DomainError } from '../../domain/errors.ts'
import { openCase } from '../../domain/open-case.ts'
import type { Party } from '../../domain/parties.ts'
import type { OpenServiceCase } from '../../workers/service/case-openers.ts'
import { caseOpeners } from '../../workers/service/case-openers.ts'
import { openWorkerBench, variablesOf, type WorkerBench } from '../support/worker-bench.ts'

const applicant: Party = {
  role: 'applicant',
  fin: '7SERVXC',
  givenName: 'Aygün',
  familyName: 'Əliyeva',
  birthDate: '1990-05-17',
  phone: '+994501234567',
  email: 'aygun@example.az',
}

/** As a process would open its case; the second time for the same person it says that one is open. */
const openOnce = (): OpenServiceCase => {
  let opened = false
  return async (records, { request }) => {
    if (opened) throw new DomainError('CASE_ALREADY_OPEN', 'One is open')
    opened = true
    return records.cases.add({
      kind: 'job-placement',
      numberPrefix: 'JOB',
      district: request.district,
      language: request.language,
      registeredOn: request.applicationDate,
      relatedCaseId: request.id,
    })
  }
}

let bench: WorkerBench
beforeAll(async () => {
  bench = await openWorkerBench('2026-11-23T08:00:00Z', {
    caseOpeners: new Map([['job-placement', openOnce()]]),
  })
})
afterAll(() => bench.close())

async function asked(serviceCode: string): Promise<string> {
  return bench.transact(async (records) => {
    const { id } = await openCase(
      records,
      {
        kind: 'service-request',
        parties: [applicant],
        district: 'khazar',
        language: 'az',
        registeredOn: '2026-11-23',
      },
      { actor: 'system:test', caseUrl: (caseId) => caseId },
    )
    await records.serviceRequests.add({ caseId: id, serviceCode, channel: 'other-system', wish: undefined })
    return id
  })
}
const stateOf = (caseId: string) => bench.transact(async (records) => (await records.cases.get(caseId)).state)
const told = async (notice: string, caseId: string) => {
  const before = (await bench.sentMessages()).length
  await bench.run('notify-applicant', { caseId }, { headers: { notice } })
  return (await bench.sentMessages()).slice(before).map(({ text }) => text)
}

test('a request is handled by the responsible group, answered and told', async () => {
  const caseId = await asked('01-09-12-00')
  expect(variablesOf(await bench.run('look-up-service', { caseId }))).toEqual({
    serviceRoute: 'handling',
    handlingGroup: 'dost-operator',
    serviceName: expect.stringContaining('01-09-12-00') as string,
    dueAt: '2026-12-08T14:00:00.000Z',
    escalateAt: '2026-12-04T14:00:00.000Z',
  })
  expect(await told('service-registered', caseId)).toEqual([
    expect.stringContaining('8 dekabr 2026'),
    expect.stringContaining('bərpa mərkəzlərinə'),
  ])

  expect(await bench.run('record-service-answer', { caseId, serviceOutcome: 'done' })).toMatchObject({
    kind: 'refused',
    code: 'ANSWER_MISSING',
  })
  await bench.transact((records) => records.serviceRequests.draftAnswer(caseId, 'Yer ayrıldı.'))
  variablesOf(await bench.run('record-service-answer', { caseId, serviceOutcome: 'done' }))
  expect(await stateOf(caseId)).toBe('granted')
  expect(await told('service-answered', caseId)).toEqual([
    expect.stringContaining('icra olundu'),
    expect.stringContaining('Yer ayrıldı.'),
  ])
  // Answered is answered.
  await expect(
    bench.transact((records) => records.serviceRequests.draftAnswer(caseId, 'Something else')),
  ).rejects.toMatchObject({ code: 'SERVICE_REQUEST_CLOSED' })
})

describe('a service that a process does', () => {
  const placement = 'DOST2-EMP-001'

  test('becomes a case of that process, once; the applicant is told its number', async () => {
    const caseId = await asked(placement)
    expect(variablesOf(await bench.run('look-up-service', { caseId }))).toMatchObject({
      serviceRoute: 'process',
    })
    await bench.run('open-service-case', { caseId }, { step: 'routed' })
    await bench.run('open-service-case', { caseId }, { step: 'routed' })
    const [opened, ...more] = await bench.transact((records) => records.cases.about(caseId))
    expect(more).toEqual([])
    expect(await stateOf(caseId)).toBe('closed')
    expect((await told('service-routed', caseId))[0]).toContain(opened?.number)
  })

  test('is handled by people when the case cannot be opened', async () => {
    const caseId = await asked(placement)
    await bench.run('look-up-service', { caseId })
    expect(await bench.run('open-service-case', { caseId })).toMatchObject({
      kind: 'refused',
      code: 'CASE_NOT_OPENED',
    })
    expect(await stateOf(caseId)).toBe('in-progress')
    expect(await bench.transact((records) => records.cases.about(caseId))).toEqual([])
  })

  test('that this version does not have yet is handled by the group', async () => {
    const caseId = await asked('4-10')
    expect(variablesOf(await bench.run('look-up-service', { caseId }))).toMatchObject({
      serviceRoute: 'handling',
    })
  })
})

describe('at the front desk', () => {
  const begin = async (serviceCode: string | null) =>
    variablesOf(
      await bench.run('open-desk-request', { serviceCode, requestLanguage: 'ru', settlement: 'Pirallahı' }),
    )

  test('a case is there at once, and complete when person and service are', async () => {
    const { caseId, caseNumber } = await begin(' 01-09-07-00 ')
    expect(caseNumber).toMatch(/^SRV-2026-/)
    expect(await bench.transact((records) => records.cases.get(caseId))).toMatchObject({
      district: 'pirallahi',
      language: 'ru',
      state: 'awaiting-applicant',
    })
    expect(await bench.rows('select id from outbox where correlation_key = $1', [caseId])).toEqual([])
    expect(await bench.run('check-desk-request', { caseId, deskResult: 'complete' })).toMatchObject({
      code: 'REQUEST_INCOMPLETE',
      variables: { formProblem: expect.not.stringContaining('service') as string },
    })
    await bench.transact((records) => records.parties.replace(caseId, [applicant]))
    expect(variablesOf(await bench.run('check-desk-request', { caseId, deskResult: 'complete' }))).toEqual({
      visitorStays: true,
    })
  })

  test('a code that is in no catalogue is asked for again; a visitor who leaves ends the case', async () => {
    const { caseId } = await begin('NO-SUCH')
    expect(await bench.run('check-desk-request', { caseId, deskResult: 'complete' })).toMatchObject({
      variables: { formProblem: expect.stringContaining('the service') as string },
    })
    expect(
      variablesOf(await bench.run('check-desk-request', { caseId, deskResult: 'visitor-left' })),
    ).toEqual({
      visitorStays: false,
    })
    expect(await stateOf(caseId)).toBe('withdrawn')
  })
})

test('a service that was taken out of the database is a matter for an operator', async () => {
  const caseId = await bench.transact(async (records) => {
    const { id } = await records.cases.add({
      kind: 'service-request',
      numberPrefix: 'SRV',
      district: 'khazar',
      language: 'az',
      registeredOn: '2026-11-23',
    })
    await records.serviceRequests.add({
      caseId: id,
      serviceCode: undefined,
      channel: 'front-desk',
      wish: undefined,
    })
    return id
  })
  await expect(bench.run('look-up-service', { caseId })).rejects.toMatchObject({ name: 'OperatorError' })
})

describe('a wish to appeal', () => {
  const service = '01-09-08-00'
  const wishing = (wish: string | undefined) =>
    bench.transact(async (records) => {
      const by = { actor: 'system:test', caseUrl: (caseId: string) => caseId }
      const { id } = await openCase(
        records,
        {
          kind: 'service-request',
          parties: [applicant],
          district: 'khazar',
          language: 'az',
          registeredOn: '2026-11-23',
        },
        by,
      )
      await records.serviceRequests.add({ caseId: id, serviceCode: service, channel: 'other-system', wish })
      const request = await records.cases.get(id)
      const found = await records.services.find(service)
      const open = caseOpeners.get('appeal')
      if (found === undefined || open === undefined) throw new Error('Nothing opens an appeal')
      return open(records, { request, service: found, by })
    })

  test('becomes an appeal on the case of theirs that it names; without one, people ask back', async () => {
    const contested = await asked('01-09-12-00')
    await bench.run('look-up-service', { caseId: contested })
    await bench.transact((records) => records.serviceRequests.draftAnswer(contested, 'Sənəd çatmır.'))
    await bench.run('record-service-answer', { caseId: contested, serviceOutcome: 'refused' })
    const { number } = await bench.transact((records) => records.cases.get(contested))

    const appeal = await wishing(`${number.toLowerCase()} üzrə imtinadan şikayət edirəm`)
    expect(appeal).toMatchObject({ kind: 'appeal', relatedCaseId: contested })
    for (const wish of [undefined, 'Şikayət edirəm', 'SRV-2026-999999']) {
      await expect(wishing(wish)).rejects.toMatchObject({ code: 'CASE_NOT_FOUND' })
    }
  })

  test('is not taken on the case of somebody else', async () => {
    const { id } = await bench.transact((records) =>
      openCase(
        records,
        {
          kind: 'service-request',
          parties: [{ ...applicant, fin: '8SERVXC' }],
          district: 'khazar',
          language: 'az',
          registeredOn: '2026-11-23',
        },
        { actor: 'system:test', caseUrl: (caseId) => caseId },
      ),
    )
    const { number } = await bench.transact((records) => records.cases.get(id))
    await expect(wishing(number)).rejects.toMatchObject({ code: 'CASE_NOT_FOUND' })
  })
})
