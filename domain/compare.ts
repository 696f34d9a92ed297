/**
 * Declaration against registers and visit (ground 1 of docs/domain.md 1.6). Since 2024 most need not be
 * declared, so only contradictions about what decides count; names are left out, FIN and birth date identify.
 */
import { utilityKinds } from './application.ts'
import type { Meter, Meters, UtilityKind } from './application.ts'
import { circumstancesOf, decisiveAct } from './evidence.ts'
import type { Circumstances, Evidence } from './evidence.ts'
import { incomeByMemberAndKind } from './income.ts'
import type { Parameters } from './parameters.ts'
import type { InspectionAct, VisitForm } from './visit.ts'

export type MismatchCode =
  | 'member-unknown'
  | 'birth-date-differs'
  | 'other-household'
  | 'member-undeclared'
  | 'absence-not-confirmed'
  | 'absence-undeclared'
  | 'people-count-differs'
  | `${UtilityKind}-account-unknown`
  | `${UtilityKind}-meter-differs`
  | 'study-not-confirmed'
  | 'inability-not-confirmed'
  | 'cared-for-not-in-household'
  | 'income-understated'
  | 'nobody-home'
  | 'access-refused'

/** @returns one code per contradiction, sorted, without a person in it; a code repeats when several members are concerned */
export function compareDeclaration(evidence: Evidence, parameters: Parameters): readonly MismatchCode[] {
  const household = circumstancesOf(evidence, parameters)
  return [
    ...identityMismatches(evidence, household),
    ...visitMismatches(household, decisiveAct(evidence.acts)),
    ...meterMismatches(evidence),
    ...statementMismatches(household, evidence),
    ...incomeMismatches(evidence, parameters),
  ].toSorted()
}

/** Wrong numbers are put right on the spot and the application is looked at again (docs/domain.md 1.7). */
export function metersFoundOnSite(declared: Meters, act: InspectionAct | undefined): Meters | undefined {
  if (act?.result !== 'inspected') return undefined
  const electricity = foundMeter('electricity', declared, act.form) ?? declared.electricity
  const gas = foundMeter('gas', declared, act.form)
  const water = foundMeter('water', declared, act.form)
  const found: Meters = {
    electricity,
    ...(gas === undefined ? {} : { gas }),
    ...(water === undefined ? {} : { water }),
  }
  return utilityKinds.every((kind) => sameMeter(found[kind], declared[kind])) ? undefined : found
}

function foundMeter(kind: UtilityKind, declared: Meters, form: VisitForm): Meter | undefined {
  const subscriberNumber = form[`${kind}Subscriber`] ?? declared[kind]?.subscriberNumber
  const meterNumber = form[`${kind}Meter`] ?? declared[kind]?.meterNumber
  if (subscriberNumber === undefined || meterNumber === undefined) return declared[kind]
  return { subscriberNumber, meterNumber }
}

const sameMeter = (one: Meter | undefined, other: Meter | undefined): boolean =>
  one?.subscriberNumber === other?.subscriberNumber && one?.meterNumber === other?.meterNumber

function* identityMismatches(
  { application, answers }: Evidence,
  household: readonly Circumstances[],
): Generator<MismatchCode> {
  const people = answers.population.members
  const home = people.find(({ fin }) => fin === application.applicant.fin)?.householdId
  for (const { member } of household) {
    const person = people.find(({ fin }) => fin === member.fin)
    if (person === undefined) {
      yield 'member-unknown'
      continue
    }
    if (person.birthDate !== member.birthDate) yield 'birth-date-differs'
    if (member.absence !== undefined && person.absence !== member.absence) yield 'absence-not-confirmed'
    if (member.absence === undefined && person.absence !== undefined) yield 'absence-undeclared'
    if (person.absence === undefined && person.householdId !== home) yield 'other-household'
  }
  const declared = new Set(household.map(({ member }) => member.fin))
  for (const person of people) {
    if (person.absence === undefined && person.householdId === home && !declared.has(person.fin)) {
      yield 'member-undeclared'
    }
  }
}

function* visitMismatches(
  household: readonly Circumstances[],
  act: InspectionAct | undefined,
): Generator<MismatchCode> {
  if (act === undefined) return
  if (act.result !== 'inspected') {
    yield act.result
    return
  }
  const people = household.filter(({ absent }) => !absent).length
  if (act.form.peopleLivingHere !== undefined && act.form.peopleLivingHere !== people) {
    yield 'people-count-differs'
  }
}

function* meterMismatches({ application, answers }: Evidence): Generator<MismatchCode> {
  for (const kind of utilityKinds) {
    const declared = application.declaration.meters[kind]
    if (declared === undefined) continue
    const accounts = answers.utilities.accounts.filter(
      (account) => account.kind === kind && account.subscriberNumber === declared.subscriberNumber,
    )
    if (accounts.length === 0) yield `${kind}-account-unknown`
    else if (
      !accounts.some(({ meterNumber }) => (meterNumber ?? declared.meterNumber) === declared.meterNumber)
    ) {
      yield `${kind}-meter-differs`
    }
  }
}

function* statementMismatches(
  household: readonly Circumstances[],
  { application }: Evidence,
): Generator<MismatchCode> {
  const fins = new Set(application.declaration.members.map(({ fin }) => fin))
  for (const { member, absent, unableToWork, inFullTimeStudy, inabilityUnconfirmed } of household) {
    if (absent) continue
    if (inabilityUnconfirmed) yield 'inability-not-confirmed'
    // Study decides only for those who could work otherwise.
    const declaresStudy = member.study === 'full-time' || member.study === 'school'
    if (declaresStudy && !unableToWork && !inFullTimeStudy) yield 'study-not-confirmed'
    if (member.caresFor !== undefined && (!fins.has(member.caresFor) || member.caresFor === member.fin)) {
      yield 'cared-for-not-in-household'
    }
  }
}

/** A declared figure is contradicted by a register that knows clearly more; declaring nothing contradicts nothing. */
function* incomeMismatches(evidence: Evidence, parameters: Parameters): Generator<MismatchCode> {
  const tolerance = BigInt(100 + parameters.value('declared-income-tolerance-percent'))
  for (const { declaredQepik, registeredQepik } of incomeByMemberAndKind(evidence, parameters)) {
    if (declaredQepik === undefined) continue
    if (BigInt(registeredQepik) * 100n > BigInt(declaredQepik) * tolerance) yield 'income-understated'
  }
}
