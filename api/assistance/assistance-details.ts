/** What the page and the API tell of a term of assistance, and of a change reported in one. Figures and codes only. */
import type { ReadKindDetails } from '../case/kind-details.ts'

export const termDetails: ReadKindDetails = async (records, { id }) => {
  const term = await records.assistanceTerms.get(id)
  const { entitlementId, applicationCaseId, endedOn, endCause, renewalWantedAt, renewalCaseId } = term
  const [{ validFrom, validTo, monthlyAmountQepik }, amendments, suspensions, changes, application, renewal] =
    await Promise.all([
      records.entitlements.get(entitlementId),
      records.entitlements.amendments(entitlementId),
      records.entitlements.suspensions(entitlementId),
      records.assistanceTerms.changesOf(id),
      records.cases.get(applicationCaseId),
      renewalCaseId === undefined ? undefined : records.cases.get(renewalCaseId),
    ])
  return {
    applicationNumber: application.number,
    validFrom,
    validTo,
    assignedQepik: monthlyAmountQepik,
    amendments: amendments.map(({ fromPeriod, monthlyAmountQepik: qepik }) => ({ fromPeriod, qepik })),
    suspensions: suspensions.map(({ fromPeriod, cause, answerDueAt }) => ({
      fromPeriod,
      cause,
      answerDueAt: answerDueAt ?? null,
    })),
    changes: changes.map(({ caseId, kind, happenedOn, reportedOn, inTime, result }) => ({
      caseId,
      kind,
      happenedOn,
      reportedOn,
      inTime,
      result: result ?? null,
    })),
    endedOn: endedOn ?? null,
    endCause: endCause ?? null,
    renewalWantedAt: renewalWantedAt ?? null,
    renewalNumber: renewal?.number ?? null,
  }
}

export const changeDetails: ReadKindDetails = async (records, { id }) => {
  const change = await records.assistanceTerms.getChange(id)
  const term = await records.cases.get(change.termCaseId)
  const people = await records.parties.of(id)
  return {
    kind: change.kind,
    happenedOn: change.happenedOn,
    reportedOn: change.reportedOn,
    source: change.source,
    inTime: change.inTime,
    termNumber: term.number,
    result: change.result ?? null,
    fromPeriod: change.fromPeriod ?? null,
    amountQepik: change.amountQepik ?? null,
    hasNewRepresentative: people.some(({ role }) => role === 'representative'),
  }
}
