/** The yearly employment programme: counted, drafted, commented on, approved, published, reported on each quarter. */
import { Type } from 'typebox'
import {
  commentGroups,
  commentingBodies,
  commentOutcomes,
  ProgrammeYear,
} from '../../domain/employment-programme.ts'
import { Instant } from '../../domain/identifiers.ts'
import { literals } from '../../domain/literals.ts'
import { Case, Count, job, NewCase, Nothing, strict } from './shapes.ts'

const Quarter = Type.Integer({ minimum: 1, maximum: 4 })
const Commenting = { ...Case, commentingBody: literals(commentingBodies) }

/** What a commenting body says when it completes its task; silence is noticed by the timer. */
export const commentResults = commentOutcomes.filter((outcome) => outcome !== 'silent')

export const programmeJobs = {
  'open-due-programme': job({
    input: Nothing,
    output: Type.Object({ programmesOpened: Count }, strict),
    errors: [],
  }),
  'compute-programme-indicators': job({
    input: Type.Object(Case, strict),
    output: Type.Object({ programmeYear: ProgrammeYear, draftDueAt: Instant }, strict),
    errors: [],
  }),
  'submit-programme-draft': job({
    input: Type.Object(Case, strict),
    output: Nothing,
    errors: ['DRAFT_INCOMPLETE'],
  }),
  'open-programme-comment': job({
    input: Type.Object(Commenting, strict),
    output: Type.Object(
      {
        commentGroup: literals(Object.values(commentGroups)),
        commentDueAt: Instant,
        commentRemindAt: Instant,
      },
      strict,
    ),
    errors: [],
  }),
  'record-programme-comment': job({
    input: Type.Object({ ...Commenting, commentResult: literals(commentResults) }, strict),
    output: Nothing,
    errors: ['COMMENT_MISSING'],
  }),
  'record-programme-silence': job({ input: Type.Object(Commenting, strict), output: Nothing, errors: [] }),
  'plan-programme-revision': job({
    input: Type.Object(Case, strict),
    output: Type.Object({ revisionDueAt: Instant, commentsToAnswer: Count }, strict),
    errors: [],
  }),
  'record-programme-revision': job({
    input: Type.Object(Case, strict),
    output: Type.Object({ approvalDueAt: Instant }, strict),
    errors: ['REVISION_INCOMPLETE'],
  }),
  'publish-programme': job({
    input: Type.Object(Case, strict),
    output: Type.Object({ quarterEndsAt: Instant }, strict),
    errors: [],
  }),
  'compute-programme-progress': job({
    input: Type.Object(Case, strict),
    output: Type.Object({ progressQuarter: Quarter, progressDueAt: Instant }, strict),
    errors: [],
  }),
  'publish-programme-progress': job({
    input: Type.Object(Case, strict),
    /** `quarterEndsAt`: of the quarter after this one; the same again after the last one. */
    output: Type.Object({ quartersLeft: Count, quarterEndsAt: Instant }, strict),
    errors: ['PROGRESS_MISSING'],
  }),
  'close-programme': job({ input: Type.Object(Case, strict), output: Nothing, errors: [] }),
}

export const programmeMessages = {
  'programme-due': { correlatesOn: 'caseId', variables: NewCase },
}
