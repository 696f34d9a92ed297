/** Payment runs as other programs and staff read them: the list, one run with its figures, and who opened it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunAnswerBody } from '../../api/payment-run/run-answer.ts'
import { bankLine, lineFor } from '../adapters/postgres/a-payment-run.ts'
import { openPayOffice, type PayOffice } from './pay-office.ts'

let office: PayOffice
let before: string
let run: string
beforeAll(async () => {
  office = await openPayOffice()
  ;({ before, run } = await office.twoMonths())
})
afterAll(() => office.close())

const one = async (caseId: string) => {
  const answer = await office.read('dsmf-payment-maker', `/v1/payment-runs/${caseId}`)
  expect(answer.statusCode).toBe(200)
  return answer.json<RunAnswerBody>()
}

test('a run that was only opened has no figures, no files and no month before it', async () => {
  const empty = await office.open('2030-06', { kind: 'age-benefit' })
  expect(await one(empty)).toMatchObject({
    caseId: empty,
    kind: 'age-benefit',
    period: '2030-06',
    payDay: '2030-06-28',
    state: 'open',
    orderCount: 0,
    controlTotals: null,
    orders: [],
    files: [],
    exceptions: [],
    holds: [],
    months: [],
    answeredFor: [],
    frozenAt: null,
  })
})

test('the first month of a kind is all new: nothing was paid the month before', async () => {
  const { controlTotals, months } = await one(before)
  expect(controlTotals?.differences).toMatchObject({
    before: { count: 0, sumQepik: 0 },
    new: { count: 3, sumQepik: 1500_00 },
    now: { count: 3, sumQepik: 1500_00 },
  })
  expect(months).toEqual([{ period: '2027-01', count: 3, sumQepik: 1500_00 }])
})

test('a checked run tells its control totals, the differences to last month and why', async () => {
  await office.runs((port) => port.freeze(run))
  await office.runs((port) => port.check(run))
  const { controlTotals, orders, months, files, state } = await one(run)
  expect(state).toBe('checked')
  expect(controlTotals).toEqual({
    total: { count: 3, sumQepik: 1675_00 },
    byKind: [{ kind: 'targeted-social-assistance', count: 3, sumQepik: 1675_00 }],
    bySettlement: [
      { settlement: 'buzovna', count: 1, sumQepik: 425_00 },
      { settlement: 'mardakan', count: 2, sumQepik: 1250_00 },
    ],
    differences: expect.objectContaining({
      before: { count: 3, sumQepik: 1500_00 },
      new: { count: 1, sumQepik: 425_00 },
      ended: { count: 1, sumQepik: 300_00 },
      changed: { count: 1, sumQepik: 50_00 },
      unexplained: { count: 0, sumQepik: 0 },
      now: { count: 3, sumQepik: 1675_00 },
    }) as unknown,
    held: [],
    fundsShortQepik: 0,
    thirdSignatureNeeded: false,
  })
  expect(orders).toEqual([{ state: 'ordered', count: 3, sumQepik: 1675_00 }])
  expect(months).toEqual([
    { period: '2027-01', count: 3, sumQepik: 1500_00 },
    { period: '2027-02', count: 3, sumQepik: 1675_00 },
  ])
  expect(files).toMatchObject([{ fileNumber: 1, number: null, state: 'planned', sha256: null }])
})

test('files, exceptions and those who answered are told when they are there', async () => {
  await office.answered(run, 'ReviewPaymentRun', 'gunel.rzayeva')
  // A checker who sends the run back has not approved it.
  await office.answered(run, 'ApprovePaymentRun', 'somebody.else')
  expect((await one(run)).answeredFor).toMatchObject([{ did: 'prepared', by: 'gunel.rzayeva' }])
  await office.answered(run, 'ApprovePaymentRun', 'elchin.abbasov')
  await office.runs((port) => port.approve(run))
  await office.send(run)
  const [first] = await office.ordersOf(run)
  if (first === undefined) throw new Error('No order')
  await office.answer([
    lineFor(first, { amountQepik: Number(first.amount_qepik) }),
    lineFor(first, { amountQepik: Number(first.amount_qepik) }),
    bankLine({ endToEndId: 'NOBODYKNOWSTHIS1' }),
  ])
  const answer = await one(run)
  expect(answer.answeredFor).toMatchObject([
    { did: 'prepared', by: 'gunel.rzayeva' },
    { did: 'approved', by: 'elchin.abbasov' },
  ])
  expect(answer.orders).toMatchObject([
    { state: 'sent', count: 2 },
    { state: 'settled', count: 1 },
  ])
  expect(answer.files).toMatchObject([
    {
      number: 2,
      messageId: 'DSMF-B2-000002',
      state: 'sent',
      orderCount: 3,
      answeredCount: 1,
      byteCount: 1000,
    },
  ])
  expect(answer).toMatchObject({ exceptionCount: 1, openExceptionCount: 1 })
  expect(answer.exceptions).toMatchObject([{ kind: 'duplicate-debit', state: 'open' }])
  expect(answer.exceptions[0]?.caseNumber).toMatch(/^UDSY-/)
})

test('nobody is named in it, and every reading stays in the ledger', async () => {
  const answer = await office.read('analyst', `/v1/payment-runs/${run}`)
  expect(answer.body).not.toMatch(/Məmmədova|AZ\d\d[A-Z]{4}/)
  expect((await office.ledgerOf(run)).at(-1)).toEqual({
    actor: 'staff:analyst',
    action: 'case.opened',
    reason: 'duty of analyst',
    after: { sections: [] },
  })
})

test('another system reads runs with a token for that', async () => {
  const authorization = `Bearer ${await office.token({ scope: 'payment-runs:read' })}`
  const answer = await office.app.inject({ url: `/v1/payment-runs/${run}`, headers: { authorization } })
  expect(answer.statusCode).toBe(200)
  expect((await office.ledgerOf(run)).at(-1)).toMatchObject({
    actor: 'system:e-gov',
    reason: 'query by a system',
  })
})

test('a run that does not exist, and a case that is no run', async () => {
  const family = await office.family()
  for (const id of ['00000000-0000-4000-8000-000000000000', family.caseId]) {
    const answer = await office.read('auditor', `/v1/payment-runs/${id}`)
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([404, 'CASE_NOT_FOUND'])
  }
  expect((await office.read('auditor', '/v1/payment-runs/PAY-2027-000001')).statusCode).toBe(400)
})

describe('the list', () => {
  interface List {
    paymentRuns: { caseNumber: string; kind: string; period: string; state: string }[]
    nextCursor: string | null
  }
  const list = async (query: string) =>
    (await office.read('head-of-unit', `/v1/payment-runs${query}`)).json<List>()

  test('has every run once over its pages, newest first', async () => {
    const numbers: string[] = []
    let cursor: string | null = null
    do {
      const page: List = await list(`?limit=2${cursor === null ? '' : `&cursor=${cursor}`}`)
      numbers.push(...page.paymentRuns.map(({ caseNumber }) => caseNumber))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(numbers).toHaveLength(3)
    expect(numbers).toEqual([...new Set(numbers)].toSorted().reverse())
  })

  test('is narrowed by kind, month and state', async () => {
    for (const [query, expected] of [
      ['?kind=age-benefit', ['2030-06']],
      ['?period=2027-01', ['2027-01']],
      ['?state=closed', ['2027-01']],
      ['?state=released&kind=targeted-social-assistance', ['2027-02']],
      ['?state=closed&period=2027-02', []],
    ] as const) {
      expect(
        (await list(query)).paymentRuns.map(({ period }) => period),
        query,
      ).toEqual(expected)
    }
  })

  test.each(['?period=2027-13', '?state=paid', '?kind=Age', '?cursor=bm9uc2Vuc2U', '?limit=0', '?what=1'])(
    'refuses %s',
    async (query) => {
      const answer = await office.read('dsmf-head', `/v1/payment-runs${query}`)
      expect(answer.statusCode).toBe(400)
    },
  )
})

test('cases of the branch hold its runs, and lead to them', async () => {
  const number = await office.numberOf(run)
  const cases = await office.read('dsmf-payment-maker', '/v1/cases?kind=benefit-payment')
  expect(cases.body).toContain(number)
  const other = await office.read('dost-operator', '/v1/cases')
  expect(other.body).not.toContain(number)
})
