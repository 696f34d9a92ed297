/** Appeals: registered, judged when late, decided, taken back, carried out; and decisions made again because of one. */
import { Type } from 'typebox'
import { appealOutcomes, appealRemedies, latenessResults } from '../../domain/appeal.ts'
import { EntitlementReason, Facts, RefusalGround } from '../../domain/facts.ts'
import { Instant, Qepik } from '../../domain/identifiers.ts'
import { literals } from '../../domain/literals.ts'
import { redecisionEffects } from '../../domain/redecision.ts'
import { staffGroups } from '../../domain/staff.ts'
import { Case, job, NewCase, Nothing, strict } from './shapes.ts'

/** How an upheld appeal was put right: done, or passed on to the body that can do it. */
export const carryOutResults = ['done', 'passed-on'] as const

export const appealJobs = {
  'register-appeal': job({
    input: Type.Object(Case, strict),
    output: Type.Object(
      {
        appealsGroup: literals(staffGroups),
        carryOutGroup: literals(staffGroups),
        late: Type.Boolean(),
        dueAt: Instant,
        escalateAt: Instant,
        contestedCaseNumber: Type.String(),
        contestedCaseUrl: Type.String(),
      },
      strict,
    ),
    errors: [],
  }),
  'record-lateness': job({
    input: Type.Object({ ...Case, lateness: literals(latenessResults) }, strict),
    output: Type.Object({ takenUp: Type.Boolean() }, strict),
    errors: [],
  }),
  'record-appeal-decision': job({
    input: Type.Object({ ...Case, appealOutcome: literals(appealOutcomes) }, strict),
    output: Type.Object({ remedy: literals(appealRemedies), carryOutDueAt: Instant }, strict),
    errors: ['APPEAL_DECISION_INCOMPLETE'],
  }),
  'withdraw-appeal': job({ input: Type.Object(Case, strict), output: Nothing, errors: [] }),
  'record-carried-out': job({
    input: Type.Object({ ...Case, carryOutResult: literals(carryOutResults) }, strict),
    output: Nothing,
    errors: [],
  }),
  /** The new case works under its own number, told to the applicant from there. */
  'open-redecision': job({ input: Type.Object(Case, strict), output: Nothing, errors: [] }),
  'correct-facts': job({
    input: Type.Object(Case, strict),
    output: Type.Object({ facts: Facts }, strict),
    errors: [],
  }),
  'decide-again': job({
    input: Type.Object(
      {
        ...Case,
        facts: Facts,
        entitlementReasons: Type.Array(EntitlementReason),
        refusalGrounds: Type.Array(RefusalGround),
      },
      strict,
    ),
    output: Type.Object({ redecisionEffect: literals(redecisionEffects), monthlyAmountQepik: Qepik }, strict),
    errors: [],
  }),
  'raise-entitlement': job({
    input: Type.Object({ ...Case, monthlyAmountQepik: Qepik }, strict),
    output: Nothing,
    errors: [],
  }),
}

export const appealMessages = {
  'appeal-lodged': { correlatesOn: 'caseId', variables: NewCase },
  'appeal-withdrawn': { correlatesOn: 'caseId', variables: Type.Object(Case, strict) },
  'redecision-ordered': { correlatesOn: 'caseId', variables: NewCase },
}
