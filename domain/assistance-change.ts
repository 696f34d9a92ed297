/**
 * What is reported while assistance is paid, and what it leads to (docs/domain.md 1.8): a family of other members, income
 * or property is decided again by the same rules, from the month after; some things stop payment until a person has
 * looked at them.
 */
import { Type, type Static } from 'typebox'
import { DeclaredIncome, HouseholdMember, type Application } from './application.ts'
import { addToMonth, ageInYears, monthOf } from './days.ts'
import { Day, Email, Fin, Iban, Phone } from './identifiers.ts'
import { literals } from './literals.ts'
import type { OverpaymentCause } from './overpayment.ts'

const strict = { additionalProperties: false }

export const changeKinds = [
  'composition',
  'income',
  'property',
  'representative-died',
  'second-home',
  'vehicle',
  'false-data',
  'collection-reason',
] as const
export type ChangeKind = (typeof changeKinds)[number]

export const changeSources = ['family', 'authority'] as const
export const changeResults = [
  'unchanged',
  'amount-changed',
  'ended',
  'resumed',
  'unfounded',
  'too-late',
] as const
export type ChangeResult = (typeof changeResults)[number]

/** Another member to whom assistance is paid from now on, with their own account. */
export const NewRepresentative = Type.Object(
  { fin: Fin, phone: Phone, email: Type.Optional(Email), iban: Iban },
  strict,
)
export type NewRepresentative = Static<typeof NewRepresentative>

export const NewAssistanceChange = Type.Object(
  {
    kind: literals(changeKinds),
    happenedOn: Day,
    source: literals(changeSources),
    /** `composition`: who came to live with the family, and who left it or died. */
    joined: Type.Optional(Type.Array(HouseholdMember, { minItems: 1, maxItems: 30 })),
    left: Type.Optional(Type.Array(Fin, { minItems: 1, maxItems: 30 })),
    /** `income`: what these members now declare, instead of what they declared of the same kind. */
    declaredIncome: Type.Optional(Type.Array(DeclaredIncome, { minItems: 1, maxItems: 200 })),
    /** `representative-died`: may also be entered later, on the case page. */
    newRepresentative: Type.Optional(NewRepresentative),
  },
  strict,
)
export type NewAssistanceChange = Static<typeof NewAssistanceChange>

export interface AssistanceChange {
  readonly caseId: string
  readonly termCaseId: string
  readonly kind: ChangeKind
  readonly happenedOn: string
  readonly reportedOn: string
  readonly source: (typeof changeSources)[number]
  readonly inTime: boolean
  readonly result: ChangeResult | undefined
  /** `YYYY-MM` */
  readonly fromPeriod: string | undefined
  readonly amountQepik: number | undefined
  readonly decidedAt: string | undefined
}

/** `rules`: registers and decision tables decide. `person`: somebody looks first. */
export const wayOf = (kind: ChangeKind): 'rules' | 'person' =>
  kind === 'composition' || kind === 'income' || kind === 'property' ? 'rules' : 'person'

/** Payment rests until somebody has looked at these. */
export const suspendingKinds = ['representative-died', 'second-home', 'vehicle'] as const
export type SuspendingKind = (typeof suspendingKinds)[number]
export const suspends = (kind: ChangeKind): kind is SuspendingKind =>
  (suspendingKinds as readonly ChangeKind[]).includes(kind)

/**
 * First month for which the change counts: the month after it, but for a second home or a vehicle the month in which it
 * was got, because payment stops from that day and a month is paid whole (docs/domain.md 1.8).
 * @returns `YYYY-MM`
 */
export const countsFrom = (kind: ChangeKind, happenedOn: string): string =>
  kind === 'second-home' || kind === 'vehicle' ? monthOf(happenedOn) : addToMonth(monthOf(happenedOn), 1)

/** Why months paid already are asked back when this change is found to have lowered or ended them. */
export const overpaidBecause = ({
  kind,
  inTime,
}: Pick<AssistanceChange, 'kind' | 'inTime'>): OverpaymentCause =>
  kind === 'false-data' ? 'false-data' : inTime ? 'reconciliation' : 'change-not-reported'

export const changeReviews = ['continues', 'ends', 'unfounded'] as const
export type ChangeReview = (typeof changeReviews)[number]

/**
 * What follows from what a person found.
 * @returns `undefined` when that answer does not fit what was reported
 */
export function reviewLeadsTo(
  kind: ChangeKind,
  review: ChangeReview,
  hasNewRepresentative: boolean,
): 'decide-again' | 'resume' | 'end' | undefined {
  switch (kind) {
    case 'representative-died':
      if (review === 'continues') return hasNewRepresentative ? 'decide-again' : undefined
      return review === 'ends' ? 'end' : 'resume'
    case 'second-home':
    case 'vehicle':
    case 'false-data':
      return review === 'continues' ? undefined : review === 'ends' ? 'end' : 'resume'
    case 'collection-reason':
      return review === 'unfounded' ? undefined : review === 'ends' ? 'end' : 'resume'
    case 'composition':
    case 'income':
    case 'property':
      return undefined
  }
}

