/**
 * Opening a case: read it, leave out what the caller may not see, and write the opening to the ledger in
 * the same transaction. Everybody who looks at a case, page or API, comes through here.
 */
import type { NewApplication } from '../../domain/application.ts'
import type { CaseFile } from '../../domain/case.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Decision } from '../../domain/facts.ts'
import type { Entitlement, PaymentOrder } from '../../domain/payment.ts'
import type { PlannedVisit, Records, Transact } from '../../domain/records.ts'
import { registerNames, type RegisterName } from '../../domain/registers.ts'
import type { InspectionAct } from '../../domain/visit.ts'
import { actorOf, type Principal } from '../auth/principal.ts'
import type { SignatureCheck } from '../../domain/signed-act.ts'
import { readKindDetails, type KindDetails } from './kind-details.ts'
import { toPartiesSeen, type PartySeen } from './parties-seen.ts'
import { mayOpen, visibleSections, type Section } from './visibility.ts'

export type ActSeen = Omit<InspectionAct, 'form'> & {
  readonly form: InspectionAct['form'] | undefined
  readonly signatureCheck: SignatureCheck
}
export type OrderSeen = Omit<PaymentOrder, 'iban' | 'payeeName'> & {
  readonly iban: string | undefined
  readonly payeeName: string | undefined
}

/** A case as one caller may see it: `undefined` where it is not for them or not there yet. */
export interface CaseSeen {
  readonly case: CaseFile
  readonly sections: readonly Section[]
  /** The case that this one is about, and those that are about this one. */
  readonly related: CaseFile | undefined
  readonly about: readonly CaseFile[]
  readonly parties: readonly PartySeen[]
  /** What the kind of case tells of itself. */
  readonly details: KindDetails
  readonly contact: Pick<NewApplication['applicant'], 'phone' | 'email'> | undefined
  readonly household: Pick<NewApplication['declaration'], 'members' | 'address' | 'meters'> | undefined
  readonly declaredIncome: NewApplication['declaration']['declaredIncome'] | undefined
  readonly declaredIban: string | undefined
  readonly answeredRegisters: readonly RegisterName[]
  readonly plannedVisits: readonly PlannedVisit[]
  readonly acts: readonly ActSeen[]
  readonly decision: Decision | undefined
  readonly entitlement: Entitlement | undefined
  readonly orders: readonly OrderSeen[]
  readonly notifications: readonly {
    readonly notice: string
    readonly channel: string
    readonly sentAt: string
  }[]
}

export interface Opening {
  /** Id or number of the case. */
  readonly caseRef: string
  readonly principal: Principal
  readonly reason: string | undefined
}

/** Why somebody reads, where they gave no reason: the work of their groups. */
export const dutyOf = (principal: Principal): string =>
  principal.kind === 'staff' ? `duty of ${principal.groups.join(', ')}` : 'query by a system'

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

export async function findCase(records: Records, caseRef: string): Promise<CaseFile> {
  const found = UUID.test(caseRef)
    ? await records.cases.find(caseRef.toLowerCase())
    : await records.cases.findByNumber(caseRef)
  if (found === undefined) throw new DomainError('CASE_NOT_FOUND', 'There is no case of that id or number')
  return found
}

async function read(
  records: Records,
  caseFile: CaseFile,
  { visible, principal }: { readonly visible: readonly Section[]; readonly principal: Principal },
  checkSignature: (act: InspectionAct) => SignatureCheck,
): Promise<CaseSeen> {
  const { id, kind, relatedCaseId } = caseFile
  const sees = (section: Section): boolean => visible.includes(section)
  const declared = kind === 'targeted-social-assistance' && visible.length > 0
  const application = declared ? await records.applications.get(id) : undefined
  const answers = await records.registerAnswers.newest(id)
  const acts = await records.inspections.acts(id)
  const orders = await records.payments.ordersOf(id)
  const declaration = application?.declaration
  return {
    case: caseFile,
    sections: visible,
    related: relatedCaseId === undefined ? undefined : await records.cases.find(relatedCaseId),
    about: await records.cases.about(id),
    parties: toPartiesSeen(await records.parties.of(id), visible),
    details: await readKindDetails(records, caseFile, visible, principal),
    contact: sees('contact') ? application?.applicant : undefined,
    household: sees('household') ? declaration : undefined,
    declaredIncome: sees('income') ? declaration?.declaredIncome : undefined,
    declaredIban: sees('account') ? declaration?.iban : undefined,
    answeredRegisters: registerNames.filter((register) => answers[register] !== undefined),
    plannedVisits: await records.inspections.plannedVisits(id),
    acts: acts.map((act) => ({
      ...act,
      form: sees('household') ? act.form : undefined,
      signatureCheck: checkSignature(act),
    })),
    decision: await records.decisions.find(id),
    entitlement: await records.entitlements.findByCase(id),
    orders: orders.map((order) => ({
      ...order,
      iban: sees('account') ? order.iban : undefined,
      payeeName: sees('account') ? order.payeeName : undefined,
    })),
    notifications: await records.notifications.of(id),
  }
}

export function createCaseOpener({
  transact,
  checkSignature,
}: {
  readonly transact: Transact
  readonly checkSignature: (act: InspectionAct) => SignatureCheck
}) {
  async function enter<T>(
    { caseRef, principal, reason }: Opening,
    action: 'case.opened' | 'history.opened' | undefined,
    use: (records: Records, caseFile: CaseFile, visible: readonly Section[]) => Promise<T>,
  ): Promise<T> {
    const entered = await transact(async (records) => {
      const caseFile = await findCase(records, caseRef)
      const allowed = mayOpen(principal, caseFile)
      const visible =
        allowed && action === 'case.opened' ? visibleSections(principal, caseFile.kind, reason) : []
      if (action !== undefined || !allowed) {
        records.ledger.append({
          caseId: caseFile.id,
          actor: actorOf(principal),
          action: allowed && action !== undefined ? action : 'case.opening-refused',
          reason: reason ?? dutyOf(principal),
          after: { sections: visible },
        })
      }
      return allowed ? { result: await use(records, caseFile, visible) } : undefined
    })
    // Thrown after commit, so that the refusal stays in the ledger.
    if (entered === undefined) {
      throw new DomainError(
        'NOT_ALLOWED',
        'The case belongs to another district, or to the work of other groups',
      )
    }
    return entered.result
  }

  return {
    /** Throws `DomainError` `CASE_NOT_FOUND`, or `NOT_ALLOWED` for a case outside the caller's work and districts; both openings and refusals are in the ledger. */
    openCase: (opening: Opening): Promise<CaseSeen> =>
      enter(opening, 'case.opened', (records, caseFile, visible) =>
        read(records, caseFile, { visible, principal: opening.principal }, checkSignature),
      ),

    /** As `openCase`, for the history or the diagram alone; `note` says whether this is a new reading or goes on with one. */
    enterCase: (opening: Opening, note: boolean): Promise<CaseFile> =>
      enter(opening, note ? 'history.opened' : undefined, async (_records, caseFile) => caseFile),
  }
}
export type CaseOpener = ReturnType<typeof createCaseOpener>
