/** Monitored assets in the record: what the tables hold true whatever a program does. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTransact } from '../../../adapters/postgres/records.ts'
import type { PlannedAssetVisit } from '../../../domain/asset-monitoring.ts'
import type { Records, Transact } from '../../../domain/records.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { giveAsset, type GivenAsset } from '../../support/given-asset.ts'

let database: TestDatabase
let transact: Transact
beforeAll(async () => {
  database = await createTestDatabase()
  transact = createTransact(database.db, { now: () => new Date('2027-02-26T06:00:00Z') })
})
afterAll(() => database.drop())

const open = async (): Promise<GivenAsset> => {
  const given = await giveAsset(transact, '2026-11-26')
  await transact((records) => records.assetMonitoring.open(given.caseId))
  return given
}
const monitoring = <T>(work: (port: Records['assetMonitoring']) => Promise<T>) =>
  transact(({ assetMonitoring }) => work(assetMonitoring))
const visit = (round: number, more: Partial<PlannedAssetVisit> = {}): PlannedAssetVisit => ({
  round,
  kind: 'regular',
  reason: 'next',
  plannedFor: '2027-02-26',
  opensOn: '2027-02-26',
  dueOn: '2027-03-16',
  ...more,
})
const form = { visitedOn: '2027-02-26', assetSight: 'not-shown' } as const

describe('a monitored asset', () => {
  test('is that of its contract, and opened once', async () => {
    const { caseId, contractCaseId, serialNumber, monitoredUntil } = await open()
    await monitoring((port) => port.open(caseId))
    expect(await monitoring((port) => port.get(caseId))).toMatchObject({
      contractCaseId,
      serialNumber,
      monitoredUntil,
      activity: 'tailoring',
      valueQepik: 3_200_00,
      earlyEnd: undefined,
      outcome: undefined,
    })
    expect(await monitoring((port) => port.find(contractCaseId))).toBeUndefined()
    await expect(monitoring((port) => port.get(contractCaseId))).rejects.toThrow(/monitors no asset/)
  })

  test('keeps its visits with what was found and until when it is mended', async () => {
    const { caseId } = await open()
    await monitoring(async (port) => {
      await port.plan(caseId, visit(1))
      await port.recordVisit(caseId, 1, { visitedBy: 'vusal.ibrahimov', form })
      await port.recordFinding(caseId, 1, { finding: 'mend', ground: 'not-shown', mendBy: '2027-03-12' })
    })
    expect(await monitoring((port) => port.visits(caseId))).toEqual([
      {
        ...visit(1),
        visitedOn: '2027-02-26',
        visitedBy: 'vusal.ibrahimov',
        form,
        finding: 'mend',
        ground: 'not-shown',
        mendBy: '2027-03-12',
      },
    ])
  })

  test('has no visit before its day, no warning without a term, and no second warning', async () => {
    const { caseId } = await open()
    const early = { ...form, visitedOn: '2027-02-25' }
    await monitoring((port) => port.plan(caseId, visit(1)))
    await expect(
      monitoring((port) => port.recordVisit(caseId, 1, { visitedBy: 'x', form: early })),
    ).rejects.toThrow(/asset_visit_not_before_its_day/)
    await monitoring((port) => port.recordVisit(caseId, 1, { visitedBy: 'x', form }))
    const mend = { finding: 'mend', ground: 'not-shown' } as const
    await expect(
      monitoring((port) => port.recordFinding(caseId, 1, { ...mend, mendBy: undefined })),
    ).rejects.toThrow(/asset_visit_term_to_mend/)
    await monitoring(async (port) => {
      await port.plan(caseId, visit(2, { kind: 're-visit' }))
      await port.recordVisit(caseId, 2, { visitedBy: 'y', form })
    })
    await expect(
      monitoring((port) => port.recordFinding(caseId, 2, { ...mend, mendBy: '2027-03-12' })),
    ).rejects.toThrow(/asset_visit_warned_once/)
  })

  test('ends early once, and not after its visits', async () => {
    const end = { cause: 'illness', endedOn: '2027-02-01' } as const
    const { caseId } = await open()
    expect(await monitoring((port) => port.endEarly(caseId, end))).toBe('ended')
    expect(await monitoring((port) => port.endEarly(caseId, end))).toBe('known')
    const other = monitoring((port) => port.endEarly(caseId, { ...end, cause: 'death' }))
    await expect(other).rejects.toMatchObject({ code: 'EARLY_END_NOT_POSSIBLE' })
    const { caseId: over } = await open()
    await monitoring((port) => port.endVisits(over))
    await expect(monitoring((port) => port.endEarly(over, end))).rejects.toMatchObject({
      code: 'EARLY_END_NOT_POSSIBLE',
    })
  })

  test('comes back once, when it was asked back', async () => {
    const back = {
      receiptNumber: 'TA-1',
      returnedOn: '2027-02-26',
      condition: 'good',
      by: 'staff:x',
    } as const
    const { caseId } = await open()
    const give = () => monitoring((port) => port.recordReturn(caseId, back))
    await expect(give()).rejects.toMatchObject({ code: 'RETURN_NOT_POSSIBLE' })
    await expect(monitoring((port) => port.demandReturn(caseId, '2027-03-13'))).rejects.toThrow(
      /asset_monitoring_asked_back_after_visits/,
    )
    await monitoring(async (port) => {
      await port.endVisits(caseId)
      await port.demandReturn(caseId, '2027-03-13')
    })
    await expect(monitoring((port) => port.close(caseId, 'returned'))).rejects.toThrow(
      /asset_monitoring_outcome_fits/,
    )
    expect(await give()).toBe('returned')
    expect(await give()).toBe('known')
    await expect(
      monitoring((port) => port.recordReturn(caseId, { ...back, receiptNumber: 'TA-2' })),
    ).rejects.toMatchObject({ code: 'RETURN_NOT_POSSIBLE' })
    await monitoring((port) => port.close(caseId, 'returned'))
    await monitoring((port) => port.close(caseId, 'claimed'))
    expect(await monitoring((port) => port.get(caseId))).toMatchObject({ outcome: 'returned' })
  })

  test('belongs to one owner at a time', async () => {
    const { caseId } = await open()
    expect(await monitoring((port) => port.transfer(caseId))).toMatchObject({ attempt: 1 })
    await expect(monitoring((port) => port.transfer(caseId))).rejects.toThrow(/asset_transfer_stands_once/)
    await monitoring((port) => port.takeTransferBack(caseId))
    await monitoring((port) => port.takeTransferBack(caseId))
    expect(await monitoring((port) => port.transfer(caseId))).toMatchObject({ attempt: 2 })
    expect(await monitoring((port) => port.transfers(caseId))).toMatchObject([
      { attempt: 1, takenBackAt: '2027-02-26T06:00:00.000Z' },
      { attempt: 2, takenBackAt: undefined },
    ])
  })
})
