/**
 * Which families the demo posts: one of each kind the simulated registers know, never the same family twice on one
 * stack (how far it got is kept in the stack's home).
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { scenarioNames, type ScenarioName } from '../simulated/registers/scenarios.ts'
import type { Household } from '../simulated/registers/model.ts'
import { AnswerError, ask } from './http.ts'

export type Family = Omit<Household, 'held'>

/** The most telling first, for those who ask for a few. */
const tellingOrder: readonly ScenarioName[] = [
  'clean-assign',
  'income-too-high',
  'nobody-home',
  'closed-account',
  'wrong-meter',
  'unusable-answer',
  'vehicle',
  'big-family',
]
export const storyOrder: readonly ScenarioName[] = [
  ...tellingOrder,
  ...scenarioNames.filter((name) => !tellingOrder.includes(name)),
]

export interface FamilySource {
  /** The next family of that kind that has not been posted on this stack. */
  next(scenario: ScenarioName): Promise<Family>
}

/** @param home folder of the stack */
export function createFamilySource(registersUrl: string, home: string): FamilySource {
  const file = join(home, 'demo-families.json')
  const read = (): Record<string, number> =>
    existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>) : {}

  return {
    next: async (scenario) => {
      const used = read()
      const query = new URLSearchParams({ scenario, from: String(used[scenario] ?? 0) })
      let family: Family
      try {
        family = (await (await ask(`${registersUrl}/households?${query.toString()}`)).json()) as Family
      } catch (error) {
        if (!(error instanceof AnswerError) || error.status !== 404) throw error
        throw new Error(`All families of the kind ${scenario} have been posted: npm run stack -- reset`, {
          cause: error,
        })
      }
      mkdirSync(home, { recursive: true })
      writeFileSync(file, JSON.stringify({ ...used, [scenario]: family.index + 1 }))
      return family
    },
  }
}
