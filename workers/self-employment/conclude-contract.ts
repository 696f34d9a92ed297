/**
 * Job `conclude-contract` — the signed contract gets its number. The asset may cost what the plan says and no more, and
 * nothing above the ceiling; otherwise the form comes back. docs/domain.md 2.4 step 8 and 2.5. Next: it is set aside.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { formatManat, parseManat } from '../../domain/money.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function concludeContract(): Worker<'conclude-contract'> {
  return async ({ caseId, assetKind, assetDescription, assetValueManat, signedOn }, job) =>
    job.record(async (records) => {
      const { applicationDate } = await records.cases.get(caseId)
      const { activity = 'other-services' } = await records.selfEmployments.get(caseId)
      const plan = await records.selfEmployments.newestPlan(caseId)
      const ceilingQepik = (await records.parametersOn(applicationDate)).value(
        'self-employment-asset-ceiling',
      )
      const limitQepik = Math.min(ceilingQepik, plan?.totalQepik ?? 0)
      const today = dateInBaku(job.now)
      const note = (action: string, after: Readonly<Record<string, unknown>>) => {
        records.ledger.append(ledgerEntry('conclude-contract', job, { caseId, action, after }))
      }
      const description = assetDescription.trim()
      const valueQepik =
        assetValueManat > 0 && assetValueManat < 1e9 ? parseManat(assetValueManat.toFixed(2)) : 0
      const problems = [
        ...(valueQepik > 0 && valueQepik <= limitQepik
          ? []
          : [
              `Dəyər 0-dan çox, ${formatManat(limitQepik)} AZN-dən çox olmamalıdır / The value is above 0 and at most ${formatManat(limitQepik)} AZN`,
            ]),
        ...(signedOn <= today && signedOn >= applicationDate
          ? []
          : [
              'İmza günü müraciət günündən bu günə qədər olmalıdır / Signed between the application and today',
            ]),
        ...(description.length >= 3 && description.length <= 500
          ? []
          : ['Aktivi təsvir edin (3–500 simvol) / Describe the asset (3 to 500 characters)']),
      ]
      if (problems.length > 0) {
        note('contract.form-returned', { problems: problems.length })
        return {
          kind: 'refused',
          code: 'CONTRACT_NOT_USABLE',
          message: `The contract has ${problems.length} problem(s)`,
          variables: { formProblem: problems.join('\n') },
        }
      }
      const contract = await records.assetContracts.add({
        caseId,
        activity,
        assetKind,
        description,
        valueQepik,
        signedOn,
      })
      note('contract.signed', { contractNumber: contract.number, assetKind, valueQepik, signedOn })
      return completed({})
    })
}
