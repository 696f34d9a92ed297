/**
 * What people enter in each form of bpmn/forms, by form id: the variables a completed user task sends.
 * The contract test holds the form files to these schemas, field by field and limit by limit.
 */
import { Type, type Static, type TObject } from 'typebox'
import { appealOutcomes, latenessResults } from '../domain/appeal.ts'
import { AssetVisitForm } from '../domain/asset-visit.ts'
import { benefitDecisions, keptBenefits, refusalReasons } from '../domain/benefit.ts'
import { changeReviews } from '../domain/assistance-change.ts'
import { literals } from '../domain/literals.ts'
import { Day, Language } from '../domain/identifiers.ts'
import { objectionOutcomes } from '../domain/overpayment.ts'
import { refusalJudgements } from '../domain/job-referral.ts'
import { activeMeasures, recordedOutcomes } from '../domain/job-seeker.ts'
import {
  assetKinds,
  dropOutReasons,
  handoverFailures,
  handoverResults,
  interviewResults,
  InterviewScore,
  trainingResults,
} from '../domain/self-employment.ts'
import { Service } from '../domain/service.ts'
import { serviceOutcomes } from '../domain/service-request.ts'
import { settlementNames } from '../domain/territory.ts'
import { VacancyNumber } from '../domain/vacancy.ts'
import { VisitForm } from '../domain/visit.ts'
import { carryOutResults } from './contract/appeal.ts'
import { cancelReasons, exceptionResolutions } from './contract/payment.ts'
import { commentResults } from './contract/programme.ts'
import { vacancyChoices } from './contract/placement.ts'
import { deskResults } from './contract/service.ts'

const strict = { additionalProperties: false }

export const forms = {
  'visit-household': VisitForm,
  'reinspect-household': VisitForm,
  'resolve-register-question': Type.Object(
    { registerResolution: literals(['corrected-at-register', 'register-fault-over']) },
    strict,
  ),
  'review-overdue-case': Type.Object(
    {
      overdueCause: literals(['register-silent', 'visit-late', 'register-question', 'system-fault', 'other']),
    },
    strict,
  ),
  'approve-first-payment': Type.Object(
    {
      approval: literals(['approve', 'return']),
      /** Shown to whoever corrects; without personal data. */
      approvalReason: Type.Optional(Type.String({ maxLength: 1_000 })),
    },
    strict,
  ),
  'correct-account': Type.Object({ accountCorrected: Type.Boolean() }, strict),
  'approve-repair': Type.Object(
    {
      approval: literals(['approve', 'return']),
      approvalReason: Type.Optional(Type.String({ maxLength: 1_000 })),
    },
    strict,
  ),
  'ask-bank': Type.Object({ bankQuestion: literals(['wait', 'resend']) }, strict),
  'clear-refused-file': Type.Object({ fileCleared: Type.Boolean() }, strict),
  'review-payment-run': Type.Object(
    {
      runReview: literals(['submit', 'check-again', 'cancel']),
      cancelReason: Type.Optional(literals(cancelReasons)),
    },
    strict,
  ),
  'approve-payment-run': Type.Object(
    {
      runApproval: literals(['approve', 'return']),
      approvalReason: Type.Optional(Type.String({ maxLength: 1_000 })),
    },
    strict,
  ),
  'clear-up-differences': Type.Object({ differencesCleared: Type.Boolean() }, strict),
  'resolve-payment-exception': Type.Object({ exceptionResolution: literals(exceptionResolutions) }, strict),
  'start-service-request': Type.Object(
    {
      serviceCode: Type.Optional(Service.properties.code),
      requestLanguage: Language,
      settlement: Type.Optional(literals(settlementNames)),
    },
    strict,
  ),
  'complete-service-request': Type.Object({ deskResult: literals(deskResults) }, strict),
  'review-assistance-change': Type.Object({ changeReview: literals(changeReviews) }, strict),
  'handle-service-request': Type.Object({ serviceOutcome: literals(serviceOutcomes) }, strict),
  'decide-appeal': Type.Object({ appealOutcome: literals(appealOutcomes) }, strict),
  'judge-lateness': Type.Object({ lateness: literals(latenessResults) }, strict),
  'carry-out-appeal': Type.Object({ carryOutResult: literals(carryOutResults) }, strict),
  'review-overpayment': Type.Object({ demandDecision: literals(['demand', 'drop']) }, strict),
  'decide-objection': Type.Object(
    {
      objectionOutcome: literals(objectionOutcomes),
      reducedManat: Type.Optional(Type.Number({ minimum: 0.01 })),
    },
    strict,
  ),
  'examine-benefit': Type.Object(
    {
      benefitDecision: literals(benefitDecisions),
      /** When it is refused for a reason that the table does not know. */
      refusalReason: Type.Optional(literals(refusalReasons)),
      /** As the person wishes; the higher one is kept when nobody says. */
      keptBenefit: Type.Optional(literals(keptBenefits)),
    },
    strict,
  ),
  'review-benefit-change': Type.Object({ changeEnd: literals(['ended', 'kept']) }, strict),
  'prepare-claim': Type.Object({ claimFiled: Type.Boolean() }, strict),
  'visit-asset': AssetVisitForm,
  'revisit-asset': AssetVisitForm,
  'decide-asset-transfer': Type.Object({ transferDecision: literals(['pass', 'ask-back']) }, strict),
  'enter-asset-registration': Type.Object(
    { registrationResult: literals(['registered', 'refused']) },
    strict,
  ),
  'review-asset-end': Type.Object({ endReview: literals(['release', 'ask-back']) }, strict),
  'prepare-asset-claim': Type.Object({ claimFiled: Type.Boolean() }, strict),
  'draft-programme': Type.Object({ draftReady: Type.Boolean() }, strict),
  'comment-programme': Type.Object({ commentResult: literals(commentResults) }, strict),
  'revise-programme': Type.Object({ revisionReady: Type.Boolean() }, strict),
  'approve-programme': Type.Object(
    {
      programmeApproval: literals(['approve', 'return']),
      approvalReason: Type.Optional(Type.String({ maxLength: 1_000 })),
    },
    strict,
  ),
  'report-programme-progress': Type.Object({ progressReported: Type.Boolean() }, strict),
  'complete-job-profile': Type.Object({ profileEntered: Type.Boolean() }, strict),
  'choose-vacancy': Type.Object(
    { vacancyChoice: literals(vacancyChoices), vacancyNumber: Type.Optional(VacancyNumber) },
    strict,
  ),
  'judge-job-refusal': Type.Object({ refusalJudgement: literals(refusalJudgements) }, strict),
  'choose-measures': Type.Object({ measures: Type.Optional(Type.Array(literals(activeMeasures))) }, strict),
  'record-measure': Type.Object({ recordedOutcome: literals(recordedOutcomes) }, strict),
  'interview-applicant': Type.Object(
    {
      interviewResult: literals(interviewResults),
      motivation: Type.Optional(InterviewScore),
      experience: Type.Optional(InterviewScore),
      marketKnowledge: Type.Optional(InterviewScore),
    },
    strict,
  ),
  'close-training': Type.Object(
    {
      trainingResult: literals(trainingResults),
      dropOutReason: Type.Optional(literals(dropOutReasons)),
    },
    strict,
  ),
  /** The marks themselves are entered on the case page, where only their member sees them. */
  'score-plan': Type.Object({ marksEntered: Type.Boolean() }, strict),
  'sign-contract': Type.Object(
    {
      assetKind: literals(assetKinds),
      /** Without personal data: it stands on the contract, too. */
      assetDescription: Type.String({ minLength: 3, maxLength: 500 }),
      assetValueManat: Type.Number({ minimum: 0.01 }),
      signedOn: Day,
    },
    strict,
  ),
  'hand-over-asset': Type.Object(
    {
      handoverResult: literals(handoverResults),
      handoverFailure: Type.Optional(literals(handoverFailures)),
    },
    strict,
  ),
} satisfies Record<string, TObject>

