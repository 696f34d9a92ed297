/**
 * A given asset over the months of its contract (bpmn/asset-monitoring.bpmn): when it is visited, what becomes of it,
 * and what is kept of both. Until the end it is state property on the balance of the employment agency; selling or
 * giving it away goes to court; at the end it becomes the person's. docs/domain.md 2.4; rhythm and terms are parameters.
 */
import { Type, type Static } from 'typebox'
import type { AssetFinding, AssetVisitForm, FindingGround } from './asset-visit.ts'
import { addWorkingDays, isWorkingDay, type CalendarMove } from './calendar.ts'
import { addDays, addMonths } from './days.ts'
import { Day } from './identifiers.ts'
import { literals } from './literals.ts'

const strict = { additionalProperties: false }

/** `own-wish`: the person gives the work up. After illness or death the Employment Centre looks at it first. */
export const earlyEndCauses = ['own-wish', 'illness', 'death'] as const
export type EarlyEndCause = (typeof earlyEndCauses)[number]

export const visitKinds = ['regular', 're-visit'] as const
export type VisitKind = (typeof visitKinds)[number]
/** `next`: the one that follows. `missed`: nobody went in time, given out again. `again`: the same once more. */
export const planReasons = ['next', 'missed', 'again'] as const
export type PlanReason = (typeof planReasons)[number]

/** How the visits ended: the asset passes on, the end is looked at by a person, or the asset is asked back. */
export const monitoringEnds = ['in-order', 'review', 'return'] as const
export type MonitoringEnd = (typeof monitoringEnds)[number]

/** `released`: gone or of no use through nobody's fault; nothing is asked back. */
export const assetOutcomes = ['transferred', 'returned', 'claimed', 'released'] as const
export type AssetOutcome = (typeof assetOutcomes)[number]

export const EarlyEnd = Type.Object(
  {
    cause: literals(earlyEndCauses),
    /** Day on which it was told or happened. */
    endedOn: Day,
  },
  strict,
)
export type EarlyEnd = Static<typeof EarlyEnd>

export const returnConditions = ['good', 'worn', 'damaged', 'incomplete'] as const
export const AssetReturn = Type.Object(
  {
    /** Number of the act of handing back: the same one again counts once. */
    receiptNumber: Type.String({ pattern: '^[0-9A-Za-z][0-9A-Za-z/.-]{2,34}$' }),
    returnedOn: Day,
    condition: literals(returnConditions),
  },
  strict,
)
export type AssetReturn = Static<typeof AssetReturn>

export interface PlannedAssetVisit {
  readonly round: number
  readonly kind: VisitKind
  readonly reason: Exclude<PlanReason, 'again'>
  /** The day of the rhythm, or the last day of the term to mend. */
  readonly plannedFor: string
  /** The first working day on which it can be made, and the last. */
  readonly opensOn: string
  readonly dueOn: string
}

export interface AssetVisit extends PlannedAssetVisit {
  readonly visitedOn: string | undefined
  readonly visitedBy: string | undefined
  readonly form: AssetVisitForm | undefined
  readonly finding: AssetFinding | undefined
  readonly ground: FindingGround | undefined
  /** The person was told to mend something until then. */
  readonly mendBy: string | undefined
}

/** What the contract says of the asset. */
export interface MonitoredAsset {
  /** The case of the monitoring. */
  readonly caseId: string
  /** The self-employment case, which has the contract. */
  readonly contractCaseId: string
  readonly contractNumber: string
  readonly activity: string
  readonly assetKind: string
  readonly description: string
  readonly serialNumber: string
  readonly valueQepik: number
  readonly signedOn: string
  readonly handedOverOn: string
  readonly monitoredUntil: string
  readonly earlyEnd: EarlyEnd | undefined
  readonly visitsEndedAt: string | undefined
  readonly returnDueOn: string | undefined
  readonly returned: AssetReturn | undefined
  readonly outcome: AssetOutcome | undefined
}

/** Ownership passed, unless it was taken back. */
export interface AssetTransfer {
  readonly attempt: number
  readonly transferredAt: string
  readonly takenBackAt: string | undefined
}

