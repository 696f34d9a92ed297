/**
 * Job `register-assistance-change` — first step of bpmn/assistance-change.bpmn: who looks at it and by when. What stops
 * payment at once (death of the representative, second home, vehicle) suspends it (docs/domain.md 1.8).
 * Next: the family is told, then the rules or a person.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { countsFrom, suspends, wayOf } from '../../domain/assistance-change.ts'
import { addWorkingDays, endOfOfficeDay } from '../../domain/calendar.ts'
import { registerNames } from '../../domain/registers.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { changeNames } from './change-words.ts'
import { comesTooLate } from './comes-too-late.ts'

export function registerAssistanceChange(): Worker<'register-assistance-change'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const change = await records.assistanceTerms.getChange(caseId)
      const { kind, happenedOn, reportedOn, inTime } = change
      const term = await records.assistanceTerms.lock(change.termCaseId)
      const parameters = await records.parametersOn(reportedOn)
      const moves = await records.calendarMoves()
      const endOfTerm = (workingDays: number) =>
        endOfOfficeDay(addWorkingDays(reportedOn, workingDays, moves)).toISOString()
      const dueAt = endOfTerm(parameters.value('change-decision-working-days'))
      const escalateAt = endOfTerm(parameters.value('change-escalation-working-days'))

      const fromPeriod = countsFrom(kind, happenedOn)
      const tooLate = await comesTooLate(records, term, change)
      const changeWay = tooLate ? 'too-late' : wayOf(kind)
      if (tooLate) await records.assistanceTerms.decideChange(caseId, { result: 'too-late' })
      else if (suspends(kind)) {
        await records.entitlements.lock(term.entitlementId)
        await records.entitlements.suspend(term.entitlementId, {
          fromPeriod,
          cause: kind,
          answerDueAt: undefined,
        })
      }
      await records.cases.setState(caseId, 'in-progress')
      await records.cases.setDecisionDueAt(caseId, dueAt)
      await records.cases.addProcessInstance(
        caseId,
        job.processInstanceKey,
        job.processId,
        job.processVersion,
      )
      records.ledger.append(
        ledgerEntry('register-assistance-change', job, {
          caseId,
          action: 'change.registered',
          reason: kind,
          after: { changeWay, fromPeriod, inTime, suspended: !tooLate && suspends(kind), dueAt },
        }),
      )
      const { az, en } = changeNames[kind]
      return completed({
        changeWay,
        changeName: `${az} / ${en}`,
        dueAt,
        escalateAt,
        registers: [...registerNames],
      })
    })
}
