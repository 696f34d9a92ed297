/**
 * A claim to a benefit (docs/domain.md 3): what is claimed or told by a register, the facts it is decided on, and what the
 * record keeps of it. Decided by bpmn/benefit-assignment.bpmn, ended by bpmn/benefit-change.bpmn.
 */
import { Type, type Static } from 'typebox'
import { Address, PersonName } from './application.ts'
import type { AmountStep, BenefitRate } from './benefit-amount.ts'
import type { BenefitRaises } from './benefit-raise.ts'
import {
  benefitDocumentKinds,
  benefitEvents,
  benefitKindNames,
  stipendVariants,
  utilityVariants,
  type BenefitDocumentKind,
  type BenefitEventKind,
  type BenefitKind,
  type EndingEvent,
} from './benefit-kinds.ts'
import { Day, Email, Fin, Iban, Language, Phone } from './identifiers.ts'
import { literals } from './literals.ts'

const strict = { additionalProperties: false }
const Count = Type.Integer({ minimum: 0 })

/** Whoever claims and is paid. */
export const BenefitApplicant = Type.Object(
  {
    fin: Fin,
    givenName: PersonName,
    familyName: PersonName,
    birthDate: Day,
    phone: Phone,
    email: Type.Optional(Email),
    address: Type.Optional(Address),
    /** Benefits are paid cash-free (docs/domain.md 3.3); without one it is asked for. */
    iban: Type.Optional(Iban),
  },
  strict,
)
export type BenefitApplicant = Static<typeof BenefitApplicant>

/** Whom the benefit is for, when that is not the one who claims: a child, a person who has died. */
export const BenefitPerson = Type.Object(
  { fin: Fin, givenName: PersonName, familyName: PersonName, birthDate: Day },
  strict,
)

/** What a claim may tell beside people and day. */
export const claimDetails = {
  /** Which amount of a stipend or utility benefit. */
  variant: Type.Optional(literals([...stipendVariants, ...utilityVariants])),
  /** Needed for the benefit for age: men and women differ (docs/domain.md 3.2). */
  sex: Type.Optional(literals(['male', 'female'])),
  childrenCount: Type.Optional(Type.Integer({ minimum: 0, maximum: 30 })),
  /** As the decision on disability says, for registers that do not know it yet. */
  disabilityPercent: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
  disabledUntil: Type.Optional(Day),
}

export const NewBenefitApplication = Type.Object(
  {
    benefit: literals(benefitKindNames),
    applicant: BenefitApplicant,
    beneficiary: Type.Optional(BenefitPerson),
    /** Day on which the right arose: birth, decision, death, placement. */
    eventDate: Day,
    ...claimDetails,
    language: Language,
  },
  strict,
)
export type NewBenefitApplication = Static<typeof NewBenefitApplication>

/** What a register tells by itself, once for each id. An event that ends something names the person by FIN alone. */
export const NewBenefitEvent = Type.Object(
  {
    eventId: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$' }),
    kind: literals(benefitEvents),
    happenedOn: Day,
    /** Of whom it tells, where it ends something. */
    fin: Type.Optional(Fin),
    applicant: Type.Optional(BenefitApplicant),
    beneficiary: Type.Optional(BenefitPerson),
    disabilityPercent: claimDetails.disabilityPercent,
    disabledUntil: claimDetails.disabledUntil,
    language: Type.Optional(Language),
  },
  strict,
)
export type NewBenefitEvent = Static<typeof NewBenefitEvent>

/** Reported on the case page or by another system: what is paid has no reason any more. */
export const NewBenefitChange = Type.Object(
  { kind: literals(['death', 'study-ended', 'placement-ended', 'condition-ended']), happenedOn: Day },
  strict,
)
export type NewBenefitChange = Static<typeof NewBenefitChange>

/** The numbers a benefit is decided on, without a person in them (bpmn/decisions/benefit-type.dmn). */
export const BenefitFacts = Type.Object(
  {
    benefit: Type.String(),
    variant: Type.String(),
    applicationDate: Day,
    eventDate: Day,
    proactive: Type.Boolean(),
    eventMonthsAgo: Count,
    /** Months of life, on the day of application, of whom the benefit is for. */
    subjectAgeMonths: Count,
    /** Above or below the age of the benefit for age, in months. */
    monthsPastPensionAge: Type.Integer(),
    disabilityPercent: Count,
    childrenCount: Count,
    onAssistance: Type.Boolean(),
    inStudy: Type.Boolean(),
    working: Type.Boolean(),
    registersClear: Type.Boolean(),
    documentsMissing: Count,
    documentsReceived: Count,
    accountMissing: Type.Boolean(),
    sameBenefitOpen: Type.Boolean(),
    /** Open benefits that exclude this one (table `benefit_exclusion`). */
    overlaps: Count,
    uncertainRate: Type.Boolean(),
  },
  strict,
)
export type BenefitFacts = Static<typeof BenefitFacts>

/** A row of the table that hit: a right with its variant, or what stands in the way; the reason is a code with words. */
export const BenefitFinding = Type.Object(
  { finding: literals(['right', 'obstacle']), variant: Type.String(), reason: Type.String() },
  strict,
)
export type BenefitFinding = Static<typeof BenefitFinding>

/** Why a person looks at it. */
export const BenefitHandling = Type.Object({ handling: Type.String() }, strict)

export const benefitDecisions = ['assign', 'refuse'] as const
/** Of benefits that exclude each other, which is paid; the higher one when nobody says (assumption). */
export const keptBenefits = ['new', 'old'] as const
/** What a person who refuses can give as reason, beside what the table found. */
export const refusalReasons = [
  'conditions-not-met',
  'documents-not-genuine',
  'guardianship-not-proved',
  'register-contradicts',
] as const

