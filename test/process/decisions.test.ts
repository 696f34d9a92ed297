/**
 * The decision tables on the real engine: every ground just below, at and above its threshold, with its figure
 * and threshold; the grounds together and in their order; the reasons. docs/domain.md 1.5, 1.6 and 1.8.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Value } from 'typebox/value'
import { createGateway } from '../../adapters/zeebe/client.ts'
import { deployFolder } from '../../adapters/zeebe/deploy.ts'
import { createEngine } from '../../adapters/zeebe/engine.ts'
import { Type } from 'typebox'
import { EntitlementReason, RefusalGround, type Facts } from '../../domain/facts.ts'
import { environment } from '../support/environment.ts'

const gateway = createGateway({ ZEEBE_ADDRESS: environment.zeebeAddress, ZEEBE_SECURE: false })
const engine = createEngine(gateway)

beforeAll(() => deployFolder(engine, 'bpmn'))
afterAll(() => gateway.close())

/** A family of four in 2026 (criterion and living minimum 300 AZN) whom nothing refuses. */
const facts: Facts = {
  applicationDate: '2026-03-10',
  memberCount: 4,
  declarationMatches: true,
  mismatchCount: 0,
  incomeTotalQepik: 600_000,
  needCriterionQepik: 30_000,
  purchasesTotalQepik: 0,
  livingMinimumQepik: 30_000,
  purchaseLimitFactor: 12,
  vehicleCount: 0,
  refusedSuitableJobs: 0,
  refusedJobsLimit: 2,
  utilitiesTotalQepik: 48_000,
  utilityLimitPercent: 15,
  samePurposeProperties: 1,
  samePurposeLimit: 2,
  unableToWorkMembers: 2,
  carerMembers: 0,
  studentMembers: 0,
  unemploymentInsuredMembers: 0,
  absentMembers: 0,
  unexplainedNonWorkingMembers: 0,
  blockedForFalseData: false,
}
const reason: EntitlementReason = { reason: 'unable-to-work', members: 2 }

/** The grounds for these facts; no rule that hits comes back as nothing, which the diagram reads as none. */
async function grounds(
  changes: Partial<Facts>,
  entitlementReasons: readonly EntitlementReason[] = [reason],
): Promise<RefusalGround[]> {
  const { output } = await engine.evaluateDecision('refusal-grounds', {
    facts: { ...facts, ...changes },
    entitlementReasons,
  })
  return Value.Parse(Type.Array(RefusalGround), output ?? [])
}

