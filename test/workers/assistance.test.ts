/** What is reported in the months of assistance, through the real workers on the real database: decided again, suspended, too late. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createIban, createRandom } from '../../stack/simulated/registers/numbers.ts'
import { createAssistance, happened, START, type Assistance, type Assisted } from '../support/assisted.ts'
import { payUntil } from '../support/paid-months.ts'
import { openWorkerBench, variablesOf, type WorkerBench } from '../support/worker-bench.ts'

let bench: WorkerBench
let here: Assistance
beforeAll(async () => {
  bench = await openWorkerBench(START)
  here = createAssistance(bench)
})
beforeEach(() => {
  bench.moveTo(START)
})
afterAll(() => bench.close())

const recoveriesOf = async ({ entitlementId }: Assisted) => {
  const rows = await bench.rows<{ id: string }>(
    'select case_id as id from overpayment where entitlement_id = $1 order by from_period',
    [entitlementId],
  )
  return here.read((records) => Promise.all(rows.map(({ id }) => records.overpayments.get(id))))
}

test('a term follows from the assignment: its people, its start message, its moments', async () => {
  const family = await here.assisted()
  expect(family).toMatchObject({ remindAt: '2027-10-01T05:00:00.000Z', endsAt: '2027-10-31T20:00:00.000Z' })
  expect(await here.published(family.termId)).toEqual(['assistance-term-opened'])
  const { applicant, declaration } = family.household.application
  const people = await here.read((records) => records.parties.of(family.termId))
  expect(people.map(({ fin }) => fin).toSorted()).toEqual(
    declaration.members.map(({ fin }) => fin).toSorted(),
  )
  expect((await here.read((records) => records.parties.applicantOf(family.termId))).fin).toBe(applicant.fin)
  expect((await here.told('assistance-renewal', family.termId))[0]).toContain('31 oktyabr 2027')
})

test('a new income is decided by the rules again, from the month after, and told', async () => {
  const family = await here.assisted()
  const fin = family.household.application.applicant.fin
  const income = { fin, kind: 'gift', totalLast12MonthsQepik: 12 * 50_00 } as const
  const caseId = await here.report(family, { kind: 'income', ...happened, declaredIncome: [income] })
  expect(await here.register(caseId)).toMatchObject({ changeWay: 'rules', dueAt: '2026-12-07T14:00:00.000Z' })
  expect((await here.told('change-registered', caseId))[0]).toContain('7 dekabr 2026')
  expect(await here.decideAgain(caseId)).toMatchObject({
    result: 'amount-changed',
    fromPeriod: '2026-12',
    amountQepik: family.monthlyAmountQepik - 50_00,
  })
  expect(await here.amountIn(family, '2026-11')).toBe(family.monthlyAmountQepik)
  expect(await here.amountIn(family, '2026-12')).toBe(family.monthlyAmountQepik - 50_00)
  expect((await here.told('change-decided', caseId))[0]).toContain('12.2026')
  // What was declared now is what the next change begins from.
  const after = await here.read((records) => records.assistanceTerms.declaredNow(family.termId))
  expect(after.declaration.declaredIncome).toContainEqual(income)

  // The same thing of the same day is the same case; nobody decides it twice.
  expect(await here.report(family, { kind: 'income', ...happened, declaredIncome: [income] })).toBe(caseId)
  const property = await here.report(family, { kind: 'property', ...happened })
  await here.register(property)
  expect(await here.decideAgain(property)).toMatchObject({ result: 'unchanged' })
})

test('months paid before a change was told are asked back, once a person has looked at them', async () => {
  const family = await here.assisted()
  await here.read((records) => payUntil(records, family.applicationId, '2026-12'))
  bench.moveTo('2026-12-28T08:00:00Z')
  const fin = family.household.application.applicant.fin
  const income = { fin, kind: 'gift', totalLast12MonthsQepik: 12 * 50_00 } as const
  const caseId = await here.report(family, { kind: 'income', ...happened, declaredIncome: [income] })
  await here.register(caseId)
  const { amountQepik = 0 } = await here.decideAgain(caseId)

  const [found, ...others] = await recoveriesOf(family)
  expect(others).toEqual([])
  expect(found).toMatchObject({
    cause: 'change-not-reported',
    fromPeriod: '2026-12',
    toPeriod: '2026-12',
    rightfulMonthlyQepik: amountQepik,
  })
  const recoveryId = found?.caseId ?? ''
  expect(await here.published(recoveryId)).toEqual(['overpayment-found'])
  expect(variablesOf(await bench.run('compute-overpayment', { caseId: recoveryId }))).toMatchObject({
    overpaidMonths: 1,
    overpaidQepik: family.monthlyAmountQepik - amountQepik,
  })
})

test('what the visit for the application found still counts, but for how many people were there', async () => {
  const family = await here.assisted({ otherIncomeManat: 40 })
  const { declaration } = family.household.application
  const children = declaration.members.filter(({ relation }) => relation === 'child')
  // The eldest: care for the youngest is why somebody does not work.
  const left = children.toSorted((one, other) => one.birthDate.localeCompare(other.birthDate))[0]?.fin
  if (left === undefined) throw new Error('A family without children')
  const move = { fin: left, became: 'moved-away' }
  await bench.registersApp.inject({ method: 'POST', url: '/control/people', payload: move })
  const caseId = await here.report(family, { kind: 'composition', ...happened, left: [left] })
  await here.register(caseId)
  // One criterion less; the income found on site is still in the amount.
  expect(await here.decideAgain(caseId)).toMatchObject({
    result: 'amount-changed',
    amountQepik: family.monthlyAmountQepik - 300_00,
  })
})

test('too much income ends the assistance, and its process is told', async () => {
  const family = await here.assisted()
  const { fin } = family.household.application.applicant
  const income = { fin, kind: 'gift', totalLast12MonthsQepik: 60_000_00 } as const
  const caseId = await here.report(family, { kind: 'income', ...happened, declaredIncome: [income] })
  await here.register(caseId)
  expect(await here.decideAgain(caseId)).toMatchObject({ result: 'ended', fromPeriod: '2026-12' })
  expect(await here.termOf(family)).toMatchObject({ endCause: 'decided', endedOn: '2026-11-16' })
  expect(await here.amountIn(family, '2026-12')).toBe(0)
  expect(await here.published(family.termId)).toEqual(['assistance-term-opened', 'assistance-ended'])
  expect((await here.told('assistance-ended', family.termId))[0]).toContain('yenidən qərar verilib')

  // What comes after that is answered, and stays in the ledger.
  await expect(here.report(family, { kind: 'property', ...happened })).rejects.toMatchObject({
    code: 'ASSISTANCE_ENDED',
    detail: { endedOn: '2026-11-16' },
  })
  await expect(here.desk.wantRenewal(family.termId, 'staff:test')).rejects.toMatchObject({
    code: 'ASSISTANCE_ENDED',
  })
  const late = await bench.rows(
    `select reason from ledger where case_id = $1 and action = 'change.came-late'`,
    [family.termId],
  )
  expect(late).toHaveLength(2)
})

test('a change that is still looked at when the assistance ends comes too late, in every step', async () => {
  const family = await here.assisted()
  const vehicle = await here.report(family, { kind: 'vehicle', ...happened })
  await here.register(vehicle)
  const [income, home] = [
    await here.report(family, { kind: 'property', ...happened }),
    await here.report(family, { kind: 'second-home', ...happened }),
  ]
  await here.register(income)
  expect(variablesOf(await here.review(vehicle, 'ends'))).toEqual({ decideAgain: false })
  expect(await here.amountIn(family, '2026-11')).toBe(0)
  expect(await here.register(home)).toMatchObject({ changeWay: 'too-late' })
  expect((await here.decideAgain(income)).result).toBe('too-late')
  expect((await here.told('change-decided', income))[0]).toContain('artıq bitib')
  expect(variablesOf(await here.review(home, 'ends'))).toEqual({ decideAgain: false })
  expect((await here.termOf(family)).endCause).toBe('vehicle')
})

test('a vehicle that is none lifts the suspension; an answer that does not fit comes back', async () => {
  const family = await here.assisted()
  const caseId = await here.report(family, { kind: 'vehicle', ...happened, source: 'authority' })
  const once = () => bench.run('register-assistance-change', { caseId }, { step: 'register-once' })
  expect(await once()).toEqual(await once())
  expect(await here.amountIn(family, '2026-12')).toBe(0)
  expect(await here.review(caseId, 'continues')).toMatchObject({
    kind: 'refused',
    code: 'REVIEW_DOES_NOT_FIT',
  })
  variablesOf(await here.review(caseId, 'unfounded'))
  expect(await here.amountIn(family, '2026-12')).toBe(family.monthlyAmountQepik)
  expect((await here.told('change-decided', caseId))[0]).toContain('təsdiqlənmədi')
})

test('another member takes over from a representative who died, with their own account', async () => {
  const family = await here.assisted()
  const { applicant, declaration } = family.household.application
  const successor = declaration.members.find(
    ({ fin, birthDate }) => fin !== applicant.fin && birthDate < '2000',
  )
  const child = declaration.members.find(({ birthDate }) => birthDate > '2010')
  if (successor === undefined || child === undefined) throw new Error('A family of one')
  const iban = createIban(createRandom(5, 99))
  const caseId = await here.report(family, { kind: 'representative-died', ...happened })
  await bench.registersApp.inject({
    method: 'POST',
    url: '/control/people',
    payload: { fin: applicant.fin, became: 'dead' },
  })
  expect(await here.register(caseId)).toMatchObject({ changeWay: 'person' })
  // Payment rests from the month after the death.
  expect(await here.amountIn(family, '2026-11')).toBe(family.monthlyAmountQepik)
  expect(await here.amountIn(family, '2026-12')).toBe(0)
  expect(await here.review(caseId, 'continues')).toMatchObject({ code: 'REVIEW_DOES_NOT_FIT' })
  const enter = (fin: string) =>
    here.desk.enterRepresentative(caseId, { fin, phone: '+994501234568', iban }, 'staff:test')
  await expect(enter(child.fin)).rejects.toThrow(/not of age/)
  await expect(enter(applicant.fin)).rejects.toThrow(/of before/)
  await enter(successor.fin)
  expect(variablesOf(await here.review(caseId, 'continues'))).toEqual({ decideAgain: true })

  const change = await here.decideAgain(caseId)
  expect(change.result).toBe('amount-changed')
  expect(await here.amountIn(family, '2026-12')).toBe(change.amountQepik)
  expect(await here.read((records) => records.payments.accountOf(family.applicationId))).toEqual({
    iban,
    payeeName: `${successor.givenName} ${successor.familyName}`,
  })
  expect((await here.read((records) => records.parties.applicantOf(family.termId))).fin).toBe(successor.fin)
  await expect(enter(successor.fin)).rejects.toMatchObject({ code: 'CHANGE_DECIDED' })
})
