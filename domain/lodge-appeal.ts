/**
 * Lodging an appeal in the caller's transaction, and taking it back: by the API, the pages and a request for a service
 * alike. What cannot be appealed is refused with the reason. Next: bpmn/appeal.bpmn begins, or its sub-process ends.
 */
import type { AppealLodged } from './appeal.ts'
import type { CaseFile } from './case.ts'
import { dateInBaku } from './clock.ts'
import { DomainError } from './errors.ts'
import { openCase, type OpenedBy } from './open-case.ts'
import type { Records } from './records.ts'

const WITHDRAWAL_TIME_TO_LIVE_MS = 24 * 60 * 60 * 1000
const RECOVERY_TIME_TO_LIVE_MS = 60 * 60 * 1000

const impossible = (message: string, detail: Record<string, string> = {}) =>
  new DomainError('APPEAL_NOT_POSSIBLE', message, { detail })

/**
 * From which day the term to appeal runs.
 * @throws DomainError `APPEAL_NOT_POSSIBLE`, `CASE_NOT_DECIDED` or `APPEAL_ALREADY_OPEN`
 */
async function contestedDay(
  records: Records,
  contested: CaseFile,
  subject: AppealLodged['subject'],
): Promise<string> {
  if (contested.kind === 'appeal') throw impossible('A decision on an appeal is contested before a court')
  const found = await records.appeals.contestable(contested.id, subject)
  if (!found.hasApplicant) throw impossible('Nobody asked for this case: there is nothing to appeal')
  const since = subject === 'decision' ? found.decidedAt : found.paidAt
  if (since === undefined) {
    const what = subject === 'decision' ? 'No decision has been made' : 'No payment has been ordered'
    throw new DomainError('CASE_NOT_DECIDED', `${what} on the case ${contested.number}`)
  }
  if (subject === 'decision' && found.supersededBy !== undefined) {
    throw impossible('The case has been decided again: appeal on the newer decision', {
      caseNumber: found.supersededBy,
    })
  }
  if (found.openAppeal !== undefined) {
    throw new DomainError('APPEAL_ALREADY_OPEN', `The appeal ${found.openAppeal} on the same is still open`, {
      detail: { caseNumber: found.openAppeal },
    })
  }
  return dateInBaku(new Date(since))
}

/** @throws DomainError as above when the case cannot be appealed */
export async function lodgeAppeal(
  records: Records,
  contested: CaseFile,
  { subject, appellant, grounds, latenessReason }: AppealLodged,
  by: OpenedBy & { readonly registeredOn: string },
): Promise<CaseFile> {
  const contestedOn = await contestedDay(records, contested, subject)
  const { language, ...person } = await records.parties.applicantOf(contested.id)
  const file = await openCase(
    records,
    {
      kind: 'appeal',
      parties: [{ role: 'applicant', ...person }],
      district: contested.district,
      language,
      registeredOn: by.registeredOn,
      relatedCaseId: contested.id,
    },
    by,
  )
  await records.appeals.add({
    caseId: file.id,
    contestedCaseId: contested.id,
    subject,
    appellant,
    grounds,
    latenessReason,
    contestedOn,
  })
  await tellContested(records, contested, 'recovery-contested')
  records.ledger.append({
    caseId: contested.id,
    actor: by.actor,
    action: 'case.appealed',
    after: { appealCaseNumber: file.number, subject, appellant },
  })
  return file
}

/**
 * A demand is suspended by an appeal (docs/domain.md 1.8): its process looks at the record again. It may be at a step
 * that waits for neither; what it does next it decides from the record.
 */
export async function tellContested(
  records: Records,
  { id, kind }: Pick<CaseFile, 'id' | 'kind'>,
  name: 'recovery-contested' | 'recovery-appeal-closed',
): Promise<void> {
  if (kind !== 'overpayment-recovery') return
  await records.outbox.publish({
    name,
    correlationKey: id,
    variables: { caseId: id },
    timeToLiveMs: RECOVERY_TIME_TO_LIVE_MS,
  })
}

/**
 * Takes an appeal back; asked again, nothing more happens.
 * @throws DomainError `APPEAL_CLOSED` once it is decided or was not taken up, `CASE_NOT_FOUND` when it is no appeal
 */
export async function withdrawAppeal(records: Records, file: CaseFile, actor: string): Promise<void> {
  if (file.kind !== 'appeal')
    throw new DomainError('CASE_NOT_FOUND', 'There is no appeal of that id or number')
  if (!(await records.appeals.withdraw(file.id))) return
  records.ledger.append({ caseId: file.id, actor, action: 'appeal.withdrawal-asked' })
  const { contestedCaseId } = await records.appeals.get(file.id)
  await tellContested(records, await records.cases.get(contestedCaseId), 'recovery-appeal-closed')
  await records.outbox.publish({
    name: 'appeal-withdrawn',
    correlationKey: file.id,
    variables: { caseId: file.id },
    timeToLiveMs: WITHDRAWAL_TIME_TO_LIVE_MS,
  })
}
