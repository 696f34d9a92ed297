/**
 * What a kind of case tells of itself beside what every case has: a reader here, the part of its page in
 * api/pages/templates/kinds/<kind>.eta. Figures and codes for everybody who may open the case; personal data only
 * where `visible` says so.
 */
import type { CaseFile } from '../../domain/case.ts'
import { isCaseKind, type CaseKind } from '../../domain/case-kinds.ts'
import type { Records } from '../../domain/records.ts'
import type { Principal } from '../auth/principal.ts'
import { appealDetails, redecisionDetails } from '../appeal/appeal-details.ts'
import { assetDetails } from '../asset/asset-details.ts'
import { benefitChangeDetails, benefitDetails } from '../benefit/benefit-details.ts'
import { changeDetails, termDetails } from '../assistance/assistance-details.ts'
import { programmeDetails } from '../programme/programme-details.ts'
import { placementDetails } from '../placement/placement-details.ts'
import { recoveryDetails } from '../recovery/recovery-details.ts'
import { selfEmploymentDetails } from '../self-employment/self-employment-details.ts'
import { serviceDetails } from '../service/service-details.ts'
import type { Section } from './visibility.ts'

/** As JSON in the answer of the API and as data of the template. */
export type KindDetails = Readonly<Record<string, unknown>>

export type ReadKindDetails = (
  records: Records,
  caseFile: CaseFile,
  visible: readonly Section[],
  viewer: Principal,
) => Promise<KindDetails>

/** Kinds without a row show what every case shows. */
const readers: Readonly<Partial<Record<CaseKind, ReadKindDetails>>> = {
  'assistance-term': termDetails,
  'assistance-change': changeDetails,
  'service-request': serviceDetails,
  appeal: appealDetails,
  redecision: redecisionDetails,
  'overpayment-recovery': recoveryDetails,
  'asset-monitoring': assetDetails,
  'territorial-employment-programme': programmeDetails,
  'job-placement': placementDetails,
  'self-employment': selfEmploymentDetails,
  'benefit-assignment': benefitDetails,
  'benefit-change': benefitChangeDetails,
}

export const hasKindDetails = (kind: string): boolean => isCaseKind(kind) && readers[kind] !== undefined

export const readKindDetails: ReadKindDetails = async (records, caseFile, visible, viewer) =>
  (isCaseKind(caseFile.kind)
    ? await readers[caseFile.kind]?.(records, caseFile, visible, viewer)
    : undefined) ?? {}