export type FormId = keyof typeof forms
export type FormVariables<F extends FormId> = Static<(typeof forms)[F]>

/**
 * What BPMN errors leave for the form that follows them, by error code. Written by the worker that refuses
 * (`Outcome.variables`); errors that leave nothing get their sentence from the diagram.
 */
export const errorVariables: Readonly<Record<string, readonly string[]>> = {
  REGISTER_ANSWER_UNUSABLE: ['registerQuestion'],
  VISIT_FORM_INVALID: ['formProblem'],
  BANK_REFUSED_FILE: [],
  OBJECTION_FORM_INVALID: ['formProblem'],
  ASSET_VISIT_INVALID: ['formProblem'],
  ACCOUNT_NOT_CORRECTED: [],
  RESOLUTION_DOES_NOT_FIT: ['formProblem'],
  REQUEST_INCOMPLETE: ['formProblem'],
  CASE_NOT_OPENED: [],
  ANSWER_MISSING: ['formProblem'],
  APPEAL_DECISION_INCOMPLETE: ['formProblem'],
  REVIEW_DOES_NOT_FIT: ['formProblem'],
  DRAFT_INCOMPLETE: ['formProblem'],
  COMMENT_MISSING: ['formProblem'],
  REVISION_INCOMPLETE: ['formProblem'],
  PROGRESS_MISSING: ['formProblem'],
  VACANCY_NOT_TO_REFER: ['formProblem'],
  INTERVIEW_NOT_USABLE: ['formProblem'],
  TRAINING_NOT_USABLE: ['formProblem'],
  MARKS_NOT_USABLE: ['formProblem'],
  CONTRACT_NOT_USABLE: ['formProblem'],
  HANDOVER_NOT_USABLE: ['formProblem'],
  BENEFIT_FORM_INVALID: ['formProblem'],
}
