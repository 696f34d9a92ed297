/**
 * Job `record-training` — the training is finished when the hours attended reach the parameter, never by the form alone;
 * one that is not finished needs its reason. docs/domain.md 2.4 step 5. Next: the plan is asked for, or the way ends.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { dueInDays } from './term.ts'

export function recordTraining(): Worker<'record-training'> {
  return async ({ caseId, trainingResult, dropOutReason }, job) =>
    job.record(async (records) => {
      const sessions = await records.selfEmployments.sessions(caseId)
      const attendedMinutes = sessions.reduce((sum, session) => sum + session.attendedMinutes, 0)
      const { applicationDate } = await records.cases.get(caseId)
      const neededMinutes = (await records.parametersOn(applicationDate)).value(
        'self-employment-training-minutes',
      )
      const note = (action: string, reason?: string) => {
        const after = { trainingResult, sessions: sessions.length, attendedMinutes, neededMinutes }
        records.ledger.append(
          ledgerEntry('record-training', job, {
            caseId,
            action,
            after,
            ...(reason === undefined ? {} : { reason }),
          }),
        )
      }
      const refused = (message: string, formProblem: string) => {
        note('training.form-returned')
        return { kind: 'refused', code: 'TRAINING_NOT_USABLE', message, variables: { formProblem } } as const
      }
      const trainingFinished = trainingResult === 'finished'
      if (trainingFinished && attendedMinutes < neededMinutes) {
        return refused(
          'Less was attended than is needed',
          `İştirak ${hours(attendedMinutes)} saatdır, ${hours(neededMinutes)} saat tələb olunur / ${hours(attendedMinutes)} hours attended, ${hours(neededMinutes)} are needed`,
        )
      }
      if (!trainingFinished && dropOutReason === null) {
        return refused(
          'The reason is missing',
          'Təlimin bitirilməməsinin səbəbini seçin / Choose why the training was not finished',
        )
      }
      await records.selfEmployments.keep(caseId, {
        trainingFinished,
        ...(trainingFinished || dropOutReason === null ? {} : { dropOutReason }),
      })
      note('training.closed', trainingFinished ? 'finished' : (dropOutReason ?? undefined))
      const planDueAt = await dueInDays(records, job.now, 'self-employment-plan-days')
      if (trainingFinished) {
        await records.cases.setState(caseId, 'awaiting-applicant')
        await records.cases.setDecisionDueAt(caseId, planDueAt)
      }
      return completed({ trainingFinished, planDueAt })
    })
}

const hours = (minutes: number): string => String(minutes / 60)
