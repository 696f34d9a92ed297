/** Facts of the notices about the self-employment programme. */
import { dateInBaku } from '../../domain/clock.ts'
import type { Language } from '../../domain/identifiers.ts'
import type { ProgrammeOutcome } from '../../domain/self-employment.ts'
import type { GatherFacts } from '../case/notice-facts.ts'

const reasons: Readonly<
  Record<Exclude<ProgrammeOutcome, 'granted' | 'withdrawn'>, Readonly<Record<Language, string>>>
> = {
  excluded: {
    az: 'proqramda iştirak şərtləri ödənilmir',
    en: 'the conditions of the programme are not met',
    ru: 'условия участия не выполнены',
  },
  'not-selected': {
    az: 'seçim balı kifayət etmədi',
    en: 'the points of the selection were not enough',
    ru: 'баллов отбора не хватило',
  },
  'training-not-finished': {
    az: 'təlim bitirilmədi',
    en: 'the training was not finished',
    ru: 'обучение не завершено',
  },
  'no-plan': {
    az: 'biznes plan vaxtında verilmədi',
    en: 'no business plan came in time',
    ru: 'бизнес-план не представлен в срок',
  },
  'plan-failed': {
    az: 'biznes plan keçid balını toplamadı',
    en: 'the business plan did not reach the pass mark',
    ru: 'бизнес-план не набрал проходной балл',
  },
  'not-handed-over': {
    az: 'aktiv təhvil verilmədi',
    en: 'the asset was not handed over',
    ru: 'актив не передан',
  },
}

const due: GatherFacts = async (_records, { decisionDueAt }) =>
  decisionDueAt === undefined ? {} : { due: { day: dateInBaku(new Date(decisionDueAt)) } }

export const selfEmploymentNoticeFacts = {
  'interview-invited': due,
  'training-invited': due,
  'plan-asked': async (records, file) => {
    const parameters = await records.parametersOn(file.applicationDate)
    return {
      ...(await due(records, file)),
      ceiling: { qepik: parameters.value('self-employment-asset-ceiling') },
    }
  },
  'asset-granted': async (records, { id }) => {
    const { number, monitoredUntil } = await records.assetContracts.get(id)
    return monitoredUntil === undefined ? {} : { contract: { text: number }, until: { day: monitoredUntil } }
  },
  'self-employment-refused': async (records, { id }) => {
    const { outcome } = await records.selfEmployments.get(id)
    if (outcome === undefined || outcome === 'granted' || outcome === 'withdrawn') return {}
    return { reason: { words: reasons[outcome] } }
  },
  'self-employment-withdrawn': async () => ({}),
} satisfies Record<string, GatherFacts>
