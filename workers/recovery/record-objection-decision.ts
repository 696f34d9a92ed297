/**
 * Job `record-objection-decision` — what the objection changes: everything, a part, or nothing. A part needs the amount
 * that is still asked back, less than before. Next: the demand again, or the end.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { parseManat } from '../../domain/money.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function recordObjectionDecision(): Worker<'record-objection-decision'> {
  return async ({ caseId, objectionOutcome, reducedManat }, job) =>
    job.record(async (records) => {
      const { amountQepik = 0, months = 0 } = await records.overpayments.get(caseId)
      const note = (action: string, after: Readonly<Record<string, unknown>>) => {
        records.ledger.append(ledgerEntry('record-objection-decision', job, { caseId, action, after }))
      }
      if (objectionOutcome === 'partly') {
        const reducedQepik = reducedManat === null ? 0 : parseManat(reducedManat.toFixed(2))
        if (reducedQepik <= 0 || reducedQepik >= amountQepik) {
          note('objection.form-returned', { objectionOutcome })
          return {
            kind: 'refused',
            code: 'OBJECTION_FORM_INVALID',
            message: 'The reduced amount is missing or not less than what is demanded',
            variables: {
              formProblem:
                'Azaldılmış məbləğ 0-dan çox və tələb olunandan az olmalıdır / The reduced amount is above 0 and below what is demanded',
            },
          }
        }
        await records.overpayments.setAmount(caseId, { months, amountQepik: reducedQepik })
        note('objection.decided', {
          objectionOutcome,
          amountBeforeQepik: amountQepik,
          amountQepik: reducedQepik,
        })
      } else {
        note('objection.decided', { objectionOutcome, amountQepik })
      }
      return completed({ demandStands: objectionOutcome !== 'upheld' })
    })
}
