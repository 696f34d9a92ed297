/** Job `close-programme` — the year is over and every quarter reported: the case ends, the page stays. */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { ledgerEntry } from '../ledger-entry.ts'

export function closeProgramme(): Worker<'close-programme'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const { year } = await records.employmentProgrammes.get(caseId)
      await records.employmentProgrammes.setState(caseId, 'closed')
      await records.cases.setState(caseId, 'closed')
      records.ledger.append(
        ledgerEntry('close-programme', job, { caseId, action: 'programme.closed', after: { year } }),
      )
      return completed({})
    })
}
