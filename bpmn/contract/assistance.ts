/** The months over which assistance is paid, and what is reported in them. */
import { Type } from 'typebox'
import { changeReviews } from '../../domain/assistance-change.ts'
import { EntitlementReason, Facts, RefusalGround } from '../../domain/facts.ts'
import { Instant } from '../../domain/identifiers.ts'
import { literals } from '../../domain/literals.ts'
import { registerNames } from '../../domain/registers.ts'
import { Case, job, NewCase, Nothing, strict } from './shapes.ts'

export const assistanceJobs = {
  'open-assistance-term': job({
    input: Type.Object(Case, strict),
    output: Type.Object({ remindAt: Instant, endsAt: Instant }, strict),
    errors: [],
  }),
  'check-collection': job({
    input: Type.Object(Case, strict),
    output: Type.Object({ notCollected: Type.Boolean(), reasonDueAt: Instant }, strict),
    errors: [],
  }),
  /** A reason that was handed in and not yet judged is waited for, until its decision is due. */
  'close-collection': job({
    input: Type.Object(Case, strict),
    output: Type.Object({ assistanceEnded: Type.Boolean(), reasonDueAt: Instant }, strict),
    errors: [],
  }),
  'follow-new-criterion': job({
    input: Type.Object(Case, strict),
    output: Type.Object({ amountRaised: Type.Boolean() }, strict),
    errors: [],
  }),
  'close-assistance-term': job({ input: Type.Object(Case, strict), output: Nothing, errors: [] }),
  'register-assistance-change': job({
    input: Type.Object(Case, strict),
    output: Type.Object(
      {
        changeWay: literals(['rules', 'person', 'too-late']),
        /** In both languages, for the form. */
        changeName: Type.String(),
        dueAt: Instant,
        escalateAt: Instant,
        registers: Type.Array(literals(registerNames)),
      },
      strict,
    ),
    errors: [],
  }),
  'record-change-review': job({
    input: Type.Object({ ...Case, changeReview: literals(changeReviews) }, strict),
    output: Type.Object({ decideAgain: Type.Boolean() }, strict),
    errors: ['REVIEW_DOES_NOT_FIT'],
  }),
  'decide-assistance-change': job({
    input: Type.Object(
      {
        ...Case,
        facts: Facts,
        entitlementReasons: Type.Array(EntitlementReason),
        refusalGrounds: Type.Array(RefusalGround),
      },
      strict,
    ),
    output: Nothing,
    errors: [],
  }),
}

export const assistanceMessages = {
  'assistance-term-opened': { correlatesOn: 'caseId', variables: NewCase },
  'assistance-change-reported': { correlatesOn: 'caseId', variables: NewCase },
  /** The database has ended the term already; whatever its process waits for is over. */
  'assistance-ended': { correlatesOn: 'caseId', variables: Type.Object(Case, strict) },
  /** A good reason was accepted, and the months not paid follow. */
  'assistance-resumed': { correlatesOn: 'caseId', variables: Type.Object(Case, strict) },
}
