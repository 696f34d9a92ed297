/**
 * From evidence to the numbers the decision tables read. Pure: the same evidence and parameters always
 * give the same facts, in whatever order members or register rows come. docs/domain.md 1.4 to 1.6.
 */
import { compareDeclaration } from './compare.ts'
import { addMonths } from './days.ts'
import { carers, circumstancesOf, decisiveAct, hasOtherReason } from './evidence.ts'
import type { Circumstances, Evidence } from './evidence.ts'
import type { Facts } from './facts.ts'
import { incomeWindow, sum, totalIncome } from './income.ts'
import type { Parameters } from './parameters.ts'
import { manatToQepik } from './visit.ts'

/** @throws RangeError when every declared member is absent: nobody is left to be a family */
export function computeFacts(evidence: Evidence, parameters: Parameters): Facts {
  const { applicationDate } = evidence.application
  const household = circumstancesOf(evidence, parameters)
  const present = household.filter(({ absent }) => !absent)
  if (present.length === 0) throw new RangeError('No member of the household is present')
  const able = present.filter(({ unableToWork }) => !unableToWork)
  const caring = carers(household)
  const explained = (person: Circumstances) => hasOtherReason(person) || caring.has(person.member.fin)
  const mismatches = compareDeclaration(evidence, parameters)

  return {
    applicationDate,
    memberCount: present.length,
    declarationMatches: mismatches.length === 0,
    mismatchCount: mismatches.length,
    incomeTotalQepik: totalIncome(evidence, parameters),
    needCriterionQepik: parameters.value('need-criterion'),
    purchasesTotalQepik: totalPurchases(evidence),
    livingMinimumQepik: parameters.value('living-minimum'),
    purchaseLimitFactor: parameters.value('purchase-limit-factor'),
    vehicleCount: countVehicles(evidence),
    refusedSuitableJobs: Math.max(
      0,
      ...able.filter(({ works }) => !works).map(({ refusedSuitableJobs }) => refusedSuitableJobs),
    ),
    refusedJobsLimit: parameters.value('refused-jobs-limit'),
    utilitiesTotalQepik: totalUtilities(evidence),
    utilityLimitPercent: parameters.value('utility-limit-percent'),
    samePurposeProperties: countSamePurpose(evidence),
    samePurposeLimit: parameters.value('same-purpose-limit'),
    unableToWorkMembers: present.length - able.length,
    carerMembers: caring.size,
    studentMembers: able.filter(({ student }) => student).length,
    unemploymentInsuredMembers: able.filter(({ unemploymentInsured }) => unemploymentInsured).length,
    absentMembers: household.length - present.length,
    unexplainedNonWorkingMembers: able.filter((person) => !person.works && !explained(person)).length,
    blockedForFalseData: (evidence.blockedUntil ?? '') >= applicationDate,
  }
}

/** Recorded purchases and sales and those seen on site; one seen in both by day and value counts once. */
function totalPurchases({ application, answers, acts }: Evidence): number {
  const until = application.applicationDate
  const from = addMonths(until, -12)
  const recorded = answers.property.transactions.map(({ date, qepik }) => ({ date, qepik }))
  const act = decisiveAct(acts)
  const left = recorded.map(({ date, qepik }) => `${date} ${qepik}`)
  const onlySeen = (act?.form.purchases ?? [])
    .map(({ boughtOn, valueManat }) => ({ date: boughtOn, qepik: manatToQepik(valueManat) }))
    .filter(({ date, qepik }) => {
      const twin = left.indexOf(`${date} ${qepik}`)
      if (twin !== -1) left.splice(twin, 1)
      return twin === -1
    })
  return sum(
    [...recorded, ...onlySeen].filter(({ date }) => date >= from && date <= until).map(({ qepik }) => qepik),
  )
}

/** A vehicle seen at the house counts when no register knows one: it may be the rehabilitation vehicle. */
function countVehicles({ answers, acts }: Evidence): number {
  const { vehicles } = answers.vehicles
  const plates = new Set(
    vehicles.filter((vehicle) => !vehicle.givenByStateForRehabilitation).map(({ plate }) => plate),
  )
  const seen = vehicles.length === 0 && decisiveAct(acts)?.form.vehicleSeen === true
  return seen ? 1 : plates.size
}

/** Utilities and communication of the income window. */
function totalUtilities({ application, answers }: Evidence): number {
  const { from, to } = incomeWindow(application.applicationDate)
  const months = answers.utilities.accounts.flatMap((account) => account.months)
  return sum(months.filter(({ month }) => month >= from && month <= to).map(({ qepik }) => qepik))
}

/** The most different addresses of one purpose; shares of one home in several names are one. */
function countSamePurpose({ answers }: Evidence): number {
  const addresses = new Map<string, Set<string>>()
  for (const { purpose, address } of answers.property.properties) {
    const known = addresses.get(purpose) ?? new Set()
    addresses.set(purpose, known.add(address.trim().replace(/\s+/g, ' ').toLocaleLowerCase('az')))
  }
  return Math.max(0, ...[...addresses.values()].map((known) => known.size))
}
