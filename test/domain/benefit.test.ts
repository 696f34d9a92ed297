/** Claims to benefits: facts from registers and papers, what is missing, and what follows from the tables. */
import { describe, expect, test } from 'vitest'
import type { BenefitClaim, BenefitFacts, BenefitFinding, OpenBenefit } from '../../domain/benefit.ts'
import type { BenefitRate } from '../../domain/benefit-amount.ts'
import { benefitFacts, missingDocuments, type BenefitEvidence } from '../../domain/benefit-facts.ts'
import type { BenefitKind } from '../../domain/benefit-kinds.ts'
import { refusalWords } from '../../domain/benefit-words.ts'
import { decideBenefit } from '../../domain/decide-benefit.ts'
import { parametersOf2026 } from '../support/family.ts'

const day = '2026-11-26'
const rateOf = (kind: BenefitKind, variant: string, manat: number, since = '2022-01-01'): BenefitRate => ({
  kind,
  variant,
  validFrom: since,
  amountQepik: manat * 100,
  source: 'test',
  certainty: 'confirmed',
})
const claim = (benefit: BenefitKind, changes: Partial<BenefitClaim> = {}): BenefitClaim => ({
  caseId: 'a',
  benefit,
  variant: undefined,
  eventDate: '2026-10-10',
  origin: 'application',
  eventKey: undefined,
  sex: undefined,
  childrenCount: undefined,
  disabilityPercent: undefined,
  disabledUntil: undefined,
  documentsAskedAt: undefined,
  documentsDueAt: undefined,
  decision: undefined,
  decidedAt: undefined,
  ...changes,
})
const person = { fin: '1AAAAAA', birthDate: '1980-05-05', iban: 'AZ21NABZ00000000137010001944' }
const child = { fin: '2AAAAAA', birthDate: '2015-05-05' }
const known = ({ fin, birthDate }: { fin: string; birthDate: string }) => ({
  fin,
  givenName: 'A',
  familyName: 'B',
  birthDate,
  householdId: 'h',
})
const evidence = (changes: Partial<BenefitEvidence> & Pick<BenefitEvidence, 'claim'>): BenefitEvidence => ({
  applicationDate: day,
  applicant: person,
  beneficiary: child,
  answers: { population: { members: [known(person), known(child)] } },
  registersAnswered: true,
  onAssistance: false,
  open: [],
  documents: [],
  rates: [],
  ...changes,
})
const facts = (of: Parameters<typeof evidence>[0]) => benefitFacts(evidence(of), parametersOf2026())
const paper = (kind: BenefitEvidence['documents'][number]['kind']) => ({
  kind,
  sha256: 'a'.repeat(64),
  mediaType: 'application/pdf',
  byteCount: 10,
})

