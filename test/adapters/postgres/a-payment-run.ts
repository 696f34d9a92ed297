/** Families already assigned aid, and the steps of a payment run as its workers take them. */
import { randomUUID } from 'node:crypto'
import { createTransact } from '../../../adapters/postgres/records.ts'
import type { Clock } from '../../../domain/clock.ts'
import type { BankLine, BankMessage } from '../../../domain/payment.ts'
import type { NewPaymentRun, RunFile } from '../../../domain/payment-run.ts'
import type { Transact } from '../../../domain/records.ts'
import { createIban, createRandom } from '../../../stack/simulated/registers/numbers.ts'
import { openMessageStore } from '../../support/bank-messages.ts'
import { asOwner, createTestDatabase, type TestDatabase } from '../../support/database.ts'

export const kind = 'targeted-social-assistance'

export interface Family {
  readonly caseId: string
  readonly entitlementId: string
  readonly householdId: string
  readonly iban: string
}

export interface FamilyOptions {
  readonly kind?: string
  readonly monthlyQepik?: number
  readonly validFrom?: string
  readonly validTo?: string
  readonly iban?: string
  readonly householdId?: string
  readonly settlement?: string
  readonly assignedAt?: string
  readonly firstPayment?: 'apart' | 'with-run'
}

let families = 0

/** A database with a clock of its own and the steps of a run. */
export async function openPaymentOffice(startAt = '2027-01-20T08:00:00Z') {
  const database = await createTestDatabase()
  let now = new Date(startAt)
  const clock: Clock = { now: () => now }
  const transact = createTransact(database.db, clock)
  const messageStore = openMessageStore(database.url, clock)
  const steps = runSteps(transact, database, messageStore)
  await steps.fund('2027-01')
  return {
    ...steps,
    database,
    transact,
    moveTo: (instant: string) => {
      now = new Date(instant)
    },
    rows: <Row extends object>(sql: string, values: readonly unknown[] = []) =>
      asOwner<Row>(database, sql, values),
    close: async () => {
      await messageStore.close()
      await database.drop()
    },
  }
}

export type PaymentOffice = Awaited<ReturnType<typeof openPaymentOffice>>

