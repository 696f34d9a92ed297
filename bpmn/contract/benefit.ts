/** Benefits: claimed, facts established, papers asked for once, decided, assigned; what raises them and what ends them. */
import { Type } from 'typebox'
import {
  BenefitFacts,
  BenefitFinding,
  BenefitHandling,
  benefitDecisions,
  keptBenefits,
  refusalReasons,
} from '../../domain/benefit.ts'
import { Instant, Qepik } from '../../domain/identifiers.ts'
import { literals } from '../../domain/literals.ts'
import { registerNames } from '../../domain/registers.ts'
import { Case, Count, job, NewCase, Nothing, strict, Uuid } from './shapes.ts'

const OrNull = <const T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])

export const benefitJobs = {
  'register-benefit': job({
    input: Type.Object(Case, strict),
    output: Type.Object(
      {
        decisionDueAt: Instant,
        escalateAt: Instant,
        registers: Type.Array(literals(registerNames)),
        /** Code and words in both languages, for the form. */
        benefitName: Type.String(),
      },
      strict,
    ),
    errors: [],
  }),
  'establish-benefit-facts': job({
    input: Type.Object({ ...Case, registersAnswered: Type.Boolean() }, strict),
    output: Type.Object(
      { benefitFacts: BenefitFacts, askForDocuments: Type.Boolean(), documentsDueAt: Instant },
      strict,
    ),
    errors: [],
  }),
  'decide-benefit': job({
    input: Type.Object(
      {
        ...Case,
        benefitFacts: BenefitFacts,
        benefitFindings: Type.Array(BenefitFinding),
        /** The table has one output, so its rows are plain codes. */
        benefitHandling: Type.Array(BenefitHandling.properties.handling),
        benefitDecision: OrNull(literals(benefitDecisions)),
        refusalReason: OrNull(literals(refusalReasons)),
        keptBenefit: OrNull(literals(keptBenefits)),
      },
      strict,
    ),
    output: Type.Object({ outcome: literals(benefitDecisions), refusalNoticeDueAt: Instant }, strict),
    errors: ['BENEFIT_FORM_INVALID'],
  }),
  'assign-benefit': job({
    input: Type.Object(Case, strict),
    output: Type.Object({ entitlementId: Uuid, monthlyAmountQepik: Qepik, replacedBenefits: Count }, strict),
    errors: [],
  }),
  'apply-new-rates': job({
    input: Nothing,
    output: Type.Object({ benefitsRaised: Count }, strict),
    errors: [],
  }),
  'list-raised-benefits': job({
    input: Nothing,
    output: Type.Object({ raisedCases: Type.Array(Uuid), anybodyToTell: Type.Boolean() }, strict),
    errors: [],
  }),
  'register-benefit-change': job({
    input: Type.Object(Case, strict),
    output: Type.Object({ certain: Type.Boolean(), reviewDueAt: Instant, changeName: Type.String() }, strict),
    errors: [],
  }),
  'close-benefit-change': job({
    input: Type.Object({ ...Case, changeEnd: literals(['ended', 'kept']) }, strict),
    output: Nothing,
    errors: [],
  }),
}

export const benefitMessages = {
  'benefit-requested': { correlatesOn: 'caseId', variables: NewCase },
  /** Everything that was asked for is there; what comes later changes nothing. */
  'benefit-documents-received': { correlatesOn: 'caseId', variables: Type.Object(Case, strict) },
  'benefit-change-reported': { correlatesOn: 'caseId', variables: NewCase },
}
