/** What decides about taking part in the self-employment programme, from the registers and our own books. docs/domain.md 2.2. */
import { ageInMonths, monthsFrom, monthOf } from './days.ts'
import type { Parameters } from './parameters.ts'
import type { RegisterAnswer } from './registers.ts'
import type { ParticipantFacts } from './self-employment.ts'

export interface ParticipantEvidence {
  readonly fin: string
  readonly birthDate: string
  readonly employment: RegisterAnswer<'employment'>
  readonly disability: RegisterAnswer<'disability'>
  readonly receivesTargetedAssistance: boolean
  readonly runningContracts: number
  /** Participants taken this year, this one left out. */
  readonly taken: { readonly unemployed: number; readonly landShare: number }
}

/** @param on `YYYY-MM-DD`, the day of registration: law as of this day applies */
export function participantFacts(
  evidence: ParticipantEvidence,
  on: string,
  parameters: Parameters,
): ParticipantFacts {
  const { fin, birthDate, taken } = evidence
  const known = evidence.employment.statuses.find((status) => status.fin === fin)
  const status = known?.status ?? 'not-registered'
  const isUnemployed = status === 'unemployed' || status === 'unemployment-insurance'
  // A land-share owner counts as employed and still may take part, with no other employment.
  const hasOnlyLand = known?.landShare === true && status === 'not-registered'
  const basis = isUnemployed ? 'unemployed' : hasOnlyLand ? 'land-share' : 'none'
  const owners = taken.landShare + 1
  const since = known?.unemployedSince
  // FIN and declaration do not tell the sex: the earlier age nobody has passed counts.
  const age = ageInMonths(birthDate, on)
  const ages = [parameters.value('pension-age-women-months'), parameters.value('pension-age-men-months')]
  const ahead = ages.map((pensionAge) => pensionAge - age).filter((months) => months > 0)
  return {
    basis,
    receivesUnemploymentInsurance: status === 'unemployment-insurance',
    isEntrepreneur: status === 'self-employed',
    runningContracts: evidence.runningContracts,
    landSharePercent: basis === 'land-share' ? landSharePercent(owners, taken.unemployed) : 0,
    landShareLimitPercent: parameters.value('self-employment-land-share-percent'),
    receivesTargetedAssistance: evidence.receivesTargetedAssistance,
    disabilityPercent: Math.max(
      0,
      ...evidence.disability.disabilities
        .filter((disability) => disability.fin === fin && (disability.validTo ?? on) >= on)
        .map(({ percent }) => percent),
    ),
    monthsUnemployed:
      isUnemployed && since !== undefined ? Math.max(0, monthsFrom(monthOf(since), monthOf(on))) : 0,
    longUnemployedMonths: parameters.value('self-employment-long-unemployed-months'),
    monthsToPension: ahead.length === 0 ? 0 : Math.min(...ahead),
    nearPensionMonths: parameters.value('self-employment-near-pension-months'),
    releasedFromPrison: known?.releasedFromPrisonOn !== undefined,
  }
}

/** Land-share owners against the year's unemployed participants (docs/domain.md 2.2), at most 100. */
export const landSharePercent = (owners: number, unemployed: number): number =>
  unemployed === 0 ? 100 : Math.min(100, (owners * 100) / unemployed)
