/**
 * The catalogue of services of the centre: what people may ask for, who does it and by when. Loaded from a list
 * (adapters/services/read-service-list.ts); what the start list rests on is in docs/services.md.
 */
import { Type, type Static } from 'typebox'
import { benefitKindNames, stipendVariants, utilityVariants } from './benefit-kinds.ts'
import { literals } from './literals.ts'
import { staffGroups } from './staff.ts'

export const serviceGroups = [
  'references',
  'labour-relations',
  'disability',
  'employment',
  'pensions-and-benefits',
  'targeted-social-assistance',
  'presidential-stipends',
  'insured-persons-registration',
  'social-services',
  'supporting-services',
] as const
export type ServiceGroup = (typeof serviceGroups)[number]

/** `other` bodies work elsewhere: the front desk passes the request on. `unknown`: no source names one. */
export const responsibleBodies = ['dost', 'dsmf', 'employment-agency', 'other', 'unknown'] as const
/** Printed on the passport of the service, the number in its page's address, or the office's own. */
export const codeOrigins = ['printed', 'page-address', 'office'] as const
export const termUnits = ['working-days', 'days'] as const
export const confidences = ['confirmed', 'secondary', 'assumption'] as const

const Name = Type.String({ minLength: 3, maxLength: 400, pattern: '^[^\\p{Cc}\\p{Cs}\\uFFFD]+$' })

/** One row of a list of services. Without a term the general one applies (`service-term-working-days`). */
export const Service = Type.Object(
  {
    code: Type.String({ maxLength: 24, pattern: '^[0-9A-Z]+(-[0-9A-Z]+)*$' }),
    codeOrigin: literals(codeOrigins),
    group: literals(serviceGroups),
    nameAz: Name,
    nameEn: Name,
    responsibleBody: literals(responsibleBodies),
    /** Who handles it when no process does. */
    staffGroup: literals(staffGroups),
    termDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 365 })),
    termUnit: Type.Optional(literals(termUnits)),
    /** Kind of case it becomes; one that is not built yet is handled by the staff group. */
    process: Type.Optional(Type.String({ maxLength: 60, pattern: '^[a-z]+(-[a-z]+)*$' })),
    /** Kind of benefit that a request claims, where the process is the assignment of benefits. */
    benefit: Type.Optional(literals(benefitKindNames)),
    /** Which amount of the kind, where the service says it; else whoever asks does. */
    benefitVariant: Type.Optional(literals([...stipendVariants, ...utilityVariants])),
    confidence: literals(confidences),
    source: Type.String({ minLength: 1, maxLength: 1_000 }),
  },
  { additionalProperties: false },
)
export type Service = Static<typeof Service>

/** How many cases of a service there are; of the open ones the late ones are past their term. */
export interface ServiceStanding {
  readonly open: number
  readonly late: number
  readonly all: number
}

/** Port to the catalogue. */
export interface Services {
  /** Also one that is no longer offered: requests for it go on. */
  find(code: string): Promise<Service | undefined>
}
