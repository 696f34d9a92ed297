/** A family applies, is visited, is decided and is paid: every step on the real engine. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { elements, variables } from '../support/engine-view.ts'
import { office } from '../support/office.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ parameters: { 'reinspection-percent': 0 } })
})
afterAll(() => world.close())

test('a family applies, is visited, is decided and is paid', async () => {
  const family = world.household('clean-assign')
  const filed = await world.apply(family)

  await filed.visit(office.inspector)
  await filed.reaches('paying')
  await filed.finish('ApproveFirstPayment', office.checker, { approval: 'approve' })
  await filed.reaches('paid')
  await filed.completes('targeted-social-assistance')

  const { decision, entitlement, orders } = await filed.records()
  expect(decision).toMatchObject({ outcome: 'assign', grounds: [] })
  expect(decision?.reasons.length).toBeGreaterThan(0)
  const { facts } = decision ?? {}
  if (facts === undefined || entitlement === undefined)
    throw new Error('The case has no decision or entitlement')
  const expected = facts.needCriterionQepik * facts.memberCount - Math.round(facts.incomeTotalQepik / 12)
  expect(decision?.monthlyAmountQepik).toBe(expected)

  // Twelve months from the 1st of the month of application; the first payment holds what is due until now.
  expect(entitlement.validFrom).toBe(`${facts.applicationDate.slice(0, 7)}-01`)
  expect(orders).toMatchObject([{ state: 'settled', amountQepik: expected, orderKind: 'first' }])

  // The bank's own books say the same.
  const paid = await world.bank.payments()
  expect(paid).toHaveLength(1)
  expect(paid[0]).toMatchObject({ endToEndId: orders[0]?.endToEndId, amountQepik: expected })

  // The family was told at every turn.
  const notices = (await filed.notices()).map(({ notice }) => notice)
  expect(notices).toEqual(expect.arrayContaining(['registered', 'assigned', 'paid']))

  // The instance ended; nothing is open and nothing went wrong.
  const tree = await filed.instances()
  expect(await elements(tree, 'ELEMENT_COMPLETED')).toContain('targeted-social-assistance')
  expect(await filed.incidents()).toEqual([])
  expect((await world.verifyLedger()).intact).toBe(true)
})

test('no personal data of the family ever reaches the engine', async () => {
  const family = world.household('clean-assign')
  const filed = await world.apply(family)
  await filed.visit(office.inspector)
  await filed.reaches('paying')

  const { applicant, declaration } = family.application
  const personal = [
    applicant.phone,
    applicant.email,
    declaration.iban,
    declaration.address.street,
    ...declaration.members.flatMap(({ fin, familyName, birthDate }) => [fin, familyName, birthDate]),
  ].filter((value) => value !== undefined)
  const stored = (await variables(await filed.instances())).map(({ name, value }) => `${name}=${value}`)
  expect(stored.length).toBeGreaterThan(10)
  for (const value of personal) {
    expect(stored.filter((text) => text.includes(value))).toEqual([])
  }
})
