/** The generated households: always the same, all different, and each an application the API would take. */
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { expect, test } from 'vitest'
import { NewApplication } from '../../domain/application.ts'
import { formats } from '../../domain/identifiers.ts'
import { registerAnswers, registerNames } from '../../domain/registers.ts'
import { VisitForm } from '../../domain/visit.ts'
import { visitProblems } from '../../domain/visit-rules.ts'
import { answerOf } from '../../stack/simulated/registers/answers.ts'
import { createHouseholds, households, visitOf } from '../../stack/simulated/registers/households.ts'
import { scenarioNames } from '../../stack/simulated/registers/scenarios.ts'

const ajv = addFormats.default(new Ajv({ allErrors: true, formats }))
const isApplication = ajv.compile(NewApplication)
const isVisit = ajv.compile(VisitForm)
const everyIndex = Array.from({ length: households.count }, (_, index) => index)

test('there are at least 5,000, and every one is an application the API would take', () => {
  expect(households.count).toBeGreaterThanOrEqual(5_000)
  for (const index of everyIndex) {
    const valid = isApplication(households.household(index).application)
    expect(valid, `${index}: ${ajv.errorsText(isApplication.errors)}`).toBe(true)
  }
})

test('no two people share a FIN and no two homes a subscriber number, and each leads back to its household', () => {
  const fins = new Set<string>()
  const subscribers = new Set<string>()
  let people = 0
  let accounts = 0
  for (const index of everyIndex) {
    const { held } = households.household(index)
    for (const { fin } of held.population) {
      expect(fin).toMatch(/^[0-9A-HJ-NP-Z]{7}$/)
      fins.add(fin)
      people += 1
      expect(households.ofFin(fin)?.index).toBe(index)
    }
    for (const { subscriberNumber } of held.accounts) {
      subscribers.add(subscriberNumber)
      accounts += 1
      expect(households.ofSubscriber(subscriberNumber)?.index).toBe(index)
    }
  }
  expect(fins.size).toBe(people)
  expect(subscribers.size).toBe(accounts)
})

test('the same seed gives the same families in whatever order they are asked for, another seed others', () => {
  const [forwards, backwards, others] = [
    createHouseholds({ seed: 5 }),
    createHouseholds({ seed: 5 }),
    createHouseholds({ seed: 6 }),
  ]
  const some = everyIndex.slice(0, 200)
  const first = some.map((index) => forwards.household(index))
  const second = some
    .toReversed()
    .map((index) => backwards.household(index))
    .toReversed()
  expect(second).toEqual(first)
  const finsOf = (of: typeof first) =>
    new Set(of.flatMap(({ held }) => held.population.map(({ fin }) => fin)))
  const otherFins = finsOf(some.map((index) => others.household(index)))
  expect([...finsOf(first)].filter((fin) => otherFins.has(fin))).toEqual([])
})

test.each(scenarioNames)('%s is met among any sixty households in a row', (scenario) => {
  for (const from of [0, 61, 3_000]) {
    const found = households.findHousehold({ scenario, from })
    expect(found.scenario).toBe(scenario)
    expect(found.index - from).toBeLessThan(60)
  }
})

test('families with a right and without one are found by outcome', () => {
  expect(households.findHousehold({ outcome: 'assign', from: 10 }).expected.outcome).toBe('assign')
  expect(households.findHousehold({ outcome: 'refuse', from: 10 }).expected.outcome).toBe('refuse')
  expect(() => households.findHousehold({ outcome: 'refuse', from: households.count })).toThrow(RangeError)
})

test.each(registerNames)(
  'register %s answers in its shape about every kind of household, on any day',
  (register) => {
    const isAnswer = ajv.compile(registerAnswers[register])
    for (const scenario of scenarioNames) {
      for (const applicationDate of ['2025-01-31', '2026-11-23', '2028-02-29']) {
        const { members, meters } = households.findHousehold({ scenario }).application.declaration
        const query = {
          fins: members.map(({ fin }) => fin),
          applicationDate,
          subscriberNumbers: Object.values(meters).map(({ subscriberNumber }) => subscriberNumber),
        }
        const valid = isAnswer(answerOf(register, query, households))
        expect(valid, `${scenario}: ${ajv.errorsText(isAnswer.errors)}`).toBe(true)
      }
    }
  },
)

test('what an inspector finds is a form that can be signed', () => {
  const now = new Date('2026-11-20T08:00:00Z')
  for (const index of everyIndex.slice(0, 600)) {
    for (const round of [1, 2]) {
      const form = visitOf(households.household(index), round, now)
      expect(isVisit(form), ajv.errorsText(isVisit.errors)).toBe(true)
      expect(visitProblems(form, now, '2026-11-16')).toEqual([])
    }
  }
})
