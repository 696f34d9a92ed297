/** What a decision is made from: the declaration, what the registers answered, what the visit found. */
import type { Application, HouseholdMember } from './application.ts'
import { ageInMonths, ageInYears } from './days.ts'
import type { OwnRefusals } from './job-referral.ts'
import type { Parameters } from './parameters.ts'
import type { RegisterAnswers } from './registers.ts'
import type { InspectionAct } from './visit.ts'

export interface Evidence {
  readonly application: Application
  readonly answers: RegisterAnswers
  readonly acts: readonly InspectionAct[]
  /** Day until which false data block the right, see docs/domain.md 1.8. */
  readonly blockedUntil: string | undefined
  /** Suitable jobs that members refused without a reason at our own employment centre (bpmn/job-placement.bpmn). */
  readonly ownRefusals: readonly OwnRefusals[]
}

/** What decides about one member; entitlement reasons of docs/domain.md 1.5 as of the application date. */
export interface Circumstances {
  readonly member: HouseholdMember
  readonly absent: boolean
  /** Too young, pensioner, or disabled and declared unable to work. */
  readonly unableToWork: boolean
  /** Declared unable to work, with nothing in the registers to confirm it. */
  readonly inabilityUnconfirmed: boolean
  readonly works: boolean
  readonly inFullTimeStudy: boolean
  readonly student: boolean
  readonly unemploymentInsured: boolean
  /** Somebody caring for this member is kept from work by it. */
  readonly needsCare: boolean
  readonly isSmallChild: boolean
  /** Suitable jobs refused, those older than the block of a month left out (docs/domain.md 1.6 ground 5). */
  readonly refusedSuitableJobs: number
}

/**
 * The act that counts: the newest one, but a re-inspection that met nobody leaves the first visit
 * standing, because the family did nothing wrong.
 */
export function decisiveAct(acts: readonly InspectionAct[]): InspectionAct | undefined {
  return acts
    .filter(({ kind, result }) => kind === 'visit' || result !== 'nobody-home')
    .toSorted((one, other) => one.signedAt.localeCompare(other.signedAt))
    .at(-1)
}

/** Each member's circumstances by the registers of the day; the declaration counts where no register can know. */
export function circumstancesOf(
  { application, answers, ownRefusals }: Evidence,
  parameters: Parameters,
): readonly Circumstances[] {
  const on = application.applicationDate
  // Neither FIN nor declaration tells the sex: between the two ages only a pension proves a pensioner.
  const ages = [parameters.value('pension-age-men-months'), parameters.value('pension-age-women-months')]
  const [earliest, latest] = [Math.min(...ages), Math.max(...ages)]

  return application.declaration.members.map((member) => {
    const { fin } = member
    const years = ageInYears(member.birthDate, on)
    const months = ageInMonths(member.birthDate, on)
    const statuses = answers.employment.statuses.filter((status) => status.fin === fin)
    const disabilities = answers.disability.disabilities.filter(
      (disability) => disability.fin === fin && (disability.validTo ?? on) >= on,
    )
    const drawsPension = answers.income.incomes.some(
      (income) => income.fin === fin && income.kind === 'pension' && income.qepik > 0,
    )
    const pensioner = months >= latest || (months >= earliest && drawsPension)
    const ofUnableAge = years < parameters.value('working-age-from') || pensioner
    const inFullTimeStudy = answers.education.students.some(
      (student) => student.fin === fin && (student.study === 'full-time' || student.study === 'school'),
    )
    const isSmallChild = years < parameters.value('care-child-age')
    return {
      member,
      absent: answers.population.members.some((person) => person.fin === fin && person.absence !== undefined),
      unableToWork: ofUnableAge || (!member.ableToWork && disabilities.length > 0),
      inabilityUnconfirmed: !member.ableToWork && !ofUnableAge && disabilities.length === 0,
      works: statuses.some(({ status }) => status === 'employed' || status === 'self-employed'),
      inFullTimeStudy,
      student: inFullTimeStudy && years < parameters.value('student-age'),
      unemploymentInsured: statuses.some(({ status }) => status === 'unemployment-insurance'),
      needsCare:
        isSmallChild ||
        (disabilities.length > 0 && years < parameters.value('adult-age')) ||
        disabilities.some(({ percent }) => percent >= parameters.value('care-disability-percent')),
      isSmallChild,
      refusedSuitableJobs: Math.max(
        0,
        ...statuses
          .filter(({ lastRefusalOn }) => refusalStillCounts(lastRefusalOn, on, parameters))
          .map(({ refusedSuitableJobs }) => refusedSuitableJobs),
        // The employment register may know of the same ones: the larger count stands, they are not added up.
        ...ownRefusals
          .filter((own) => own.fin === fin && refusalStillCounts(own.lastOn, on, parameters))
          .map(({ count }) => count),
      ),
    }
  })
}

function refusalStillCounts(lastRefusalOn: string | undefined, on: string, parameters: Parameters): boolean {
  if (lastRefusalOn === undefined) return true
  return ageInMonths(lastRefusalOn, on) < parameters.value('refused-jobs-block-months')
}

/**
 * FINs of those kept from work by care: one carer for each person who needs it. Who names nobody but
 * is representative or spouse beside a small child of the house that nobody is named for, is its parent.
 */
export function carers(household: readonly Circumstances[]): ReadonlySet<string> {
  const idle = household.filter(({ absent, unableToWork, works }) => !absent && !unableToWork && !works)
  // Somebody with another reason does not use up the one place a person's care gives.
  const needsIt = idle.toSorted(
    (one, other) =>
      Number(hasOtherReason(one)) - Number(hasOtherReason(other)) ||
      one.member.fin.localeCompare(other.member.fin),
  )
  const caring = new Set<string>()
  const inCare = new Set<string>()
  for (const { member } of needsIt) {
    const cared = household.find((other) => other.member.fin === member.caresFor)
    if (cared === undefined || cared.member.fin === member.fin) continue
    if (!cared.needsCare || cared.absent || inCare.has(cared.member.fin)) continue
    caring.add(member.fin)
    inCare.add(cared.member.fin)
  }
  const childLeft = household.some(
    (person) =>
      person.isSmallChild &&
      !person.absent &&
      person.member.relation === 'child' &&
      !inCare.has(person.member.fin),
  )
  const parent = needsIt.find(
    ({ member }) =>
      !caring.has(member.fin) && (member.relation === 'representative' || member.relation === 'spouse'),
  )
  if (childLeft && parent !== undefined) caring.add(parent.member.fin)
  return caring
}

export const hasOtherReason = ({ student, unemploymentInsured }: Circumstances): boolean =>
  student || unemploymentInsured
