/** A given asset through the real workers on the real database, each step delivered twice: nothing happens twice. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { JobInput, JobType } from '../../bpmn/contract.ts'
import { giveAsset, type GivenAsset } from '../support/given-asset.ts'
import { office } from '../support/office.ts'
import { openWorkerBench, variablesOf, type WorkerBench } from '../support/worker-bench.ts'

let bench: WorkerBench
beforeAll(async () => {
  bench = await openWorkerBench('2026-11-26T08:00:00Z')
})
afterAll(() => bench.close())

let deliveries = 0
/** The second delivery gets the outcome of the first. */
async function twice<J extends JobType>(type: J, input: JobInput<J>) {
  const delivery = { step: `${type}-${(deliveries += 1)}` }
  const first = await bench.run(type, input, delivery)
  expect(await bench.run(type, input, delivery)).toEqual(first)
  return variablesOf(first)
}
const monitored = ({ caseId }: GivenAsset) =>
  bench.transact(async ({ assetMonitoring }) => ({
    asset: await assetMonitoring.get(caseId),
    visits: await assetMonitoring.visits(caseId),
    transfers: await assetMonitoring.transfers(caseId),
  }))

async function visited(asset: GivenAsset, visit: Readonly<Record<string, unknown>>) {
  const { caseId } = asset
  const processInstanceKey = String((deliveries += 1))
  bench.complete('VisitAsset', office.monitor, processInstanceKey)
  const check = { task: 'VisitAsset', allowedGroups: ['dost-monitoring' as const], notTheOneWho: [] }
  await bench.run('verify-completion', { caseId, ...check }, { processInstanceKey })
  return twice('record-asset-visit', { caseId, visitKind: 'regular', assetVisit: visit })
}

test('from the handover to the person’s own, with a transfer taken back between', async () => {
  const asset = await giveAsset(bench.transact, '2026-11-26')
  const { caseId, serialNumber } = asset
  expect(await twice('open-asset-monitoring', { caseId })).toMatchObject({ assetKind: 'equipment' })
  expect(await twice('plan-asset-visit', { caseId, planReason: 'next' })).toEqual({
    visitKind: 'regular',
    visitOpensAt: '2027-02-26T05:00:00.000Z',
    visitDueAt: '2027-03-17T14:00:00.000Z',
  })
  // Given out to the unit, it is the same visit.
  await twice('plan-asset-visit', { caseId, planReason: 'again' })
  bench.moveTo('2027-03-17T14:00:01Z')
  await twice('plan-asset-visit', { caseId, planReason: 'missed' })
  expect((await monitored(asset)).visits).toHaveLength(2)

  const { assetFacts } = await visited(asset, {
    visitedOn: '2027-03-17',
    assetSight: 'seen',
    serialNumberRead: serialNumber,
    assetUse: 'as-planned',
    assetCondition: 'good',
    incomeBand: 'above-plan',
    animalsLost: null,
  })
  expect(assetFacts).toMatchObject({ serialNumberMatches: true, warned: false })
  const inOrder = { finding: 'in-order', ground: 'in-order' } as const
  expect(await twice('record-asset-finding', { caseId, ...inOrder })).toEqual({
    visitFinding: 'in-order',
    contractOver: false,
  })
  expect(await twice('conclude-asset-visits', { caseId })).toMatchObject({ monitoringEnd: 'in-order' })
  await twice('transfer-asset', { caseId })
  await twice('take-transfer-back', { caseId })
  await twice('transfer-asset', { caseId })
  await twice('close-asset-monitoring', { caseId, assetOutcome: 'transferred' })
  const { asset: closed, transfers } = await monitored(asset)
  expect(closed.outcome).toBe('transferred')
  expect(transfers.map(({ takenBackAt }) => takenBackAt === undefined)).toEqual([false, true])
  const actions = await bench.rows<{ action: string; times: string }>(
    `select action, count(*) as times from ledger where case_id = $1 and action like 'asset%'
     group by action order by action`,
    [caseId],
  )
  expect(actions).toEqual([
    { action: 'asset-monitoring.closed', times: '1' },
    { action: 'asset-monitoring.opened', times: '1' },
    { action: 'asset-monitoring.visits-ended', times: '1' },
    { action: 'asset-visit.judged', times: '1' },
    { action: 'asset-visit.planned', times: '2' },
    { action: 'asset-visit.recorded', times: '1' },
    { action: 'asset.transfer-taken-back', times: '1' },
    { action: 'asset.transferred', times: '2' },
  ])
})

test('the person is told why it is asked back, and no trail holds who it is', async () => {
  const asset = await giveAsset(bench.transact, '2026-11-26')
  const { caseId } = asset
  await twice('open-asset-monitoring', { caseId })
  bench.moveTo('2027-05-20T06:00:00Z')
  await twice('plan-asset-visit', { caseId, planReason: 'next' })
  await visited(asset, { visitedOn: '2027-05-20', assetSight: 'not-shown' })
  await twice('record-asset-finding', { caseId, finding: 'mend', ground: 'not-shown' })
  await bench.run('notify-applicant', { caseId }, { headers: { notice: 'asset-warning' } })
  await twice('conclude-asset-visits', { caseId })
  await twice('demand-asset-return', { caseId })
  await bench.run('notify-applicant', { caseId }, { headers: { notice: 'asset-asked-back' } })
  const texts = (await bench.sentMessages()).map(({ text }) => text).join('\n')
  expect(texts).toContain('aktiv göstərilməyib. 3 iyun 2027 tarixinədək')
  expect(texts).toContain('4 iyun 2027 tarixinədək qaytarın (aktiv göstərilməyib)')
  const trail = JSON.stringify(
    await bench.rows('select after, reason from ledger where case_id = $1', [caseId]),
  )
  for (const personal of ['Aygün', '5ASSET', '+99450']) expect(trail).not.toContain(personal)
})

test('a visit that nobody is known to have made stops for an operator', async () => {
  const { caseId } = await giveAsset(bench.transact, '2026-11-26')
  await twice('open-asset-monitoring', { caseId })
  await expect(
    bench.run('record-asset-visit', { caseId, visitKind: 'regular', assetVisit: {} }),
  ).rejects.toThrow(/Nobody is known to have completed VisitAsset/)
})
