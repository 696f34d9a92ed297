/** Given assets by API and on the case page: the contract and its visits, an early end, a return, and what is refused. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Records } from '../../domain/records.ts'
import { giveAsset, type GivenAsset } from '../support/given-asset.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

/** Handed over on 26 October 2026, first step of its monitoring done. */
async function watched(): Promise<GivenAsset> {
  const given = await giveAsset(office.deps.transact, '2026-10-26')
  await monitoring((port) => port.open(given.caseId))
  return given
}
const monitoring = <T>(work: (port: Records['assetMonitoring']) => Promise<T>) =>
  office.deps.transact(({ assetMonitoring }) => work(assetMonitoring))
const askBack = (caseId: string) =>
  monitoring(async (port) => {
    await port.endVisits(caseId)
    await port.demandReturn(caseId, '2026-12-08')
  })
const call = async (url: string, payload: object, headers: Readonly<Record<string, string>> = {}) =>
  office.app.inject({
    method: 'POST',
    url,
    headers: {
      authorization: `Bearer ${await office.token({ scope: 'asset-monitoring:write' })}`,
      ...headers,
    },
    payload,
  })
const messagesOf = async (caseId: string) =>
  (
    await office.database.db.rows<{ name: string }>(
      'select name from outbox where correlation_key = $1 order by id',
      [caseId],
    )
  ).map(({ name }) => name)

const end = { cause: 'own-wish', endedOn: '2026-11-20' } as const
const back = { receiptNumber: 'TA-2026/1', returnedOn: '2026-11-23', condition: 'worn' } as const

describe('an early end', () => {
  test('is told to the process once, whatever is repeated', async () => {
    const { caseId } = await watched()
    const url = `/v1/cases/${caseId}/early-end`
    const key = { 'idempotency-key': 'asset-end-0001' }
    expect((await call(url, end, key)).statusCode).toBe(204)
    expect((await call(url, end, key)).statusCode).toBe(204)
    expect((await call(url, end)).statusCode).toBe(204)
    expect((await call(url, { ...end, cause: 'death' }, key)).json()).toMatchObject({
      status: 422,
      code: 'IDEMPOTENCY_KEY_REUSED',
    })
    expect((await call(url, { ...end, cause: 'death' })).json()).toMatchObject({
      status: 409,
      code: 'EARLY_END_NOT_POSSIBLE',
    })
    expect(await messagesOf(caseId)).toEqual(['asset-monitoring-opened', 'asset-ended-early'])
  })

  test('is refused for an unknown case, a day that cannot be, and a strange field', async () => {
    const { caseId, contractCaseId } = await watched()
    const url = `/v1/cases/${caseId}/early-end`
    expect((await call(`/v1/cases/${contractCaseId}/early-end`, end)).statusCode).toBe(404)
    for (const endedOn of ['2026-11-24', '2026-10-25']) {
      expect((await call(url, { ...end, endedOn })).json()).toMatchObject({
        status: 400,
        errors: [{ field: '/endedOn' }],
      })
    }
    expect((await call(url, { ...end, note: 'x' })).statusCode).toBe(400)
    expect((await call(url, { ...end, cause: 'holiday' })).statusCode).toBe(400)
  })
})

describe('a return', () => {
  test('counts once per receipt, after the asset was asked back', async () => {
    const { caseId } = await watched()
    const url = `/v1/cases/${caseId}/asset-return`
    expect((await call(url, back)).json()).toMatchObject({ status: 409, code: 'RETURN_NOT_POSSIBLE' })
    await askBack(caseId)
    expect((await call(url, { ...back, returnedOn: '2026-11-24' })).json()).toMatchObject({
      errors: [{ field: '/returnedOn' }],
    })
    expect((await call(url, { ...back, receiptNumber: '-' })).statusCode).toBe(400)
    expect((await call(url, back)).statusCode).toBe(204)
    expect((await call(url, back)).statusCode).toBe(204)
    expect((await call(url, { ...back, receiptNumber: 'TA-2' })).statusCode).toBe(409)
    expect(await messagesOf(caseId)).toEqual(['asset-monitoring-opened', 'asset-returned'])
  })
})