type Declared = Pick<Application, 'kind' | 'applicant' | 'declaration'>

/** The application as it would be declared after the change. */
export function declaredAfter(before: Declared, change: NewAssistanceChange): Declared {
  const { declaration } = before
  const left = new Set(change.left)
  const kept = declaration.members.filter(({ fin }) => !left.has(fin))
  const now = change.declaredIncome ?? []
  const replaced = ({ fin, kind }: DeclaredIncome) =>
    now.some((income) => income.fin === fin && income.kind === kind)
  return {
    ...before,
    declaration: {
      ...declaration,
      members: [...kept.map((member) => withoutCareFor(member, left)), ...(change.joined ?? [])],
      declaredIncome: [
        ...declaration.declaredIncome.filter((income) => !left.has(income.fin) && !replaced(income)),
        ...now,
      ],
    },
  }
}

function withoutCareFor(member: HouseholdMember, left: ReadonlySet<string>): HouseholdMember {
  const { caresFor, ...others } = member
  return caresFor === undefined || !left.has(caresFor) ? member : others
}

/** The same family without its representative, and paid to another member. */
export function representedBy(before: Declared, { fin, phone, email, iban }: NewRepresentative): Declared {
  const left = before.applicant.fin
  const { declaration, applicant } = declaredAfter(before, {
    kind: 'composition',
    happenedOn: '',
    source: 'family',
    left: [left],
  })
  return {
    kind: before.kind,
    applicant: { fin, phone, ...(email === undefined ? {} : { email }), language: applicant.language },
    declaration: {
      ...declaration,
      iban,
      members: declaration.members.map((member) =>
        member.fin === fin ? { ...member, relation: 'representative' as const } : member,
      ),
    },
  }
}

/** Field and problem of whatever in the report does not fit the family; none when all does. */
export function changeFaults(
  change: NewAssistanceChange,
  family: Declared,
  {
    today,
    validFrom,
    adultAge,
  }: { readonly today: string; readonly validFrom: string; readonly adultAge: number },
): readonly { readonly field: string; readonly problem: string }[] {
  const { kind, happenedOn, joined, left, declaredIncome, newRepresentative } = change
  const faults: { field: string; problem: string }[] = []
  const fault = (field: string, problem: string) => faults.push({ field, problem })
  const members = new Map(family.declaration.members.map((member) => [member.fin, member]))

  if (happenedOn > today) fault('/happenedOn', 'is in the future')
  if (happenedOn < validFrom) fault('/happenedOn', 'is before the assistance began')
  if (kind === 'composition' && joined === undefined && left === undefined) {
    fault('', 'says neither who joined nor who left')
  }
  if (kind === 'income' && declaredIncome === undefined) fault('/declaredIncome', 'is missing')
  if (kind !== 'composition' && joined !== undefined) fault('/joined', `does not belong to ${kind}`)
  if (kind !== 'composition' && left !== undefined) fault('/left', `does not belong to ${kind}`)
  if (kind !== 'income' && declaredIncome !== undefined)
    fault('/declaredIncome', `does not belong to ${kind}`)
  if (kind !== 'representative-died' && newRepresentative !== undefined) {
    fault('/newRepresentative', `does not belong to ${kind}`)
  }
  for (const [place, fin] of (left ?? []).entries()) {
    if (!members.has(fin)) fault(`/left/${place}`, 'is no member of the family')
    if (fin === family.applicant.fin)
      fault(`/left/${place}`, 'is the representative: report representative-died')
  }
  const joining = new Set<string>()
  for (const [place, { fin, birthDate, relation }] of (joined ?? []).entries()) {
    if (members.has(fin) || joining.has(fin)) fault(`/joined/${place}/fin`, 'is a member already')
    if (birthDate > today) fault(`/joined/${place}/birthDate`, 'is in the future')
    if (relation === 'representative') fault(`/joined/${place}/relation`, 'there is one representative')
    joining.add(fin)
  }
  for (const [place, { fin }] of (declaredIncome ?? []).entries()) {
    if (!members.has(fin)) fault(`/declaredIncome/${place}/fin`, 'is no member of the family')
  }
  if (newRepresentative !== undefined) {
    const problem = representativeFault(newRepresentative.fin, family, today, adultAge)
    if (problem !== undefined) fault('/newRepresentative/fin', problem)
  }
  return faults
}

/** An adult, able-bodied member represents the family (docs/domain.md 1.7); `undefined` when this one may. */
export function representativeFault(
  fin: string,
  { applicant, declaration }: Declared,
  today: string,
  adultAge: number,
): string | undefined {
  const member = declaration.members.find((candidate) => candidate.fin === fin)
  if (member === undefined) return 'is no member of the family'
  if (fin === applicant.fin) return 'is the representative of before'
  if (ageInYears(member.birthDate, today) < adultAge) return 'is not of age'
  return undefined
}
