/** A decision by rule (docs/domain.md 0), of an application or of a change: the facts are those of the case, or nothing is decided. */
import { sha256OfJson } from '../../domain/canonical-json.ts'
import { computeFacts } from '../../domain/compute-facts.ts'
import { decide } from '../../domain/decide.ts'
import { OperatorError } from '../../domain/errors.ts'
import type { Decision, EntitlementReason, Facts, RefusalGround } from '../../domain/facts.ts'
import type { Records } from '../../domain/records.ts'
import { evidenceOfCase } from './evidence-of-case.ts'

export interface FoundByRules {
  readonly facts: Facts
  readonly entitlementReasons: readonly EntitlementReason[]
  readonly refusalGrounds: readonly RefusalGround[]
}

/** @throws OperatorError when the facts in the process are not those of the case */
export async function decisionOn(
  records: Records,
  caseId: string,
  { facts, entitlementReasons, refusalGrounds }: FoundByRules,
  now: Date,
): Promise<Decision> {
  const { evidence, parameters } = await evidenceOfCase(records, caseId)
  // The database is the record: variables of the engine can be edited by whoever operates it.
  if (sha256OfJson(computeFacts(evidence, parameters)) !== sha256OfJson(facts)) {
    throw new OperatorError(
      'The facts in the process are not those of the case',
      'Evidence or variables changed after the facts were computed: modify the instance back to ComputeFacts.',
    )
  }
  return {
    caseId,
    ...decide(facts, entitlementReasons, refusalGrounds),
    facts,
    reasons: entitlementReasons,
    parameters: parameters.used(),
    decidedAt: now.toISOString(),
  }
}
