/** Facts of the notices about given assets. */
import type { EarlyEndCause } from '../../domain/asset-monitoring.ts'
import type { FindingGround } from '../../domain/asset-visit.ts'
import type { Language } from '../../domain/identifiers.ts'
import type { NoticeFacts } from '../../domain/notices.ts'
import type { Records } from '../../domain/records.ts'
import type { GatherFacts } from '../case/notice-facts.ts'

type Words = Readonly<Record<Language, string>>

const groundWords: Readonly<Record<FindingGround, Words>> = {
  'in-order': { az: 'hər şey qaydasındadır', en: 'everything is in order', ru: 'всё в порядке' },
  'not-shown': { az: 'aktiv göstərilməyib', en: 'the asset was not shown', ru: 'актив не показан' },
  'other-serial-number': {
    az: 'seriya nömrəsi fərqlidir',
    en: 'the serial number is another one',
    ru: 'другой серийный номер',
  },
  'not-as-planned': {
    az: 'biznes plana uyğun istifadə olunmur',
    en: 'it is not used as the plan says',
    ru: 'используется не по плану',
  },
  damaged: { az: 'aktiv zədəlidir', en: 'it is damaged', ru: 'актив повреждён' },
  'animals-neglected': {
    az: 'heyvanlara baxılmayıb',
    en: 'the animals were neglected',
    ru: 'за животными не ухаживали',
  },
  'lost-without-fault': {
    az: 'aktiv itirilib',
    en: 'it was lost without fault',
    ru: 'утрачен не по вашей вине',
  },
  'lost-by-neglect': {
    az: 'səhlənkarlıqdan itirilib',
    en: 'it was lost by neglect',
    ru: 'утрачен по небрежности',
  },
  'disposed-of': { az: 'satılıb və ya verilib', en: 'it was sold or given away', ru: 'продан или передан' },
}
const earlyEndWords: Readonly<Record<EarlyEndCause, Words>> = {
  'own-wish': { az: 'işi davam etdirmirsiniz', en: 'you do not go on', ru: 'вы не продолжаете дело' },
  illness: { az: 'xəstəlik', en: 'illness', ru: 'болезнь' },
  death: { az: 'vəfat', en: 'death', ru: 'смерть' },
}
/** Everything was in order, and ownership is refused all the same. */
const notPassed: Words = {
  az: 'mülkiyyət keçmir',
  en: 'ownership does not pass',
  ru: 'право собственности не переходит',
}

const contractOf = async (records: Records, caseId: string): Promise<NoticeFacts> => ({
  contract: { text: (await records.assetMonitoring.get(caseId)).contractNumber },
})

async function reasonOf(records: Records, caseId: string): Promise<Words> {
  const { earlyEnd } = await records.assetMonitoring.get(caseId)
  if (earlyEnd !== undefined) return earlyEndWords[earlyEnd.cause]
  const ground = (await records.assetMonitoring.visits(caseId)).findLast(
    ({ finding }) => finding !== undefined,
  )?.ground
  return ground === undefined || ground === 'in-order' ? notPassed : groundWords[ground]
}

export const assetNoticeFacts = {
  'asset-monitoring-begun': async (records, { id }) => {
    const { contractNumber, monitoredUntil } = await records.assetMonitoring.get(id)
    return { contract: { text: contractNumber }, until: { day: monitoredUntil } }
  },
  'asset-warning': async (records, { id }) => {
    const mendBy = (await records.assetMonitoring.visits(id)).at(-1)?.mendBy
    return {
      reason: { words: await reasonOf(records, id) },
      ...(mendBy === undefined ? {} : { due: { day: mendBy } }),
    }
  },
  'asset-asked-back': async (records, { id }) => {
    const { contractNumber, returnDueOn } = await records.assetMonitoring.get(id)
    return {
      contract: { text: contractNumber },
      reason: { words: await reasonOf(records, id) },
      ...(returnDueOn === undefined ? {} : { due: { day: returnDueOn } }),
    }
  },
  'asset-returned': (records, { id }) => contractOf(records, id),
  'asset-claimed': (records, { id }) => contractOf(records, id),
  'asset-released': (records, { id }) => contractOf(records, id),
  'asset-transferred': (records, { id }) => contractOf(records, id),
} satisfies Record<string, GatherFacts>
