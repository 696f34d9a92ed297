/** Given assets on the real engine, through the months of their contracts: visits, warnings, return, claim, ownership. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAssetDesk, type AssetDesk } from '../../api/asset/asset-desk.ts'
import type { AssetVisitForm } from '../../domain/asset-visit.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { instancesWith } from '../support/engine-view.ts'
import type { Followed } from '../support/followed.ts'
import { giveAsset, type GivenAsset } from '../support/given-asset.ts'
import { office } from '../support/office.ts'
import { openWorld, type World } from '../support/world.ts'

interface Watched extends Followed, GivenAsset {}

const by = { actor: `staff:${office.adviser}`, idempotencyKey: undefined }

let world: World
let desk: AssetDesk
beforeAll(async () => {
  world = await openWorld()
  desk = createAssetDesk(world)
})
afterAll(() => world.close())

const today = () => dateInBaku(world.clock.now())

async function watch(months?: number): Promise<Watched> {
  const given = await giveAsset(world.transact, today(), months)
  const { caseId } = given
  return { ...given, ...world.follow(caseId, () => instancesWith('asset-monitoring', 'caseId', caseId)) }
}
const assetOf = ({ caseId }: Watched) => world.transact((records) => records.assetMonitoring.get(caseId))
const visitsOf = ({ caseId }: Watched) => world.transact((records) => records.assetMonitoring.visits(caseId))
const contractOf = ({ contractCaseId }: Watched) =>
  world.transact((records) => records.assetContracts.get(contractCaseId))
const stateOf = async ({ caseId }: Watched) =>
  (await world.transact((records) => records.cases.get(caseId))).state
const noticesOf = async ({ caseId }: Watched) => [
  ...new Set(
    (await world.transact((records) => records.notifications.of(caseId))).map(({ notice }) => notice),
  ),
]
const seen = ({ serialNumber }: Watched, more: Partial<AssetVisitForm> = {}) => ({
  visitedOn: today(),
  assetSight: 'seen',
  serialNumberRead: serialNumber.toLowerCase().replaceAll('/', ' '),
  assetUse: 'as-planned',
  assetCondition: 'good',
  incomeBand: 'as-planned',
  adviceGiven: true,
  ...more,
})
/** The n-th visit has been planned, and its day has come. */
async function comesUp(asset: Watched, round: number): Promise<void> {
  const visit = await asset.waitFor(`visit ${round} to be planned`, async () =>
    (await visitsOf(asset)).find((planned) => planned.round === round),
  )
  await world.clock.advanceTo(`${visit.opensOn}T09:00:00+04:00`)
}
const overdue = async (asset: Watched, task: string) => {
  const { dueDate } = await asset.task(task)
  await world.clock.advanceTo(dueDate)
}

