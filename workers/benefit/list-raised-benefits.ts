/**
 * Job `list-raised-benefits` — after the runs of the morning: whose benefit a new rate has raised and who was not told yet,
 * a hundred at a time, so that the engine carries no long lists. Next: they are told, and the list is asked for once more.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'

const AT_A_TIME = 100

export function listRaisedBenefits(): Worker<'list-raised-benefits'> {
  return async (_input, job) =>
    job.record(async (records) => {
      const raisedCases = await records.benefits.takeRaisesToTell(records.today, AT_A_TIME)
      return completed({ raisedCases: [...raisedCases], anybodyToTell: raisedCases.length > 0 })
    })
}
