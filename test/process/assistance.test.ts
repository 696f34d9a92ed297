/** The months of assistance on the real engine: decided again, stopped and paid again, ended early, lived through. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAssistanceDesk } from '../../api/assistance/assistance-desk.ts'
import { createChangeIntake } from '../../api/assistance/report-change.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { addDays, addToMonth, lastOfMonth, monthOf } from '../../domain/days.ts'
import type { NewAssistanceChange } from '../../domain/assistance-change.ts'
import { openTermOf } from '../../workers/assistance/open-term.ts'
import { instancesWith } from '../support/engine-view.ts'
import type { Followed } from '../support/followed.ts'
import { office } from '../support/office.ts'
import { entitle, type Entitled } from '../support/payday.ts'
import { openWorld, type World } from '../support/world.ts'

const publicUrl = 'http://127.0.0.1:3000'
const by = { actor: 'staff:test', idempotencyKey: undefined }

interface Assisted extends Entitled {
  readonly termId: string
  readonly term: Followed
}
interface Change extends Followed {
  readonly caseId: string
}

let world: World
let reportChange: ReturnType<typeof createChangeIntake>
let firstMonth: string
let lived: Assisted
beforeAll(async () => {
  world = await openWorld()
  const { transact, clock } = world
  reportChange = createChangeIntake({ transact, clock, settings: { publicUrl } })
  // Months that begin before March end before the next February, in which the new criterion is looked at once more.
  if (today().slice(5, 7) < '03') await clock.advanceTo(`${today().slice(0, 4)}-03-01T08:00:00Z`)
  firstMonth = monthOf(today())
  lived = await assist()
  // The parliament has adopted the criterion of the next year.
  await world.rows(
    `insert into legal_parameter (name, valid_from, value, unit, source, certainty)
     values ('need-criterion', $1, 31000, 'qepik', 'test', 'assumption')`,
    [nextYear()],
  )
})
afterAll(async () => {
  await world.rows(`delete from legal_parameter where name = 'need-criterion' and valid_from = $1`, [
    nextYear(),
  ])
  await world.close()
})
const nextYear = () => `${Number(firstMonth.slice(0, 4)) + 1}-01-01`

/** A family whose months have begun. */
async function assist(): Promise<Assisted> {
  const family = await entitle(world, { from: firstMonth, monthlyQepik: 700_00 })
  await world.rows('update entitlement set valid_to = $2 where id = $1', [
    family.entitlementId,
    lastOfMonth(addToMonth(firstMonth, 11)),
  ])
  const termId = await world.transact(async (records) =>
    openTermOf(records, await records.entitlements.get(family.entitlementId), `${firstMonth}-01`, {
      actor: 'system:test',
      caseUrl: (id) => `${publicUrl}/cases/${id}`,
    }),
  )
  const term = world.follow(`the term ${termId}`, () => instancesWith('assistance-term', 'caseId', termId))
  return { ...family, termId, term }
}
const today = () => dateInBaku(world.clock.now())
async function report(
  { termId }: Assisted,
  kind: NewAssistanceChange['kind'],
  more: Partial<NewAssistanceChange> = {},
): Promise<Change> {
  const change = { kind, happenedOn: today(), source: 'family', ...more } as const
  const { caseId } = await reportChange(termId, change, by)
  const followed = world.follow(`the ${kind} ${caseId}`, () =>
    instancesWith('assistance-change', 'caseId', caseId),
  )
  return { caseId, ...followed }
}
const resultOf = async ({ caseId }: Change) =>
  (await world.transact((records) => records.assistanceTerms.getChange(caseId))).result
const termOf = ({ termId }: Assisted) => world.transact((records) => records.assistanceTerms.get(termId))
const suspensionsOf = ({ entitlementId }: Assisted) =>
  world.transact((records) => records.entitlements.suspensions(entitlementId))
const amendmentsOf = ({ entitlementId }: Assisted) =>
  world.transact(({ entitlements }) => entitlements.amendments(entitlementId))
const noticesOf = async (caseId: string) =>
  (await world.transact((records) => records.notifications.of(caseId))).map(({ notice }) => notice)

test('the rules decide again; a register that errs is cleared up by the right person', async () => {
  const family = await assist()
  const fin = family.household.application.applicant.fin
  await world.registers.disturb({ register: 'income', mode: 'wrong', times: 2 })
  const income = { fin, kind: 'gift', totalLast12MonthsQepik: 120_00 } as const
  const change = await report(family, 'income', { declaredIncome: [income] })
  await change.finish('ResolveRegisterQuestion', office.operator, {
    registerResolution: 'register-fault-over',
  })
  await change.task('ResolveRegisterQuestion', { after: 1 })
  await change.finish('ResolveRegisterQuestion', office.assignment, {
    registerResolution: 'register-fault-over',
  })
  await change.task('ResolveRegisterQuestion', { after: 2 })
  await change.finish('ResolveRegisterQuestion', office.assignment, {
    registerResolution: 'register-fault-over',
  })
  await change.completes('assistance-change')
  expect(await resultOf(change)).toBe('amount-changed')
  expect(await noticesOf(change.caseId)).toEqual(
    expect.arrayContaining(['change-registered', 'change-decided']),
  )
})

