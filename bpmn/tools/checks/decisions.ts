/** Decision tables against the schemas: what they read is in their facts, what they give is what the decision takes. */
import type { TObject } from 'typebox'
import { AssetFacts, AssetFindingResult } from '../../../domain/asset-visit.ts'
import { BenefitFacts, BenefitFinding, BenefitHandling } from '../../../domain/benefit.ts'
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

interface Shape {
  /** The input data it reads, and their schema. */
  readonly name: string
  readonly schema: TObject
  readonly hitPolicy: 'COLLECT' | 'FIRST'
  /** What each rule gives. */
  readonly output: TObject
  /** The variable that takes it. */
  readonly result: string
}

const collected = (schema: TObject, output: TObject, result: string, name = 'facts'): Shape => ({
  name,
  schema,
  hitPolicy: 'COLLECT',
  output,
  result,
})
const shapes: Readonly<Record<string, Shape>> = {
  'entitlement-reason': collected(Facts, EntitlementReason, 'entitlementReasons'),
  'refusal-grounds': collected(Facts, RefusalGround, 'refusalGrounds'),
  'asset-findings': {
    name: 'assetFacts',
    schema: AssetFacts,
    hitPolicy: 'FIRST',
    output: AssetFindingResult,
    result: 'assetFinding',
  },
  'benefit-type': collected(BenefitFacts, BenefitFinding, 'benefitFindings', 'benefitFacts'),
  'benefit-handling': collected(BenefitFacts, BenefitHandling, 'benefitHandling', 'benefitFacts'),
  'self-employment-exclusions': collected(ParticipantFacts, Exclusion, 'exclusions'),
  'self-employment-priorities': collected(ParticipantFacts, Priority, 'priorities'),
  'self-employment-selection': collected(ReadinessFacts, SelectionPoints, 'selectionPoints'),
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
  const factsName = shape?.name ?? 'facts'
  const facts = expressions.flatMap((expression) => propertiesRead(expression, factsName))
  const variables = expressions.flatMap(variablesRead)
  return [
    ...(shape === undefined || hitPolicy === shape.hitPolicy
      ? []
      : [`${id}: its hit policy is ${shape.hitPolicy}, because of what the process takes from it`]),
    ...difference(facts, Object.keys(shape?.schema.properties ?? {})).map(
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
