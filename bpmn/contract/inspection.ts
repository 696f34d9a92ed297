/** The visit to the household, its acts and what they say beside the declaration. */
import { Type } from 'typebox'
import { Instant } from '../../domain/identifiers.ts'
import { literals } from '../../domain/literals.ts'
import { staffGroups } from '../../domain/staff.ts'
import { visitResults } from '../../domain/visit.ts'
import { Case, job, strict } from './shapes.ts'

export const inspectionJobs = {
  'plan-visit': job({
    input: Type.Object(
      {
        ...Case,
        visitRound: Type.Integer({ minimum: 1 }),
        planReason: literals(['first', 'nobody-home', 'overdue']),
      },
      strict,
    ),
    output: Type.Object(
      {
        visitGroup: literals(staffGroups),
        visitDueAt: Instant,
        visitAttempts: Type.Integer({ minimum: 1 }),
        reinspectionSampled: Type.Boolean(),
      },
      strict,
    ),
    errors: [],
  }),
  /** `visit` is what the form sent, unchecked: the worker checks it against `VisitForm` and answers with what is wrong. */
  'record-inspection-act': job({
    input: Type.Object(
      {
        ...Case,
        actKind: literals(['visit', 'reinspection']),
        visitRound: Type.Integer({ minimum: 1 }),
        visit: Type.Record(Type.String(), Type.Unknown()),
      },
      strict,
    ),
    output: Type.Object({ inspectionResult: literals(visitResults) }, strict),
    errors: ['VISIT_FORM_INVALID'],
  }),
  'compare-acts': job({
    input: Type.Object(Case, strict),
    output: Type.Object({ actsAgree: Type.Boolean() }, strict),
    errors: [],
  }),
  'compare-declaration': job({
    input: Type.Object(Case, strict),
    output: Type.Object(
      { correctedOnSite: Type.Boolean(), mismatchCount: Type.Integer({ minimum: 0 }) },
      strict,
    ),
    errors: [],
  }),
}