test('payment rests after the death of the representative until another member takes over', async () => {
  const family = await assist()
  const { applicant, declaration } = family.household.application
  const successor = declaration.members.find(
    ({ fin, birthDate }) => fin !== applicant.fin && birthDate < '2000',
  )
  if (successor === undefined) throw new Error('A family of one')
  const change = await report(family, 'representative-died')
  await world.registers.move(applicant.fin, 'dead')
  await change.task('ReviewChange')
  expect(await suspensionsOf(family)).toMatchObject([{ cause: 'representative-died' }])

  await change.finish('ReviewChange', office.operator, { changeReview: 'continues' })
  await change.task('ReviewChange', { after: 1 })
  await change.finish('ReviewChange', office.assignment, { changeReview: 'continues' })
  await change.task('ReviewChange', { after: 2 })
  const desk = createAssistanceDesk(world)
  const iban = family.household.otherIban
  await desk.enterRepresentative(
    change.caseId,
    { fin: successor.fin, phone: '+994501234568', iban },
    by.actor,
  )
  await change.finish('ReviewChange', office.assignment, { changeReview: 'continues' })
  await change.completes('assistance-change')
  expect(await suspensionsOf(family)).toEqual([])
  expect(await world.transact((records) => records.payments.accountOf(family.caseId))).toMatchObject({ iban })
  expect(await change.incidents()).toEqual([])
})

test('a vehicle is looked at in time, or the head of unit hears of it; confirmed, the months end', async () => {
  const family = await assist()
  const change = await report(family, 'vehicle', { source: 'authority' })
  await change.task('ReviewChange')
  await world.clock.advance(40 * 24 * 60 * 60 * 1_000)
  await change.completes('Reminded')
  await change.completes('OverdueReported')
  await change.finish('ReviewChange', office.assignment, { changeReview: 'ends' })
  await change.completes('assistance-change')
  await family.term.completes('assistance-term')
  expect(await termOf(family)).toMatchObject({ endCause: 'vehicle' })
  expect(await noticesOf(family.termId)).toContain('assistance-ended')

  // The same message once more, and a report after the end: nothing happens, and somebody is told.
  await world.publish({
    name: 'assistance-ended',
    correlationKey: family.termId,
    messageId: `again-${family.termId}`,
    timeToLiveMs: 1_000,
    variables: { caseId: family.termId },
  })
  await expect(report(family, 'property')).rejects.toMatchObject({ code: 'ASSISTANCE_ENDED' })
  expect(await family.term.incidents()).toEqual([])
})

/** Three months that the bank paid and got back. */
async function comeBack({ caseId, entitlementId }: Assisted): Promise<void> {
  for (const month of [0, 1, 2]) {
    await world.transact(async (records) => {
      const order = await records.payments.order({
        caseId,
        entitlementId,
        period: addToMonth(firstMonth, month),
        orderKind: 'monthly',
        amountQepik: 700_00,
        endToEndId: `${entitlementId.slice(-8).toUpperCase()}${month}`,
        ...(await records.payments.accountOf(caseId)),
      })
      await records.payments.move(order.id, 'returned', 'MS03')
    })
  }
}

test('payments that nobody collects rest: a good reason pays them on, none ends the months', async () => {
  const [explained, silent] = [await assist(), await assist()]
  for (const family of [explained, silent]) {
    await family.term.completes('OpenTerm')
    await comeBack(family)
  }
  await world.clock.advanceTo(`${addToMonth(firstMonth, 3)}-05T04:00:00Z`)
  for (const family of [explained, silent]) await family.term.completes('NotifyNotCollected')
  // Shown on the last days, so that the term passes while it is still looked at.
  await world.clock.advanceTo(`${addDays(`${addToMonth(firstMonth, 3)}-05`, 28)}T08:00:00Z`)
  const reason = await report(explained, 'collection-reason')
  await reason.task('ReviewChange')
  await world.clock.advance(4 * 24 * 60 * 60 * 1_000)
  await explained.term.completes('CloseCollection')
  await silent.term.completes('CollectionEnded')
  await silent.term.completes('assistance-term')
  expect(await termOf(silent)).toMatchObject({ endCause: 'not-collected' })

  await reason.finish('ReviewChange', office.assignment, { changeReview: 'continues' })
  await explained.term.completes('PaidAgain')
  expect(await suspensionsOf(explained)).toEqual([])
  expect((await termOf(explained)).endedOn).toBeUndefined()
})

test('the months are lived through: a reminder, a report too late to change them, and the next application', async () => {
  await createAssistanceDesk(world).wantRenewal(lived.caseId, by.actor)
  const year = nextYear().slice(0, 4)
  await world.clock.advanceTo(`${year}-01-15T08:00:00Z`)
  await lived.term.completes('AmountRaised')
  await world.clock.advanceTo(`${year}-02-15T08:00:00Z`)
  await lived.term.completes('AmountKept')
  const lastMonth = addToMonth(firstMonth, 11)
  await world.clock.advanceTo(`${lastMonth}-10T08:00:00Z`)
  await lived.term.completes('RemindFamily')
  // Raised in January, by 10.00 AZN for each of four members, and not again in February.
  expect((await noticesOf(lived.termId)).toSorted()).toEqual([
    'assistance-recalculated',
    'assistance-renewal',
  ])
  expect(await amendmentsOf(lived)).toMatchObject([{ fromPeriod: `${year}-01`, monthlyAmountQepik: 740_00 }])
  const change = await report(lived, 'property')
  await change.completes('assistance-change')
  expect(await resultOf(change)).toBe('too-late')

  await world.clock.advanceTo(`${addToMonth(lastMonth, 1)}-01T00:00:00+04:00`)
  await lived.term.completes('assistance-term')
  const { endCause, renewalCaseId = '' } = await termOf(lived)
  expect(endCause).toBe('term-over')
  const renewal = world.follow(`the renewal ${renewalCaseId}`, () =>
    instancesWith('targeted-social-assistance', 'caseId', renewalCaseId),
  )
  await renewal.completes('RegisterApplication')
  expect(await renewal.incidents()).toEqual([])
  expect((await world.verifyLedger()).intact).toBe(true)
})