export interface BenefitClaim {
  readonly caseId: string
  readonly benefit: BenefitKind
  readonly variant: string | undefined
  readonly eventDate: string
  /** `application`, `desk`, `event`, or `assistance` for the family of an assigned aid. */
  readonly origin: 'application' | 'desk' | 'event' | 'assistance'
  readonly eventKey: string | undefined
  readonly sex: 'male' | 'female' | undefined
  readonly childrenCount: number | undefined
  readonly disabilityPercent: number | undefined
  readonly disabledUntil: string | undefined
  readonly documentsAskedAt: string | undefined
  readonly documentsDueAt: string | undefined
  readonly decision: BenefitDecision | undefined
  readonly decidedAt: string | undefined
}

/** Everything a decision rests on, kept with it. */
export interface BenefitDecision {
  readonly outcome: 'assign' | 'refuse'
  readonly variant: string
  readonly reasons: readonly string[]
  readonly facts: BenefitFacts
  readonly findings: readonly BenefitFinding[]
  readonly handling: readonly string[]
  /** Amounts from the first month paid, in order. */
  readonly steps: readonly AmountStep[]
  readonly rates: readonly BenefitRate[]
  readonly parameters: Readonly<Record<string, number>>
  readonly validFrom: string | undefined
  readonly validTo: string | undefined
  /** Entitlement that ends because this one is assigned. */
  readonly replaces: string | undefined
}

export interface BenefitDocument {
  readonly kind: BenefitDocumentKind
  readonly sha256: string
  readonly mediaType: string
  readonly byteCount: number
}

/** An open entitlement of the same person. */
export interface OpenBenefit {
  readonly entitlementId: string
  readonly caseId: string
  readonly kind: BenefitKind
  readonly monthlyAmountQepik: number
  readonly validFrom: string
  readonly validTo: string
}

export interface BenefitChange {
  readonly caseId: string
  readonly claimCaseId: string
  readonly entitlementId: string
  readonly kind: EndingEvent
  readonly happenedOn: string
  readonly certain: boolean
  readonly outcome: 'ended' | 'kept' | undefined
}

/** Port: claims, their documents, rates, what raises them and what ends them. */
export interface Benefits extends BenefitRaises {
  add(
    claim: Pick<
      BenefitClaim,
      | 'caseId'
      | 'benefit'
      | 'variant'
      | 'eventDate'
      | 'origin'
      | 'eventKey'
      | 'sex'
      | 'childrenCount'
      | 'disabilityPercent'
      | 'disabledUntil'
    >,
  ): Promise<void>
  find(caseId: string): Promise<BenefitClaim | undefined>
  /** Throws `OperatorError` when the case is no claim. */
  get(caseId: string): Promise<BenefitClaim>
  /** Undecided claims to that benefit for that person; whoever asks waits for others who open one. */
  openClaim(benefit: BenefitKind, fin: string): Promise<{ readonly caseNumber: string } | undefined>
  /** Notes an event of a register, once; what became of it when it was told before. */
  noteEvent(event: {
    readonly source: string
    readonly eventId: string
    readonly kind: BenefitEventKind
    readonly happenedOn: string
    readonly bodySha256: string
  }): Promise<
    | 'new'
    | {
        readonly bodySha256: string
        readonly cases: readonly { readonly caseId: string; readonly caseNumber: string }[]
      }
  >
  ratesOf(benefit: BenefitKind): Promise<readonly BenefitRate[]>
  /** Open benefits of a person that this one excludes, and those of the same kind. */
  overlapping(benefit: BenefitKind, fin: string, on: string): Promise<readonly OpenBenefit[]>
  /** Open monthly benefits for a person, or paid to them. */
  openOf(fin: string, on: string): Promise<readonly OpenBenefit[]>
  /** Whether the household of that person gets targeted social assistance on that day. */
  isOnAssistance(fin: string, on: string): Promise<boolean>
  documents(caseId: string): Promise<readonly BenefitDocument[]>
  /** Once for the same bytes. */
  addDocument(caseId: string, document: BenefitDocument, by: string): Promise<void>
  askForDocuments(caseId: string, dueAt: string): Promise<void>
  decide(caseId: string, decision: BenefitDecision): Promise<void>
  /** The account of whoever is paid, entered later. */
  enterAccount(caseId: string, iban: string): Promise<void>
  addChange(change: Omit<BenefitChange, 'outcome'> & { readonly eventKey: string | undefined }): Promise<void>
  findChange(entitlementId: string, kind: EndingEvent, happenedOn: string): Promise<string | undefined>
  getChange(caseId: string): Promise<BenefitChange>
  closeChange(caseId: string, outcome: 'ended' | 'kept'): Promise<void>
}

export const BenefitUpload = Type.Object(
  {
    documents: Type.Optional(
      Type.Array(
        Type.Object(
          {
            kind: literals(benefitDocumentKinds),
            mediaType: literals(['application/pdf', 'image/jpeg', 'image/png']),
            /** The bytes of the file, base64. */
            content: Type.String({ minLength: 8, maxLength: 7_000_000, pattern: '^[A-Za-z0-9+/]+={0,2}$' }),
          },
          strict,
        ),
        { minItems: 1, maxItems: 5 },
      ),
    ),
    iban: Type.Optional(Iban),
  },
  strict,
)
export type BenefitUpload = Static<typeof BenefitUpload>