/** Port: monitored assets beside their case. */
export interface AssetMonitoring {
  /** First step of the monitoring case that the contract names. */
  open(caseId: string): Promise<void>
  find(caseId: string): Promise<MonitoredAsset | undefined>
  /** Throws `OperatorError` when the case monitors no asset. */
  get(caseId: string): Promise<MonitoredAsset>
  /** Oldest first. */
  visits(caseId: string): Promise<readonly AssetVisit[]>
  plan(caseId: string, visit: PlannedAssetVisit): Promise<void>
  recordVisit(
    caseId: string,
    round: number,
    made: { readonly visitedBy: string; readonly form: AssetVisitForm },
  ): Promise<void>
  /** With the term of the warning where something is to be mended. */
  recordFinding(
    caseId: string,
    round: number,
    found: {
      readonly finding: AssetFinding
      readonly ground: FindingGround
      readonly mendBy: string | undefined
    },
  ): Promise<void>
  /** Once, while the asset is visited; the same again changes nothing. Throws `DomainError` `EARLY_END_NOT_POSSIBLE`. */
  endEarly(caseId: string, end: EarlyEnd): Promise<'ended' | 'known'>
  endVisits(caseId: string): Promise<void>
  demandReturn(caseId: string, dueOn: string): Promise<void>
  /** Once, after it was asked back; the same again changes nothing. Throws `DomainError` `RETURN_NOT_POSSIBLE`. */
  recordReturn(caseId: string, back: AssetReturn & { readonly by: string }): Promise<'returned' | 'known'>
  transfers(caseId: string): Promise<readonly AssetTransfer[]>
  transfer(caseId: string): Promise<AssetTransfer>
  /** The transfer that stands, if any. */
  takeTransferBack(caseId: string): Promise<void>
  close(caseId: string, outcome: AssetOutcome): Promise<void>
}

export interface VisitTerms {
  readonly rhythmMonths: number
  readonly workingDays: number
  readonly moves: readonly CalendarMove[]
}

/**
 * The visit that follows the ones there are: again from today on when one was missed; by another person after the term
 * to mend; else on the next day of the rhythm, counted from the handover, and at the latest on the contract's last day.
 * Due days are working days; a day of the rhythm that is none moves to the next one.
 * @param made visits so far, oldest first
 * @param today `YYYY-MM-DD` in Baku
 */
export function planAssetVisit(
  { handedOverOn, monitoredUntil }: Pick<MonitoredAsset, 'handedOverOn' | 'monitoredUntil'>,
  made: readonly Pick<AssetVisit, 'round' | 'kind' | 'plannedFor' | 'mendBy'>[],
  {
    reason,
    today,
    terms,
  }: { readonly reason: 'next' | 'missed'; readonly today: string; readonly terms: VisitTerms },
): PlannedAssetVisit {
  const last = made.at(-1)
  const round = (last?.round ?? 0) + 1
  const from = (plannedFor: string) => (plannedFor > today ? plannedFor : today)
  const between = (opens: string) => {
    const opensOn = workingDayFrom(opens, terms.moves)
    return { opensOn, dueOn: addWorkingDays(opensOn, terms.workingDays, terms.moves) }
  }
  if (reason === 'missed' && last !== undefined) {
    const { kind, plannedFor } = last
    return { round, kind, reason, plannedFor, ...between(today) }
  }
  if (last?.mendBy !== undefined) {
    // On the last day itself the person may still mend it.
    const opens = from(addDays(last.mendBy, 1))
    return { round, kind: 're-visit', reason: 'next', plannedFor: last.mendBy, ...between(opens) }
  }
  const before = made.findLast(({ kind }) => kind === 'regular')?.plannedFor ?? handedOverOn
  let plannedFor = handedOverOn
  for (let months = terms.rhythmMonths; plannedFor <= before; months += terms.rhythmMonths) {
    plannedFor = addMonths(handedOverOn, months)
  }
  if (plannedFor > monitoredUntil) plannedFor = monitoredUntil
  return { round, kind: 'regular', reason: 'next', plannedFor, ...between(from(plannedFor)) }
}

/** The first day that counts: that of the rhythm, or the day after the term to mend. One that was missed may be made up. */
export const earliestVisitDay = ({
  kind,
  plannedFor,
}: Pick<PlannedAssetVisit, 'kind' | 'plannedFor'>): string =>
  kind === 're-visit' ? addDays(plannedFor, 1) : plannedFor

/** That day, or the first working day after it. */
export function workingDayFrom(day: string, moves: readonly CalendarMove[]): string {
  let current = day
  while (!isWorkingDay(current, moves)) current = addDays(current, 1)
  return current
}

/** What the last visit, or an early end, means for the asset. docs/domain.md 2.4 step 10. */
export function monitoringEnd(
  earlyEnd: Pick<EarlyEnd, 'cause'> | undefined,
  lastFinding: AssetFinding | undefined,
): MonitoringEnd {
  if (earlyEnd !== undefined) return earlyEnd.cause === 'own-wish' ? 'return' : 'review'
  if (lastFinding === 'lost') return 'review'
  return lastFinding === 'in-order' ? 'in-order' : 'return'
}
