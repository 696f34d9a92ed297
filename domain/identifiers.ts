/**
 * Identifiers as TypeBox schemas. Patterns come from docs/domain.md 4; what a pattern cannot say
 * (IBAN check digits, a real phone number, a day that exists) is a format, see `formats`.
 */
import { isValidIBAN } from 'ibantools'
import { isValidPhoneNumber } from 'libphonenumber-js/min'
import { Type, type Static } from 'typebox'

/** Personal identification number: seven digits and capitals without I and O. */
export const Fin = Type.String({ pattern: '^[0-9A-HJ-NP-Z]{7}$', description: 'FIN, e.g. 94FMDDD' })
/** Azerbaijani IBAN, 28 characters, check digits verified. */
export const Iban = Type.String({ pattern: '^AZ\\d{2}[A-Z]{4}[0-9A-Z]{20}$', format: 'az-iban' })
/** E.164, e.g. +994501234567. */
export const Phone = Type.String({ pattern: '^\\+[1-9]\\d{6,14}$', format: 'e164-phone' })
export const Email = Type.String({ format: 'email', maxLength: 254 })
/** A calendar day, `YYYY-MM-DD`. */
export const Day = Type.String({ format: 'date', description: 'YYYY-MM-DD' })
/** A month, `YYYY-MM`. */
export const Period = Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])$', description: 'YYYY-MM' })
export const Instant = Type.String({ format: 'date-time' })
export const Language = Type.Union([Type.Literal('az'), Type.Literal('en'), Type.Literal('ru')])
export const CaseId = Type.String({ format: 'uuid' })
/** `UDSY-2026-000123`: kind, year of application, running number. */
export const CaseNumber = Type.String({ pattern: '^[A-Z]{2,6}-\\d{4}-\\d{6,}$' })
/** Keys of the engine are 64-bit and stay strings: JSON numbers lose digits above 2^53. */
export const EngineKey = Type.String({ pattern: '^\\d{1,19}$' })
export const Qepik = Type.Integer({ minimum: 0, maximum: 1_000_000_000_00, description: 'Whole qəpik' })
/** Subscriber (abonent) and meter numbers as printed on bills and devices. */
export const UtilityNumber = Type.String({ pattern: '^[0-9A-Z-]{4,20}$' })

export type Fin = Static<typeof Fin>
export type Language = Static<typeof Language>
export type CaseId = Static<typeof CaseId>
export type EngineKey = Static<typeof EngineKey>

/** Mobile numbers of Azerbaijan, by the codes of its operators: nearly every number, and no need to take it apart. */
const AZERBAIJANI_MOBILE = /^\+994(?:10|50|51|55|60|70|77|99)[2-9]\d{6}$/

/** Formats to register with every ajv instance, beside those of ajv-formats. */
export const formats = {
  'az-iban': (value: string) => isValidIBAN(value),
  'e164-phone': (value: string) => AZERBAIJANI_MOBILE.test(value) || isValidPhoneNumber(value),
}
