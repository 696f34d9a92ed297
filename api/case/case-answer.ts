/** A case as JSON: the schema of `GET /v1/cases/{caseId}` and how a case seen is written in it. */
import { Type, type Static } from 'typebox'
import { Address, DeclaredIncome, HouseholdMember, Meters } from '../../domain/application.ts'
import { caseStates, type CaseFile } from '../../domain/case.ts'
import { EntitlementReason, Facts, RefusalGround } from '../../domain/facts.ts'
import { CaseId, Language, Qepik } from '../../domain/identifiers.ts'
import { orderStates } from '../../domain/payment.ts'
import { partyRoles } from '../../domain/parties.ts'
import { registerNames } from '../../domain/registers.ts'
import { visitResults } from '../../domain/visit.ts'
import type { CaseSeen } from './open-case.ts'
import type { PartySeen } from './parties-seen.ts'
import { sections } from './visibility.ts'

const words = <const T extends string>(values: readonly T[]) =>
  Type.Unsafe<T>(Type.String({ enum: [...values] }))
const Nullable = <const T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Text = Type.String()
const Time = Type.String({ description: 'Instant, ISO 8601' })

export const State = words(caseStates)
export const DistrictName = words(['khazar', 'pirallahi', 'other-baku'])

const PartyAnswer = Type.Object({
  role: words(partyRoles),
  givenName: Text,
  familyName: Text,
  fin: Type.Optional(Text),
  birthDate: Type.Optional(Text),
  phone: Type.Optional(Text),
  email: Type.Optional(Text),
  iban: Type.Optional(Text),
  address: Type.Optional(Address),
})

const CaseReference = Type.Object({ caseId: CaseId, caseNumber: Text, kind: Text, state: State })

const PersonalData = Type.Object(
  {
    sections: Type.Array(words(sections)),
    phone: Type.Optional(Text),
    email: Type.Optional(Text),
    members: Type.Optional(Type.Array(HouseholdMember)),
    address: Type.Optional(Address),
    meters: Type.Optional(Meters),
    declaredIncome: Type.Optional(Type.Array(DeclaredIncome)),
    iban: Type.Optional(Text),
    parties: Type.Optional(Type.Array(PartyAnswer)),
  },
  { description: 'Only what the work of the caller needs; every opening is in the ledger' },
)

export const CaseAnswer = Type.Object({
  caseId: CaseId,
  caseNumber: Text,
  kind: Text,
  state: State,
  district: DistrictName,
  language: Language,
  applicationDate: Text,
  decisionDueAt: Nullable(Time),
  relatedCase: Nullable(CaseReference),
  casesAbout: Type.Array(CaseReference),
  details: Type.Record(Type.String(), Type.Unknown(), {
    description: 'What the kind of case tells of itself',
  }),
  processInstanceKeys: Type.Array(Text),
  personalData: Nullable(PersonalData),
  registersAnswered: Type.Array(words(registerNames)),
  visits: Type.Array(Type.Object({ round: Type.Integer(), group: Text, dueAt: Time, reason: Text })),
  acts: Type.Array(
    Type.Object({
      id: Text,
      kind: Text,
      round: Type.Integer(),
      result: words(visitResults),
      inspector: Text,
      signedAt: Time,
      sha256: Text,
      signatureCheck: words(['valid', 'invalid', 'unknown-key']),
    }),
  ),
  decision: Nullable(
    Type.Object({
      outcome: words(['assign', 'refuse']),
      monthlyAmountQepik: Qepik,
      decidedAt: Time,
      reasons: Type.Array(EntitlementReason),
      grounds: Type.Array(RefusalGround),
      facts: Facts,
      parameters: Type.Record(Type.String(), Type.Number()),
    }),
  ),
  entitlement: Nullable(Type.Object({ id: Text, validFrom: Text, validTo: Text, monthlyAmountQepik: Qepik })),
  payments: Type.Array(
    Type.Object({
      id: Text,
      period: Text,
      orderKind: Text,
      amountQepik: Qepik,
      endToEndId: Text,
      state: words(orderStates),
      bankReason: Nullable(Text),
      iban: Type.Optional(Text),
      payeeName: Type.Optional(Text),
    }),
  ),
  notifications: Type.Array(Type.Object({ notice: Text, channel: Text, sentAt: Time })),
})
export type CaseAnswer = Static<typeof CaseAnswer>

