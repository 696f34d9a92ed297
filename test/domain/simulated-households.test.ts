/**
 * Generated households of every kind through the rules: what their story expects is what is decided.
 */
import { describe, expect, test } from 'vitest'
import { metersFoundOnSite } from '../../domain/compare.ts'
import { computeFacts } from '../../domain/compute-facts.ts'
import { decide } from '../../domain/decide.ts'
import type { Evidence } from '../../domain/evidence.ts'
import { registerNames } from '../../domain/registers.ts'
import type { RegisterAnswers } from '../../domain/registers.ts'
import { answerOf } from '../../stack/simulated/registers/answers.ts'
import { households, visitOf } from '../../stack/simulated/registers/households.ts'
import type { Household } from '../../stack/simulated/registers/model.ts'
import { scenarioNames } from '../../stack/simulated/registers/scenarios.ts'
import { anAct, parametersOf2026 } from '../support/family.ts'
import { groundNumbers, groundsOf, reasonsOf } from '../support/tables.ts'

const applicationDate = '2026-11-16'
const visitedAt = new Date('2026-11-18T06:00:00Z')

function evidenceOf(household: Household): Evidence {
  const act = anAct(visitOf(household, 9, visitedAt))
  const application = { ...household.application, caseId: 'case', applicationDate }
  const { declaration } = application
  const meters = metersFoundOnSite(declaration.meters, act) ?? declaration.meters
  const query = {
    fins: declaration.members.map(({ fin }) => fin),
    applicationDate,
    subscriberNumbers: Object.values(meters).map(({ subscriberNumber }) => subscriberNumber),
  }
  const answers = Object.fromEntries(
    registerNames.map((register) => [register, answerOf(register, query, households)]),
  ) as unknown as RegisterAnswers
  return {
    application: { ...application, declaration: { ...declaration, meters } },
    answers,
    acts: [act],
    blockedUntil: undefined,
    ownRefusals: [],
  }
}

describe('generated households', () => {
  const parameters = parametersOf2026({ 'pension-age-women-months': 780 })
  test.each(scenarioNames)('%s', (scenario) => {
    let met = 0
    for (let index = 0; index < 1_800; index += 1) {
      const household = households.household(index)
      if (household.scenario !== scenario) continue
      met += 1
      const facts = computeFacts(evidenceOf(household), parameters)
      const hits = groundNumbers(facts)
      const { outcome, monthlyAmountQepik } = decide(facts, reasonsOf(facts), groundsOf(facts))
      expect({ index, outcome, hits }).toEqual({
        index,
        outcome: household.expected.outcome,
        hits: [...household.expected.grounds],
      })
      expect(monthlyAmountQepik > 0).toBe(outcome === 'assign')
    }
    expect(met).toBeGreaterThan(20)
  })
})
