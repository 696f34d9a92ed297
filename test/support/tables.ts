/** The decision tables' answers for tests without an engine, worked out as bpmn/decisions/*.dmn do. */
import type { EntitlementReason, Facts, RefusalGround } from '../../domain/facts.ts'

/** Refusal grounds of docs/domain.md 1.6 by their number. */
const numberedGrounds: readonly (readonly [number, (facts: Facts) => boolean])[] = [
  [1, (facts) => !facts.declarationMatches],
  [2, (facts) => facts.incomeTotalQepik >= 12 * facts.needCriterionQepik * facts.memberCount],
  [3, (facts) => facts.purchasesTotalQepik > facts.purchaseLimitFactor * facts.livingMinimumQepik],
  [4, (facts) => facts.vehicleCount > 0],
  [5, (facts) => facts.refusedSuitableJobs >= facts.refusedJobsLimit],
  [
    6,
    (facts) =>
      100 * facts.utilitiesTotalQepik >=
      12 * facts.memberCount * facts.utilityLimitPercent * facts.livingMinimumQepik,
  ],
  [7, (facts) => facts.samePurposeProperties >= facts.samePurposeLimit],
]

export const groundNumbers = (facts: Facts): readonly number[] =>
  numberedGrounds.filter(([, isHit]) => isHit(facts)).map(([number]) => number)

export const groundsOf = (facts: Facts): RefusalGround[] =>
  groundNumbers(facts).map((number) => ({
    ground: `ground-${number}`,
    figure: 1,
    threshold: 1,
    unit: 'count',
  }))

export const reasonsOf = (facts: Facts): EntitlementReason[] =>
  [
    { reason: 'unable-to-work', members: facts.unableToWorkMembers },
    { reason: 'carer', members: facts.carerMembers },
    { reason: 'full-time-student', members: facts.studentMembers },
    { reason: 'unemployment-insured', members: facts.unemploymentInsuredMembers },
    { reason: 'absent-member', members: facts.absentMembers },
  ].filter(({ members }) => members > 0)
