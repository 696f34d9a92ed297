/**
 * Job `close-assistance-term` — the months are over, or a decision ended them before. A family that wants to go on gets
 * its application filed now, so that its months begin where these end (docs/domain.md 0). Next: the family is told.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { openCase } from '../../domain/open-case.ts'
import type { Records } from '../../domain/records.ts'
import type { WorkerDependencies } from '../dependencies.ts'
import { ledgerEntry } from '../ledger-entry.ts'

type CaseUrl = WorkerDependencies['caseUrl']

export function closeAssistanceTerm({
  caseUrl,
}: Pick<WorkerDependencies, 'caseUrl'>): Worker<'close-assistance-term'> {
  return async ({ caseId }, job) =>
    job.record(async (records) => {
      const before = await records.assistanceTerms.lock(caseId)
      const { validTo } = await records.entitlements.get(before.entitlementId)
      await records.assistanceTerms.end(caseId, 'term-over', validTo)
      const { endCause, endedOn, renewalWantedAt } = await records.assistanceTerms.get(caseId)
      const renewalCaseId =
        endCause === 'term-over' && renewalWantedAt !== undefined
          ? await fileRenewal(records, caseId, dateInBaku(job.now), caseUrl)
          : undefined
      await records.cases.setState(caseId, 'closed')
      records.ledger.append(
        ledgerEntry('close-assistance-term', job, {
          caseId,
          action: 'term.closed',
          reason: endCause ?? 'term-over',
          after: { endedOn: endedOn ?? null, renewalCaseId: renewalCaseId ?? null },
        }),
      )
      return completed({})
    })
}

/** @returns the new application; `undefined` when a member of the family is in another one that is still open */
async function fileRenewal(
  records: Records,
  termCaseId: string,
  today: string,
  caseUrl: CaseUrl,
): Promise<string | undefined> {
  const declared = await records.assistanceTerms.declaredNow(termCaseId)
  const fins = declared.declaration.members.map(({ fin }) => fin)
  if (await records.assistanceTerms.haveOpenApplication(fins)) return undefined
  const { district, language } = await records.cases.get(termCaseId)
  const { id } = await openCase(
    records,
    {
      kind: 'targeted-social-assistance',
      parties: [],
      district,
      language,
      registeredOn: today,
      relatedCaseId: termCaseId,
    },
    { actor: 'worker:close-assistance-term', reason: 'the family wants to go on', caseUrl },
  )
  await records.assistanceTerms.declare(id, declared, true)
  await records.assistanceTerms.renewedAs(termCaseId, id)
  return id
}
