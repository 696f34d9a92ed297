/** Recovery of overpayments: computed, demanded, objected to, paid back, kept back or claimed in court. */
import { Type } from 'typebox'
import { Instant, Qepik } from '../../domain/identifiers.ts'
import { literals } from '../../domain/literals.ts'
import { objectionOutcomes, recoveryRoutes } from '../../domain/overpayment.ts'
import { Case, Count, job, NewCase, Nothing, strict } from './shapes.ts'

/** `settled`: nothing is left, or the rest is claimed in court. */
const recoveryEnds = ['not-demanded', 'objection-upheld', 'settled'] as const

export const recoveryJobs = {
  'compute-overpayment': job({
    input: Type.Object(Case, strict),
    output: Type.Object(
      { overpaidQepik: Qepik, overpaidMonths: Count, aboutCaseNumber: Type.String(), reviewDueAt: Instant },
      strict,
    ),
    errors: [],
  }),
  'issue-demand': job({
    input: Type.Object(Case, strict),
    output: Type.Object({ overpaidQepik: Qepik, answerDueAt: Instant, objectionDueAt: Instant }, strict),
    errors: [],
  }),
  'record-objection-decision': job({
    input: Type.Object(
      {
        ...Case,
        objectionOutcome: literals(objectionOutcomes),
        /** What is still asked back when the objection is right in part, in manat; null otherwise. */
        reducedManat: Type.Union([Type.Number(), Type.Null()]),
      },
      strict,
    ),
    output: Type.Object({ demandStands: Type.Boolean() }, strict),
    errors: ['OBJECTION_FORM_INVALID'],
  }),
  'plan-recovery': job({
    input: Type.Object(Case, strict),
    output: Type.Object(
      { recoveryRoute: literals(recoveryRoutes), leftQepik: Qepik, claimDueAt: Instant },
      strict,
    ),
    errors: [],
  }),
  'close-recovery': job({
    input: Type.Object({ ...Case, recoveryEnd: literals(recoveryEnds) }, strict),
    output: Nothing,
    errors: [],
  }),
}

export const recoveryMessages = {
  'overpayment-found': { correlatesOn: 'caseId', variables: NewCase },
  /** Both are sent when the record holds them; what comes after the demand was answered changes nothing. */
  'overpayment-objected': { correlatesOn: 'caseId', variables: Type.Object(Case, strict) },
  'overpayment-repaid': { correlatesOn: 'caseId', variables: Type.Object(Case, strict) },
  /** An appeal on the demand was lodged; decided, taken back or not taken up. The record says what follows. */
  'recovery-contested': { correlatesOn: 'caseId', variables: Type.Object(Case, strict) },
  'recovery-appeal-closed': { correlatesOn: 'caseId', variables: Type.Object(Case, strict) },
}
