/**
 * Job `establish-benefit-facts` — registers before papers (docs/domain.md 3.1): what they and the claim say, counted. What
 * is missing is asked for once, with a term; after it is decided on what is there. Next: the applicant is asked, or the tables.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { benefitFacts } from '../../domain/benefit-facts.ts'
import { endOfOfficeDay } from '../../domain/calendar.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { addDays } from '../../domain/days.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { evidenceOfClaim } from '../../domain/benefit-evidence.ts'

export function establishBenefitFacts(): Worker<'establish-benefit-facts'> {
  return async ({ caseId, registersAnswered }, job) =>
    job.record(async (records) => {
      const evidence = await evidenceOfClaim(records, caseId)
      const parameters = await records.parametersOn(evidence.applicationDate)
      const facts = benefitFacts({ ...evidence, registersAnswered }, parameters)
      const asked = evidence.claim.documentsDueAt
      const incomplete = facts.documentsMissing > 0 || facts.accountMissing
      const askForDocuments = incomplete && asked === undefined
      const dueDay = addDays(dateInBaku(job.now), parameters.value('benefit-documents-days'))
      const documentsDueAt = asked ?? endOfOfficeDay(dueDay).toISOString()

      if (askForDocuments) await records.benefits.askForDocuments(caseId, documentsDueAt)
      await records.cases.setState(caseId, askForDocuments ? 'awaiting-applicant' : 'deciding')
      records.ledger.append(
        ledgerEntry('establish-benefit-facts', job, {
          caseId,
          action: 'benefit.facts-established',
          after: {
            facts,
            askForDocuments,
            ...(askForDocuments ? { documentsDueAt } : {}),
            parameters: parameters.used(),
          },
        }),
      )
      return completed({ benefitFacts: facts, askForDocuments, documentsDueAt })
    })
}
