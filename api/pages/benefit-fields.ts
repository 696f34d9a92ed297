/** What the front desk enters of a benefit, in the form of a request for a service; every field may be left empty. */
import { Type } from '@fastify/type-provider-typebox'
import type { Static } from 'typebox'
import { BenefitPerson, claimDetails } from '../../domain/benefit.ts'
import { Day, Iban } from '../../domain/identifiers.ts'
import type { BenefitWish } from '../../domain/service-request.ts'

const orEmpty = <const T extends Type.TSchema>(schema: T) =>
  Type.Optional(Type.Union([schema, Type.Literal('')]))
/** As text: a field that was left empty is no number. */
const Count = orEmpty(Type.String({ pattern: '^(?:[12]?\\d|30)$' }))
const Percent = orEmpty(Type.String({ pattern: '^(?:\\d{1,2}|100)$' }))

const { fin, givenName, familyName, birthDate } = BenefitPerson.properties

export const benefitFields = {
  beneficiaryFin: orEmpty(fin),
  beneficiaryGivenName: orEmpty(givenName),
  beneficiaryFamilyName: orEmpty(familyName),
  beneficiaryBirthDate: orEmpty(birthDate),
  eventDate: orEmpty(Day),
  iban: orEmpty(Iban),
  variant: orEmpty(claimDetails.variant),
  sex: orEmpty(claimDetails.sex),
  childrenCount: Count,
  disabilityPercent: Percent,
  disabledUntil: orEmpty(Day),
}
export type BenefitFields = Static<Type.TObject<typeof benefitFields>>

/** @returns `undefined` when nothing of it was entered, `half` when a person was entered in part */
export function benefitEntered(fields: BenefitFields): BenefitWish | undefined | 'half' {
  const { beneficiaryFin, beneficiaryGivenName, beneficiaryFamilyName, beneficiaryBirthDate } = fields
  const { eventDate, iban, variant, sex, childrenCount, disabilityPercent, disabledUntil } = fields
  const whom = [beneficiaryFin, beneficiaryGivenName, beneficiaryFamilyName, beneficiaryBirthDate].map(
    (entry = '') => entry,
  )
  const [fin = '', givenName = '', familyName = '', birthDate = ''] = whom
  if (whom.some((entry) => entry === '') && whom.some((entry) => entry !== '')) return 'half'
  const wish: BenefitWish = {
    ...(fin === '' ? {} : { beneficiary: { fin, givenName, familyName, birthDate } }),
    ...(eventDate === undefined || eventDate === '' ? {} : { eventDate }),
    ...(iban === undefined || iban === '' ? {} : { iban }),
    ...(variant === undefined || variant === '' ? {} : { variant }),
    ...(sex === undefined || sex === '' ? {} : { sex }),
    ...(childrenCount === undefined || childrenCount === '' ? {} : { childrenCount: Number(childrenCount) }),
    ...(disabilityPercent === undefined || disabilityPercent === ''
      ? {}
      : { disabilityPercent: Number(disabilityPercent) }),
    ...(disabledUntil === undefined || disabledUntil === '' ? {} : { disabledUntil }),
  }
  return Object.keys(wish).length === 0 ? undefined : wish
}