describe('a ground for refusal', () => {
  test('none hits a family whom nothing refuses', async () => {
    expect(await grounds({})).toEqual([])
  })

  test('1: declaration that does not match', async () => {
    expect(await grounds({ declarationMatches: false, mismatchCount: 3 })).toEqual([
      { ground: 'declaration-mismatch', figure: 3, threshold: 1, unit: 'count' },
    ])
  })

  // Criterion × members is 1,200.00 AZN a month: 14,400.00 in 12 months.
  test.each([
    ['a qəpik below', 1_439_999, undefined],
    ['at', 1_440_000, 120_000],
    ['above', 1_440_012, 120_001],
  ])('2: average income %s the sum of criteria', async (_, incomeTotalQepik, figure) => {
    expect(await grounds({ incomeTotalQepik })).toEqual(
      figure === undefined
        ? []
        : [{ ground: 'income-at-or-above-criterion', figure, threshold: 120_000, unit: 'qepik' }],
    )
  })

  // 12 × 300.00 AZN; exactly that much is still allowed.
  test.each([
    ['below', 359_999, false],
    ['at', 360_000, false],
    ['a qəpik above', 360_001, true],
  ])('3: purchases %s 12 living minimums', async (_, purchasesTotalQepik, hits) => {
    expect(await grounds({ purchasesTotalQepik })).toEqual(
      hits
        ? [{ ground: 'large-purchases', figure: purchasesTotalQepik, threshold: 360_000, unit: 'qepik' }]
        : [],
    )
  })

  test.each([
    ['4', 'vehicle', { vehicleCount: 0 }, { vehicleCount: 1 }, { vehicleCount: 2 }, 1],
    [
      '5',
      'refused-suitable-jobs',
      { refusedSuitableJobs: 1 },
      { refusedSuitableJobs: 2 },
      { refusedSuitableJobs: 3 },
      2,
    ],
    [
      '7',
      'same-purpose-properties',
      { samePurposeProperties: 1 },
      { samePurposeProperties: 2 },
      { samePurposeProperties: 3 },
      2,
    ],
  ])('%s: %s hits from its limit on', async (_, ground, below, at, above, threshold) => {
    expect(await grounds(below)).toEqual([])
    expect(await grounds(at)).toEqual([{ ground, figure: threshold, threshold, unit: 'count' }])
    expect(await grounds(above)).toEqual([{ ground, figure: threshold + 1, threshold, unit: 'count' }])
  })

  // 15 % of 300.00 is 45.00 AZN per head and month: 2,160.00 for four in 12 months.
  test.each([
    ['a qəpik below', 215_999, undefined],
    ['at', 216_000, 4_500],
    ['above', 216_048, 4_501],
  ])('6: utilities %s the share of the living minimum', async (_, utilitiesTotalQepik, figure) => {
    expect(await grounds({ utilitiesTotalQepik })).toEqual(
      figure === undefined
        ? []
        : [{ ground: 'utilities-at-or-above-share', figure, threshold: 4_500, unit: 'qepik' }],
    )
  })

  test('6: an average that is no round figure is compared exactly', async () => {
    // Seven members: 45.00 × 7 × 12 = 3,780.00; one qəpik less leaves an endless fraction below 4,500.
    expect(await grounds({ memberCount: 7, utilitiesTotalQepik: 377_999 })).toEqual([])
    expect(await grounds({ memberCount: 7, utilitiesTotalQepik: 378_000 })).toHaveLength(1)
  })

  test('beside the seven: no reason beyond control, or members whom none explains', async () => {
    expect(await grounds({}, [])).toEqual([
      { ground: 'no-reason-beyond-control', figure: 0, threshold: 1, unit: 'count' },
    ])
    expect(await grounds({ unexplainedNonWorkingMembers: 2 })).toEqual([
      { ground: 'no-reason-beyond-control', figure: 2, threshold: 0, unit: 'count' },
    ])
  })

  test('beside the seven: right lost for false data', async () => {
    expect(await grounds({ blockedForFalseData: true })).toEqual([
      { ground: 'blocked-for-false-data', figure: 1, threshold: 1, unit: 'count' },
    ])
  })

  test('every ground that hits is told, in the order of the law', async () => {
    const all = await grounds(
      {
        declarationMatches: false,
        mismatchCount: 1,
        incomeTotalQepik: 2_000_000,
        purchasesTotalQepik: 500_000,
        vehicleCount: 1,
        refusedSuitableJobs: 2,
        utilitiesTotalQepik: 300_000,
        samePurposeProperties: 2,
        blockedForFalseData: true,
      },
      [],
    )
    expect(all.map(({ ground }) => ground)).toEqual([
      'declaration-mismatch',
      'income-at-or-above-criterion',
      'large-purchases',
      'vehicle',
      'refused-suitable-jobs',
      'utilities-at-or-above-share',
      'same-purpose-properties',
      'no-reason-beyond-control',
      'blocked-for-false-data',
    ])
  })
})

describe('the reasons beyond control', () => {
  async function reasons(changes: Partial<Facts>): Promise<EntitlementReason[]> {
    const { output } = await engine.evaluateDecision('entitlement-reason', {
      facts: { ...facts, ...changes },
    })
    return Value.Parse(Type.Array(EntitlementReason), output ?? [])
  }

  test('each is told with the number of members it explains', async () => {
    expect(
      await reasons({ carerMembers: 1, studentMembers: 1, unemploymentInsuredMembers: 1, absentMembers: 1 }),
    ).toEqual([
      { reason: 'unable-to-work', members: 2 },
      { reason: 'carer', members: 1 },
      { reason: 'full-time-student', members: 1 },
      { reason: 'unemployment-insured', members: 1 },
      { reason: 'absent-member', members: 1 },
    ])
  })

  test('there may be none', async () => {
    expect(await reasons({ unableToWorkMembers: 0 })).toEqual([])
  })
})
