/**
 * Deciding a case again after an appeal was upheld: the facts of the contested decision, with those put right that the
 * appeal corrects, go through the same tables and the same computation (domain/decide.ts).
 */
import type { Decision, Facts } from './facts.ts'

/**
 * Facts that the decision on an appeal may correct; figures of the law are no facts. Totals are of 12 months in qəpik,
 * `mismatchCount` and `blockedForFalseData` (0 or 1) strike the ground that rests on them.
 */
export const correctableFacts = [
  'memberCount',
  'incomeTotalQepik',
  'purchasesTotalQepik',
  'utilitiesTotalQepik',
  'vehicleCount',
  'samePurposeProperties',
  'refusedSuitableJobs',
  'mismatchCount',
  'unableToWorkMembers',
  'carerMembers',
  'studentMembers',
  'unemploymentInsuredMembers',
  'absentMembers',
  'unexplainedNonWorkingMembers',
  'blockedForFalseData',
] as const
export type CorrectableFact = (typeof correctableFacts)[number]
/** Beside facts of a family: what of the demand of a recovery is still owed, in qəpik (domain/overpayment.ts). */
export const correctableFigures = [...correctableFacts, 'demandedQepik'] as const
export type CorrectableFigure = (typeof correctableFigures)[number]
export type Corrections = Readonly<Partial<Record<CorrectableFigure, number>>>

/** Aid after a refusal, a higher amount, or nothing better: nobody is worse off for appealing. */
export const redecisionEffects = ['assign', 'raise', 'keep'] as const
export type RedecisionEffect = (typeof redecisionEffects)[number]

/** A decision made again because an appeal was upheld; a case of its own whose decision supersedes the contested one. */
export interface Redecision {
  readonly caseId: string
  readonly appealCaseId: string
  readonly contestedCaseId: string
  /** The application that was decided on first. */
  readonly applicationCaseId: string
  readonly effect: RedecisionEffect | undefined
  /** Back pay of a raised entitlement for months paid already. */
  readonly backPayQepik: number | undefined
}

/** Port: decisions made again. */
export interface Redecisions {
  add(
    redecision: Pick<Redecision, 'caseId' | 'appealCaseId' | 'contestedCaseId' | 'applicationCaseId'>,
  ): Promise<void>
  get(caseId: string): Promise<Redecision>
  find(caseId: string): Promise<Redecision | undefined>
  setEffect(caseId: string, effect: RedecisionEffect, backPayQepik?: number): Promise<void>
}

/** Cases that are decided from facts of a family, and so can be decided again from corrected ones. */
export const isDecidedFromFacts = (kind: string): boolean =>
  kind === 'targeted-social-assistance' || kind === 'redecision'

/** The facts of the contested decision with those put right that the appeal corrects. */
export function correctFacts(facts: Facts, corrections: Corrections): Facts {
  const { blockedForFalseData, demandedQepik: _, ...figures } = corrections
  return {
    ...facts,
    ...figures,
    ...(figures.mismatchCount === undefined ? {} : { declarationMatches: figures.mismatchCount === 0 }),
    ...(blockedForFalseData === undefined ? {} : { blockedForFalseData: blockedForFalseData !== 0 }),
  }
}

/** The value of a fact as it is corrected: whole numbers, 0 or 1 for yes and no. */
export const factValue = (facts: Facts, fact: CorrectableFact): number => Number(facts[fact])

type Decided = Pick<Decision, 'outcome' | 'monthlyAmountQepik'>

/** What changes: an appeal never makes things worse for who appealed, which is a design choice. */
export function effectOf(contested: Decided, again: Decided): RedecisionEffect {
  if (again.outcome === 'refuse') return 'keep'
  if (contested.outcome === 'refuse') return 'assign'
  return again.monthlyAmountQepik > contested.monthlyAmountQepik ? 'raise' : 'keep'
}
