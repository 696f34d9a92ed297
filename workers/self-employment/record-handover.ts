/**
 * Job `record-handover` — the asset is handed over when its serial number and its evidence are in the record; a handover
 * that failed needs its reason. docs/domain.md 2.4 step 8. Next: registration, or the asset goes back.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function recordHandover(): Worker<'record-handover'> {
  return async ({ caseId, handoverResult, handoverFailure }, job) =>
    job.record(async (records) => {
      // Nobody withdraws between this look and the end of the handover.
      const { withdrawnAt } = await records.selfEmployments.lock(caseId)
      const contract = await records.assetContracts.get(caseId)
      const handedOver = handoverResult === 'handed-over'
      const problems = handedOver
        ? [
            ...(contract.serialNumber === undefined
              ? ['İşin səhifəsində seriya nömrəsini daxil edin / Enter the serial number on the case page']
              : []),
            ...(contract.evidence === undefined
              ? ['İşin səhifəsində təhvilin sübutunu yükləyin / Upload the evidence on the case page']
              : []),
            ...(withdrawnAt === undefined ? [] : ['Müraciət geri götürülüb / The application was withdrawn']),
          ]
        : handoverFailure === null
          ? ['Səbəbi seçin / Choose the reason']
          : []
      const note = (action: string, after: Readonly<Record<string, unknown>>) => {
        records.ledger.append(ledgerEntry('record-handover', job, { caseId, action, after }))
      }
      if (problems.length > 0) {
        note('handover.form-returned', { problems: problems.length })
        return {
          kind: 'refused',
          code: 'HANDOVER_NOT_USABLE',
          message: `The handover has ${problems.length} problem(s)`,
          variables: { formProblem: problems.join('\n') },
        }
      }
      if (!handedOver && handoverFailure !== null) {
        await records.selfEmployments.keep(caseId, { handoverFailure })
      }
      // Decided: from here on nobody withdraws.
      if (handedOver) await records.cases.setState(caseId, 'assigned')
      note(handedOver ? 'asset.handed-over' : 'handover.failed', {
        contractNumber: contract.number,
        serialNumber: contract.serialNumber ?? null,
        evidenceSha256: contract.evidence?.sha256 ?? null,
        handoverFailure: handedOver ? null : handoverFailure,
      })
      return completed({ handedOver })
    })
}
