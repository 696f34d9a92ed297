/**
 * Job `check-participant` — status, insurance, land share, disability and our own books become numbers without a person
 * (domain/participant-facts.ts). docs/domain.md 2.2. Next: the tables of exclusion and of priority.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { OperatorError } from '../../domain/errors.ts'
import { participantFacts } from '../../domain/participant-facts.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function checkParticipant(): Worker<'check-participant'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const { applicationDate } = await records.cases.get(caseId)
      const { fin, birthDate } = await records.parties.applicantOf(caseId)
      const { employment, disability } = await records.registerAnswers.newest(caseId)
      if (employment === undefined || disability === undefined) {
        throw new OperatorError(
          'A register of the programme has not answered',
          'Both must be asked before: look at the step "Query registers" in Operate, then retry.',
        )
      }
      const facts = participantFacts(
        {
          fin,
          birthDate,
          employment,
          disability,
          receivesTargetedAssistance: await records.selfEmployments.receivesTargetedAssistance(
            fin,
            applicationDate,
          ),
          runningContracts: await records.selfEmployments.runningContracts(fin),
          taken: await records.selfEmployments.taken(applicationDate.slice(0, 4), caseId),
        },
        applicationDate,
        await records.parametersOn(applicationDate),
      )
      await records.selfEmployments.keep(caseId, { facts })
      records.ledger.append(
        ledgerEntry('check-participant', job, {
          caseId,
          action: 'self-employment.checked',
          after: { ...facts },
        }),
      )
      return completed({ facts })
    })
}
