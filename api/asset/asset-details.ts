/** What the page and the API tell of a given asset: contract, visits with what was seen, and what becomes of it. */
import type { ReadKindDetails } from '../case/kind-details.ts'

export const assetDetails: ReadKindDetails = async (records, { id }) => {
  const asset = await records.assetMonitoring.find(id)
  // Opened by the handover; its first step has not run yet.
  if (asset === undefined) return {}
  const [visits, transfers, selfEmployment] = await Promise.all([
    records.assetMonitoring.visits(id),
    records.assetMonitoring.transfers(id),
    records.cases.get(asset.contractCaseId),
  ])
  const { earlyEnd, returned } = asset
  const next = asset.visitsEndedAt === undefined && earlyEnd === undefined ? visits.at(-1) : undefined
  return {
    contractNumber: asset.contractNumber,
    contractCaseNumber: selfEmployment.number,
    activity: asset.activity,
    assetKind: asset.assetKind,
    description: asset.description,
    serialNumber: asset.serialNumber,
    valueQepik: asset.valueQepik,
    signedOn: asset.signedOn,
    handedOverOn: asset.handedOverOn,
    monitoredUntil: asset.monitoredUntil,
    nextVisit:
      next === undefined || next.visitedOn !== undefined
        ? null
        : { kind: next.kind, opensOn: next.opensOn, dueOn: next.dueOn },
    visits: visits
      .filter(({ visitedOn, round }) => visitedOn !== undefined || round < (visits.at(-1)?.round ?? 0))
      .map(({ round, kind, plannedFor, dueOn, visitedOn, visitedBy, form, finding, ground, mendBy }) => ({
        round,
        kind,
        plannedFor,
        dueOn,
        visitedOn: visitedOn ?? null,
        visitedBy: visitedBy ?? null,
        form: form ?? null,
        finding: finding ?? null,
        ground: ground ?? null,
        mendBy: mendBy ?? null,
      })),
    earlyEnd: earlyEnd ?? null,
    returnDueOn: asset.returnDueOn ?? null,
    returned: returned ?? null,
    transfers: transfers.map(({ transferredAt, takenBackAt }) => ({
      transferredAt,
      takenBackAt: takenBackAt ?? null,
    })),
    outcome: asset.outcome ?? null,
    mayEndEarly: asset.visitsEndedAt === undefined && earlyEnd === undefined,
    mayBeReturned: asset.returnDueOn !== undefined && returned === undefined && asset.outcome === undefined,
  }
}
