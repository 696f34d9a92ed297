/** The people of a case as one caller may see them: what is not for them is left out. */
import type { Party } from '../../domain/parties.ts'
import type { Section } from './visibility.ts'

export type PartySeen = Pick<
  Party,
  'role' | 'givenName' | 'familyName' | 'phone' | 'email' | 'iban' | 'address'
> &
  Partial<Pick<Party, 'fin' | 'birthDate'>>

/** Nobody at all without a section: whoever sees a phone or an account sees whose it is. */
export function toPartiesSeen(parties: readonly Party[], visible: readonly Section[]): readonly PartySeen[] {
  if (visible.length === 0) return []
  const sees = (section: Section): boolean => visible.includes(section)
  return parties.map(({ role, givenName, familyName, fin, birthDate, address, phone, email, iban }) => ({
    role,
    givenName,
    familyName,
    ...(sees('household') ? { fin, birthDate, address } : {}),
    ...(sees('contact') ? { phone, email } : {}),
    ...(sees('account') ? { iban } : {}),
  }))
}
