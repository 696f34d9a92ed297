/** Decision tables against the schemas: what they read is in the facts, what they give is what the decision takes. */
import { BenefitFacts, BenefitFinding, BenefitHandling } from '../../../domain/benefit.ts'
import { EntitlementReason, Facts, RefusalGround } from '../../../domain/facts.ts'
import { knownGrounds } from '../../../domain/ground-words.ts'
import type { Bundle } from '../bundle.ts'
import { propertiesRead, variablesRead } from '../feel.ts'
import type { DecisionTable } from '../read-decision.ts'
import { difference, sameSet } from './sets.ts'

/** By table: the input data it reads and their schema, what each rule gives, and the variable the rows go to. */
const shapes = {
  'entitlement-reason': {
    input: { name: 'facts', schema: Facts },
    output: EntitlementReason,
    result: 'entitlementReasons',
  },
  'refusal-grounds': {
    input: { name: 'facts', schema: Facts },
    output: RefusalGround,
    result: 'refusalGrounds',
  },
  'benefit-type': {
    input: { name: 'benefitFacts', schema: BenefitFacts },
    output: BenefitFinding,
    result: 'benefitFindings',
  },
  'benefit-handling': {
    input: { name: 'benefitFacts', schema: BenefitFacts },
    output: BenefitHandling,
    result: 'benefitHandling',
  },
} as const

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
        const shape = Object.entries(shapes).find(([name]) => name === decision?.id)?.[1]
        return shape === undefined || decision?.result === shape.result
          ? []
          : [`${id}: the result of ${decision?.id ?? ''} is called ${shape.result}`]
      }),
    ),
  ]
}

function tableProblems(table: DecisionTable): readonly string[] {
  const { id, hitPolicy, inputs, outputs, rules, requires } = table
  const shape = Object.entries(shapes).find(([name]) => name === id)?.[1]
  const expressions = [
    ...inputs.map(({ expression }) => expression),
    ...rules.flatMap(({ conditions, results }) => [...conditions, ...results]),
  ]
  const facts = expressions.flatMap((expression) => propertiesRead(expression, shape?.input.name ?? ''))
  const variables = expressions.flatMap(variablesRead)
  return [
    ...(hitPolicy === 'COLLECT'
      ? []
      : [`${id}: collects every rule that hits, so its hit policy is COLLECT`]),
    ...difference(facts, Object.keys(shape?.input.schema.properties ?? {})).map(
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
