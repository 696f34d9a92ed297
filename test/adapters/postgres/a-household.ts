/** Households nobody knows yet, and the steps a case takes before it is paid. */
import type { NewApplication } from '../../../domain/application.ts'
import type { Decision } from '../../../domain/facts.ts'
import type { PaymentOrder } from '../../../domain/payment.ts'
import type { Records, Transact } from '../../../domain/records.ts'
import { aMember, anApplication } from '../../support/family.ts'
import { receive } from '../../support/receive.ts'

export const today = '2026-11-23'

let people = 0
/** A FIN that no other household of this file has. */
export const aFin = (): string => {
  people += 1
  return people.toString(16).toUpperCase().padStart(7, '0')
}

/** An application of that many people, the representative first. */
export function aHousehold(
  size = 4,
  fins: readonly string[] = Array.from({ length: size }, aFin),
): NewApplication {
  const members = fins.map((fin, place) =>
    aMember(fin, place === 0 ? {} : { relation: 'child', birthDate: `201${place}-02-03` }),
  )
  const { applicant, declaration } = anApplication(members)
  return { kind: 'targeted-social-assistance', applicant, declaration }
}

export const received = (transact: Transact, application = aHousehold()) =>
  transact((records) => receive(records, application, today))

const decision = (caseId: string): Decision => ({
  caseId,
  outcome: 'assign',
  monthlyAmountQepik: 700_00,
  facts: { applicationDate: today } as Decision['facts'],
  reasons: [{ reason: 'unable-to-work', members: 2 }],
  grounds: [],
  parameters: { 'need-criterion': 300_00 },
  decidedAt: '2026-11-23T08:00:00.000Z',
})

/** A case whose aid is assigned. */
export async function assigned(transact: Transact) {
  const { id: caseId } = await received(transact)
  return transact(async (records) => {
    await records.decisions.add(decision(caseId))
    const entitlement = await records.entitlements.add({
      caseId,
      kind: 'targeted-social-assistance',
      validFrom: '2026-11-01',
      validTo: '2027-10-31',
      monthlyAmountQepik: 700_00,
    })
    await records.cases.setState(caseId, 'assigned')
    return entitlement
  })
}

let references = 0
export function anOrder(
  entitlement: { readonly id: string; readonly caseId: string },
  changes: Partial<PaymentOrder> = {},
) {
  references += 1
  return {
    caseId: entitlement.caseId,
    entitlementId: entitlement.id,
    period: '2026-11',
    orderKind: 'first',
    amountQepik: 700_00,
    endToEndId: `REF${String(references).padStart(8, '0')}`,
    iban: 'AZ21NABZ00000000137010001944',
    payeeName: 'Aygün Məmmədova',
    ...changes,
  }
}

/** An order that its checker approved. */
export async function approved(transact: Transact): Promise<PaymentOrder> {
  const entitlement = await assigned(transact)
  return transact(async (records) => {
    const order = await records.payments.order(anOrder(entitlement))
    await records.payments.move(order.id, 'approved')
    return order
  })
}

/** Writes a file over one order of 700.00 AZN. */
export const fileFor = (records: Records, orderId: string) =>
  records.payments.addFile([orderId], async () => ({
    sha256: 'a'.repeat(64),
    signature: 'key:signature',
    byteCount: 1_000,
    orderCount: 1,
    controlSumQepik: 700_00,
  }))
