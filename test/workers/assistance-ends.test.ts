/** How the months of assistance end, through the real workers on the real database: false data, not collected, lived through. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { addDays, addToMonth, monthOf } from '../../domain/days.ts'
import { formatManat } from '../../domain/money.ts'
import { createAssistance, happened, START, type Assistance, type Assisted } from '../support/assisted.ts'
import { openWorkerBench, variablesOf, type WorkerBench } from '../support/worker-bench.ts'

let bench: WorkerBench
let here: Assistance
beforeAll(async () => {
  bench = await openWorkerBench(START)
  here = createAssistance(bench)
  // The parliament has adopted the criterion of the next year; from February on running assistance would not follow it.
  await bench.rows(
    `insert into legal_parameter (name, valid_from, value, unit, source, certainty)
     values ('need-criterion', '2027-01-01', 31000, 'qepik', 'test', 'assumption'),
       ('recalculate-at-new-criterion', '2027-02-01', 0, 'count', 'test', 'assumption')`,
  )
})
beforeEach(() => {
  bench.moveTo(START)
})
afterAll(() => bench.close())

test('false data end the assistance, and no member applies for a year', async () => {
  const family = await here.assisted()
  const { application } = family.household
  const caseId = await here.report(family, { kind: 'false-data', ...happened, source: 'authority' })
  await here.register(caseId)
  variablesOf(await here.review(caseId, 'ends'))
  expect(await here.termOf(family)).toMatchObject({ endCause: 'false-data' })
  expect(await here.amountIn(family, '2026-12')).toBe(0)
  bench.moveTo('2027-11-15T08:00:00Z')
  await expect(bench.receiveApplication(application)).rejects.toMatchObject({
    code: 'APPLICATION_BLOCKED',
    detail: { blockedUntil: '2027-11-16' },
  })
  bench.moveTo('2027-11-16T08:00:00Z')
  await bench.receiveApplication(application)
})

test('nobody of an assisted household applies anew; who has left it does, and all do once it has ended', async () => {
  const family = await here.assisted()
  const { application } = family.household
  const [term] = await bench.rows<{ number: string }>('select number from case_file where id = $1', [
    family.termId,
  ])
  bench.moveTo('2027-09-20T08:00:00Z')
  await expect(bench.receiveApplication(application)).rejects.toMatchObject({
    code: 'ASSISTANCE_RUNNING',
    detail: { caseNumber: term?.number, until: '2027-10-31' },
  })

  const leaver = application.declaration.members.findLast(({ relation }) => relation !== 'representative')
  if (leaver === undefined) throw new Error('The family has one member only')
  const left = await here.report(family, {
    kind: 'composition',
    happenedOn: '2027-09-18',
    source: 'family',
    left: [leaver.fin],
  })
  await here.register(left)
  await here.read((records) =>
    records.assistanceTerms.decideChange(left, {
      result: 'amount-changed',
      fromPeriod: '2027-10',
      amountQepik: 100_00,
    }),
  )
  const { caresFor: _, ...alone } = leaver
  await bench.receiveApplication({
    ...application,
    applicant: { ...application.applicant, fin: leaver.fin },
    declaration: {
      ...application.declaration,
      members: [{ ...alone, relation: 'representative' }],
      declaredIncome: [],
    },
  })
  const others = {
    ...application,
    declaration: {
      ...application.declaration,
      members: application.declaration.members.filter(({ fin }) => fin !== leaver.fin),
      declaredIncome: application.declaration.declaredIncome.filter(({ fin }) => fin !== leaver.fin),
    },
  }
  await expect(bench.receiveApplication(others)).rejects.toMatchObject({ code: 'ASSISTANCE_RUNNING' })
  bench.moveTo('2027-11-02T08:00:00Z')
  await bench.receiveApplication(others)
})

/** The months of the term so far were ordered and came back from the bank. */
async function comeBack({ applicationId, entitlementId }: Assisted, ...months: readonly number[]) {
  for (const month of months) {
    const period = addToMonth('2026-11', month)
    await here.read(async (records) => {
      const order = await records.payments.order({
        caseId: applicationId,
        entitlementId,
        period,
        orderKind: month === 0 ? 'first' : 'monthly',
        amountQepik: 100_00,
        endToEndId: `${entitlementId.slice(0, 8).toUpperCase()}${month}`,
        ...(await records.payments.accountOf(applicationId)),
      })
      await records.payments.move(order.id, 'returned', 'MS03')
    })
  }
}
const check = async (caseId: string) => variablesOf(await bench.run('check-collection', { caseId }))
const close = async (caseId: string) => variablesOf(await bench.run('close-collection', { caseId }))

