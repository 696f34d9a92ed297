/** When a request for a service is due and when it is escalated. */
import { describe, expect, test } from 'vitest'
import { serviceTerm } from '../../domain/service-request.ts'

const rules = { generalWorkingDays: 15, escalateBeforeWorkingDays: 2, moves: [] }

describe('the term of a request', () => {
  // Monday, 23 November 2026; no holiday until the end of December.
  test.each([
    ['10 working days', { termDays: 10, termUnit: 'working-days' }, '2026-12-07', '2026-12-03'],
    ['10 days of the calendar', { termDays: 10, termUnit: 'days' }, '2026-12-03', '2026-12-01'],
    ['no term of its own: the general one', {}, '2026-12-14', '2026-12-10'],
    [
      'one working day: warned on the day it came',
      { termDays: 1, termUnit: 'working-days' },
      '2026-11-24',
      '2026-11-23',
    ],
    ['a term that ends on a Sunday', { termDays: 6, termUnit: 'days' }, '2026-11-29', '2026-11-26'],
  ] as const)('%s', (_, service, due, escalate) => {
    expect(serviceTerm('2026-11-23', service, rules)).toEqual({
      dueAt: `${due}T14:00:00.000Z`,
      escalateAt: `${escalate}T14:00:00.000Z`,
    })
  })

  test('a day that the government made free moves working days on', () => {
    const moves = [{ day: '2026-11-24', working: false }]
    const { dueAt } = serviceTerm(
      '2026-11-23',
      { termDays: 1, termUnit: 'working-days' },
      { ...rules, moves },
    )
    expect(dueAt).toBe('2026-11-25T14:00:00.000Z')
  })
})
