/**
 * What people enter about the self-employment programme: the application, sessions of the training, the business plan,
 * the withdrawal, serial number of the asset. Evidence of the handover: store-evidence.ts; marks: panel-marks.ts.
 * Next: bpmn/self-employment.bpmn and what it calls.
 */
import { budgetFaults, type NewBusinessPlan } from '../../domain/business-plan.ts'
import { openCaseStates, type CaseFile } from '../../domain/case.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { DomainError } from '../../domain/errors.ts'
import { openSelfEmployment } from '../../domain/open-self-employment.ts'
import type { Records } from '../../domain/records.ts'
import type { NewHandover, NewTrainingSession } from '../../domain/programme-entries.ts'
import type { NewSelfEmployment } from '../../domain/self-employment.ts'
import type { SelfEmployment } from '../../domain/self-employment-records.ts'
import { createOpenOnce, type EnteredBy } from '../intake/open-once.ts'
import type { AcceptedCase } from '../intake/receipt.ts'
import type { ApiDeps } from '../ports.ts'
import { InvalidFields } from '../problem.ts'
import { applicantFaults } from '../service/accept-service-request.ts'

/** A plan or a withdrawal may be entered while the case still works on the steps before. */
const TOLD_TIME_TO_LIVE_MS = 24 * 60 * 60 * 1000

export const stepNotOpen = (message: string) => new DomainError('PROGRAMME_STEP_NOT_OPEN', message)

/**
 * The application while something can still be entered: neither ended nor withdrawn nor handed over; locked.
 * Throws `DomainError` `CASE_NOT_FOUND` or `PROGRAMME_STEP_NOT_OPEN`.
 */
export async function openWay(
  records: Records,
  caseId: string,
): Promise<{ readonly file: CaseFile; readonly way: SelfEmployment }> {
  if ((await records.selfEmployments.find(caseId)) === undefined) {
    throw new DomainError('CASE_NOT_FOUND', 'There is no such application for the programme')
  }
  const way = await records.selfEmployments.lock(caseId)
  const file = await records.cases.get(caseId)
  if (way.withdrawnAt !== undefined || !openCaseStates.includes(file.state)) {
    throw stepNotOpen('The application has ended, was withdrawn, or the asset is handed over')
  }
  return { file, way }
}

export function createProgramme({
  transact,
  clock,
  settings,
}: Pick<ApiDeps, 'transact' | 'clock'> & { readonly settings: Pick<ApiDeps['settings'], 'publicUrl'> }) {
  const openOnce = createOpenOnce({ transact })
  const tell = (records: Records, name: string, caseId: string) =>
    records.outbox.publish({
      name,
      correlationKey: caseId,
      variables: { caseId },
      timeToLiveMs: TOLD_TIME_TO_LIVE_MS,
    })

  return {
    /** Throws `InvalidFields`, `DomainError` `CASE_ALREADY_OPEN`, and what `openOnce` throws. */
    open: (asked: NewSelfEmployment, by: EnteredBy): Promise<AcceptedCase> => {
      const today = dateInBaku(clock.now())
      const faults = applicantFaults(asked.applicant, today)
      if (faults.length > 0) throw new InvalidFields('INVALID_REQUEST', faults)
      return openOnce({ ...by, body: asked }, (records) =>
        openSelfEmployment(
          records,
          { ...asked, registeredOn: today },
          { actor: by.actor, caseUrl: (id) => `${settings.publicUrl}/cases/${id}` },
        ),
      )
    },

    /** A second time for the same part of a day corrects it. */
    addSession: (caseId: string, session: NewTrainingSession, actor: string): Promise<void> =>
      transact(async (records) => {
        const { file, way } = await openWay(records, caseId)
        const faults = [
          ...(session.attendedMinutes > session.plannedMinutes
            ? [{ field: '/attendedMinutes', problem: 'is more than the session was long' }]
            : []),
          ...(session.heldOn > dateInBaku(clock.now()) || session.heldOn < file.applicationDate
            ? [{ field: '/heldOn', problem: 'is in the future or before the application' }]
            : []),
        ]
        if (faults.length > 0) throw new InvalidFields('INVALID_REQUEST', faults)
        if (way.selected !== true || way.trainingFinished !== undefined) {
          throw stepNotOpen('The training has not begun, or is closed')
        }
        await records.selfEmployments.addSession(caseId, { ...session, by: actor })
        records.ledger.append({ caseId, actor, action: 'training.session-entered', after: { ...session } })
      }),

    /** The newest plan counts until the panel has one. Throws `InvalidFields` with every line that does not add up. */
    submitPlan: (caseId: string, plan: NewBusinessPlan, by: EnteredBy): Promise<AcceptedCase> =>
      openOnce({ ...by, body: { caseId, ...plan } }, async (records) => {
        const { file, way } = await openWay(records, caseId)
        const parameters = await records.parametersOn(file.applicationDate)
        const faults = budgetFaults(plan, parameters.value('self-employment-asset-ceiling'))
        if (faults.length > 0) throw new InvalidFields('INVALID_REQUEST', faults)
        if (way.planTaken !== undefined) throw stepNotOpen('The panel has the plan already')
        const { version } = await records.selfEmployments.addPlan(caseId, { ...plan, by: by.actor })
        records.ledger.append({
          caseId,
          actor: by.actor,
          action: 'business-plan.submitted',
          after: { version, activity: plan.activity, totalQepik: plan.totalQepik, lines: plan.budget.length },
        })
        await tell(records, 'business-plan-submitted', caseId)
        return file
      }),

    /** At any time before the asset is handed over. */
    withdraw: (caseId: string, actor: string): Promise<void> =>
      transact(async (records) => {
        await openWay(records, caseId)
        await records.selfEmployments.withdraw(caseId)
        records.ledger.append({ caseId, actor, action: 'self-employment.withdrawn' })
        await tell(records, 'self-employment-withdrawn', caseId)
      }),

    /** Serial number and day of the handover, once its evidence is there. Throws `DomainError` `ASSET_GIVEN_ALREADY`, too. */
    handOver: (caseId: string, handover: NewHandover, actor: string): Promise<void> =>
      transact(async (records) => {
        await openWay(records, caseId)
        const contract = await records.assetContracts.find(caseId)
        if (contract === undefined) throw stepNotOpen('There is no contract yet')
        if (contract.evidence === undefined)
          throw stepNotOpen('The evidence of the handover is not there yet')
        const { serialNumber, handedOverOn } = handover
        if (handedOverOn < contract.signedOn || handedOverOn > dateInBaku(clock.now())) {
          throw new InvalidFields('INVALID_REQUEST', [
            { field: '/handedOverOn', problem: 'is in the future or before the contract was signed' },
          ])
        }
        await records.assetContracts.handOver(caseId, { serialNumber, handedOverOn, by: actor })
        records.ledger.append({
          caseId,
          actor,
          action: 'asset.handover-entered',
          after: { contractNumber: contract.number, serialNumber, handedOverOn },
        })
      }),
  }
}
export type Programme = ReturnType<typeof createProgramme>
