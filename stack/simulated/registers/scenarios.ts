/**
 * What an office meets, by name: a family with a right and nothing odd, each refusal ground alone, and the odd and
 * broken ones. A scenario changes what is declared, held by the registers or found on site.
 */
import { assignedScenarios } from './assigned-scenarios.ts'
import { refusedScenarios } from './refused-scenarios.ts'

export const scenarios = { ...assignedScenarios, ...refusedScenarios }
export type ScenarioName = keyof typeof scenarios
export const scenarioNames = Object.keys(scenarios) as ScenarioName[]
