/** Facts of the notices about requests for a service. */
import { dateInBaku } from '../../domain/clock.ts'
import type { Language } from '../../domain/identifiers.ts'
import type { ServiceOutcome } from '../../domain/service-request.ts'
import type { GatherFacts } from '../case/notice-facts.ts'

const outcomeWords: Readonly<Record<ServiceOutcome, Readonly<Record<Language, string>>>> = {
  done: { az: 'icra olundu', en: 'done', ru: 'исполнено' },
  refused: { az: 'imtina edildi', en: 'refused', ru: 'отказано' },
  forwarded: {
    az: 'aidiyyəti quruma göndərildi',
    en: 'passed on to the responsible body',
    ru: 'передано в ответственный орган',
  },
  advised: { az: 'izah verildi', en: 'explained', ru: 'дано разъяснение' },
}

export const serviceNoticeFacts = {
  'service-registered': async (records, { id, decisionDueAt }) => {
    const { serviceCode = '' } = await records.serviceRequests.get(id)
    const service = await records.services.find(serviceCode)
    if (service === undefined || decisionDueAt === undefined) return {}
    const { nameAz, nameEn } = service
    return {
      due: { day: dateInBaku(new Date(decisionDueAt)) },
      service: { words: { az: nameAz, en: nameEn, ru: nameAz } },
    }
  },

  'service-routed': async (records, { id }) => {
    const { openedCaseId } = await records.serviceRequests.get(id)
    const other = openedCaseId === undefined ? undefined : await records.cases.find(openedCaseId)
    return other === undefined ? {} : { other: { text: other.number } }
  },

  'service-answered': async (records, { id }) => {
    const { outcome, answer } = await records.serviceRequests.get(id)
    if (outcome === undefined || answer === undefined) return {}
    return { outcome: { words: outcomeWords[outcome] }, answer: { text: answer } }
  },
} satisfies Record<string, GatherFacts>