test('three months that nobody collected stop the payment; a good reason pays from the month it stopped', async () => {
  const family = await here.assisted()
  await expect(here.report(family, { kind: 'collection-reason', ...happened })).rejects.toThrow(
    /does not rest/,
  )
  await comeBack(family, 0, 1)
  bench.moveTo('2027-02-05T03:00:00Z')
  expect(await check(family.termId)).toMatchObject({ notCollected: false })
  await comeBack(family, 2)
  expect(await check(family.termId)).toEqual({ notCollected: true, reasonDueAt: '2027-03-07T14:00:00.000Z' })
  expect(await check(family.termId)).toMatchObject({ notCollected: false })
  expect((await here.told('assistance-not-collected', family.termId))[0]).toContain('7 mart 2027')
  expect([await here.amountIn(family, '2027-01'), await here.amountIn(family, '2027-02')]).toEqual([
    family.monthlyAmountQepik,
    0,
  ])

  bench.moveTo('2027-03-05T08:00:00Z')
  const day = { happenedOn: '2027-02-01', source: 'family' } as const
  const caseId = await here.report(family, { kind: 'collection-reason', ...day })
  const { dueAt } = await here.register(caseId)
  bench.moveTo('2027-03-07T14:00:00Z')
  expect(await close(family.termId)).toEqual({ assistanceEnded: false, reasonDueAt: dueAt })
  bench.moveTo(`${addDays(dueAt.slice(0, 10), 1)}T14:00:00Z`)
  expect((await close(family.termId)).assistanceEnded).toBe(false)
  variablesOf(await here.review(caseId, 'continues'))
  expect(await here.amountIn(family, '2027-02')).toBe(family.monthlyAmountQepik)
  expect(await here.published(family.termId)).toContain('assistance-resumed')
  expect((await close(family.termId)).assistanceEnded).toBe(false)
  expect((await here.termOf(family)).endedOn).toBeUndefined()
})

test('without a good reason the assistance ends with the month from which it was not paid', async () => {
  const [silent, refused] = [await here.assisted(), await here.assisted()]
  for (const family of [silent, refused]) await comeBack(family, 0, 1, 2)
  bench.moveTo('2027-02-05T03:00:00Z')
  for (const family of [silent, refused]) await check(family.termId)
  const day = { happenedOn: '2027-02-01', source: 'family' } as const
  const caseId = await here.report(refused, { kind: 'collection-reason', ...day })
  await here.register(caseId)
  expect(await here.review(caseId, 'unfounded')).toMatchObject({ code: 'REVIEW_DOES_NOT_FIT' })
  variablesOf(await here.review(caseId, 'ends'))
  bench.moveTo('2027-03-07T14:00:00Z')
  for (const family of [silent, refused]) {
    expect((await close(family.termId)).assistanceEnded).toBe(true)
    expect(await here.termOf(family)).toMatchObject({ endCause: 'not-collected' })
    expect(await here.amountIn(family, '2027-02')).toBe(0)
  }
  // The process of the term need not be told what it decided itself.
  expect(await here.published(refused.termId)).toContain('assistance-ended')
  expect(await here.published(silent.termId)).not.toContain('assistance-ended')
})

test('a family that wants to go on has its application filed when its months are over, and no visit', async () => {
  const family = await here.assisted()
  await here.desk.wantRenewal(family.applicationId, 'staff:test')
  await here.desk.wantRenewal(family.termId, 'staff:test')
  bench.moveTo(family.endsAt)
  const once = () => bench.run('close-assistance-term', { caseId: family.termId }, { step: 'close-once' })
  expect(await once()).toEqual(await once())
  const { renewalCaseId = '', endedOn } = await here.termOf(family)
  expect(endedOn).toBe('2027-10-31')
  const renewal = await here.read((records) => records.cases.get(renewalCaseId))
  expect(renewal).toMatchObject({ kind: 'targeted-social-assistance', applicationDate: '2027-11-01' })
  expect(await here.published(renewalCaseId)).toEqual(['application-received'])
  expect(variablesOf(await bench.run('register-application', { caseId: renewalCaseId }))).toMatchObject({
    visitRequired: false,
  })
  expect((await here.told('assistance-ended', family.termId))[0]).toContain(renewal.number)
  expect(monthOf(renewal.applicationDate)).toBe('2027-11')

  // Where something changed, somebody looks.
  const other = await here.assisted()
  const { fin } = other.household.application.applicant
  bench.moveTo(START)
  const income = { fin, kind: 'gift', totalLast12MonthsQepik: 600_00 } as const
  const change = await here.report(other, { kind: 'income', ...happened, declaredIncome: [income] })
  await here.register(change)
  await here.decideAgain(change)
  await here.desk.wantRenewal(other.termId, 'staff:test')
  bench.moveTo(other.endsAt)
  variablesOf(await bench.run('close-assistance-term', { caseId: other.termId }))
  const caseId = (await here.termOf(other)).renewalCaseId ?? ''
  expect(variablesOf(await bench.run('register-application', { caseId })).visitRequired).toBe(true)
})

test('the criterion of a new year raises running assistance from January, once, unless that is switched off', async () => {
  const [family, other] = [await here.assisted(), await here.assisted()]
  const members = family.household.application.declaration.members.length
  const follow = async ({ termId }: Assisted, round: number) =>
    variablesOf(await bench.run('follow-new-criterion', { caseId: termId }, { step: `${termId} ${round}` }))
  // Nothing new yet: still the year in which it was assigned.
  expect(await follow(family, 0)).toEqual({ amountRaised: false })
  bench.moveTo('2027-01-10T08:00:00Z')
  expect(await follow(family, 1)).toEqual({ amountRaised: true })
  expect(await follow(family, 2)).toEqual({ amountRaised: false })
  const raised = family.monthlyAmountQepik + members * 10_00
  expect([await here.amountIn(family, '2026-12'), await here.amountIn(family, '2027-01')]).toEqual([
    family.monthlyAmountQepik,
    raised,
  ])
  expect((await here.told('assistance-recalculated', family.termId)).join()).toContain(formatManat(raised))
  bench.moveTo('2027-02-10T08:00:00Z')
  expect(await follow(other, 1)).toEqual({ amountRaised: false })
})
