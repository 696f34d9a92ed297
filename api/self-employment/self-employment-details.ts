/**
 * What the page and the API tell of an application for the programme. Figures, points and codes for everybody who opens
 * the case; words of the person and of the panel and items of the plan for those who see the household. Marks of the
 * panel before all three are in only for the member who entered them.
 */
import { marksTotal, visibleMarks } from '../../domain/business-plan.ts'
import { pointsTotal } from '../../domain/self-employment.ts'
import type { ReadKindDetails } from '../case/kind-details.ts'

export const selfEmploymentDetails: ReadKindDetails = async (records, { id }, visible, viewer) => {
  const way = await records.selfEmployments.get(id)
  const sessions = await records.selfEmployments.sessions(id)
  const plan = await records.selfEmployments.newestPlan(id)
  const marks = await records.selfEmployments.marks(id)
  const ownMarks =
    viewer.kind === 'staff' ? await records.selfEmployments.marksOf(id, viewer.userName) : undefined
  const contract = await records.assetContracts.find(id)
  const monitoring =
    contract?.monitoringCaseId === undefined ? undefined : await records.cases.find(contract.monitoringCaseId)
  const isPersonal = visible.includes('household')
  return {
    activity: way.activity ?? null,
    basis: way.facts?.basis ?? null,
    exclusions: way.exclusions,
    priorities: way.priorities,
    points: way.points,
    pointsTotal: pointsTotal(way.points),
    selected: way.selected ?? null,
    sessions,
    attendedMinutes: sessions.reduce((sum, { attendedMinutes }) => sum + attendedMinutes, 0),
    trainingFinished: way.trainingFinished ?? null,
    dropOutReason: way.dropOutReason ?? null,
    planVersion: plan?.version ?? null,
    planTotalQepik: plan?.totalQepik ?? null,
    planTaken: way.planTaken ?? null,
    marksGiven: marks.length,
    marks: visibleMarks(marks).map(({ remark, ...given }) => ({
      ...given,
      total: marksTotal(given),
      ...(isPersonal ? { remark: remark ?? null } : {}),
    })),
    ...(ownMarks === undefined
      ? {}
      : { ownMarks: { ...ownMarks, remark: ownMarks.remark ?? null, seat: ownMarks.seat ?? null } }),
    planPassed: way.planPassed ?? null,
    handoverFailure: way.handoverFailure ?? null,
    outcome: way.outcome ?? null,
    contract:
      contract === undefined
        ? null
        : {
            number: contract.number,
            assetKind: contract.assetKind,
            description: contract.description,
            valueQepik: contract.valueQepik,
            signedOn: contract.signedOn,
            serialNumber: contract.serialNumber ?? null,
            handedOverOn: contract.handedOverOn ?? null,
            evidenceType: contract.evidence?.type ?? null,
            evidenceSha256: contract.evidence?.sha256 ?? null,
            monitoredUntil: contract.monitoredUntil ?? null,
            monitoringCaseNumber: monitoring?.number ?? null,
            outcome: contract.outcome ?? null,
          },
    ...(isPersonal
      ? { idea: way.idea ?? null, planSummary: plan?.summary ?? null, budget: plan?.budget ?? [] }
      : {}),
  }
}
