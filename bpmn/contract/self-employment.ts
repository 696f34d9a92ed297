/** The self-employment programme: eligibility, selection, training, plan and panel, contract and handover. */
import { Type } from 'typebox'
import { panelSeats } from '../../domain/business-plan.ts'
import { Day, Instant } from '../../domain/identifiers.ts'
import { literals } from '../../domain/literals.ts'
import { registerNames } from '../../domain/registers.ts'
import {
  assetKinds,
  dropOutReasons,
  Exclusion,
  handoverFailures,
  handoverResults,
  interviewResults,
  ParticipantFacts,
  Priority,
  ReadinessFacts,
  SelectionPoints,
  trainingResults,
} from '../../domain/self-employment.ts'
import { Case, job, NewCase, Nothing, strict } from './shapes.ts'

/** A number as a form sends it, `null` when the field was left empty; the worker judges it. */
const Entered = Type.Union([Type.Number(), Type.Null()])
const Seat = Type.Integer({ minimum: 1, maximum: panelSeats.length })
const orNothing = <const T extends string>(choices: readonly T[]) =>
  Type.Union([literals(choices), Type.Null()])

export const selfEmploymentJobs = {
  'register-self-employment': job({
    input: Type.Object(Case, strict),
    output: Type.Object({ registers: Type.Array(literals(registerNames)), questionDueAt: Instant }, strict),
    errors: [],
  }),
  'check-participant': job({
    input: Type.Object(Case, strict),
    output: Type.Object({ facts: ParticipantFacts }, strict),
    errors: [],
  }),
  'admit-participant': job({
    input: Type.Object(
      { ...Case, exclusions: Type.Array(Exclusion), priorities: Type.Array(Priority) },
      strict,
    ),
    output: Type.Object({ admitted: Type.Boolean() }, strict),
    errors: [],
  }),
  'plan-interview': job({
    input: Type.Object(Case, strict),
    output: Type.Object({ visitNeeded: Type.Boolean(), interviewDueAt: Instant }, strict),
    errors: [],
  }),
  'record-interview': job({
    input: Type.Object(
      {
        ...Case,
        interviewResult: literals(interviewResults),
        motivation: Entered,
        experience: Entered,
        marketKnowledge: Entered,
      },
      strict,
    ),
    output: Type.Object({ readiness: ReadinessFacts }, strict),
    errors: ['INTERVIEW_NOT_USABLE'],
  }),
  'select-participant': job({
    input: Type.Object({ ...Case, selectionPoints: Type.Array(SelectionPoints) }, strict),
    output: Type.Object({ selected: Type.Boolean() }, strict),
    errors: [],
  }),
  'open-training': job({
    input: Type.Object(Case, strict),
    output: Type.Object({ trainingDueAt: Instant }, strict),
    errors: [],
  }),
  'record-training': job({
    input: Type.Object(
      { ...Case, trainingResult: literals(trainingResults), dropOutReason: orNothing(dropOutReasons) },
      strict,
    ),
    output: Type.Object({ trainingFinished: Type.Boolean(), planDueAt: Instant }, strict),
    errors: ['TRAINING_NOT_USABLE'],
  }),
  'take-business-plan': job({
    input: Type.Object(Case, strict),
    output: Type.Object({ planTaken: Type.Boolean() }, strict),
    errors: [],
  }),
  'open-panel-seat': job({
    input: Type.Object({ ...Case, panelSeat: Seat }, strict),
    output: Type.Object({ marksDueAt: Instant }, strict),
    errors: [],
  }),
  /** Without the marks: they are in the record, and nowhere in the engine. */
  'record-panel-marks': job({
    input: Type.Object({ ...Case, panelSeat: Seat }, strict),
    output: Nothing,
    errors: ['MARKS_NOT_USABLE'],
  }),
  'evaluate-plan': job({
    input: Type.Object(Case, strict),
    output: Type.Object({ planPassed: Type.Boolean() }, strict),
    errors: [],
  }),
  'prepare-contract': job({
    input: Type.Object(Case, strict),
    output: Type.Object({ contractDueAt: Instant }, strict),
    errors: [],
  }),
  'conclude-contract': job({
    input: Type.Object(
      {
        ...Case,
        assetKind: literals(assetKinds),
        assetDescription: Type.String(),
        assetValueManat: Type.Number(),
        signedOn: Day,
      },
      strict,
    ),
    output: Nothing,
    errors: ['CONTRACT_NOT_USABLE'],
  }),
  'reserve-asset': job({
    input: Type.Object(Case, strict),
    output: Type.Object({ handoverDueAt: Instant }, strict),
    errors: [],
  }),
  'release-asset': job({ input: Type.Object(Case, strict), output: Nothing, errors: [] }),
  'record-handover': job({
    input: Type.Object(
      { ...Case, handoverResult: literals(handoverResults), handoverFailure: orNothing(handoverFailures) },
      strict,
    ),
    output: Type.Object({ handedOver: Type.Boolean() }, strict),
    errors: ['HANDOVER_NOT_USABLE'],
  }),
  'register-contract': job({ input: Type.Object(Case, strict), output: Nothing, errors: [] }),
  'refuse-participant': job({ input: Type.Object(Case, strict), output: Nothing, errors: [] }),
  'withdraw-participant': job({ input: Type.Object(Case, strict), output: Nothing, errors: [] }),
}

export const selfEmploymentMessages = {
  'self-employment-applied': { correlatesOn: 'caseId', variables: NewCase },
  /** Sent when the record holds the plan: one that comes before it is asked for is found there. */
  'business-plan-submitted': { correlatesOn: 'caseId', variables: Type.Object(Case, strict) },
  'self-employment-withdrawn': { correlatesOn: 'caseId', variables: Type.Object(Case, strict) },
}
