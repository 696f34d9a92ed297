/** Decision tables against the schemas: what they read is in their facts, what they give is what the decision takes. */
import type { TObject } from 'typebox'
import { AssetFacts, AssetFindingResult } from '../../../domain/asset-visit.ts'
import { EntitlementReason, Facts, RefusalGround } from '../../../domain/facts.ts'
import {
  Exclusion,
  ParticipantFacts,
  Priority,
  ReadinessFacts,
  SelectionPoints,
} from '../../../domain/self-employment.ts'
import { knownGrounds } from '../../../domain/ground-words.ts'
import type { Bundle } from '../bundle.ts'
import { propertiesRead, variablesRead } from '../feel.ts'
import type { DecisionTable } from '../read-decision.ts'
import { difference, sameSet } from './sets.ts'

/** What a table reads as `facts`, gives for a rule that hits, and what the process calls all it gives. */
interface Shape {
  readonly facts: TObject
  /** What its facts are called, where they are not `facts`. */
  readonly factsName?: string
  readonly output: TObject
  readonly result: string
  /** How it chooses among the rules that hit; every one unless said. */
  readonly hitPolicy?: 'FIRST'
}
const shapes: Readonly<Record<string, Shape>> = {
  'entitlement-reason': { facts: Facts, output: EntitlementReason, result: 'entitlementReasons' },
  'refusal-grounds': { facts: Facts, output: RefusalGround, result: 'refusalGrounds' },
  'self-employment-exclusions': { facts: ParticipantFacts, output: Exclusion, result: 'exclusions' },
  'self-employment-priorities': { facts: ParticipantFacts, output: Priority, result: 'priorities' },
  'self-employment-selection': { facts: ReadinessFacts, output: SelectionPoints, result: 'selectionPoints' },
  'asset-findings': {
    facts: AssetFacts,
    factsName: 'assetFacts',
    output: AssetFindingResult,
    result: 'assetFinding',
    hitPolicy: 'FIRST',
  },
}

export function decisionProblems({ decisions, diagrams }: Bundle): readonly string[] {
  return [
    ...sameSet(
      decisions.map(({ id }) => id),
      Object.keys(shapes),
      'Decision',
    ),
    ...decisions.flatMap(tableProblems),
    ...diagrams.flatMap(({ steps }) =>
      steps.flatMap(({ id, decision }) => {
        const shape = shapes[decision?.id ?? '']
        return shape === undefined || decision?.result === shape.result
          ? []
          : [`${id}: the result of ${decision?.id ?? ''} is called ${shape.result}`]
      }),
    ),
  ]
}

function tableProblems(table: DecisionTable): readonly string[] {
  const { id, hitPolicy, inputs, outputs, rules, requires } = table
  const shape = shapes[id]
  const expressions = [
    ...inputs.map(({ expression }) => expression),
    ...rules.flatMap(({ conditions, results }) => [...conditions, ...results]),
  ]
  const facts = expressions.flatMap((expression) => propertiesRead(expression, shape?.factsName ?? 'facts'))
  const wanted = shape?.hitPolicy ?? 'COLLECT'
  const variables = expressions.flatMap(variablesRead)
  return [
    ...(hitPolicy === wanted
      ? []
      : [`${id}: its hit policy is ${wanted}, because of what the process takes from it`]),
    ...difference(facts, Object.keys(shape?.facts.properties ?? {})).map(
      (name) => `${id}: the facts have no "${name}"`,
    ),
    ...difference(variables, requires).map((name) => `${id}: reads "${name}", which is no input data of it`),
    ...sameSet(outputs, Object.keys(shape?.output.properties ?? {}), `${id}: output`),
    ...inputs.flatMap(({ label, expression }) =>
      label.includes(' / ') ? [] : [`${id}: label the column ${expression} in Azerbaijani and English`],
    ),
    ...rules.flatMap((rule) =>
      rule.note.includes('docs/domain.md') ? [] : [`${id}, ${rule.id}: name the law`],
    ),
    ...(id === 'refusal-grounds' ? groundProblems(table) : []),
  ]
}

/** A ground that no notice has words for would reach the family as a code. */
const groundProblems = ({ rules }: DecisionTable): readonly string[] =>
  difference(
    rules.map(({ results: [ground = ''] }) => ground.replaceAll('"', '')),
    knownGrounds,
  ).map((ground) => `refusal-grounds: the notices have no words for "${ground}"`)
