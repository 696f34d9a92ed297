/** A family whose declaration, registers and visit agree, for tests to change in the one point they are about. */
import type { Application, HouseholdMember } from '../../domain/application.ts'
import type { Evidence } from '../../domain/evidence.ts'
import type { ParameterName, Parameters } from '../../domain/parameters.ts'
import type { RegisterAnswers } from '../../domain/registers.ts'
import type { InspectionAct, VisitForm } from '../../domain/visit.ts'

export const aMember = (fin: string, changes: Partial<HouseholdMember> = {}): HouseholdMember => ({
  fin,
  givenName: 'Aygün',
  familyName: 'Məmmədova',
  birthDate: '1990-05-05',
  relation: 'representative',
  ableToWork: true,
  study: 'none',
  ...changes,
})

/** Mother at home with a small child, father with a low wage, a boy at school. */
export const mother = aMember('1AAAAAA', { caresFor: '4AAAAAA' })
export const father = aMember('2AAAAAA', {
  givenName: 'Elçin',
  birthDate: '1988-01-20',
  relation: 'spouse',
})
export const schoolboy = aMember('3AAAAAA', {
  givenName: 'Tural',
  birthDate: '2014-09-01',
  relation: 'child',
  study: 'school',
})
export const smallChild = aMember('4AAAAAA', {
  givenName: 'Nərmin',
  birthDate: '2022-03-15',
  relation: 'child',
})

export function anApplication(
  members: readonly HouseholdMember[] = [mother, father, schoolboy, smallChild],
  changes: Partial<Application['declaration']> = {},
): Application {
  return {
    kind: 'targeted-social-assistance',
    caseId: '2f6b1f2e-5c0e-4b8e-9d53-0d7d4a1f9c11',
    applicationDate: '2026-11-16',
    applicant: { fin: members[0]?.fin ?? '', phone: '+994501234567', language: 'az' },
    declaration: {
      members: [...members],
      address: { settlement: 'Şüvəlan', street: 'A. İldırım', building: '30' },
      meters: { electricity: { subscriberNumber: '100200300', meterNumber: 'E-4455' } },
      declaredIncome: [],
      iban: 'AZ21NABZ00000000137010001944',
      ...changes,
    },
  }
}

/** The father earns 500.00 AZN in each of the 12 months; everything else is empty or plain. */
export function answersFor(
  { declaration, applicant }: Application,
  changes: Partial<RegisterAnswers> = {},
): RegisterAnswers {
  const earner = declaration.members.find(({ fin }) => fin === father.fin)
  return {
    population: {
      members: declaration.members.map(({ fin, givenName, familyName, birthDate, absence }) => ({
        fin,
        givenName,
        familyName,
        birthDate,
        householdId: `household-of-${applicant.fin}`,
        ...(absence === undefined ? {} : { absence }),
      })),
    },
    income: { incomes: earner === undefined ? [] : wages(earner.fin, 500_00) },
    property: { properties: [], transactions: [] },
    vehicles: { vehicles: [] },
    utilities: {
      accounts: [
        {
          kind: 'electricity',
          subscriberNumber: declaration.meters.electricity.subscriberNumber,
          meterNumber: declaration.meters.electricity.meterNumber,
          months: lastTwelveMonths.map((month) => ({ month, qepik: 20_00 })),
        },
      ],
    },
    education: {
      students: declaration.members
        .filter(({ study }) => study !== 'none')
        .map(({ fin, study }) => ({ fin, study })),
    },
    disability: { disabilities: [] },
    employment: {
      statuses: declaration.members.map(({ fin }) => ({
        fin,
        status: fin === father.fin ? 'employed' : 'not-registered',
        refusedSuitableJobs: 0,
      })),
    },
    ...changes,
  }
}