/** The steps of a run on a database, each in a transaction of its own. */
export function runSteps(
  transact: Transact,
  database: TestDatabase,
  messageStore: ReturnType<typeof openMessageStore>,
) {
  /** An entitlement of its own family, paid with the monthly run from its first month on. */
  const family = async (options: FamilyOptions = {}): Promise<Family> => {
    families += 1
    const caseId = randomUUID()
    const entitlementId = randomUUID()
    const householdId = options.householdId ?? randomUUID()
    const iban = options.iban ?? createIban(createRandom(11, families))
    await asOwner(
      database,
      `with home as (
         insert into household (id, representative_fin) values ($1, $2) on conflict do nothing
       ), file as (
         insert into case_file (id, number, kind, household_id, state, district, language, application_date, received_at, state_changed_at)
         values ($3, $4, 'targeted-social-assistance', $1, 'assigned', 'khazar', 'az', $5::date, now(), now())
       ), decided as (
         insert into decision values ($3, 'assign', $6, '{}', '[]', '[]', '{}', now())
       ), account as (
         insert into payment_account values ($3, $7, 'Aygün Məmmədova', $8, now())
       )
       insert into entitlement (id, case_id, kind, valid_from, valid_to, monthly_amount_qepik, first_payment, assigned_at)
       values ($9, $3, $10, $5::date, $11, $6, $12, $13)`,
      [
        householdId,
        families.toString(16).toUpperCase().padStart(7, '0'),
        caseId,
        `UDSY-2026-${String(families).padStart(6, '0')}`,
        options.validFrom ?? '2027-01-01',
        options.monthlyQepik ?? 700_00,
        iban,
        options.settlement ?? 'mardakan',
        entitlementId,
        options.kind ?? kind,
        options.validTo ?? '2027-12-31',
        options.firstPayment ?? 'with-run',
        options.assignedAt ?? '2026-12-10T08:00:00Z',
      ],
    )
    return { caseId, entitlementId, householdId, iban }
  }

  const runs = <T>(
    work: (runs: Parameters<Parameters<Transact>[0]>[0]['paymentRuns']) => Promise<T>,
  ): Promise<T> => transact((records) => work(records.paymentRuns))

  const open = async (period = '2027-01', changes: Partial<NewPaymentRun> = {}) =>
    (
      await runs((port) =>
        port.open({
          kind,
          period,
          body: 'dsmf-branch-2',
          purpose: 'monthly',
          payDay: `${period}-28`,
          ...changes,
        }),
      )
    ).caseId

  const approve = async (caseId: string) => {
    await runs((port) => port.freeze(caseId))
    const check = await runs((port) => port.check(caseId))
    await runs((port) => port.approve(caseId))
    return check
  }

  /** Every file written and sent, as far as the database knows. */
  const send = async (caseId: string): Promise<readonly RunFile[]> => {
    const files = await runs((port) => port.release(caseId))
    for (const file of files) {
      await runs((port) => port.fileWritten(caseId, file.fileNumber, bytesOf(file)))
      await runs((port) => port.fileSent(caseId, file.fileNumber))
    }
    return files
  }

  const paid = async (caseId: string) => {
    await send(caseId)
    return answer(await settled(caseId))
  }

  /** Lines of a statement that books every order of the run. */
  const settled = async (caseId: string): Promise<readonly BankLine[]> => {
    const orders = await ordersOf(caseId)
    return orders.map(({ end_to_end_id, amount_qepik, iban }) =>
      bankLine({ endToEndId: end_to_end_id, amountQepik: Number(amount_qepik), iban }),
    )
  }

  let messages = 0
  /** The bank sends a message of these lines, and it is matched. */
  const answer = async (
    lines: readonly BankLine[],
    { type = 'camt.053', messageId = `BANK-${(messages += 1)}` }: Partial<BankMessage> = {},
  ) =>
    messageStore
      .add({ messageId, type, lines })
      .then(() => transact((records) => records.paymentRuns.matchMessage(messageId)))

  const ordersOf = (caseId: string) =>
    asOwner<OrderRow>(
      database,
      `select payment_standing.* from payment_standing where run_id = $1 order by end_to_end_id`,
      [caseId],
    )

  /** So many orders whose file is with the bank, in a run of their own; 700.00 AZN each. */
  const sentOrders = async (count: number): Promise<readonly [OrderRow, OrderRow, ...OrderRow[]]> => {
    for (let made = 0; made < count; made += 1) await family()
    const run = await open('2027-01', { purpose: 'supplementary' })
    await approve(run)
    await send(run)
    const orders = await ordersOf(run)
    if (orders.length !== count) throw new Error(`${orders.length} orders instead of ${count}`)
    return orders as unknown as readonly [OrderRow, OrderRow, ...OrderRow[]]
  }

  return {
    family,
    sentOrders,
    stateOf: async ({ id }: OrderRow) =>
      (
        await asOwner<{ state: string }>(database, 'select state from payment_standing where id = $1', [id])
      )[0]?.state,
    runs,
    open,
    approve,
    send,
    paid,
    settled,
    answer,
    ordersOf,
    orderOf: async (caseId: string, { entitlementId }: Family) => {
      const order = (await ordersOf(caseId)).find(
        (row) => row.entitlement_id === entitlementId && row.state !== 'cancelled',
      )
      if (order === undefined) throw new Error('The run has no order of that family')
      return order
    },
    fund: (period: string, amountQepik = 1_000_000_000_00) =>
      runs((port) => port.setAppropriation(kind, period, amountQepik, 'test')),
  }
}

export interface OrderRow {
  readonly id: string
  readonly entitlement_id: string
  readonly case_id: string
  readonly amount_qepik: string
  readonly end_to_end_id: string
  readonly order_kind: string
  readonly iban: string
  readonly state: string
  readonly bank_reason: string | null
}

export const bytesOf = (file: RunFile) => ({
  sha256: String(file.number).padStart(64, '0'),
  signature: 'c2lnbmVk',
  byteCount: 1000,
  orderCount: file.orderCount,
  controlSumQepik: file.controlSumQepik,
})

export const bankLine = (changes: Partial<BankLine> = {}): BankLine => ({
  endToEndId: undefined,
  amountQepik: 700_00,
  currency: 'AZN',
  iban: undefined,
  bookedOn: '2027-01-28',
  status: 'booked',
  reason: undefined,
  foundIn: 'end-to-end',
  ...changes,
})

export const lineFor = (order: OrderRow, changes: Partial<BankLine> = {}): BankLine =>
  bankLine({ endToEndId: order.end_to_end_id, ...changes })

export const kindsOf = ({
  exceptions,
}: {
  readonly exceptions: readonly { readonly kind: string }[]
}): readonly string[] => exceptions.map(({ kind }) => kind)
