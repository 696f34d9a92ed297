/**
 * Job `record-interview` — what the interview found becomes what the selection table reads. An interview that was held
 * needs all three judgements, each a whole number from 0 to 10; otherwise the form comes back. docs/domain.md 2.4
 * steps 3 and 4. Next: the selection table.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { decisiveAct } from '../../domain/evidence.ts'
import { ledgerEntry } from '../ledger-entry.ts'

const inRange = (score: number | null): score is number =>
  score !== null && Number.isInteger(score) && score >= 0 && score <= 10

export function recordInterview(): Worker<'record-interview'> {
  return async ({ caseId, interviewResult, motivation, experience, marketKnowledge }, job) =>
    job.record(async (records) => {
      const note = (action: string, after: Readonly<Record<string, unknown>>) => {
        records.ledger.append(ledgerEntry('record-interview', job, { caseId, action, after }))
      }
      const held = interviewResult === 'held'
      if (held && !(inRange(motivation) && inRange(experience) && inRange(marketKnowledge))) {
        note('interview.form-returned', { interviewResult })
        return {
          kind: 'refused',
          code: 'INTERVIEW_NOT_USABLE',
          message: 'A judgement is missing or not a whole number from 0 to 10',
          variables: {
            formProblem:
              'Hər üç qiymət 0-dan 10-a qədər tam ədəd olmalıdır / All three judgements are whole numbers from 0 to 10',
          },
        }
      }
      const { facts, priorities } = await records.selfEmployments.get(caseId)
      const seen = decisiveAct(await records.inspections.acts(caseId))?.result === 'inspected'
      const readiness = {
        motivation: held ? (motivation ?? 0) : 0,
        experience: held ? (experience ?? 0) : 0,
        marketKnowledge: held ? (marketKnowledge ?? 0) : 0,
        priorityGrounds: priorities.length,
        livingConditionsUnseen: facts?.receivesTargetedAssistance === true && !seen,
      }
      await records.selfEmployments.keep(caseId, { readiness })
      await records.cases.setState(caseId, 'deciding')
      note('interview.recorded', { interviewResult, ...readiness })
      return completed({ readiness })
    })
}
