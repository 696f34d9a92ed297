/**
 * What a schema cannot say about an application: that its parts fit together. Every fault found is named
 * by its field, all at once, before anything is stored. docs/domain.md 1.3 and 1.7.
 */
import type { NewApplication } from '../../domain/application.ts'
import { settlementNames } from '../../domain/territory.ts'
import type { FieldError } from '../problem.ts'

/** Who may apply is an adult member of the family (docs/domain.md 1.7). */
const ADULT_AGE = 18
const OLDEST_AGE = 130

/**
 * The same day that many years before, to compare days with as text: 29 February of a year without one still lies
 * between the 28th and 1 March.
 */
const yearsBefore = (day: string, years: number): string =>
  `${String(Number(day.slice(0, 4)) - years).padStart(4, '0')}${day.slice(4)}`

function checkMembers({ applicant, declaration: { members } }: NewApplication, today: string): FieldError[] {
  const faults: FieldError[] = []
  const [oldest, adult] = [yearsBefore(today, OLDEST_AGE), yearsBefore(today, ADULT_AGE)]
  const at = (index: number, field: string) => `/declaration/members/${index}/${field}`
  const fins = members.map(({ fin }) => fin)

  members.forEach((member, index) => {
    if (fins.indexOf(member.fin) !== index) {
      faults.push({ field: at(index, 'fin'), problem: 'is the FIN of another member too' })
    }
    if (member.birthDate > today) {
      faults.push({ field: at(index, 'birthDate'), problem: 'is in the future' })
    } else if (member.birthDate < oldest) {
      faults.push({ field: at(index, 'birthDate'), problem: `is more than ${OLDEST_AGE} years ago` })
    }
    if (
      member.caresFor !== undefined &&
      (!fins.includes(member.caresFor) || member.caresFor === member.fin)
    ) {
      faults.push({
        field: at(index, 'caresFor'),
        problem: 'is not the FIN of another member of the household',
      })
    }
    if (member.relation === 'representative' && member.fin !== applicant.fin) {
      faults.push({
        field: at(index, 'relation'),
        problem: 'is representative, but the applicant is somebody else',
      })
    }
  })

  const representative = members.findIndex(({ fin }) => fin === applicant.fin)
  const found = members[representative]
  if (found === undefined) {
    faults.push({ field: '/applicant/fin', problem: 'is not the FIN of a member of the household' })
  } else if (found.relation !== 'representative') {
    faults.push({
      field: at(representative, 'relation'),
      problem: 'must be representative: this member applies',
    })
  } else if (found.birthDate > adult && found.birthDate <= today) {
    faults.push({
      field: at(representative, 'birthDate'),
      problem: `makes the representative younger than ${ADULT_AGE}`,
    })
  }
  return faults
}

function checkAddress({ settlement, district }: NewApplication['declaration']['address']): FieldError[] {
  if (settlement === undefined && district === undefined) {
    return [
      {
        field: '/declaration/address/settlement',
        problem: `is missing: one of ${settlementNames.join(', ')}; or give another district of Baku as district`,
      },
    ]
  }
  if (settlement !== undefined && district !== undefined) {
    return [
      {
        field: '/declaration/address/district',
        problem: 'is only for an address outside the settlements served',
      },
    ]
  }
  return []
}

function checkIncome({ members, declaredIncome }: NewApplication['declaration']): FieldError[] {
  const fins = new Set(members.map(({ fin }) => fin))
  return declaredIncome.flatMap(({ fin }, index) =>
    fins.has(fin)
      ? []
      : [
          {
            field: `/declaration/declaredIncome/${index}/fin`,
            problem: 'is not the FIN of a member of the household',
          },
        ],
  )
}

/** @param today the day of application in Baku, `YYYY-MM-DD`. @returns every fault; none when the application holds together. */
export function checkApplication(application: NewApplication, today: string): FieldError[] {
  return [
    ...checkMembers(application, today),
    ...checkAddress(application.declaration.address),
    ...checkIncome(application.declaration),
  ]
}
