/** Which benefits an event of a register gives a right to (docs/domain.md 3.1 and 3.2). */
import { expect, test } from 'vitest'
import { benefitsOfEvent } from '../../domain/open-benefit.ts'

test.each([
  ['birth', 0, false, ['birth-grant']],
  ['birth', 0, true, ['birth-grant', 'low-income-infant']],
  ['disability-decision', 17, false, ['disabled-child']],
  ['disability-decision', 18, false, ['disability']],
  ['breadwinner-death', 9, false, ['loss-of-breadwinner']],
  ['adoption', 3, false, ['adopted-child']],
  ['foster-placement', 3, false, ['foster-child']],
  ['conscription', 3, false, ['conscript-child']],
  ['death', 80, false, []],
])('%s at %i, on assistance: %s, opens %j', (kind, age, onAssistance, benefits) => {
  expect(benefitsOfEvent(kind, age, { adultAge: 18, onAssistance })).toEqual(benefits)
})
