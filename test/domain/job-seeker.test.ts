/** Terms of the register: how long is looked for a job, how long a person is off it, and which refusals count. */
import { describe, expect, test } from 'vitest'
import { computeFacts } from '../../domain/compute-facts.ts'
import { callOffNotice, employerNotice } from '../../domain/notices/employer.ts'
import { answerIsWhole, offRegisterUntil, refusalsCountFrom } from '../../domain/job-referral.ts'
import { measureDays, searchTerm } from '../../domain/job-seeker.ts'
import { parametersOf2026, theFamily } from '../support/family.ts'

const parameters = parametersOf2026()

describe('the search', () => {
  test('ends 5 working days after the registration, and is escalated a day before', () => {
    const term = searchTerm(
      { registeredOn: '2026-11-23', unemployedSince: undefined },
      '2026-11-26',
      parameters,
      [],
    )
    expect(term).toEqual({
      searchDueAt: '2026-11-30T14:00:00.000Z',
      escalateAt: '2026-11-27T14:00:00.000Z',
    })
  })

  test('begins anew for somebody who has the status already, and skips days made free', () => {
    const { searchDueAt } = searchTerm(
      { registeredOn: '2026-11-02', unemployedSince: '2026-11-10' },
      '2026-11-23',
      parameters,
      [{ day: '2026-11-24', working: false }],
    )
    expect(searchDueAt).toBe('2026-12-01T14:00:00.000Z')
  })
})

test('refusals count for two years, and a person is off the register for one', () => {
  expect(refusalsCountFrom('2026-11-26', 24)).toBe('2024-11-26')
  expect(offRegisterUntil('2028-02-29', 12)).toBe('2029-02-28')
})

test('an employer gives a reason with a refusal, and only then', () => {
  expect(answerIsWhole({ answer: 'hired' })).toBe(true)
  expect(answerIsWhole({ answer: 'refused', reason: 'did-not-come' })).toBe(true)
  expect(answerIsWhole({ answer: 'refused' })).toBe(false)
  expect(answerIsWhole({ answer: 'hired', reason: 'other' })).toBe(false)
})

test('each measure has its term', () => {
  expect(measureDays('training', parameters)).toBe(60)
  expect(measureDays('subsidised-job', parameters)).toBe(180)
})

test('the employer is told number, day, address and code in a short SMS', () => {
  const { sms, email } = employerNotice({
    referralNumber: 'REF-2026-000123',
    vacancyNumber: 'VAC-2026-000123',
    title: 'Elektrik montyoru',
    answerUntil: '2026-12-03',
    url: 'https://dost.example/referral?number=REF-2026-000123',
    code: 'K7QM2XWD',
  })
  expect(sms.length).toBeLessThanOrEqual(3 * 67)
  for (const text of [sms, email]) {
    for (const told of ['VAC-2026-000123', '03.12.2026', 'REF-2026-000123', 'K7QM2XWD'])
      expect(text).toContain(told)
  }
})

test('an employer whose answer is awaited no more is told so shortly, in both languages, and not why the person stays away', () => {
  const facts = {
    referralNumber: 'REF-2026-000123',
    vacancyNumber: 'VAC-2026-000123',
    title: 'Elektrik montyoru',
  }
  const [withdrawn, closed] = [false, true].map((vacancyClosed) => callOffNotice({ ...facts, vacancyClosed }))
  expect(withdrawn?.sms).toContain('göndəriş geri götürüldü')
  expect(closed?.sms).toContain('the vacancy is closed')
  for (const notice of [withdrawn, closed]) {
    expect(notice?.sms.length).toBeLessThanOrEqual(3 * 67)
    for (const text of [notice?.sms, notice?.email]) {
      expect(text).toContain('REF-2026-000123 (VAC-2026-000123)')
      expect(text).toMatch(/cavab/i)
      expect(text).toMatch(/answer/)
    }
  }
})

describe('ground 5 of targeted assistance', () => {
  const { application } = theFamily()
  const on = application.applicationDate
  /** Somebody able to work who does not: how many refusals the facts count by both sources. */
  const refused = (registered: number, own: number, lastOn = on) => {
    const idle = application.declaration.members.find(({ relation }) => relation === 'representative')
    if (idle === undefined) throw new Error('The family has no representative')
    const evidence = theFamily({
      answers: {
        employment: {
          statuses: [
            { fin: idle.fin, status: 'unemployed', refusedSuitableJobs: registered, lastRefusalOn: on },
          ],
        },
      },
      ownRefusals: own === 0 ? [] : [{ fin: idle.fin, count: own, lastOn }],
    })
    return computeFacts(evidence, parameters).refusedSuitableJobs
  }

  test.each([
    ['only the register knows', 2, 0, 2],
    ['only our own table knows', 0, 2, 2],
    ['both know of the same ones: the larger, not the sum', 1, 2, 2],
    ['the register knows of more', 3, 1, 3],
    ['neither', 0, 0, 0],
  ])('%s', (_what, registered, own, counted) => {
    expect(refused(registered, own)).toBe(counted)
  })

  test('own refusals older than the block of a month do not count any more', () => {
    expect(refused(0, 2, '2020-01-01')).toBe(0)
  })

  test('those of somebody else do not count', () => {
    const evidence = theFamily({ ownRefusals: [{ fin: '7STRANG', count: 2, lastOn: on }] })
    expect(computeFacts(evidence, parameters).refusedSuitableJobs).toBe(0)
  })
})
