/** Facts of the notices about a term of assistance and what was reported in it. */
import type { AssistanceChange } from '../../domain/assistance-change.ts'
import type { TermEndCause } from '../../domain/assistance-term.ts'
import { dateInBaku } from '../../domain/clock.ts'
import type { Language } from '../../domain/identifiers.ts'
import { formatManat } from '../../domain/money.ts'
import type { GatherFacts } from '../case/notice-facts.ts'
import { changeNames } from './change-words.ts'

type Words = Readonly<Record<Language, string>>

const endWords: Readonly<Record<TermEndCause, Words>> = {
  'term-over': { az: 'müddət bitib', en: 'its months are over', ru: 'истёк срок' },
  decided: { az: 'yenidən qərar verilib', en: 'it was decided again', ru: 'принято новое решение' },
  'not-collected': { az: 'yardım götürülməyib', en: 'it was not collected', ru: 'помощь не получали' },
  'no-representative': { az: 'təmsilçi yoxdur', en: 'nobody represents the family', ru: 'нет представителя' },
  'second-home': { az: 'ikinci mənzil', en: 'a second home', ru: 'второе жильё' },
  vehicle: { az: 'nəqliyyat vasitəsi', en: 'a vehicle', ru: 'транспортное средство' },
  'false-data': { az: 'yanlış məlumat', en: 'false data', ru: 'недостоверные данные' },
}

function outcomeOf({ result, amountQepik, fromPeriod }: AssistanceChange): Words | undefined {
  const month = fromPeriod === undefined ? '' : `${fromPeriod.slice(5)}.${fromPeriod.slice(0, 4)}`
  const manat = formatManat(amountQepik ?? 0)
  switch (result) {
    case undefined:
      return undefined
    case 'unchanged':
      return { az: 'məbləğ dəyişmir', en: 'the amount stays as it is', ru: 'сумма не меняется' }
    case 'amount-changed':
      return {
        az: `${month} ayından aylıq ${manat} AZN`,
        en: `${manat} AZN a month from ${month} on`,
        ru: `с ${month} по ${manat} AZN в месяц`,
      }
    case 'ended':
      return {
        az: `yardım ${month} ayından dayandırılır`,
        en: `no assistance from ${month} on`,
        ru: `помощь прекращается с ${month}`,
      }
    case 'resumed':
      return { az: 'ödəniş bərpa olunur', en: 'payment goes on', ru: 'выплата возобновляется' }
    case 'unfounded':
      return { az: 'təsdiqlənmədi', en: 'it was not confirmed', ru: 'не подтвердилось' }
    case 'too-late':
      return {
        az: 'yardım artıq bitib, dəyişən yoxdur',
        en: 'the assistance had ended already, nothing changes',
        ru: 'помощь уже прекращена, ничего не меняется',
      }
  }
}

export const assistanceNoticeFacts = {
  'change-registered': async (records, { id, decisionDueAt }) => {
    const { kind } = await records.assistanceTerms.getChange(id)
    if (decisionDueAt === undefined) return {}
    return { change: { words: changeNames[kind] }, due: { day: dateInBaku(new Date(decisionDueAt)) } }
  },

  'change-decided': async (records, { id }) => {
    const change = await records.assistanceTerms.getChange(id)
    const outcome = outcomeOf(change)
    return outcome === undefined
      ? {}
      : { change: { words: changeNames[change.kind] }, outcome: { words: outcome } }
  },

  'assistance-not-collected': async (records, { id }) => {
    const { entitlementId } = await records.assistanceTerms.get(id)
    const suspensions = await records.entitlements.suspensions(entitlementId)
    const due = suspensions.find(({ cause }) => cause === 'not-collected')?.answerDueAt
    return due === undefined ? {} : { due: { day: dateInBaku(new Date(due)) } }
  },

  'assistance-recalculated': async (records, { id }) => {
    const { entitlementId } = await records.assistanceTerms.get(id)
    const raised = (await records.entitlements.amendments(entitlementId)).findLast(
      ({ caseId }) => caseId === id,
    )
    return raised === undefined
      ? {}
      : { amount: { qepik: raised.monthlyAmountQepik }, from: { day: `${raised.fromPeriod}-01` } }
  },

  'assistance-renewal': async (records, { id }) => {
    const { entitlementId } = await records.assistanceTerms.get(id)
    return { until: { day: (await records.entitlements.get(entitlementId)).validTo } }
  },

  'assistance-ended': async (records, { id }) => {
    const { endCause, renewalCaseId } = await records.assistanceTerms.get(id)
    if (endCause === undefined) return {}
    const why = endWords[endCause]
    if (renewalCaseId === undefined) return { why: { words: why } }
    const { number } = await records.cases.get(renewalCaseId)
    return {
      why: {
        words: {
          az: `${why.az}; davamı üzrə iş ${number}`,
          en: `${why.en}; it goes on as case ${number}`,
          ru: `${why.ru}; продолжение — дело ${number}`,
        },
      },
    }
  },
} satisfies Record<string, GatherFacts>
