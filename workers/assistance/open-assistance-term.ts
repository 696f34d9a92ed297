/**
 * Job `open-assistance-term` — first step of bpmn/assistance-term.bpmn: when the family is reminded and when its
 * months are over (docs/domain.md 0). Next: the term is lived through, whatever is reported in it.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { termMoments } from '../../domain/assistance-term.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function openAssistanceTerm(): Worker<'open-assistance-term'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const { entitlementId } = await records.assistanceTerms.get(caseId)
      const { validFrom, validTo } = await records.entitlements.get(entitlementId)
      const parameters = await records.parametersOn(validFrom)
      const { remindAt, endsAt } = termMoments(validTo, parameters.value('renewal-reminder-days'))
      await records.cases.setState(caseId, 'granted')
      await records.cases.addProcessInstance(
        caseId,
        job.processInstanceKey,
        job.processId,
        job.processVersion,
      )
      records.ledger.append(
        ledgerEntry('open-assistance-term', job, {
          caseId,
          action: 'term.opened',
          after: { entitlementId, validFrom, validTo, remindAt },
        }),
      )
      return completed({ remindAt, endsAt })
    })
}
