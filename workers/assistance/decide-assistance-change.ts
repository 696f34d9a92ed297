/**
 * Job `decide-assistance-change` — the rules decide again, as for an application, with what is now declared and what the
 * registers say (docs/domain.md 1.8): another amount, or none, from the month after the change. Next: the family is told.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { countsFrom, overpaidBecause } from '../../domain/assistance-change.ts'
import { amountOf } from '../../domain/entitlement-amounts.ts'
import type { Records } from '../../domain/records.ts'
import { decisionOn } from '../decision/decision-on.ts'
import type { WorkerDependencies } from '../dependencies.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { amendAndAskBack } from '../recovery/ask-back.ts'
import { comesTooLate } from './comes-too-late.ts'
import { endTerm } from './end-term.ts'

export function decideAssistanceChange({
  caseUrl,
}: Pick<WorkerDependencies, 'caseUrl'>): Worker<'decide-assistance-change'> {
  return async ({ caseId, ...found }, job) =>
    job.record(async (records) => {
      const change = await records.assistanceTerms.getChange(caseId)
      const term = await records.assistanceTerms.lock(change.termCaseId)
      const { entitlementId } = term
      const decision = await decisionOn(records, caseId, found, job.now)
      await records.decisions.add(decision)
      const fromPeriod = countsFrom(change.kind, change.happenedOn)
      const entitlement = await records.entitlements.lock(entitlementId)
      const before = amountOf(entitlement, await records.entitlements.amendments(entitlementId), fromPeriod)
      const amountQepik = decision.monthlyAmountQepik
      const by = {
        actor: 'worker:decide-assistance-change',
        cause: overpaidBecause(change),
        now: job.now,
        caseUrl,
      }

      const result = (await comesTooLate(records, term, change))
        ? 'too-late'
        : decision.outcome === 'refuse'
          ? 'ended'
          : amountQepik === before
            ? 'unchanged'
            : 'amount-changed'
      let difference = { underpaidQepik: 0, overpaidQepik: 0 }
      if (result === 'ended') {
        const end = { cause: 'decided', fromPeriod, decidedIn: caseId, by } as const
        difference = { underpaidQepik: 0, ...(await endTerm(records, term, end)) }
      }
      if (result === 'amount-changed') {
        const amendment = { fromPeriod, monthlyAmountQepik: amountQepik, caseId }
        difference = await amendAndAskBack(records, entitlementId, amendment, by)
      }
      if (change.kind === 'representative-died' && (result === 'unchanged' || result === 'amount-changed')) {
        await payToSuccessor(records, caseId, term)
      }
      await records.assistanceTerms.decideChange(caseId, { result, fromPeriod, amountQepik, ...difference })
      await records.cases.setState(caseId, 'closed')
      records.ledger.append(
        ledgerEntry('decide-assistance-change', job, {
          caseId,
          action: 'change.decided',
          reason: result,
          before: { monthlyAmountQepik: before },
          after: { fromPeriod, monthlyAmountQepik: amountQepik, ...difference, grounds: decision.grounds },
        }),
      )
      return completed({})
    })
}

/** Payment goes on to the new representative's account, and notices go to them. */
async function payToSuccessor(
  records: Records,
  caseId: string,
  term: { readonly caseId: string; readonly applicationCaseId: string; readonly entitlementId: string },
): Promise<void> {
  const { applicant, declaration } = await records.applications.get(caseId)
  const successor = declaration.members.find(({ fin }) => fin === applicant.fin)
  if (successor === undefined) throw new Error('The new representative is a member of the family')
  const { fin, givenName, familyName, birthDate } = successor
  const { phone, email } = applicant
  const told = { role: 'applicant', fin, givenName, familyName, birthDate, phone, email } as const
  const others = (await records.parties.of(term.caseId)).filter(
    (party) => party.role !== 'applicant' && party.fin !== fin,
  )
  await records.parties.replace(term.caseId, [told, ...others])
  await records.parties.replace(caseId, [
    told,
    ...(await records.parties.of(caseId)).filter(({ role }) => role === 'family-member'),
  ])
  await records.payments.changePayee(term.applicationCaseId, {
    iban: declaration.iban,
    payeeName: `${givenName} ${familyName}`,
  })
  await records.entitlements.liftSuspension(term.entitlementId, 'representative-died')
}
