/**
 * Job `register-contract` — the contract is registered and its asset watched from now on, by a case of its own that is
 * opened in the same transaction. docs/domain.md 2.4 steps 8 and 9. Next: the person is told; asset monitoring begins.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { addMonths } from '../../domain/days.ts'
import { openCase } from '../../domain/open-case.ts'
import type { WorkerDependencies } from '../dependencies.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function registerContract({
  caseUrl,
}: Pick<WorkerDependencies, 'caseUrl'>): Worker<'register-contract'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const file = await records.cases.get(caseId)
      const { number, signedOn, handedOverOn = signedOn } = await records.assetContracts.get(caseId)
      const parameters = await records.parametersOn(file.applicationDate)
      const monitoredUntil = addMonths(handedOverOn, parameters.value('self-employment-contract-months'))
      const monitoring = await openCase(
        records,
        {
          kind: 'asset-monitoring',
          parties: await records.parties.of(caseId),
          district: file.district,
          language: file.language,
          registeredOn: dateInBaku(job.now),
          relatedCaseId: caseId,
        },
        { actor: 'worker:register-contract', reason: `contract ${number}`, caseUrl },
      )
      await records.assetContracts.register(caseId, { monitoredUntil, monitoringCaseId: monitoring.id })
      await records.selfEmployments.close(caseId, 'granted')
      await records.cases.setState(caseId, 'granted')
      records.ledger.append(
        ledgerEntry('register-contract', job, {
          caseId,
          action: 'contract.registered',
          after: { contractNumber: number, monitoredUntil, monitoringCaseNumber: monitoring.number },
        }),
      )
      return completed({})
    })
}
