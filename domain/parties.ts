/** The people of a case: who asks, for whom, and whom it is about. Personal throughout (docs/personal-data.md). */
import type { Address } from './application.ts'
import type { Language } from './identifiers.ts'

export const partyRoles = ['applicant', 'representative', 'beneficiary', 'family-member'] as const
export type PartyRole = (typeof partyRoles)[number]

export interface Person {
  readonly fin: string
  readonly givenName: string
  readonly familyName: string
  /** `YYYY-MM-DD` */
  readonly birthDate: string
}

export interface Party extends Person {
  readonly role: PartyRole
  /** An applicant has one: notices go there. */
  readonly phone?: string | undefined
  readonly email?: string | undefined
  readonly iban?: string | undefined
  readonly address?: Address | undefined
}

/** Whoever asked, as notices and letters need them; of a family its representative. */
export interface Applicant extends Person {
  readonly phone: string
  readonly email: string | undefined
  readonly language: Language
}
