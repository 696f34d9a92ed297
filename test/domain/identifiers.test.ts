/** Identifiers whose rules no pattern can say. */
import { isValidPhoneNumber } from 'libphonenumber-js/min'
import { expect, test } from 'vitest'
import { formats } from '../../domain/identifiers.ts'

const accepts = (number: string) => formats['e164-phone'](number)

test('what the short way says of mobile numbers is what the library says', () => {
  for (const operator of ['10', '50', '51', '55', '60', '70', '77', '99']) {
    for (const subscriber of ['2000000', '3456789', '9999999']) {
      const number = `+994${operator}${subscriber}`
      expect([number, accepts(number)]).toEqual([number, isValidPhoneNumber(number)])
      expect(accepts(number)).toBe(true)
    }
  }
})

test.each([
  ['a line in Baku', '+994124930000', true],
  ['a number abroad', '+4915112345678', true],
  ['too short', '+99450123456', false],
  ['too long', '+9945012345678', false],
  ['no number of any country', '+99912345678', false],
  ['something behind it', '+994501234567x', false],
])('%s', (_what, number, accepted) => {
  expect(accepts(number)).toBe(accepted)
})