describe('facts', () => {
  test('of a disability come from the register before the claim', () => {
    const disabilities = [{ fin: child.fin, percent: 55 }]
    const answers = { population: { members: [known(child)] }, disability: { disabilities } }
    expect(facts({ claim: claim('disabled-child', { disabilityPercent: 90 }), answers })).toMatchObject({
      disabilityPercent: 55,
      registersClear: true,
    })
    // Established until a day before: it is not there any more.
    expect(
      facts({
        claim: claim('disabled-child'),
        answers: {
          ...answers,
          disability: { disabilities: [{ fin: child.fin, percent: 55, validTo: '2026-11-25' }] },
        },
      }),
    ).toMatchObject({ disabilityPercent: 0, registersClear: false })
  })

  test('are clear only when the register knows the person with that birth date; an event is before the register', () => {
    const answers = { population: { members: [known({ ...child, birthDate: '2014-05-05' })] } }
    const unknown = { population: { members: [] } }
    expect(facts({ claim: claim('many-children'), answers }).registersClear).toBe(false)
    expect(facts({ claim: claim('many-children'), answers: unknown }).registersClear).toBe(false)
    const told = claim('birth-grant', { origin: 'event', eventKey: 'x' })
    expect(facts({ claim: told, answers: unknown }).registersClear).toBe(true)
    expect(facts({ claim: told, answers }).registersClear).toBe(false)
    expect(facts({ claim: told, registersAnswered: false }).registersClear).toBe(false)
  })

  test.each([
    ['male', 0, '1961-11-26', 0],
    ['male', 0, '1961-11-27', -1],
    ['female', 0, '1962-05-26', 0],
    ['male', 5, '1966-11-26', 0],
    ['female', 4, '1966-11-26', -54],
  ] as const)(
    'of the age: %s with %i children, born on %s, is %i months past it',
    (sex, childrenCount, birthDate, months) => {
      const applicant = { ...person, birthDate }
      expect(facts({ claim: claim('old-age', { sex, childrenCount }), applicant }).monthsPastPensionAge).toBe(
        months,
      )
    },
  )

  test('count benefits that exclude it apart from the same one', () => {
    const open = (kind: BenefitKind): OpenBenefit => ({
      entitlementId: kind,
      caseId: 'b',
      kind,
      monthlyAmountQepik: 140_00,
      validFrom: '2026-01-01',
      validTo: '2030-01-31',
    })
    expect(
      facts({ claim: claim('disabled-child'), open: [open('loss-of-breadwinner'), open('disabled-child')] }),
    ).toMatchObject({ overlaps: 1, sameBenefitOpen: true })
  })
})

describe('missing papers', () => {
  const missing = (
    of: BenefitClaim,
    documents: BenefitEvidence['documents'] = [],
    changes: { readonly birthDate?: string; readonly inStudy?: boolean } = {},
  ) =>
    missingDocuments({
      claim: of,
      documents,
      beneficiary: { fin: child.fin, birthDate: changes.birthDate ?? child.birthDate },
      applicationDate: day,
      inStudy: changes.inStudy ?? false,
      adultMonths: 216,
    })

  test('are those of the kind, less what was handed in; none for what a register told', () => {
    expect(missing(claim('conscript-child'))).toEqual(['birth-certificate', 'service-certificate'])
    expect(missing(claim('conscript-child'), [paper('birth-certificate')])).toEqual(['service-certificate'])
    expect(missing(claim('conscript-child', { origin: 'event', eventKey: 'x' }))).toEqual([])
    expect(missing(claim('low-income-infant', { origin: 'assistance', eventKey: 'x' }))).toEqual([])
  })

  test('of an adult who lost the breadwinner are that of the school, unless a register knows it', () => {
    expect(missing(claim('loss-of-breadwinner'), [], { birthDate: '2008-11-26' })).toContain(
      'study-certificate',
    )
    expect(missing(claim('loss-of-breadwinner'), [], { birthDate: '2008-11-27' })).not.toContain(
      'study-certificate',
    )
    expect(missing(claim('loss-of-breadwinner'), [], { birthDate: '2006-01-01', inStudy: true })).toEqual([
      'death-certificate',
    ])
  })
})

