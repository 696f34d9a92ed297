/**
 * The contract under which an asset of the self-employment programme is given in kind: until its end the asset is the
 * state's, and is watched. docs/domain.md 2.2 (in kind only) and 2.4 steps 8 to 10.
 * Written by bpmn/self-employment.bpmn up to the handover, and by asset monitoring after it.
 */
import type { Activity, AssetKind } from './self-employment.ts'
import type { StoredFile } from './file-store.ts'

export const assetOutcomes = [
  /** The handover failed, or the person withdrew before it. */
  'not-handed-over',
  'ownership-passed',
  'ended-early',
  'returned',
  'claimed',
  'court',
] as const
export type AssetOutcome = (typeof assetOutcomes)[number]

/** Kinds of file that show a handover. */
export const evidenceTypes = ['application/pdf', 'image/jpeg', 'image/png', 'video/mp4'] as const
export type EvidenceType = (typeof evidenceTypes)[number]

/** A film, photo or deed in the file store; `name` is its name there. */
export interface HandoverEvidence extends StoredFile {
  readonly type: EvidenceType
}

export interface AssetContract {
  /** The self-employment case. */
  readonly caseId: string
  /** `OMP-2026-000123` */
  readonly number: string
  readonly activity: Activity
  readonly assetKind: AssetKind
  readonly description: string
  readonly valueQepik: number
  /** `YYYY-MM-DD`, as the days below. */
  readonly signedOn: string
  /** `undefined` before the handover. */
  readonly serialNumber: string | undefined
  readonly handedOverOn: string | undefined
  readonly evidence: HandoverEvidence | undefined
  /** `undefined` before the contract is registered. */
  readonly monitoredUntil: string | undefined
  readonly monitoringCaseId: string | undefined
  /** `undefined` while it runs. */
  readonly outcome: AssetOutcome | undefined
}

/** Port: contracts beside their self-employment case. */
export interface AssetContracts {
  /** The contract of a self-employment case. */
  find(caseId: string): Promise<AssetContract | undefined>
  /** Throws `OperatorError` when the case has none. */
  get(caseId: string): Promise<AssetContract>
  /** The contract that a monitoring case watches. */
  findMonitored(monitoringCaseId: string): Promise<AssetContract | undefined>
  /** Gives the next number. */
  add(
    contract: Pick<
      AssetContract,
      'caseId' | 'activity' | 'assetKind' | 'description' | 'valueQepik' | 'signedOn'
    >,
  ): Promise<AssetContract>
  /** The newest evidence counts until the asset is handed over. */
  setEvidence(caseId: string, evidence: HandoverEvidence): Promise<void>
  /** Throws `DomainError` `ASSET_GIVEN_ALREADY` when an asset of that kind and number is under another running contract. */
  handOver(
    caseId: string,
    handover: { readonly serialNumber: string; readonly handedOverOn: string; readonly by: string },
  ): Promise<void>
  /** From now on it is watched by that case. */
  register(
    caseId: string,
    registration: { readonly monitoredUntil: string; readonly monitoringCaseId: string },
  ): Promise<void>
  /** Once; a second time changes nothing. */
  close(caseId: string, outcome: AssetOutcome): Promise<void>
}