/** The income window of an application of November 2026. */
export const lastTwelveMonths = [
  '2025-11',
  '2025-12',
  ...Array.from({ length: 10 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}`),
]

export const wages = (fin: string, qepik: number) =>
  lastTwelveMonths.map((month) => ({ fin, month, kind: 'wage' as const, qepik }))

export const aVisitForm = (changes: Partial<VisitForm> = {}): VisitForm => ({
  visitResult: 'inspected',
  visitedAt: '2026-11-18T10:30:00+04:00',
  present: ['representative'],
  peopleLivingHere: 4,
  dwellingType: 'house',
  rooms: 2,
  repairState: 'average',
  electricitySubscriber: '100200300',
  electricityMeter: 'E-4455',
  ...changes,
})

export const anAct = (
  form: VisitForm = aVisitForm(),
  changes: Partial<InspectionAct> = {},
): InspectionAct => ({
  id: 'b1f2c3d4-0000-4000-8000-000000000001',
  caseId: '2f6b1f2e-5c0e-4b8e-9d53-0d7d4a1f9c11',
  kind: 'visit',
  round: 1,
  result: form.visitResult,
  form,
  inspector: 'inspector.khazar',
  signedAt: '2026-11-18T07:00:00.000Z',
  sha256: '0'.repeat(64),
  signature: '',
  keyId: 'test',
  ...changes,
})

export function theFamily(
  changes: {
    application?: Application
    answers?: Partial<RegisterAnswers>
    acts?: readonly InspectionAct[]
    blockedUntil?: string
    ownRefusals?: Evidence['ownRefusals']
  } = {},
): Evidence {
  const application = changes.application ?? anApplication()
  return {
    application,
    answers: answersFor(application, changes.answers),
    acts: changes.acts ?? [anAct(aVisitForm({ peopleLivingHere: application.declaration.members.length }))],
    blockedUntil: changes.blockedUntil,
    ownRefusals: changes.ownRefusals ?? [],
  }
}

const valuesOf2026: Readonly<Record<ParameterName, number>> = {
  'benefit-decision-days': 10,
  'benefit-adoption-working-days': 5,
  'benefit-refusal-notice-days': 5,
  'benefit-back-pay-months': 36,
  'benefit-infant-age': 1,
  'benefit-early-age-children': 5,
  'benefit-early-age-months': 60,
  'benefit-escalation-days': 3,
  'benefit-documents-days': 5,
  'benefit-change-review-working-days': 5,
  'need-criterion': 300_00,
  'living-minimum': 300_00,
  'decision-working-days': 15,
  'decision-escalation-working-days': 12,
  'registration-notice-days': 3,
  'visit-working-days': 5,
  'visit-attempts': 2,
  'reinspection-percent': 5,
  'assistance-months': 12,
  'purchase-limit-factor': 12,
  'utility-limit-percent': 15,
  'refused-jobs-limit': 2,
  'same-purpose-limit': 2,
  'care-child-age': 8,
  'student-age': 23,
  'working-age-from': 15,
  'pension-age-men-months': 780,
  'pension-age-women-months': 774,
  'care-disability-percent': 81,
  'pay-day': 28,
  'pay-day-benefits': 25,
  'payment-run-lead-working-days': 3,
  'payment-review-lead-working-days': 2,
  'payment-approval-lead-working-days': 1,
  'payment-exception-working-days': 3,
  'payment-orders-per-file': 50_000,
  'third-signature-sum': 10_000_000_00,
  'payment-cancel-window-minutes': 120,
  'deduction-limit-percent': 20,
  'bank-answer-working-days': 2,
  'visit-exempt-months': 0,
  'false-data-block-months': 12,
  'service-term-working-days': 15,
  'service-escalation-working-days': 2,
  'appeal-lodging-days': 30,
  'appeal-decision-days': 30,
  'appeal-escalation-working-days': 3,
  'appeal-carry-out-working-days': 10,
  'court-claim-days': 30,
  'change-report-working-days': 15,
  'change-decision-working-days': 15,
  'change-escalation-working-days': 12,
  'uncollected-months': 3,
  'collection-reason-days': 30,
  'renewal-reminder-days': 30,
  'renewal-visit-exempt-months': 24,
  'recalculate-at-new-criterion': 1,
  'recovery-review-working-days': 5,
  'recovery-answer-days': 30,
  'recovery-objection-working-days': 10,
  'recovery-claim-working-days': 10,
  'asset-visit-rhythm-months': 3,
  'asset-visit-working-days': 10,
  'asset-mend-days': 14,
  'asset-return-days': 15,
  'asset-review-working-days': 10,
  'asset-registration-working-days': 10,
  'asset-claim-working-days': 10,
  'programme-lead-days': 92,
  'programme-draft-working-days': 15,
  'programme-comment-working-days': 10,
  'programme-comment-reminder-working-days': 7,
  'programme-revision-working-days': 5,
  'programme-approval-working-days': 5,
  'programme-progress-working-days': 10,
  'programme-youth-years': 29,
  'programme-long-term-months': 12,
  'small-number-limit': 5,
  'job-search-working-days': 5,
  'job-search-escalation-working-days': 1,
  'employer-answer-working-days': 5,
  'job-refusal-judgement-working-days': 3,
  'job-refusal-window-months': 24,
  'off-register-months': 12,
  'job-measures-working-days': 5,
  'job-training-days': 60,
  'job-public-works-days': 60,
  'job-subsidised-days': 180,
  'job-self-employment-days': 90,
  'job-match-occupation-points': 30,
  'job-match-education-points': 15,
  'job-match-experience-points': 15,
  'job-match-place-points': 20,
  'job-match-wage-points': 10,
  'job-match-language-points': 10,
  'job-match-least-points': 50,
  'self-employment-asset-ceiling': 500_000,
  'self-employment-contract-months': 12,
  'self-employment-training-minutes': 2_160,
  'self-employment-land-share-percent': 50,
  'self-employment-long-unemployed-months': 12,
  'self-employment-near-pension-months': 24,
  'self-employment-selection-points': 50,
  'self-employment-pass-mark': 60,
  'self-employment-interview-working-days': 10,
  'self-employment-training-days': 60,
  'self-employment-plan-days': 30,
  'self-employment-panel-working-days': 10,
  'self-employment-contract-working-days': 10,
  'self-employment-handover-working-days': 20,
  'adult-age': 18,
  'refused-jobs-block-months': 1,
  'declared-income-tolerance-percent': 10,
  'exclude-liberated-territories-benefit': 1,
  'plot-income-per-100-square-metres': 0,
  'plot-income-per-cattle': 0,
  'plot-income-per-buffalo': 0,
  'plot-income-per-sheep': 0,
  'plot-income-per-goat': 0,
  'plot-income-per-poultry': 0,
  'plot-income-per-beehive': 0,
}

/** The parameters of 2026, with changes; the women's pension age is that of 2025, to have two of them. */
export function parametersOf2026(changes: Partial<Record<ParameterName, number>> = {}): Parameters {
  const values = { ...valuesOf2026, ...changes }
  const used: Partial<Record<ParameterName, number>> = {}
  return {
    value: (name) => (used[name] = values[name]),
    used: () => ({ ...used }),
  }
}
