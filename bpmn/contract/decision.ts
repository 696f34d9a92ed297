/** Facts, decision and what is assigned by it. */
import { Type } from 'typebox'
import { EntitlementReason, Facts, RefusalGround } from '../../domain/facts.ts'
import { Qepik } from '../../domain/identifiers.ts'
import { literals } from '../../domain/literals.ts'
import { Case, job, strict, Uuid } from './shapes.ts'

export const decisionJobs = {
  'compute-facts': job({
    input: Type.Object(Case, strict),
    output: Type.Object({ facts: Facts }, strict),
    errors: [],
  }),
  'decide-application': job({
    input: Type.Object(
      {
        ...Case,
        facts: Facts,
        entitlementReasons: Type.Array(EntitlementReason),
        refusalGrounds: Type.Array(RefusalGround),
      },
      strict,
    ),
    output: Type.Object({ outcome: literals(['assign', 'refuse']), monthlyAmountQepik: Qepik }, strict),
    errors: [],
  }),
  'assign-entitlement': job({
    input: Type.Object({ ...Case, monthlyAmountQepik: Qepik }, strict),
    output: Type.Object({ entitlementId: Uuid }, strict),
    errors: [],
  }),
}
