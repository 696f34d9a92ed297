import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { endToEndId } from '../../domain/end-to-end-id.ts'
import { entitlementTerm, firstPayment } from '../../domain/entitlement-term.ts'
import { followCode, followCodeMatches } from '../../domain/follow-code.ts'

describe('the term of assistance', () => {
  test('is 12 months from the 1st of the month of application', () => {
    expect(entitlementTerm('2026-11-16', 12)).toEqual({ validFrom: '2026-11-01', validTo: '2027-10-31' })
    expect(entitlementTerm('2027-03-31', 12)).toEqual({ validFrom: '2027-03-01', validTo: '2028-02-29' })
  })

  test.each([
    ['2026-11-30', 1, '2026-11'],
    ['2026-12-01', 2, '2026-12'],
    ['2027-10-31', 12, '2027-10'],
    ['2027-11-01', 12, '2027-10'],
  ])('on %s the first payment holds %i month(s)', (today, monthsPaid, period) => {
    const entitlement = { caseId: 'a', ...entitlementTerm('2026-11-16', 12), monthlyAmountQepik: 700_00 }
    expect(firstPayment(entitlement, today)).toMatchObject({
      period,
      monthsPaid,
      amountQepik: monthsPaid * 700_00,
    })
  })
})

describe('references', () => {
  test('a payment keeps its reference; 100,000 payments have 100,000', () => {
    const references = new Set<string>()
    for (let index = 0; index < 50_000; index += 1) {
      references.add(endToEndId(`entitlement-${index}`, '2026-11', 'first'))
      references.add(endToEndId(`entitlement-${index}`, '2026-11', 'repair-1'))
    }
    expect(references.size).toBe(100_000)
    for (const reference of references) if (!/^[0-9A-Z]{16}$/.test(reference)) expect.fail(reference)
  })

  test('what differs in entitlement, period or kind differs in the reference', () => {
    const part = fc.tuple(
      fc.uuid(),
      fc.constantFrom('2026-11', '2026-12'),
      fc.constantFrom('first', 'repair-1'),
    )
    fc.assert(
      fc.property(part, part, (one, other) => {
        expect(endToEndId(...one) === endToEndId(...other)).toBe(one.join() === other.join())
      }),
    )
  })

  test('the follow code is read aloud and typed in as people do', () => {
    const code = followCode('key', 'UDSY-2026-000123')
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/)
    expect(
      followCodeMatches('key', 'UDSY-2026-000123', `${code.slice(0, 4)}-${code.slice(4)} `.toLowerCase()),
    ).toBe(true)
    expect(followCodeMatches('key', 'UDSY-2026-000124', code)).toBe(false)
    expect(followCodeMatches('other', 'UDSY-2026-000123', code)).toBe(false)
    expect(followCodeMatches('key', 'UDSY-2026-000123', '')).toBe(false)
  })
})
