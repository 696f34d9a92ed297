/** Staff read cases: what each group sees, that every opening is in the ledger, and how an account is corrected. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { StaffGroup } from '../../domain/staff.ts'
import { asOwner } from '../support/database.ts'
import { decideCase, receiveCase, type Story } from './decided-case.ts'
import { aFamily, goodIban, otherIban } from './families.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
let story: Story
beforeAll(async () => {
  office = await openOffice()
  story = await decideCase(office)
})
afterAll(() => office.close())

const read = async (group: StaffGroup, url: string, headers: Record<string, string> = {}) =>
  office.app.inject({ url, headers: { ...(await office.logIn(group)), ...headers } })
const ledgerOf = (caseId: string) =>
  asOwner<{ actor: string; action: string; reason: string; after: { sections?: string[] } }>(
    office.database,
    'select actor, action, reason, after from ledger where case_id = $1 order by sequence',
    [caseId],
  )

interface CaseJson {
  personalData: Record<string, unknown> | null
  decision: { monthlyAmountQepik: number }
  payments: Record<string, unknown>[]
}

test('a case is told with its decision, figures and payment', async () => {
  const answer = await read('dsmf-assignment', `/v1/cases/${story.caseId}`)
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toMatchObject({
    caseNumber: story.caseNumber,
    state: 'paying',
    district: 'khazar',
    applicationDate: '2026-11-23',
    decisionDueAt: '2026-12-14T14:00:00.000Z',
    decision: {
      outcome: 'assign',
      monthlyAmountQepik: 70_000,
      reasons: [{ reason: 'unable-to-work', members: 3 }],
      facts: { incomeTotalQepik: 600_000 },
      parameters: { 'need-criterion': 30_000 },
    },
    entitlement: { validFrom: '2026-11-01', validTo: '2027-10-31' },
    acts: [{ result: 'inspected', signatureCheck: 'valid' }],
    payments: [{ state: 'rejected', bankReason: 'AC01', amountQepik: 70_000 }],
    notifications: [{ notice: 'registered', channel: 'sms' }],
  })
})

const visible: readonly [group: StaffGroup, fields: readonly string[] | null, account: boolean][] = [
  ['dost-operator', ['phone', 'email', 'members', 'address', 'meters', 'declaredIncome', 'iban'], true],
  ['dost-inspector-khazar', ['phone', 'email', 'members', 'address', 'meters'], false],
  ['dost-quality', ['phone', 'email', 'members', 'address', 'meters'], false],
  ['dsmf-assignment', ['phone', 'email', 'members', 'address', 'meters', 'declaredIncome'], false],
  ['dsmf-appeals', ['members', 'address', 'meters', 'declaredIncome'], false],
  ['dsmf-payment-maker', ['phone', 'email', 'iban'], true],
  ['dsmf-payment-checker', ['iban'], true],
  ['head-of-unit', ['phone', 'email', 'members', 'address', 'meters'], false],
  ['analyst', null, false],
  ['auditor', null, false],
]

describe('personal data are shown as the work needs', () => {
  test.each(visible)('%s', async (group, fields, account) => {
    const { personalData, payments } = (await read(group, `/v1/cases/${story.caseId}`)).json<CaseJson>()
    const shown =
      personalData === null ? null : Object.keys(personalData).filter((name) => name !== 'sections')
    expect(shown).toEqual(fields)
    expect('iban' in (payments[0] ?? {})).toBe(account)
    expect('payeeName' in (payments[0] ?? {})).toBe(account)
  })

  test('an auditor sees them after saying why, and the reason stays', async () => {
    const reason = 'Complaint 17 of the ombudsman'
    const answer = await read('auditor', `/v1/cases/${story.caseId}`, { 'x-access-reason': reason })
    expect(answer.json<CaseJson>().personalData).toMatchObject({ iban: goodIban })
    expect((await ledgerOf(story.caseId)).at(-1)).toMatchObject({
      actor: 'staff:auditor',
      action: 'case.opened',
      reason,
      after: { sections: ['household', 'contact', 'income', 'account'] },
    })
  })

  test('an analyst sees none whatever they say', async () => {
    const headers = { 'x-access-reason': 'I am curious about this' }
    const answer = await read('analyst', `/v1/cases/${story.caseId}`, headers)
    expect(answer.json<CaseJson>().personalData).toBeNull()
  })

  test('another system sees none', async () => {
    const authorization = `Bearer ${await office.token({ scope: 'cases:read' })}`
    const answer = await office.app.inject({ url: `/v1/cases/${story.caseId}`, headers: { authorization } })
    expect(answer.json<CaseJson>().personalData).toBeNull()
    expect(answer.body).not.toContain('Aynur')
    expect((await ledgerOf(story.caseId)).at(-1)).toMatchObject({
      actor: 'system:e-gov',
      action: 'case.opened',
    })
  })
})

test('an inspector of the other district is refused, and the attempt stays in the ledger', async () => {
  const answer = await read('dost-inspector-pirallahi', `/v1/cases/${story.caseId}`)
  expect(answer.statusCode).toBe(403)
  expect((await ledgerOf(story.caseId)).at(-1)).toMatchObject({
    actor: 'staff:dost-inspector-pirallahi',
    action: 'case.opening-refused',
  })
})

test('a case that does not exist', async () => {
  const answer = await read('auditor', '/v1/cases/00000000-0000-4000-8000-000000000000')
  expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([404, 'CASE_NOT_FOUND'])
})

describe('the list', () => {
  interface List {
    cases: { caseNumber: string; district: string }[]
    nextCursor: string | null
  }

  test('shows every case once over its pages, newest first, without personal data', async () => {
    for (let more = 0; more < 5; more += 1) await receiveCase(office)
    const address = { settlement: 'Pirallahı' as const, street: 'Dəniz küçəsi', building: '1' }
    await receiveCase(office, aFamily({ address }))
    const numbers: string[] = []
    let cursor: string | null = null
    do {
      const next: string = cursor === null ? '' : `&cursor=${cursor}`
      const answer = await read('dost-quality', `/v1/cases?limit=3${next}`)
      expect(answer.body).not.toContain('Həsənov')
      const page: List = answer.json<List>()
      numbers.push(...page.cases.map(({ caseNumber }) => caseNumber))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(new Set(numbers).size).toBe(numbers.length)
    expect(numbers).toHaveLength(7)
    expect(numbers).toEqual(numbers.toSorted().reverse())
  })

  test('shows inspectors their own district only', async () => {
    for (const query of ['', '?district=khazar']) {
      const answer = await read('dost-inspector-pirallahi', `/v1/cases${query}`)
      expect(answer.json<List>().cases.map(({ district }) => district)).toEqual(
        query === '' ? ['pirallahi'] : [],
      )
    }
  })

  test('is filtered by state', async () => {
    const answer = await read('auditor', '/v1/cases?state=paying')
    expect(answer.json<List>().cases.map(({ caseNumber }) => caseNumber)).toEqual([story.caseNumber])
  })

  test.each([
    'limit=0',
    'limit=1000',
    'limit=x',
    'state=lost',
    'district=baku',
    'cursor=%00',
    'cursor=eHg',
    'page=2',
  ])('refuses %s', async (query) => {
    const answer = await read('auditor', `/v1/cases?${query}`)
    expect(answer.statusCode).toBe(400)
    expect(answer.json<{ errors: { field: string }[] }>().errors[0]?.field).toBe(
      `/query/${query.split('=')[0] ?? ''}`,
    )
  })
})

test('the history is told by pages, oldest first, and its reading is noted once', async () => {
  const { caseId } = await receiveCase(office)
  for (let times = 0; times < 3; times += 1) await read('auditor', `/v1/cases/${caseId}`)
  const first = await read('auditor', `/v1/cases/${caseId}/history?limit=2`)
  const page = first.json<{ entries: { action: string }[]; nextCursor: string }>()
  expect(page.entries.map(({ action }) => action)).toEqual(['application.received', 'case.opened'])
  const rest = await read('auditor', `/v1/cases/${caseId}/history?cursor=${page.nextCursor}`)
  expect(rest.json<{ entries: { action: string }[] }>().entries.map(({ action }) => action)).toEqual([
    'case.opened',
    'case.opened',
    'history.opened',
  ])
})

describe('another account', () => {
  const enter = async (caseId: string, payload: object, group: StaffGroup = 'dsmf-payment-maker') =>
    office.app.inject({
      method: 'POST',
      url: `/v1/cases/${caseId}/account`,
      headers: await office.logIn(group),
      payload,
    })

  test('is taken for a payment the bank refused; the ledger has no IBAN in it', async () => {
    const { caseId } = await decideCase(office)
    expect((await enter(caseId, { iban: otherIban })).statusCode).toBe(204)
    const [row] = await asOwner<{ iban: string }>(
      office.database,
      'select iban from payment_account where case_id = $1',
      [caseId],
    )
    expect(row?.iban).toBe(otherIban)
    const ledger = await ledgerOf(caseId)
    expect(ledger.at(-1)).toMatchObject({ action: 'account.entered', reason: 'AC01' })
    expect(JSON.stringify(ledger)).not.toContain(otherIban)
  })

  test('is refused for a case without such a payment', async () => {
    const { caseId } = await receiveCase(office)
    expect((await enter(caseId, { iban: otherIban })).statusCode).toBe(409)
  })

  test.each([[{}], [{ iban: 'AZ00' }], [{ iban: otherIban, name: 'x' }]])(
    'is refused as %j',
    async (payload) => {
      expect((await enter(story.caseId, payload)).statusCode).toBe(400)
    },
  )

  test('needs the CSRF token of the session', async () => {
    const { cookie } = await office.logIn('dsmf-payment-maker')
    const answer = await office.app.inject({
      method: 'POST',
      url: `/v1/cases/${story.caseId}/account`,
      headers: { cookie },
      payload: { iban: otherIban },
    })
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([403, 'CSRF_TOKEN_INVALID'])
  })
})

test('the ledger holds together, and checking it is noted', async () => {
  const answer = await read('auditor', '/v1/ledger/verification')
  expect(answer.json()).toMatchObject({ intact: true })
})