test('a year of visits: missed, warned, mended, and in the end the asset is the person’s own', async () => {
  const asset = await watch()
  await comesUp(asset, 1)
  const wrongForm = { ...seen(asset), assetUse: null, lossCause: 'neglect' }
  await asset.finish('VisitAsset', office.adviser, seen(asset))
  await asset.task('VisitAsset', { after: 1 })
  await asset.finish('VisitAsset', office.monitor, wrongForm)
  await asset.task('VisitAsset', { after: 2 })
  await asset.finish('VisitAsset', office.monitor, { ...seen(asset), visitedOn: 'yesterday' })
  await asset.task('VisitAsset', { after: 3 })
  await asset.finish('VisitAsset', office.monitor, seen(asset))

  // Nobody goes the second time; the head of unit hears of it, and it is given out again.
  await comesUp(asset, 2)
  await overdue(asset, 'VisitAsset')
  await asset.completes('ReportMissedVisit')
  await asset.task('VisitAsset', { after: 5 })
  await asset.finish('VisitAsset', office.monitor, seen(asset, { assetUse: 'not-used' }))
  await asset.completes('Warned')
  expect(await visitsOf(asset)).toMatchObject([
    { round: 1, finding: 'in-order', visitedBy: office.monitor },
    { round: 2, finding: undefined, visitedOn: undefined },
    { round: 3, reason: 'missed', finding: 'mend', ground: 'not-as-planned' },
    { round: 4, kind: 're-visit' },
  ])

  // Whoever found the fault does not judge whether it was mended.
  await comesUp(asset, 4)
  await overdue(asset, 'RevisitAsset')
  await asset.completes('ReportMissedRevisit')
  await asset.task('RevisitAsset', { after: 1 })
  await asset.finish('RevisitAsset', office.monitor, seen(asset))
  await asset.task('RevisitAsset', { after: 2 })
  await asset.finish('RevisitAsset', office.otherMonitor, seen(asset))

  await comesUp(asset, 6)
  await asset.finish('VisitAsset', office.monitor, seen(asset))
  await comesUp(asset, 7)
  await asset.finish('VisitAsset', office.monitor, seen(asset))
  expect((await visitsOf(asset)).map(({ plannedFor }) => plannedFor).at(-1)).toBe(asset.monitoredUntil)

  await overdue(asset, 'DecideTransfer')
  await asset.completes('DecisionReported')
  await asset.finish('DecideTransfer', office.monitor, { transferDecision: 'pass' })
  await asset.task('DecideTransfer', { after: 1 })
  await asset.finish('DecideTransfer', office.adviser, { transferDecision: 'pass' })
  await asset.finish('EnterRegistration', office.operator, { registrationResult: 'registered' })
  await asset.task('EnterRegistration', { after: 1 })
  await asset.finish('EnterRegistration', office.adviser, { registrationResult: 'refused' })

  // Taken back, decided again, and passed on once more.
  await asset.task('DecideTransfer', { after: 2 })
  const transfers = () => world.transact((records) => records.assetMonitoring.transfers(asset.caseId))
  expect(await transfers()).toMatchObject([{ attempt: 1, takenBackAt: expect.any(String) as string }])
  await asset.finish('DecideTransfer', office.adviser, { transferDecision: 'pass' })
  await asset.task('EnterRegistration', { after: 2 })
  await asset.finish('EnterRegistration', office.adviser, { registrationResult: 'registered' })
  await asset.completes('OwnershipPassed')

  expect(await transfers()).toMatchObject([{ attempt: 1 }, { attempt: 2, takenBackAt: undefined }])
  expect(await assetOf(asset)).toMatchObject({ outcome: 'transferred' })
  expect(await contractOf(asset)).toMatchObject({ outcome: 'ownership-passed' })
  expect(await stateOf(asset)).toBe('closed')
  expect(await noticesOf(asset)).toEqual(['asset-monitoring-begun', 'asset-warning', 'asset-transferred'])
  expect(await asset.incidents()).toEqual([])
  const late = desk.endEarly(asset.caseId, { cause: 'own-wish', endedOn: today() }, by)
  await expect(late).rejects.toMatchObject({ code: 'EARLY_END_NOT_POSSIBLE' })
  expect(await world.verifyLedger()).toMatchObject({ intact: true })
})

