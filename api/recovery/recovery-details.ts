/** What the page and the API tell of a recovery. Its words are personal: for those who see the person. */
import type { ReadKindDetails } from '../case/kind-details.ts'

export const recoveryDetails: ReadKindDetails = async (records, { id }, visible) => {
  const found = await records.overpayments.get(id)
  const about = await records.cases.get(found.aboutCaseId)
  const { finding, objection, cause, fromPeriod, toPeriod, months, demandedAt, outcome } = found
  return {
    aboutCaseNumber: about.number,
    cause,
    fromPeriod,
    toPeriod,
    months: months ?? null,
    rightfulMonthlyQepik: found.rightfulMonthlyQepik,
    demandedAt: demandedAt ?? null,
    outcome: outcome ?? null,
    hasObjection: objection !== undefined,
    ...(await records.overpayments.standing(id)),
    ...(visible.includes('household') ? { finding, objection: objection ?? null } : {}),
  }
}
