/**
 * Something has changed in a family that gets assistance: the report becomes a case of its own, once for what happened on
 * one day. Next: bpmn/assistance-change.bpmn. A report after the end is answered, and kept in the ledger of the term.
 */
import {
  changeFaults,
  declaredAfter,
  wayOf,
  type NewAssistanceChange,
} from '../../domain/assistance-change.ts'
import type { AssistanceTerm } from '../../domain/assistance-term.ts'
import { addWorkingDays } from '../../domain/calendar.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { DomainError } from '../../domain/errors.ts'
import { openCase } from '../../domain/open-case.ts'
import type { Party } from '../../domain/parties.ts'
import type { Records } from '../../domain/records.ts'
import { findCase } from '../case/open-case.ts'
import type { AcceptedCase } from '../intake/receipt.ts'
import { createOpenOnce } from '../intake/open-once.ts'
import type { ApiDeps } from '../ports.ts'
import { InvalidFields } from '../problem.ts'

type Deps = Pick<ApiDeps, 'transact' | 'clock'> & {
  readonly settings: Pick<ApiDeps['settings'], 'publicUrl'>
}

export interface Reporting {
  readonly actor: string
  readonly idempotencyKey: string | undefined
}

/** A term by its own id or number, or by those of the application that it follows. Throws `CASE_NOT_FOUND`. */
export async function findTerm(records: Records, caseRef: string): Promise<AssistanceTerm> {
  const { id, kind } = await findCase(records, caseRef)
  const termCaseId = kind === 'assistance-term' ? id : await records.assistanceTerms.ofApplication(id)
  if (termCaseId === undefined) {
    throw new DomainError('CASE_NOT_FOUND', 'No assistance was assigned in that case')
  }
  return records.assistanceTerms.lock(termCaseId)
}

/** Writes down what came after the end, and says when that was. */
export function refuseAfterEnd(
  records: Records,
  { caseId, endedOn }: AssistanceTerm,
  actor: string,
  what: string,
): DomainError | undefined {
  if (endedOn === undefined) return undefined
  records.ledger.append({ caseId, actor, action: 'change.came-late', reason: what, after: { endedOn } })
  return new DomainError('ASSISTANCE_ENDED', 'The assistance had ended before', { detail: { endedOn } })
}

export function createChangeIntake({ transact, clock, settings }: Deps) {
  const openOnce = createOpenOnce({ transact })

  /**
   * Throws `InvalidFields` for what does not fit the family, `DomainError` `CASE_NOT_FOUND` or `ASSISTANCE_ENDED`, and
   * what `openOnce` throws. The same thing of the same day is the case of the first report.
   */
  return async function reportChange(
    caseRef: string,
    change: NewAssistanceChange,
    { actor, idempotencyKey }: Reporting,
  ): Promise<AcceptedCase> {
    const today = dateInBaku(clock.now())
    // Apart, because what is refused below leaves nothing behind: a late report stays in the ledger.
    const late = await transact(async (records) => {
      const term = await findTerm(records, caseRef)
      const known = await records.assistanceTerms.findChange(term.caseId, change.kind, change.happenedOn)
      return known === undefined ? refuseAfterEnd(records, term, actor, change.kind) : undefined
    })
    if (late !== undefined) throw late
    const seen = { before: false }
    const receipt = await openOnce({ actor, idempotencyKey, body: { caseRef, change } }, async (records) => {
      const term = await findTerm(records, caseRef)
      const known = await records.assistanceTerms.findChange(term.caseId, change.kind, change.happenedOn)
      seen.before = known !== undefined
      return known === undefined
        ? open(records, term, change, { actor, today, publicUrl: settings.publicUrl })
        : records.cases.get(known.caseId)
    })
    return seen.before ? { ...receipt, repeated: true } : receipt
  }
}
export type ReportChange = ReturnType<typeof createChangeIntake>

async function open(
  records: Records,
  term: AssistanceTerm,
  change: NewAssistanceChange,
  by: { readonly actor: string; readonly today: string; readonly publicUrl: string },
) {
  const { kind, happenedOn, source, newRepresentative } = change
  const endedMeanwhile = refuseAfterEnd(records, term, by.actor, kind)
  if (endedMeanwhile !== undefined) throw endedMeanwhile
  const family = await records.assistanceTerms.declaredNow(term.caseId)
  const { validFrom } = await records.entitlements.get(term.entitlementId)
  const parameters = await records.parametersOn(by.today)
  const adultAge = parameters.value('adult-age')
  const faults = changeFaults(change, family, { today: by.today, validFrom, adultAge })
  if (faults.length > 0) throw new InvalidFields('INVALID_REQUEST', faults)
  if (kind === 'collection-reason') await needSuspension(records, term)

  const after = declaredAfter(family, change)
  const { district, language } = await records.cases.get(term.caseId)
  const file = await openCase(
    records,
    {
      kind: 'assistance-change',
      parties: partiesOf(await records.parties.of(term.caseId), after.declaration.members),
      district,
      language,
      registeredOn: by.today,
      relatedCaseId: term.caseId,
    },
    { actor: by.actor, reason: kind, caseUrl: (id) => `${by.publicUrl}/cases/${id}` },
  )
  const moves = await records.calendarMoves()
  const until = addWorkingDays(happenedOn, parameters.value('change-report-working-days'), moves)
  await records.assistanceTerms.addChange({
    caseId: file.id,
    termCaseId: term.caseId,
    kind,
    happenedOn,
    reportedOn: by.today,
    source,
    inTime: by.today <= until,
  })
  if (wayOf(kind) === 'rules') await records.assistanceTerms.declare(file.id, after, false)
  if (newRepresentative !== undefined) {
    await addRepresentative(records, file.id, family.declaration.members, newRepresentative)
  }
  return file
}

async function needSuspension(records: Records, { entitlementId }: AssistanceTerm): Promise<void> {
  const suspensions = await records.entitlements.suspensions(entitlementId)
  if (suspensions.some(({ cause }) => cause === 'not-collected')) return
  throw new InvalidFields('INVALID_REQUEST', [
    { field: '/kind', problem: 'payment does not rest because it was not collected' },
  ])
}

/** Those of the term, and whoever joined. */
function partiesOf(
  known: readonly Party[],
  members: readonly Pick<Party, 'fin' | 'givenName' | 'familyName' | 'birthDate'>[],
): readonly Party[] {
  const fins = new Set(known.map(({ fin }) => fin))
  const joined = members.filter(({ fin }) => !fins.has(fin))
  return [
    ...known,
    ...joined.map(({ fin, givenName, familyName, birthDate }): Party => ({
      role: 'family-member',
      fin,
      givenName,
      familyName,
      birthDate,
    })),
  ]
}

/** Who represents the family from now on, kept with the account until the change is decided. */
export async function addRepresentative(
  records: Records,
  caseId: string,
  members: readonly Pick<Party, 'fin' | 'givenName' | 'familyName' | 'birthDate'>[],
  { fin, phone, email, iban }: NonNullable<NewAssistanceChange['newRepresentative']>,
): Promise<void> {
  const member = members.find((candidate) => candidate.fin === fin)
  if (member === undefined) throw new Error('The new representative was checked to be a member')
  const { givenName, familyName, birthDate } = member
  const others = (await records.parties.of(caseId)).filter(({ role }) => role !== 'representative')
  await records.parties.replace(caseId, [
    ...others,
    { role: 'representative', fin, givenName, familyName, birthDate, phone, email, iban },
  ])
}
