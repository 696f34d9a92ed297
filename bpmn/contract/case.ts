/** Every case: registered, its applicant told, who completed a task checked, terms escalated. */
import { Type } from 'typebox'
import { Day, Instant } from '../../domain/identifiers.ts'
import { literals } from '../../domain/literals.ts'
import { noticeNames as notices } from '../../domain/notice-words.ts'
import { registerNames } from '../../domain/registers.ts'
import { staffGroups } from '../../domain/staff.ts'
import { Case, CaseIfAny, job, NewCase, Nothing, strict } from './shapes.ts'

export const caseJobs = {
  'register-application': job({
    input: Type.Object(Case, strict),
    output: Type.Object(
      {
        applicationDate: Day,
        decisionDueAt: Instant,
        escalateAt: Instant,
        visitRequired: Type.Boolean(),
        registers: Type.Array(literals(registerNames)),
      },
      strict,
    ),
    errors: [],
  }),
  'notify-applicant': job({
    input: Type.Object(Case, strict),
    output: Nothing,
    errors: [],
    headers: { notice: notices },
  }),
  'verify-completion': job({
    input: Type.Object(
      {
        ...CaseIfAny,
        /** Element id of the user task whose completion is checked. */
        task: Type.String(),
        allowedGroups: Type.Array(literals(staffGroups), { minItems: 1 }),
        /** Element ids of tasks whose last counted completer may not be this one. */
        notTheOneWho: Type.Array(Type.String()),
        /** Nor anybody who worked on the case that this one is about, or decided another one about it. */
        reviewsRelatedCase: Type.Optional(Type.Boolean()),
      },
      strict,
    ),
    output: Type.Object(
      { completionCounts: Type.Boolean(), completionProblem: Type.Union([Type.String(), Type.Null()]) },
      strict,
    ),
    errors: [],
  }),
  'escalate-case': job({
    input: Type.Object(CaseIfAny, strict),
    output: Nothing,
    errors: [],
    headers: {
      level: ['due-soon', 'overdue', 'visit-overdue', 'bank-silent', 'payment-run-late', 'exception-overdue'],
    },
  }),
}

export const caseMessages = {
  'application-received': {
    correlatesOn: 'caseId',
    variables: NewCase,
  },
}
