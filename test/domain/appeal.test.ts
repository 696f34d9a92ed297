/** Appeals by rule: who decides, by when, what follows, and what corrected facts change. */
import { describe, expect, test } from 'vitest'
import { missingFindings, remedyFor, responsibleFor } from '../../domain/appeal.ts'
import { appealTerm, carryOutDue } from '../../domain/appeal-term.ts'
import { computeFacts } from '../../domain/compute-facts.ts'
import { decide } from '../../domain/decide.ts'
import { correctableFacts, correctFacts, effectOf, factValue } from '../../domain/redecision.ts'
import { parametersOf2026, theFamily } from '../support/family.ts'
import { groundsOf, reasonsOf } from '../support/tables.ts'

const rules = { lodgeDays: 30, decideDays: 30, escalateWorkingDays: 3, moves: [] }

describe('the terms', () => {
  test('run in days of the calendar; one that ends on a free day ends on the next working day', () => {
    // 20 December 2026 is a Sunday.
    expect(appealTerm('2026-11-20', '2026-12-21', rules)).toEqual({
      late: false,
      dueAt: '2027-01-21T14:00:00.000Z',
      // The 20th is a day of mourning.
      escalateAt: '2027-01-15T14:00:00.000Z',
    })
    expect(appealTerm('2026-11-20', '2026-12-22', rules).late).toBe(true)
  })

  test('an escalation never comes before the day of registration', () => {
    expect(appealTerm('2026-11-20', '2026-11-23', { ...rules, decideDays: 1 }).escalateAt).toBe(
      '2026-11-23T14:00:00.000Z',
    )
  })

  test('what is upheld is put right within working days', () => {
    expect(carryOutDue('2026-11-23', 10, [])).toBe('2026-12-07T14:00:00.000Z')
  })
})

test.each([
  ['targeted-social-assistance', 'decision', undefined, 'dsmf-appeals', 'dsmf-assignment'],
  ['targeted-social-assistance', 'payment', undefined, 'dsmf-appeals', 'dsmf-payment-maker'],
  ['service-request', 'decision', 'dost-operator', 'dsmf-appeals', 'dost-operator'],
  ['service-request', 'decision', 'employment-adviser', 'employment-appeals', 'employment-adviser'],
  ['job-placement', 'decision', undefined, 'employment-appeals', 'employment-adviser'],
] as const)(
  '%s, %s, handled by %s: decided by %s, put right by %s',
  (kind, subject, handledBy, ...groups) => {
    expect(Object.values(responsibleFor({ kind }, subject, handledBy))).toEqual(groups)
  },
)

test('a decision needs reasons and legal base, and a rejection corrects nothing', () => {
  const nothingOwed = { owedQepik: undefined }
  const written = { reasons: 'Var.', legalBase: 'Qanun', corrections: {} }
  expect(missingFindings({ ...written, legalBase: undefined }, 'upheld', nothingOwed)?.code).toBe(
    'reasons-missing',
  )
  expect(
    missingFindings({ ...written, corrections: { vehicleCount: 0 } }, 'rejected', nothingOwed)?.code,
  ).toBe('rejection-corrects-facts')
  expect(missingFindings(written, 'rejected', nothingOwed)).toBeUndefined()
})

test('an appeal on a demand says what is still owed: less when it is right in part, nothing when it is right', () => {
  const demand = { owedQepik: 700_00 }
  const found = (demandedQepik?: number) => ({
    reasons: 'Var.',
    legalBase: 'Qanun',
    corrections: demandedQepik === undefined ? {} : { demandedQepik },
  })
  expect(missingFindings(found(), 'upheld', demand)).toBeUndefined()
  expect(missingFindings(found(300_00), 'partly-upheld', demand)).toBeUndefined()
  for (const [written, outcome] of [
    [found(300_00), 'upheld'],
    [found(), 'partly-upheld'],
    [found(700_00), 'partly-upheld'],
  ] as const) {
    expect(missingFindings(written, outcome, demand)?.code).toBe('amount-does-not-fit')
  }
  const about = {
    kind: 'overpayment-recovery',
    subject: 'decision',
    otherEntitlement: false,
    ...demand,
  } as const
  expect(remedyFor('upheld', { ...about, corrections: {} })).toBe('redecision')
  expect(remedyFor('rejected', { ...about, corrections: {} })).toBe('none')
  // Once the recovery is over, a group puts right what was wrong.
  expect(remedyFor('upheld', { ...about, corrections: {}, owedQepik: undefined })).toBe('carry-out')
})

test('a case is decided again only from corrected facts, and where no other aid stands beside it', () => {
  const about = {
    kind: 'targeted-social-assistance',
    subject: 'decision',
    corrections: { vehicleCount: 0 },
    otherEntitlement: false,
    owedQepik: undefined,
  } as const
  expect(remedyFor('partly-upheld', about)).toBe('redecision')
  expect(remedyFor('upheld', { ...about, kind: 'redecision' })).toBe('redecision')
  expect(remedyFor('rejected', about)).toBe('none')
  expect(remedyFor('upheld', { ...about, corrections: {} })).toBe('carry-out')
  expect(remedyFor('upheld', { ...about, otherEntitlement: true })).toBe('carry-out')
  expect(remedyFor('upheld', { ...about, subject: 'payment' })).toBe('carry-out')
  expect(remedyFor('upheld', { ...about, kind: 'service-request' })).toBe('carry-out')
})

describe('corrected facts', () => {
  const facts = computeFacts(theFamily(), parametersOf2026())
  const outcomeOf = (corrected: typeof facts) => decide(corrected, reasonsOf(corrected), groundsOf(corrected))

  test('strike the ground that rests on them, and no other', () => {
    const mismatched = { ...facts, declarationMatches: false, mismatchCount: 2, blockedForFalseData: true }
    expect(outcomeOf(mismatched).outcome).toBe('refuse')
    const matching = correctFacts(mismatched, { mismatchCount: 0 })
    expect(matching).toMatchObject({ declarationMatches: true, mismatchCount: 0, blockedForFalseData: true })
    expect(outcomeOf(matching).grounds.map(({ ground }) => ground)).toEqual(['blocked-for-false-data'])
    expect(outcomeOf(correctFacts(matching, { blockedForFalseData: 0 })).outcome).toBe('assign')
  })

  test('corrected to what they are, they change nothing', () => {
    const same = Object.fromEntries(correctableFacts.map((fact) => [fact, factValue(facts, fact)]))
    expect(correctFacts(facts, same)).toEqual(facts)
  })

  test('never make things worse for who appealed', () => {
    const assigned = { outcome: 'assign', monthlyAmountQepik: 700_00 } as const
    const refused = { outcome: 'refuse', monthlyAmountQepik: 0 } as const
    expect(effectOf(refused, assigned)).toBe('assign')
    expect(effectOf(assigned, { ...assigned, monthlyAmountQepik: 700_01 })).toBe('raise')
    expect(effectOf(assigned, assigned)).toBe('keep')
    expect(effectOf(assigned, { ...assigned, monthlyAmountQepik: 1 })).toBe('keep')
    expect(effectOf(assigned, refused)).toBe('keep')
    expect(effectOf(refused, refused)).toBe('keep')
  })
})