describe('the decision', () => {
  const right: BenefitFinding = { finding: 'right', variant: 'all', reason: 'breadwinner-lost' }
  const obstacle: BenefitFinding = { finding: 'obstacle', variant: '', reason: 'documents-missing' }
  const said = { benefitDecision: null, refusalReason: null, keptBenefit: null } as const
  const rates = [
    rateOf('loss-of-breadwinner', 'all', 105),
    rateOf('loss-of-breadwinner', 'all', 140, '2025-07-01'),
  ]
  const base = {
    facts: facts({ claim: claim('loss-of-breadwinner', { eventDate: '2025-05-20' }) }),
    findings: [right],
    said,
    birthDate: child.birthDate,
    disabledUntil: undefined,
    rates,
    open: [] as readonly OpenBenefit[],
  }
  const decide = (changes: Partial<typeof base> | object) =>
    decideBenefit({ ...base, ...changes }, parametersOf2026())

  test('assigns from the month of the event, by the rate of each month, until the age', () => {
    expect(decide({})).toMatchObject({
      outcome: 'assign',
      reasons: ['breadwinner-lost'],
      validFrom: '2025-05-01',
      validTo: '2033-05-31',
      steps: [
        { fromPeriod: '2025-05', monthlyAmountQepik: 105_00 },
        { fromPeriod: '2025-07', monthlyAmountQepik: 140_00 },
      ],
    })
  })

  test.each([
    ['to 18', false, '2033-05-31'],
    ['to 23 in full-time study', true, '2038-05-31'],
  ])('runs %s', (_until, inStudy, validTo) => {
    expect(decide({ facts: { ...base.facts, inStudy } })).toMatchObject({ validTo })
  })

  test('ends with a disability that is established for a time', () => {
    const of: BenefitFacts = { ...base.facts, benefit: 'disability' }
    expect(decide({ facts: of, disabledUntil: '2027-03-15' })).toMatchObject({ validTo: '2027-03-31' })
    expect(decide({ facts: of })).toMatchObject({ validTo: '2999-12-31' })
  })

  test('pays once what is paid once, by the rate of the day of the event', () => {
    const of: BenefitFacts = { ...base.facts, benefit: 'birth-grant', eventDate: '2025-06-30' }
    expect(decide({ facts: of })).toMatchObject({
      validFrom: '2026-11-01',
      validTo: '2026-11-30',
      steps: [{ fromPeriod: '2026-11', monthlyAmountQepik: 105_00 }],
    })
  })

  test('refuses with every reason, each of which has words', () => {
    const refused = decide({ findings: [right, obstacle] })
    expect(refused).toMatchObject({ outcome: 'refuse', reasons: ['documents-missing'] })
    expect(decide({ findings: [] })).toMatchObject({ reasons: ['conditions-not-met'] })
    expect(decide({ rates: [] })).toMatchObject({ reasons: ['no-rate'] })
    for (const reason of ['documents-missing', 'conditions-not-met', 'no-rate', 'higher-benefit-kept']) {
      expect(refusalWords).toHaveProperty([reason])
    }
  })

  test('of a person needs a right to assign, and a reason to refuse', () => {
    const assign = { ...said, benefitDecision: 'assign' } as const
    const refuse = { ...said, benefitDecision: 'refuse' } as const
    expect(decide({ said: assign, findings: [obstacle] })).toEqual({ fault: 'no-right' })
    expect(decide({ said: refuse })).toEqual({ fault: 'reason-missing' })
    expect(decide({ said: refuse, findings: [obstacle] })).toMatchObject({ reasons: ['documents-missing'] })
    expect(decide({ said: { ...refuse, refusalReason: 'register-contradicts' } })).toMatchObject({
      outcome: 'refuse',
      reasons: ['register-contradicts'],
    })
  })

  test('between benefits that exclude each other keeps the higher one, or the one that the person wishes', () => {
    const rival = (monthlyAmountQepik: number): OpenBenefit => ({
      entitlementId: 'e',
      caseId: 'b',
      kind: 'disabled-child',
      monthlyAmountQepik,
      validFrom: '2026-01-01',
      validTo: '2030-01-31',
    })
    expect(decide({ open: [rival(200_00)] })).toMatchObject({ reasons: ['higher-benefit-kept'] })
    // Months that the other one has paid are not paid once more.
    expect(decide({ open: [rival(100_00)] })).toMatchObject({
      outcome: 'assign',
      replaces: 'e',
      validFrom: '2026-11-01',
    })
    const wish = { ...said, benefitDecision: 'assign' } as const
    expect(decide({ open: [rival(200_00)], said: { ...wish, keptBenefit: 'new' } })).toMatchObject({
      replaces: 'e',
    })
    expect(decide({ open: [rival(100_00)], said: { ...wish, keptBenefit: 'old' } })).toMatchObject({
      outcome: 'refuse',
    })
  })
})
