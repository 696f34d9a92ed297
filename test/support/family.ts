/** A family whose declaration, registers and visit agree, for tests to change in the one point they are about. */
import type { Application, HouseholdMember } from '../../domain/application.ts'
import type { Evidence } from '../../domain/evidence.ts'
import type { ParameterName, Parameters } from '../../domain/parameters.ts'
import type { RegisterAnswers } from '../../domain/registers.ts'
import type { InspectionAct, VisitForm } from '../../domain/visit.ts'
import { valuesOf2026 } from './values-of-2026.ts'

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

/** The parameters of 2026, with changes; the women's pension age is that of 2025, to have two of them. */
export function parametersOf2026(changes: Partial<Record<ParameterName, number>> = {}): Parameters {
  const values = { ...valuesOf2026, ...changes }
  const used: Partial<Record<ParameterName, number>> = {}
  return {
    value: (name) => (used[name] = values[name]),
    used: () => ({ ...used }),
  }
}