const referTo = ({ id, number, kind, state }: CaseFile): Static<typeof CaseReference> => ({
  caseId: id,
  caseNumber: number,
  kind,
  state,
})

const dropUndefined = ({ fin, birthDate, phone, email, iban, address, ...name }: PartySeen) => ({
  ...name,
  ...(fin === undefined ? {} : { fin }),
  ...(birthDate === undefined ? {} : { birthDate }),
  ...(phone === undefined ? {} : { phone }),
  ...(email === undefined ? {} : { email }),
  ...(iban === undefined ? {} : { iban }),
  ...(address === undefined ? {} : { address }),
})

function personalData(seen: CaseSeen): CaseAnswer['personalData'] {
  if (seen.sections.length === 0) return null
  const { contact, household, declaredIncome, declaredIban, parties } = seen
  return {
    sections: [...seen.sections],
    ...(contact === undefined ? {} : { phone: contact.phone }),
    ...(contact?.email === undefined ? {} : { email: contact.email }),
    ...(household === undefined
      ? {}
      : { members: household.members, address: household.address, meters: household.meters }),
    ...(declaredIncome === undefined ? {} : { declaredIncome }),
    ...(declaredIban === undefined ? {} : { iban: declaredIban }),
    ...(parties.length === 0 ? {} : { parties: parties.map(dropUndefined) }),
  }
}

export function toCaseAnswer(seen: CaseSeen): CaseAnswer {
  const { case: file, decision, entitlement } = seen
  return {
    caseId: file.id,
    caseNumber: file.number,
    kind: file.kind,
    state: file.state,
    district: file.district,
    language: file.language,
    applicationDate: file.applicationDate,
    decisionDueAt: file.decisionDueAt ?? null,
    relatedCase: seen.related === undefined ? null : referTo(seen.related),
    casesAbout: seen.about.map(referTo),
    details: { ...seen.details },
    processInstanceKeys: [...file.processInstanceKeys],
    personalData: personalData(seen),
    registersAnswered: [...seen.answeredRegisters],
    visits: seen.plannedVisits.map(({ round, group, dueAt, reason }) => ({ round, group, dueAt, reason })),
    acts: seen.acts.map(({ id, kind, round, result, inspector, signedAt, sha256, signatureCheck }) => ({
      id,
      kind,
      round,
      result,
      inspector,
      signedAt,
      sha256,
      signatureCheck,
    })),
    decision:
      decision === undefined
        ? null
        : {
            outcome: decision.outcome,
            monthlyAmountQepik: decision.monthlyAmountQepik,
            decidedAt: decision.decidedAt,
            reasons: [...decision.reasons],
            grounds: [...decision.grounds],
            facts: decision.facts,
            parameters: { ...decision.parameters },
          },
    entitlement:
      entitlement === undefined
        ? null
        : {
            id: entitlement.id,
            validFrom: entitlement.validFrom,
            validTo: entitlement.validTo,
            monthlyAmountQepik: entitlement.monthlyAmountQepik,
          },
    payments: seen.orders.map((order) => ({
      id: order.id,
      period: order.period,
      orderKind: order.orderKind,
      amountQepik: order.amountQepik,
      endToEndId: order.endToEndId,
      state: order.state,
      bankReason: order.bankReason ?? null,
      ...(order.iban === undefined ? {} : { iban: order.iban }),
      ...(order.payeeName === undefined ? {} : { payeeName: order.payeeName }),
    })),
    notifications: [...seen.notifications],
  }
}
