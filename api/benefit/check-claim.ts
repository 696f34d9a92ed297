/** What a claim or an event has to tell beside its schema, field by field. */
import type { NewBenefitApplication, NewBenefitEvent } from '../../domain/benefit.ts'
import { benefitRow, isEndingEvent } from '../../domain/benefit-kinds.ts'
import { claimLacks, type ClaimNeed } from '../../domain/claim-needs.ts'
import type { FieldError } from '../problem.ts'

const eventsOfAnother: readonly string[] = ['birth', 'adoption', 'foster-placement', 'conscription']

type Who = Pick<NewBenefitApplication['applicant'], 'fin' | 'birthDate'>
interface Told {
  readonly applicant?: Who | undefined
  readonly beneficiary?: Who | undefined
}
interface ToldOfClaim {
  readonly variant?: string | undefined
  readonly sex?: string | undefined
}

function peopleFaults({ applicant, beneficiary }: Told, today: string): FieldError[] {
  const future = [
    ...(applicant !== undefined && applicant.birthDate > today ? ['/applicant/birthDate'] : []),
    ...(beneficiary !== undefined && beneficiary.birthDate > today ? ['/beneficiary/birthDate'] : []),
  ].map((field) => ({ field, problem: 'is in the future' }))
  return beneficiary !== undefined && beneficiary.fin === applicant?.fin
    ? [
        ...future,
        { field: '/beneficiary/fin', problem: 'is that of the applicant: leave the beneficiary out' },
      ]
    : future
}

/** @param asked by application, or at the front desk as what the request tells comes to */
export function claimFaults(
  asked: Told & Pick<NewBenefitApplication, 'benefit' | 'eventDate'> & ToldOfClaim,
  today: string,
): readonly FieldError[] {
  const { variants } = benefitRow(asked.benefit)
  const problems: Readonly<Record<ClaimNeed, string>> = {
    beneficiary: 'is missing: this benefit is for another person',
    variant:
      variants.length === 0
        ? 'is for stipends and utility benefits only'
        : `is one of ${variants.join(', ')}`,
    sex: 'is missing: the age differs',
  }
  return [
    ...peopleFaults(asked, today),
    ...(asked.eventDate > today ? [{ field: '/eventDate', problem: 'is in the future' }] : []),
    ...claimLacks(asked.benefit, asked).map((need) => ({ field: `/${need}`, problem: problems[need] })),
  ]
}

export function eventFaults(told: NewBenefitEvent, today: string): readonly FieldError[] {
  const { kind, happenedOn, fin, applicant, beneficiary, disabilityPercent } = told
  const missing = (field: string, is: boolean) =>
    is ? [{ field, problem: 'is missing for this event' }] : []
  const ending = isEndingEvent(kind)
  return [
    ...peopleFaults(told, today),
    ...(happenedOn > today ? [{ field: '/happenedOn', problem: 'is in the future' }] : []),
    ...missing('/fin', ending && fin === undefined),
    ...missing('/applicant', !ending && applicant === undefined),
    ...missing('/beneficiary', eventsOfAnother.includes(kind) && beneficiary === undefined),
    ...missing('/disabilityPercent', kind === 'disability-decision' && disabilityPercent === undefined),
  ]
}
