/** What a claim or an event has to tell beside its schema, field by field. */
import type { NewBenefitApplication, NewBenefitEvent } from '../../domain/benefit.ts'
import { benefitRow, isEndingEvent, type BenefitKind } from '../../domain/benefit-kinds.ts'
import type { FieldError } from '../problem.ts'

/** For another person than the one who claims. */
const forAnother: readonly BenefitKind[] = [
  'disabled-child',
  'conscript-child',
  'guardian-of-orphan',
  'low-income-infant',
  'many-children',
  'adopted-child',
  'foster-child',
  'birth-grant',
  'funeral-grant',
]
const eventsOfAnother: readonly string[] = ['birth', 'adoption', 'foster-placement', 'conscription']

type Told = Pick<NewBenefitApplication, 'beneficiary'> & {
  readonly applicant?: NewBenefitApplication['applicant'] | undefined
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

export function claimFaults(asked: NewBenefitApplication, today: string): readonly FieldError[] {
  const { benefit, beneficiary, eventDate, variant, sex } = asked
  const { variants } = benefitRow(benefit)
  return [
    ...peopleFaults(asked, today),
    ...(eventDate > today ? [{ field: '/eventDate', problem: 'is in the future' }] : []),
    ...(forAnother.includes(benefit) && beneficiary === undefined
      ? [{ field: '/beneficiary', problem: 'is missing: this benefit is for another person' }]
      : []),
    ...(variants.length > 0 && (variant === undefined || !variants.includes(variant))
      ? [{ field: '/variant', problem: `is one of ${variants.join(', ')}` }]
      : []),
    ...(variants.length === 0 && variant !== undefined
      ? [{ field: '/variant', problem: 'is for stipends and utility benefits only' }]
      : []),
    ...(benefit === 'old-age' && sex === undefined
      ? [{ field: '/sex', problem: 'is missing: the age differs' }]
      : []),
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
