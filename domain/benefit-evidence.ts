/** What a claim is decided on, read together; the same for the facts and for the decision. */
import { benefitFacts, missingDocuments, type BenefitEvidence } from './benefit-facts.ts'
import { OperatorError } from './errors.ts'
import type { Records } from './records.ts'

export async function evidenceOfClaim(
  records: Records,
  caseId: string,
): Promise<Omit<BenefitEvidence, 'registersAnswered'>> {
  const claim = await records.benefits.get(caseId)
  const { applicationDate } = await records.cases.get(caseId)
  const parties = await records.parties.of(caseId)
  const applicant = parties.find(({ role }) => role === 'applicant')
  const beneficiary = parties.find(({ role }) => role === 'beneficiary')
  if (applicant === undefined || beneficiary === undefined) {
    throw new OperatorError(
      `The claim ${caseId} has not both who claims and whom it is for`,
      'Look at the people of the case: they are written together with the claim.',
    )
  }
  const { benefits } = records
  return {
    claim,
    applicationDate,
    applicant,
    beneficiary,
    answers: await records.registerAnswers.newest(caseId),
    onAssistance: await benefits.isOnAssistance(applicant.fin, applicationDate),
    open: await benefits.overlapping(claim.benefit, beneficiary.fin, applicationDate),
    documents: await benefits.documents(caseId),
    rates: await benefits.ratesOf(claim.benefit),
  }
}

/** What has still to be handed in before the claim is complete. */
export async function missingOfClaim(records: Records, caseId: string) {
  const evidence = await evidenceOfClaim(records, caseId)
  const parameters = await records.parametersOn(evidence.applicationDate)
  const { inStudy, accountMissing } = benefitFacts({ ...evidence, registersAnswered: true }, parameters)
  const adultMonths = parameters.value('adult-age') * 12
  return {
    claim: evidence.claim,
    missing: missingDocuments({ ...evidence, inStudy, adultMonths }),
    accountMissing,
  }
}