test('what was sold is asked back, and claimed in court when it does not come back', async () => {
  const [sold, lost] = [await watch(), await watch()]
  await comesUp(sold, 1)
  await comesUp(lost, 1)
  const gone = { visitedOn: today(), assetSight: 'gone' } as const
  await sold.finish('VisitAsset', office.monitor, { ...gone, lossCause: 'sold-or-given-away' })
  await lost.finish('VisitAsset', office.monitor, { ...gone, lossCause: 'theft-reported' })

  // Lost without fault, as it seemed; the centre finds otherwise.
  await lost.finish('ReviewEnd', office.monitor, { endReview: 'release' })
  await lost.task('ReviewEnd', { after: 1 })
  await lost.finish('ReviewEnd', office.adviser, { endReview: 'ask-back' })
  for (const asset of [sold, lost]) {
    await asset.completes('NotifyAskedBack')
    expect(await stateOf(asset)).toBe('awaiting-applicant')
  }
  const { returnDueOn } = await assetOf(lost)
  await world.clock.advanceTo(`${returnDueOn ?? ''}T18:00:00+04:00`)
  await overdue(sold, 'PrepareAssetClaim')
  await sold.completes('ClaimReported')

  // It turns up before the claim is filed.
  await lost.task('PrepareAssetClaim')
  const receipt = { receiptNumber: 'TA-1', returnedOn: today(), condition: 'damaged' } as const
  await desk.recordReturn(lost.caseId, receipt, by)
  await lost.completes('Returned')
  expect(await contractOf(lost)).toMatchObject({ outcome: 'returned' })

  await sold.finish('PrepareAssetClaim', office.monitor, { claimFiled: true })
  await sold.completes('Claimed')
  expect(await assetOf(sold)).toMatchObject({ outcome: 'claimed' })
  expect(await contractOf(sold)).toMatchObject({ outcome: 'court' })
  expect(await noticesOf(sold)).toEqual(['asset-monitoring-begun', 'asset-asked-back', 'asset-claimed'])
  await expect(desk.recordReturn(sold.caseId, receipt, by)).rejects.toMatchObject({
    code: 'RETURN_NOT_POSSIBLE',
  })
})

test('who gives up returns the asset; illness is looked at, and nothing is asked back', async () => {
  const [givesUp, ill] = [await watch(), await watch()]
  await givesUp.completes('PlanNextVisit')
  await ill.completes('PlanNextVisit')
  const receipt = { receiptNumber: 'TA-2', returnedOn: today(), condition: 'good' } as const
  await expect(desk.recordReturn(givesUp.caseId, receipt, by)).rejects.toMatchObject({
    code: 'RETURN_NOT_POSSIBLE',
  })
  const end = { cause: 'own-wish', endedOn: today() } as const
  await desk.endEarly(givesUp.caseId, end, by)
  await desk.endEarly(givesUp.caseId, end, by)
  await desk.endEarly(ill.caseId, { cause: 'illness', endedOn: today() }, by)

  await givesUp.completes('NotifyAskedBack')
  await desk.recordReturn(givesUp.caseId, receipt, by)
  await desk.recordReturn(givesUp.caseId, receipt, by)
  await givesUp.completes('Returned')
  expect(await noticesOf(givesUp)).toEqual(['asset-monitoring-begun', 'asset-asked-back', 'asset-returned'])

  await ill.finish('ReviewEnd', office.operator, { endReview: 'ask-back' })
  await ill.task('ReviewEnd', { after: 1 })
  await ill.finish('ReviewEnd', office.adviser, { endReview: 'release' })
  await ill.completes('Released')
  expect(await contractOf(ill)).toMatchObject({ outcome: 'ended-early' })
  expect(await ill.incidents()).toEqual([])
})

test('ownership can be refused though the visits found everything in order', async () => {
  // The contract ends before the first day of the rhythm: its last day is visited.
  const asset = await watch(1)
  await comesUp(asset, 1)
  await asset.finish('VisitAsset', office.otherMonitor, seen(asset))
  await asset.finish('DecideTransfer', office.adviser, { transferDecision: 'ask-back' })
  await asset.completes('NotifyAskedBack')
  const { returnDueOn } = await assetOf(asset)
  await world.clock.advanceTo(`${returnDueOn ?? ''}T18:00:00+04:00`)
  await asset.finish('PrepareAssetClaim', office.operator, { claimFiled: true })
  await asset.task('PrepareAssetClaim', { after: 1 })
  await asset.finish('PrepareAssetClaim', office.adviser, { claimFiled: true })
  await asset.completes('Claimed')
})
