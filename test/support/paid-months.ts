/** A family whose aid the bank has paid up to a month, straight into the records: how it got there is for other tests. */
import { randomBytes } from 'node:crypto'
import { monthsFrom } from '../../domain/days.ts'
import type { Records } from '../../domain/records.ts'

/** One settled order that covers every month from the beginning of the entitlement to `until` (`YYYY-MM`). */
export async function payUntil(records: Records, caseId: string, until: string): Promise<void> {
  const entitlement = await records.entitlements.findByCase(caseId)
  if (entitlement === undefined) throw new Error(`Nothing is assigned in case ${caseId}`)
  const { iban, payeeName } = await records.payments.accountOf(caseId)
  const months = monthsFrom(entitlement.validFrom.slice(0, 7), until) + 1
  const order = await records.payments.order({
    caseId,
    entitlementId: entitlement.id,
    period: until,
    orderKind: 'first',
    amountQepik: months * entitlement.monthlyAmountQepik,
    endToEndId: randomBytes(8).toString('hex').toUpperCase(),
    iban,
    payeeName,
  })
  await records.payments.move(order.id, 'approved')
  const file = await records.payments.addFile([order.id], async () => ({
    sha256: randomBytes(32).toString('hex'),
    signature: 'key:signature',
    byteCount: 1_000,
    orderCount: 1,
    controlSumQepik: order.amountQepik,
  }))
  await records.payments.markFileSent(file.id)
  await records.payments.move(order.id, 'settled')
}
