/** Port: what the self-employment programme keeps beside its case. */
import type { EnteredMarks, GivenMarks, NewBusinessPlan, NewPanelMarks } from './business-plan.ts'
import type {
  Activity,
  DropOutReason,
  Exclusion,
  HandoverFailure,
  ParticipantFacts,
  Priority,
  ProgrammeOutcome,
  ReadinessFacts,
  SelectionPoints,
} from './self-employment.ts'

export interface SelfEmployment {
  readonly caseId: string
  readonly activity: Activity | undefined
  /** Personal. */
  readonly idea: string | undefined
  /** `undefined` until the registers were read. */
  readonly facts: ParticipantFacts | undefined
  readonly exclusions: readonly Exclusion[]
  readonly priorities: readonly Priority[]
  readonly readiness: ReadinessFacts | undefined
  readonly points: readonly SelectionPoints[]
  readonly selected: boolean | undefined
  readonly trainingFinished: boolean | undefined
  readonly dropOutReason: DropOutReason | undefined
  /** Version of the plan that went to the panel. */
  readonly planTaken: number | undefined
  readonly planPassed: boolean | undefined
  readonly handoverFailure: HandoverFailure | undefined
  readonly withdrawnAt: string | undefined
  readonly outcome: ProgrammeOutcome | undefined
}

export interface TrainingSession {
  /** `YYYY-MM-DD` */
  readonly heldOn: string
  /** 1 for the first session of that day. */
  readonly part: number
  readonly plannedMinutes: number
  readonly attendedMinutes: number
}

export interface BusinessPlan extends NewBusinessPlan {
  readonly version: number
}

export interface SelfEmployments {
  add(application: Pick<SelfEmployment, 'caseId' | 'activity' | 'idea'>): Promise<void>
  find(caseId: string): Promise<SelfEmployment | undefined>
  /** Throws `OperatorError` when the case is none of the programme. */
  get(caseId: string): Promise<SelfEmployment>
  /** As `get`; nobody withdraws or enters anything meanwhile. */
  lock(caseId: string): Promise<SelfEmployment>
  /** Number of an open case of the programme of that person. */
  openCaseOf(fin: string): Promise<string | undefined>
  /** Whether the person lives in a household whose targeted assistance runs on that day. */
  receivesTargetedAssistance(fin: string, on: string): Promise<boolean>
  /** Contracts of the programme that still run for the person. */
  runningContracts(fin: string): Promise<number>
  /** Those admitted since 1 January of that year, by basis; that case left out. */
  taken(
    year: string,
    exceptCaseId: string,
  ): Promise<{ readonly unemployed: number; readonly landShare: number }>
  keep(
    caseId: string,
    known: Partial<Omit<SelfEmployment, 'caseId' | 'idea' | 'withdrawnAt' | 'outcome'>>,
  ): Promise<void>
  /** A second time for the same part of a day corrects it. */
  addSession(caseId: string, session: TrainingSession & { readonly by: string }): Promise<void>
  sessions(caseId: string): Promise<readonly TrainingSession[]>
  /** The next version. */
  addPlan(caseId: string, plan: NewBusinessPlan & { readonly by: string }): Promise<BusinessPlan>
  newestPlan(caseId: string): Promise<BusinessPlan | undefined>
  /** A second time corrects them; `false` when that member has given theirs, which then stay. */
  enterMarks(caseId: string, member: string, marks: NewPanelMarks): Promise<boolean>
  /** What that member has entered takes the seat; `false` when there is nothing that is not given yet. */
  giveMarks(caseId: string, member: string, seat: number): Promise<boolean>
  marksOf(caseId: string, member: string): Promise<EnteredMarks | undefined>
  /** Those given, by seat. */
  marks(caseId: string): Promise<readonly GivenMarks[]>
  /** Sets aside what the contract says. */
  reserve(caseId: string, valueQepik: number): Promise<void>
  /** A second time changes nothing. @returns whether something was set aside */
  release(caseId: string, reason: 'handover-failed' | 'withdrawn'): Promise<boolean>
  withdraw(caseId: string): Promise<void>
  /** Once; a second time changes nothing. */
  close(caseId: string, outcome: ProgrammeOutcome): Promise<void>
}
