/** What the page and the API tell of a request for a service. Its words are personal: for those who see the person. */
import type { ReadKindDetails } from '../case/kind-details.ts'

export const serviceDetails: ReadKindDetails = async (records, { id }, visible) => {
  const request = await records.serviceRequests.get(id)
  const { serviceCode, channel, staffGroup, openedCaseId, outcome, answeredAt, wish, answer, benefit } =
    request
  const service = serviceCode === undefined ? undefined : await records.services.find(serviceCode)
  const opened = openedCaseId === undefined ? undefined : await records.cases.find(openedCaseId)
  const seesWords = visible.includes('contact')
  return {
    serviceCode: serviceCode ?? null,
    serviceNameAz: service?.nameAz ?? null,
    serviceNameEn: service?.nameEn ?? null,
    channel,
    staffGroup: staffGroup ?? null,
    openedCaseNumber: opened?.number ?? null,
    outcome: outcome ?? null,
    answeredAt: answeredAt ?? null,
    ...(seesWords ? { wish: wish ?? null, answer: answer ?? null, benefit: benefit ?? null } : {}),
  }
}
