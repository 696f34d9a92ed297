/**
 * What somebody asks for at the centre: one service of the catalogue, by the front desk or another system. It becomes
 * the case of a process, or a group handles it within its term and answers (bpmn/service-request.bpmn).
 */
import { Type, type Static } from 'typebox'
import { Address, PersonName } from './application.ts'
import { BenefitPerson, claimDetails } from './benefit.ts'
import { addDays } from './days.ts'
import { addWorkingDays, endOfOfficeDay, isWorkingDay, type CalendarMove } from './calendar.ts'
import { Day, Email, Fin, Iban, Language, Phone } from './identifiers.ts'
import { Service } from './service.ts'
import type { StaffGroup } from './staff.ts'

const strict = { additionalProperties: false }

/** Several lines of text: no control characters but the ends of lines, and no halves of characters. */
export const FreeText = Type.String({
  minLength: 3,
  maxLength: 2_000,
  pattern: '^(?:[^\\p{Cc}\\p{Cs}]|[\\n\\r\\t])+$',
  description: 'text of several lines',
})

export const ServiceApplicant = Type.Object(
  {
    fin: Fin,
    givenName: PersonName,
    familyName: PersonName,
    birthDate: Day,
    phone: Phone,
    email: Type.Optional(Email),
    address: Type.Optional(Address),
  },
  strict,
)
export type ServiceApplicant = Static<typeof ServiceApplicant>

const { beneficiary, iban, ...told } = {
  /** Whom it is for, when that is not the one who asks. */
  beneficiary: Type.Optional(BenefitPerson),
  /** Benefits are paid cash-free; without one it is asked for. */
  iban: Type.Optional(Iban),
  /** Day on which the right arose; that of the request, when left out. */
  eventDate: Type.Optional(Day),
  ...claimDetails,
}

/** What a claim to a benefit needs, where the service is an application for one. */
export const BenefitWish = Type.Object({ beneficiary, iban, ...told }, strict)
export type BenefitWish = Static<typeof BenefitWish>
/** The same beside its people, who are those of the case. */
const BenefitTold = Type.Object(told, strict)
export type BenefitTold = Static<typeof BenefitTold>

export const NewServiceRequest = Type.Object(
  {
    serviceCode: Service.properties.code,
    applicant: ServiceApplicant,
    language: Language,
    /** What exactly is asked for, in the words of who asks. */
    wish: Type.Optional(FreeText),
    benefit: Type.Optional(BenefitWish),
  },
  strict,
)
export type NewServiceRequest = Static<typeof NewServiceRequest>

export const serviceChannels = ['front-desk', 'other-system'] as const
/** `forwarded`: passed on to the body that does it. `advised`: there was only something to explain. */
export const serviceOutcomes = ['done', 'refused', 'forwarded', 'advised'] as const
export type ServiceOutcome = (typeof serviceOutcomes)[number]

export interface ServiceRequest {
  readonly caseId: string
  /** `undefined` until the front desk has found it in the catalogue. */
  readonly serviceCode: string | undefined
  readonly channel: (typeof serviceChannels)[number]
  readonly wish: string | undefined
  /** Where a benefit is claimed. */
  readonly benefit: BenefitTold | undefined
  /** Who handles it; `undefined` until it was looked up. */
  readonly staffGroup: StaffGroup | undefined
  readonly openedCaseId: string | undefined
  readonly outcome: ServiceOutcome | undefined
  /** Written before the task is finished; told to the applicant. */
  readonly answer: string | undefined
  readonly answeredAt: string | undefined
}

/** Port: requests beside their case and its people. */
export interface ServiceRequests {
  add(
    request: Pick<ServiceRequest, 'caseId' | 'serviceCode' | 'channel' | 'wish'> &
      Partial<Pick<ServiceRequest, 'benefit'>>,
  ): Promise<void>
  /** Throws `OperatorError` when the case is no request for a service. */
  get(caseId: string): Promise<ServiceRequest>
  /** What the front desk found out; only while the case waits for it. */
  complete(
    caseId: string,
    found: {
      readonly serviceCode: string
      readonly wish: string | undefined
      readonly benefit: BenefitTold | undefined
    },
  ): Promise<void>
  /** Names the responsible group. */
  assignTo(caseId: string, staffGroup: StaffGroup): Promise<void>
  becomes(caseId: string, openedCaseId: string): Promise<void>
  /** What will be told, kept until the task is finished. */
  draftAnswer(caseId: string, answer: string): Promise<void>
  close(caseId: string, outcome: ServiceOutcome): Promise<void>
}

/**
 * When a request is due and when it is escalated, at the end of office hours in Baku: within the term of the service,
 * or within the general one; warned some working days earlier, at the earliest on the day of registration.
 * @param registeredOn `YYYY-MM-DD`
 */
export function serviceTerm(
  registeredOn: string,
  { termDays, termUnit }: Pick<Service, 'termDays' | 'termUnit'>,
  rules: {
    readonly generalWorkingDays: number
    readonly escalateBeforeWorkingDays: number
    readonly moves: readonly CalendarMove[]
  },
): { readonly dueAt: string; readonly escalateAt: string } {
  const { generalWorkingDays, escalateBeforeWorkingDays, moves } = rules
  const dueDay =
    termDays !== undefined && termUnit === 'days'
      ? addDays(registeredOn, termDays)
      : addWorkingDays(registeredOn, termDays ?? generalWorkingDays, moves)
  let escalateDay = dueDay
  for (let left = escalateBeforeWorkingDays; left > 0 && escalateDay > registeredOn;) {
    escalateDay = addDays(escalateDay, -1)
    if (isWorkingDay(escalateDay, moves)) left -= 1
  }
  return {
    dueAt: endOfOfficeDay(dueDay).toISOString(),
    escalateAt: endOfOfficeDay(escalateDay).toISOString(),
  }
}
