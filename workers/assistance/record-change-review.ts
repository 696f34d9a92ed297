/**
 * Job `record-change-review` — what a person found, carried out: payment goes on, the assistance ends, or it is decided
 * again with another representative. An answer that does not fit the change comes back. Next: "Is it decided again?".
 */
import { completed, type JobError, type Outcome, type Worker } from '../../bpmn/contract.ts'
import {
  countsFrom,
  overpaidBecause,
  representedBy,
  reviewLeadsTo,
  suspends,
  type AssistanceChange,
} from '../../domain/assistance-change.ts'
import type { AssistanceTerm, TermEndCause } from '../../domain/assistance-term.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { addMonths, addToMonth, monthOf } from '../../domain/days.ts'
import type { Records } from '../../domain/records.ts'
import type { WorkerDependencies } from '../dependencies.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { comesTooLate } from './comes-too-late.ts'
import { endTerm, tellTerm } from './end-term.ts'

type Refused = Extract<Outcome<'record-change-review'>, { kind: 'refused' }>

export function recordChangeReview({
  caseUrl,
}: Pick<WorkerDependencies, 'caseUrl'>): Worker<'record-change-review'> {
  return async ({ caseId, changeReview }, job) =>
    job.record(async (records) => {
      const change = await records.assistanceTerms.getChange(caseId)
      const term = await records.assistanceTerms.lock(change.termCaseId)
      const note = (after: Readonly<Record<string, unknown>>) => {
        records.ledger.append(
          ledgerEntry('record-change-review', job, {
            caseId,
            action: 'change.reviewed',
            reason: changeReview,
            after: { kind: change.kind, ...after },
          }),
        )
      }
      if (await comesTooLate(records, term, change)) {
        await records.assistanceTerms.decideChange(caseId, { result: 'too-late' })
        await records.cases.setState(caseId, 'closed')
        note({ result: 'too-late' })
        return completed({ decideAgain: false })
      }
      const successor = (await records.parties.of(caseId)).find(({ role }) => role === 'representative')
      const next = reviewLeadsTo(change.kind, changeReview, successor !== undefined)
      if (next === undefined) {
        note({ result: 'does-not-fit' })
        return refuse(change)
      }
      if (next === 'decide-again') {
        await declareSuccessor(records, change, term)
        note({ result: next })
        return completed({ decideAgain: true })
      }
      const result =
        next === 'end'
          ? await end(records, change, term, { now: job.now, caseUrl })
          : await resume(records, change, term, changeReview === 'unfounded')
      await records.cases.setState(caseId, 'closed')
      note({ result })
      return completed({ decideAgain: false })
    })
}

const refuse = ({ kind }: AssistanceChange): Refused => ({
  kind: 'refused',
  code: 'REVIEW_DOES_NOT_FIT' satisfies JobError<'record-change-review'>,
  message: `This answer does not fit a change of kind ${kind}`,
  variables: {
    formProblem:
      kind === 'representative-died'
        ? 'Yeni təmsilçini işin səhifəsində qeyd edin / Enter the new representative on the case page'
        : 'Bu cavab dəyişikliyə uyğun deyil / This answer does not fit what was reported',
  },
})

/** The family as it is without its representative; the account follows with the decision. */
async function declareSuccessor(
  records: Records,
  { caseId }: AssistanceChange,
  term: AssistanceTerm,
): Promise<void> {
  const successor = (await records.parties.of(caseId)).find(({ role }) => role === 'representative')
  const { phone, iban } = successor ?? {}
  if (successor === undefined || phone === undefined || iban === undefined) {
    throw new Error('A new representative has a phone and an account')
  }
  const before = await records.assistanceTerms.declaredNow(term.caseId)
  const { fin, email } = successor
  const after = representedBy(before, { fin, phone, iban, ...(email === undefined ? {} : { email }) })
  await records.assistanceTerms.declare(caseId, after, false)
}

const causeOf = ({ kind }: AssistanceChange): TermEndCause =>
  kind === 'representative-died'
    ? 'no-representative'
    : kind === 'second-home' || kind === 'vehicle' || kind === 'false-data'
      ? kind
      : 'not-collected'

async function end(
  records: Records,
  change: AssistanceChange,
  term: AssistanceTerm,
  { now, caseUrl }: Pick<WorkerDependencies, 'caseUrl'> & { readonly now: Date },
): Promise<'ended'> {
  const { caseId, kind, happenedOn } = change
  const { entitlementId } = term
  const suspension = (await records.entitlements.suspensions(entitlementId)).find(
    ({ cause }) => cause === (kind === 'collection-reason' ? 'not-collected' : kind),
  )
  // False data found out count from the month after; what was paid before is recovered apart.
  const fromPeriod =
    suspension?.fromPeriod ??
    (kind === 'false-data' ? addToMonth(monthOf(dateInBaku(now)), 1) : countsFrom(kind, happenedOn))
  const { overpaidQepik } = await endTerm(records, term, {
    cause: causeOf(change),
    fromPeriod,
    decidedIn: caseId,
    by: { actor: 'worker:record-change-review', cause: overpaidBecause(change), now, caseUrl },
  })
  if (kind === 'false-data') await block(records, change, term, dateInBaku(now))
  await records.assistanceTerms.decideChange(caseId, { result: 'ended', fromPeriod, overpaidQepik })
  return 'ended'
}

/** The right is lost for a year (docs/domain.md 1.8): intake refuses every member until then. */
async function block(
  records: Records,
  { caseId }: AssistanceChange,
  term: AssistanceTerm,
  today: string,
): Promise<void> {
  const parameters = await records.parametersOn(today)
  const { declaration } = await records.assistanceTerms.declaredNow(term.caseId)
  await records.assistanceTerms.block(caseId, {
    fins: declaration.members.map(({ fin }) => fin),
    from: today,
    until: addMonths(today, parameters.value('false-data-block-months')),
  })
}

/** Payment goes on from the month in which it stopped; those months are paid by the next run. */
async function resume(
  records: Records,
  { caseId, kind }: AssistanceChange,
  { caseId: termCaseId, entitlementId }: AssistanceTerm,
  unfounded: boolean,
): Promise<'resumed' | 'unfounded'> {
  const result = unfounded ? 'unfounded' : 'resumed'
  if (kind === 'collection-reason') {
    const lifted = await records.entitlements.liftSuspension(entitlementId, 'not-collected')
    if (lifted) await tellTerm(records, termCaseId, 'assistance-resumed')
  } else if (suspends(kind)) {
    await records.entitlements.liftSuspension(entitlementId, kind)
  }
  await records.assistanceTerms.decideChange(caseId, { result })
  return result
}
