/**
 * Kinds of case, by the id of the process that works on them: how their numbers begin and which message starts
 * that process. A new kind is a row here, a diagram, and a row in api/case/visibility.ts.
 */
export interface CaseKindRow {
  /** Two to six capitals; `SRV` gives numbers like `SRV-2026-000123`. */
  readonly numberPrefix: string
  /** Message of bpmn/contract.ts on which the process begins, with the variables of every new case. */
  readonly startMessage: string
}

export const caseKinds = {
  'targeted-social-assistance': { numberPrefix: 'UDSY', startMessage: 'application-received' },
  'assistance-term': { numberPrefix: 'TERM', startMessage: 'assistance-term-opened' },
  'assistance-change': { numberPrefix: 'CHG', startMessage: 'assistance-change-reported' },
  'service-request': { numberPrefix: 'SRV', startMessage: 'service-requested' },
  appeal: { numberPrefix: 'APL', startMessage: 'appeal-lodged' },
  redecision: { numberPrefix: 'RED', startMessage: 'redecision-ordered' },
  'overpayment-recovery': { numberPrefix: 'REC', startMessage: 'overpayment-found' },
  'self-employment': { numberPrefix: 'SEL', startMessage: 'self-employment-applied' },
  'asset-monitoring': { numberPrefix: 'MON', startMessage: 'asset-monitoring-opened' },
} as const satisfies Readonly<Record<string, CaseKindRow>>

export type CaseKind = keyof typeof caseKinds
export const caseKindNames = Object.keys(caseKinds) as readonly CaseKind[]

export const isCaseKind = (kind: string): kind is CaseKind => Object.hasOwn(caseKinds, kind)
