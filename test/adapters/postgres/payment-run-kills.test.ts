/**
 * Two clerks work on one run at the same time, both are killed again and again without warning and connections are
 * cut off; in the end every family is paid once, and books, files and orders say so.
 */
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { Client } from 'pg'
import { makeEntitlements, benchPeriod } from '../../bench/payments-data.ts'
import { startChild } from '../../support/child-worker.ts'
import { createDice } from '../../support/dice.ts'
import { openPaymentOffice, type PaymentOffice } from './a-payment-run.ts'

const families = 2_000
const perFile = 250

let office: PaymentOffice
beforeAll(async () => {
  office = await openPaymentOffice()
  await office.rows(`update legal_parameter set value = ${perFile} where name = 'payment-orders-per-file'`)
  const owner = new Client({ connectionString: office.database.ownerUrl })
  await owner.connect()
  await makeEntitlements(owner, families)
  await owner.end()
})
afterAll(() => office.close())

/** As a crash of the database looks to its clients: the connection is gone in the middle of a statement. */
async function cutConnections(): Promise<void> {
  const client = new Client({ connectionString: office.database.url })
  await client.connect()
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and usename = current_user and state = 'active' and pid <> pg_backend_pid()`,
  )
  await client.end()
}

test('killed at any point, the run pays everybody once', { timeout: 300_000 }, async () => {
  const run = await office.open(benchPeriod)
  const seed = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000)
  const dice = createDice(seed)
  onTestFailed(() => {
    console.error(`To see it again: KILL_SEED=${seed}`)
  })
  let killed = 0
  /** One clerk after the other, until one lives to see the run closed. */
  const clerks = async (): Promise<void> => {
    for (;;) {
      const { done } = startChild('test/support/payment-run-clerk.ts', {
        RUN_CASE_ID: run,
        RUN_DATABASE_URL: office.database.url,
        DIES_IN_STEP: String(1 + Math.floor(dice() * 12)),
        DIES_AFTER_MS: String(Math.floor(dice() * 60)),
      })
      if ((await done) === 0) return
      killed += 1
    }
  }
  const cuts = setInterval(() => void cutConnections(), 900)
  await Promise.all([clerks(), clerks()])
  clearInterval(cuts)
  expect(killed).toBeGreaterThan(5)

  expect(await office.runs((port) => port.get(run))).toMatchObject({ state: 'closed', orderCount: families })
  const [orders] = await office.rows<Record<string, string>>(
    `select count(*) as orders, count(distinct entitlement_id) as families, sum(amount_qepik) as sum,
       sum(amount_qepik) filter (where state = 'settled') as settled,
       count(*) filter (where state not in ('settled', 'rejected')) as others from payment_order`,
  )
  const [due] = await office.rows<{ sum: string }>('select sum(monthly_amount_qepik) from entitlement')
  expect(orders).toMatchObject({
    orders: String(families),
    families: String(families),
    sum: due?.sum,
    others: '0',
  })

  const events = await office.rows<{ event: string; sum: string }>(
    'select event, sum(amount_qepik) from posting group by event order by event',
  )
  const settled = orders?.['settled'] ?? ''
  expect(events).toEqual([
    { event: 'approved', sum: due?.sum },
    { event: 'rejected', sum: String(Number(due?.sum) - Number(settled)) },
    { event: 'settled', sum: settled },
  ])
  expect(await office.rows('select id from payment_exception')).toEqual([])
  const files = await office.rows<{ number: number; rest: number }>(
    'select number, order_count - answered_count as rest from payment_file order by number',
  )
  expect(files).toEqual(
    Array.from({ length: families / perFile }, (_, place) => ({ number: place + 1, rest: 0 })),
  )
})