describe('the page of the case', () => {
  const page = async (caseId: string, group: Parameters<Office['logIn']>[0]) =>
    office.app.inject({ url: `/cases/${caseId}?lang=en`, headers: await office.logIn(group) })

  test('shows contract, visits with what was seen, and the next one', async () => {
    const { caseId, serialNumber } = await watched()
    await monitoring(async (port) => {
      const planned = { reason: 'next', opensOn: '2026-11-20', dueOn: '2026-12-04' } as const
      await port.plan(caseId, { ...planned, round: 1, kind: 'regular', plannedFor: '2026-11-20' })
      await port.recordVisit(caseId, 1, {
        visitedBy: 'vusal.ibrahimov',
        form: { visitedOn: '2026-11-20', assetSight: 'seen', assetUse: 'partly', incomeBand: 'below-plan' },
      })
      await port.recordFinding(caseId, 1, {
        finding: 'mend',
        ground: 'not-as-planned',
        mendBy: '2026-12-04',
      })
      await port.plan(caseId, {
        round: 2,
        kind: 're-visit',
        reason: 'next',
        plannedFor: '2026-12-04',
        opensOn: '2026-12-07',
        dueOn: '2026-12-21',
      })
    })
    const { statusCode, body } = await page(caseId, 'dost-monitoring')
    expect(statusCode).toBe(200)
    for (const text of [
      serialNumber,
      'OMP-2026-',
      'SEL-2026-',
      '26.10.2026',
      'To be mended',
      'not used as planned',
      'Visit after a warning',
      '07.12.2026',
      'In part',
      'Aygün',
    ]) {
      expect(body).toContain(text)
    }
    expect(body).toContain('/early-end')
    expect(body).not.toContain('/asset-return')
    expect((await page(caseId, 'dsmf-assignment')).statusCode).toBe(403)
    const read = await office.app.inject({
      url: `/v1/cases/${caseId}`,
      headers: { authorization: `Bearer ${await office.token({ scope: 'cases:read' })}` },
    })
    expect(read.json()).toMatchObject({
      details: { nextVisit: { kind: 're-visit', dueOn: '2026-12-21' }, visits: [{ finding: 'mend' }] },
    })
  })

  test('takes an early end and a return from those who may', async () => {
    const { caseId } = await watched()
    const url = `/cases/${caseId}`
    const ended = await office.enter('dost-monitoring', `${url}/early-end`, end)
    expect(ended.statusCode).toBe(200)
    expect(ended.body).toContain('Own wish')
    const other = { ...end, cause: 'illness' }
    expect((await office.enter('dost-operator', `${url}/early-end`, other)).statusCode).toBe(409)
    expect(
      (await office.enter('dost-operator', `${url}/early-end`, { ...end, endedOn: '2027-01-01' })).statusCode,
    ).toBe(400)
    expect((await office.enter('dost-operator', `${url}/early-end`, { cause: 'illness' })).statusCode).toBe(
      400,
    )
    expect((await office.enter('employment-adviser', `${url}/asset-return`, back)).statusCode).toBe(409)
    await askBack(caseId)
    expect((await page(caseId, 'employment-adviser')).body).toContain('/asset-return')
    const returned = await office.enter('employment-adviser', `${url}/asset-return`, back)
    expect(returned.statusCode).toBe(200)
    expect(returned.body).toContain('TA-2026/1')
    expect(
      (await office.enter('employment-adviser', `${url}/asset-return`, { ...back, condition: 'new' }))
        .statusCode,
    ).toBe(400)
  })

  test('opens before the first step has run', async () => {
    const { caseId } = await giveAsset(office.deps.transact, '2026-10-26')
    expect((await page(caseId, 'employment-adviser')).statusCode).toBe(200)
    expect((await call(`/v1/cases/${caseId}/early-end`, end)).statusCode).toBe(404)
  })
})
