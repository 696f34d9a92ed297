/** The tables of benefits on the real engine: every amount of the rate table is found, each age and limit on both sides. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { createGateway } from '../../adapters/zeebe/client.ts'
import { deployFolder } from '../../adapters/zeebe/deploy.ts'
import { createEngine } from '../../adapters/zeebe/engine.ts'
import { BenefitFinding, type BenefitFacts } from '../../domain/benefit.ts'
import { refusalWords } from '../../domain/benefit-words.ts'
import { environment } from '../support/environment.ts'

const gateway = createGateway({ ZEEBE_ADDRESS: environment.zeebeAddress, ZEEBE_SECURE: false })
const engine = createEngine(gateway)
beforeAll(() => deployFolder(engine, 'bpmn'))
afterAll(() => gateway.close())

const base: BenefitFacts = {
  benefit: 'disability',
  variant: '',
  applicationDate: '2026-11-26',
  eventDate: '2026-10-01',
  proactive: true,
  eventMonthsAgo: 1,
  subjectAgeMonths: 400,
  monthsPastPensionAge: -100,
  disabilityPercent: 0,
  childrenCount: 0,
  onAssistance: false,
  inStudy: false,
  working: false,
  registersClear: true,
  documentsMissing: 0,
  documentsReceived: 0,
  accountMissing: false,
  sameBenefitOpen: false,
  overlaps: 0,
  uncertainRate: false,
}
const answer = async (decision: string, changes: Partial<BenefitFacts>): Promise<unknown> =>
  (await engine.evaluateDecision(decision, { benefitFacts: { ...base, ...changes } })).output ?? []
const findings = async (changes: Partial<BenefitFacts>) =>
  Value.Parse(Type.Array(BenefitFinding), await answer('benefit-type', changes)).map(
    ({ finding, variant, reason }) => (finding === 'right' ? variant : `no: ${reason}`),
  )

const rights: readonly (readonly [string, Partial<BenefitFacts>, readonly string[]])[] = [
  ['disability', { disabilityPercent: 100 }, ['81-100']],
  ['disability', { disabilityPercent: 81 }, ['81-100']],
  ['disability', { disabilityPercent: 80 }, ['61-80']],
  ['disability', { disabilityPercent: 61 }, ['61-80']],
  ['disability', { disabilityPercent: 60 }, ['31-60']],
  ['disability', { disabilityPercent: 31 }, ['31-60']],
  ['disability', { disabilityPercent: 30 }, ['no: no-disability']],
  ['disability', { disabilityPercent: 81, subjectAgeMonths: 215 }, ['no: under-age']],
  ['disabled-child', { disabilityPercent: 31, subjectAgeMonths: 215 }, ['all']],
  ['disabled-child', { disabilityPercent: 31, subjectAgeMonths: 216 }, ['no: too-old']],
  ['loss-of-breadwinner', { subjectAgeMonths: 215 }, ['all']],
  ['loss-of-breadwinner', { subjectAgeMonths: 216 }, ['no: not-in-study']],
  ['loss-of-breadwinner', { subjectAgeMonths: 275, inStudy: true }, ['all']],
  ['loss-of-breadwinner', { subjectAgeMonths: 276, inStudy: true }, ['no: too-old']],
  ['conscript-child', { subjectAgeMonths: 215 }, ['all']],
  ['guardian-of-orphan', { subjectAgeMonths: 100, onAssistance: true }, ['all']],
  ['guardian-of-orphan', { subjectAgeMonths: 100 }, ['no: not-on-assistance']],
  ['low-income-infant', { subjectAgeMonths: 11, onAssistance: true }, ['all']],
  ['low-income-infant', { subjectAgeMonths: 12, onAssistance: true }, ['no: too-old']],
  ['low-income-infant', { subjectAgeMonths: 0 }, ['no: not-on-assistance']],
  ['many-children', { subjectAgeMonths: 100, childrenCount: 6 }, ['all']],
  ['many-children', { subjectAgeMonths: 100, childrenCount: 5 }, ['no: not-enough-children']],
  ['adopted-child', { subjectAgeMonths: 100 }, ['non-disabled']],
  ['adopted-child', { subjectAgeMonths: 100, disabilityPercent: 31 }, ['disabled']],
  ['foster-child', { subjectAgeMonths: 83, disabilityPercent: 40 }, ['disabled-0-6']],
  ['foster-child', { subjectAgeMonths: 84, disabilityPercent: 40 }, ['disabled-7-13']],
  ['foster-child', { subjectAgeMonths: 167, disabilityPercent: 40 }, ['disabled-7-13']],
  ['foster-child', { subjectAgeMonths: 168, disabilityPercent: 40 }, ['disabled-14-18']],
  ['foster-child', { subjectAgeMonths: 83 }, ['non-disabled-0-6']],
  ['foster-child', { subjectAgeMonths: 84 }, ['non-disabled-7-13']],
  ['foster-child', { subjectAgeMonths: 215 }, ['non-disabled-14-18']],
  ['foster-child', { subjectAgeMonths: 216 }, ['no: too-old']],
  ['birth-grant', { subjectAgeMonths: 1, eventMonthsAgo: 36 }, ['all']],
  ['birth-grant', { subjectAgeMonths: 37, eventMonthsAgo: 37 }, ['no: too-late']],
  ['funeral-grant', {}, ['all']],
  ['old-age', { monthsPastPensionAge: 0 }, ['all']],
  ['old-age', { monthsPastPensionAge: -1 }, ['no: too-young']],
  ['old-age', { monthsPastPensionAge: 1, working: true }, ['no: working']],
  ['president-stipend', { variant: 'patriotic-war-hero' }, ['patriotic-war-hero']],
  ['president-stipend', { variant: 'national-hero' }, ['national-hero']],
  ['president-stipend', { variant: 'martyr-family' }, ['martyr-family']],
  ['president-stipend', { variant: 'carer' }, ['carer']],
  ['president-stipend', { variant: 'blind' }, ['blind']],
  ['president-stipend', { variant: 'war-disability', disabilityPercent: 81 }, ['war-disability-81-100']],
  ['president-stipend', { variant: 'war-disability', disabilityPercent: 61 }, ['war-disability-61-80']],
  ['president-stipend', { variant: 'war-disability', disabilityPercent: 31 }, ['war-disability-31-60']],
  ['president-stipend', { variant: 'war-disability', disabilityPercent: 30 }, ['no: no-disability']],
  ['president-stipend', { variant: 'general-disability', disabilityPercent: 81 }, ['general-disability']],
  ['president-stipend', { variant: 'general-disability', disabilityPercent: 80 }, ['no: no-disability']],
  ['president-stipend', {}, ['no: variant-missing']],
  ['utility-benefit', { variant: 'category-1' }, ['category-1']],
  ['utility-benefit', { variant: 'category-2' }, ['category-2']],
  ['utility-benefit', { variant: 'category-3' }, ['category-3']],
  ['utility-benefit', { variant: 'category-4' }, ['category-4']],
  ['funeral-grant', { documentsMissing: 1 }, ['all', 'no: documents-missing']],
  [
    'funeral-grant',
    { accountMissing: true, sameBenefitOpen: true },
    ['all', 'no: account-missing', 'no: already-assigned'],
  ],
]

describe('the benefit', () => {
  test('and its amount, or what stands in the way, on both sides of each limit', async () => {
    for (const [benefit, changes, expected] of rights) {
      expect(await findings({ benefit, ...changes }), `${benefit} ${JSON.stringify(changes)}`).toEqual(
        expected,
      )
      for (const code of expected) {
        if (code.startsWith('no: ')) expect(refusalWords).toHaveProperty([code.slice(4)])
      }
    }
  })
})

test('a person looks where the registers are not clear, at guardianship, papers, exclusions and unconfirmed rates', async () => {
  const why = async (changes: Partial<BenefitFacts>) =>
    Value.Parse(Type.Array(Type.String()), await answer('benefit-handling', changes))
  expect(await why({})).toEqual([])
  expect(await why({ registersClear: false })).toEqual(['register-unclear'])
  expect(await why({ benefit: 'guardian-of-orphan' })).toEqual(['guardianship'])
  expect(await why({ documentsReceived: 2, overlaps: 1 })).toEqual(['papers', 'overlap'])
  expect(await why({ uncertainRate: true })).toEqual(['uncertain-rate'])
})
