/**
 * Job `record-appeal-decision` — outcome, with reasons and legal base from the case page, and what follows from it
 * (docs/domain.md 1.8 and 3.1). What lacks sends the task back. Next: the appellant is told; upheld, the case is decided
 * again or the responsible group puts it right.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { carryOutDue } from '../../domain/appeal-term.ts'
import { missingFindings, remedyFor, type AppealOutcome } from '../../domain/appeal.ts'
import type { CaseState } from '../../domain/case.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { RetryableError } from '../../domain/errors.ts'
import { tellContested } from '../../domain/lodge-appeal.ts'
import { ledgerEntry } from '../ledger-entry.ts'

const endsAs: Readonly<Record<AppealOutcome, CaseState>> = {
  upheld: 'granted',
  'partly-upheld': 'granted',
  rejected: 'refused',
}

export function recordAppealDecision(): Worker<'record-appeal-decision'> {
  return async ({ caseId, appealOutcome }, job) =>
    job.record(async (records) => {
      const { applicationDate, decisionDueAt } = await records.cases.get(caseId)
      const appeal = await records.appeals.get(caseId)
      const contested = await records.cases.get(appeal.contestedCaseId)
      const found = await records.appeals.contestable(contested.id, appeal.subject)
      const lacks = missingFindings(appeal, appealOutcome, found)
      if (lacks !== undefined) {
        records.ledger.append(
          ledgerEntry('record-appeal-decision', job, {
            caseId,
            action: 'appeal.decision-incomplete',
            reason: lacks.code,
          }),
        )
        return {
          kind: 'refused',
          code: 'APPEAL_DECISION_INCOMPLETE',
          message: lacks.code,
          variables: { formProblem: lacks.told },
        }
      }
      const remedy = remedyFor(appealOutcome, { ...found, ...appeal, kind: contested.kind })
      // The message of the withdrawal is on its way and ends this step.
      if (!(await records.appeals.decide(caseId, appealOutcome, remedy))) {
        throw new RetryableError('The appeal is being withdrawn')
      }
      if (found.owedQepik !== undefined && appealOutcome !== 'rejected') {
        await records.overpayments.reduce(contested.id, appeal.corrections.demandedQepik ?? 0)
      }
      await tellContested(records, contested, 'recovery-appeal-closed')
      const parameters = await records.parametersOn(applicationDate)
      const carryOutDueAt = carryOutDue(
        dateInBaku(job.now),
        parameters.value('appeal-carry-out-working-days'),
        await records.calendarMoves(),
      )
      await records.cases.setState(caseId, endsAs[appealOutcome])
      records.ledger.append(
        ledgerEntry('record-appeal-decision', job, {
          caseId,
          action: 'appeal.decided',
          reason: appealOutcome,
          after: {
            outcome: appealOutcome,
            remedy,
            corrections: appeal.corrections,
            inTime: decisionDueAt === undefined || job.now.toISOString() <= decisionDueAt,
          },
        }),
      )
      return completed({ remedy, carryOutDueAt })
    })
}
