/** How well a vacancy suits: every point explained, exact, and the same in whatever order vacancies come. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matchOf, rankVacancies } from '../../domain/job-matching.ts'
import {
  educationLevels,
  jobFields,
  jobLanguages,
  workConditions,
  workPlaces,
  type JobProfile,
} from '../../domain/job-profile.ts'
import type { Vacancy } from '../../domain/vacancy.ts'
import { parametersOf2026 } from '../support/family.ts'
import { aVacancy, electrician } from '../support/job-seekers.ts'

const vacancyNo = (running: number, changes: Partial<Vacancy> = {}): Vacancy => ({
  ...aVacancy(changes),
  id: `0000-${running}`,
  number: `VAC-2026-${String(running).padStart(6, '0')}`,
  placesLeft: 1,
  awaited: 0,
  closed: undefined,
  ...changes,
})
const match = (changes: Partial<Vacancy> = {}, profile: Partial<JobProfile> = {}) =>
  matchOf({ ...electrician, ...profile }, vacancyNo(1, changes), parametersOf2026())
const line = (criterion: string, ...asked: Parameters<typeof match>) =>
  match(...asked).lines.find((one) => one.criterion === criterion)

describe('a vacancy', () => {
  test('that suits in everything has all points', () => {
    const found = match()
    expect([found.points, found.outOf, found.suitable]).toEqual([100, 100, true])
    expect(found.lines.map(({ why }) => why)).toEqual([
      'same-occupation',
      'enough',
      'enough',
      'place-wanted',
      'as-wanted',
      'all-spoken',
      'nothing-forbidden',
    ])
  })

  test.each([
    ['occupation', { occupationCode: '7412' }, 20, 'related-occupation'],
    ['occupation', { occupationCode: '9313' }, 10, 'same-field'],
    ['occupation', { occupationCode: '5223', field: 'trade' }, 0, 'other-field'],
    ['experience', { leastExperienceYears: 6 }, 7, 'less-than-asked'],
    ['place', { place: 'Şüvəlan' }, 10, 'same-district'],
    ['wage', { wageQepik: 480_00 }, 5, 'somewhat-less'],
    ['wage', { wageQepik: 479_99 }, 0, 'much-less'],
  ] as const)(
    '%s: less of it gives fewer points and rules nothing out',
    (criterion, changes, points, why) => {
      expect(line(criterion, changes)).toMatchObject({ points, why, rulesOut: false })
    },
  )

  test.each([
    ['education', { leastEducation: 'higher' }, 'less-than-asked'],
    ['place', { place: 'Pirallahı' }, 'place-not-wanted'],
    ['place', { place: 'Nəsimi' }, 'place-not-wanted'],
    ['languages', { languages: ['az', 'en'] }, 'some-missing'],
    ['health', { conditions: ['heavy-lifting'] }, 'forbidden-by-health'],
  ] as const)('%s can rule it out, whatever the points', (criterion, changes, why) => {
    const found = match(changes as Partial<Vacancy>)
    expect(found.suitable).toBe(false)
    expect(found.lines.find((one) => one.criterion === criterion)).toMatchObject({ why, rulesOut: true })
  })

  test('with too few points does not suit, though nothing rules it out', () => {
    const poor = {
      occupationCode: '5223',
      field: 'trade',
      leastExperienceYears: 40,
      wageQepik: 100_00,
    } as const
    const found = match({ ...poor, place: 'Zirə' })
    expect(found.points).toBeLessThan(50)
    expect(found.suitable).toBe(false)
    expect(found.lines.some(({ rulesOut }) => rulesOut)).toBe(false)
  })
})

const someOf = <T>(values: readonly T[], minLength: number) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength, maxLength: values.length })
const profiles = fc.record({
  education: fc.constantFrom(...educationLevels),
  occupationCode: fc.constantFrom('7411', '7412', '5223', '9313'),
  field: fc.constantFrom(...jobFields),
  experienceYears: fc.nat({ max: 60 }),
  places: someOf(workPlaces, 1),
  wageWantedQepik: fc.integer({ min: 1, max: 10_000_000 }),
  healthLimits: someOf(workConditions, 0),
  languages: someOf(jobLanguages, 1),
})
const demands = fc.record({
  leastEducation: fc.constantFrom(...educationLevels),
  occupationCode: fc.constantFrom('7411', '7412', '5223', '9313'),
  field: fc.constantFrom(...jobFields),
  leastExperienceYears: fc.nat({ max: 60 }),
  place: fc.constantFrom(...workPlaces),
  wageQepik: fc.integer({ min: 1, max: 10_000_000 }),
  conditions: someOf(workConditions, 0),
  languages: someOf(jobLanguages, 0),
})

describe('for every profile and vacancy', () => {
  test('points are whole, add up, stay in bounds, and nothing that is ruled out is called suitable', () => {
    fc.assert(
      fc.property(profiles, demands, (profile, asked) => {
        const { points, outOf, suitable, lines } = matchOf(profile, vacancyNo(1, asked), parametersOf2026())
        expect(points).toBe(lines.reduce((sum, one) => sum + one.points, 0))
        for (const one of lines) {
          expect(Number.isInteger(one.points) && one.points >= 0 && one.points <= one.outOf).toBe(true)
        }
        expect(outOf).toBe(100)
        expect(suitable && lines.some(({ rulesOut }) => rulesOut)).toBe(false)
      }),
    )
  })

  test('the ranking is the same in whatever order vacancies and wishes come', () => {
    fc.assert(
      fc.property(
        profiles,
        fc.array(demands, { maxLength: 12 }).map((all) => all.map((one, place) => vacancyNo(place + 1, one))),
        fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
        (profile, vacancies, keys) => {
          const parameters = parametersOf2026()
          const keyed = vacancies.map((vacancy, place) => ({ vacancy, key: keys[place] ?? 0 }))
          const shuffled = keyed.toSorted((one, other) => one.key - other.key).map(({ vacancy }) => vacancy)
          const reversed = {
            ...profile,
            places: profile.places.toReversed(),
            languages: profile.languages.toReversed(),
            healthLimits: profile.healthLimits.toReversed(),
          }
          expect(rankVacancies(reversed, shuffled, parameters)).toEqual(
            rankVacancies(profile, vacancies, parameters),
          )
        },
      ),
    )
  })

  test('suitable ones come first, then more points, then more wage, then the older number', () => {
    const parameters = parametersOf2026()
    const ranked = rankVacancies(
      electrician,
      [
        vacancyNo(5, { conditions: ['heavy-lifting'] }),
        vacancyNo(4, { wageQepik: 900_00 }),
        vacancyNo(3),
        vacancyNo(2),
        vacancyNo(1, { place: 'Şüvəlan' }),
      ],
      parameters,
    )
    expect(ranked.map(({ vacancy }) => Number(vacancy.number.slice(-1)))).toEqual([4, 2, 3, 1, 5])
  })
})
