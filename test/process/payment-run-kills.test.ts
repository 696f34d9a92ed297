/**
 * A month on the real engine while everything is killed without warning at random moments: workers (the relay and the
 * bank's mailbox live in them), the API that takes the bank's messages, the database, the broker. Every message of the bank
 * comes several times. In the end each family is paid once, and bank, books, orders and files say the same sums.
 */
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { createHttpBank } from '../../adapters/bank/http-bank.ts'
import { createEngineRest } from '../../adapters/zeebe/rest.ts'
import { createUserTasks } from '../../adapters/zeebe/user-tasks.ts'
import { readConfig } from '../../adapters/config.ts'
import { restartPart } from '../../stack/test-stack.ts'
import { keepAlive, type KeptAlive } from '../support/child-worker.ts'
import { createDice, shuffled } from '../support/dice.ts'
import { userTasks as tasksOf } from '../support/engine-view.ts'
import { eventually } from '../support/eventually.ts'
import { freePort } from '../support/free-port.ts'
import { office } from '../support/office.ts'
import { entitle, fund, nextMonth, openRun, type FollowedRun } from '../support/payday.ts'
import { openWorld, type World } from '../support/world.ts'

const families = 12
const perFile = 4
const kills = [
  'worker',
  'worker',
  'worker',
  'worker',
  'worker',
  'api',
  'api',
  'database',
  'database',
  'broker',
]
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
/** What fails while a part is down is tried again by the next round. */
const attempt = (work: () => Promise<unknown>) => work().catch(() => undefined)

let world: World
const alive: KeptAlive[] = []
beforeAll(async () => {
  world = await openWorld({ workers: false, parameters: { 'payment-orders-per-file': perFile } })
  // The test stack commits without waiting; here what was committed must outlive the database's own death, as in production.
  await world.rows(
    `do $$ begin execute format('alter database %I set synchronous_commit = on', current_database()); end $$`,
  )
})
afterAll(async () => {
  await Promise.all(alive.map((program) => program.stop()))
  await world.close()
})

/** The API as a process of its own, and who sends it what the bank has to say, again and again. */
async function startApi() {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true })
  const port = await freePort()
  const claims = { JWT_ISSUER: 'https://login.example.az', JWT_AUDIENCE: 'dost-api' }
  const api = keepAlive('api/main.ts', {
    ...world.settings,
    ...claims,
    API_PORT: String(port),
    JWT_PUBLIC_JWKS: JSON.stringify({
      keys: [{ ...(await exportJWK(publicKey)), alg: 'EdDSA', kid: 'kills' }],
    }),
  })
  const token = await new SignJWT({ scope: 'bank-messages:write', client_id: 'bank' })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'kills' })
    .setIssuer(claims.JWT_ISSUER)
    .setAudience(claims.JWT_AUDIENCE)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(privateKey)
  const post = async (xml: string): Promise<number> => {
    const response = await fetch(`http://127.0.0.1:${port}/v1/bank-messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/xml' },
      body: xml,
      signal: AbortSignal.timeout(20_000),
    })
    await response.text()
    return response.status
  }
  return { api, post }
}

const done: Readonly<Record<string, readonly [string, object]>> = {
  ReviewPaymentRun: [office.maker, { runReview: 'submit' }],
  ApprovePaymentRun: [office.checker, { runApproval: 'approve' }],
}

test('killed anywhere, told everything twice, the month pays everybody once', async () => {
  const seed = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000)
  const dice = createDice(seed)
  onTestFailed(() => {
    console.error(`To see it again: KILL_SEED=${seed}`)
  })
  const period = await nextMonth(world)
  await fund(world, period)
  for (let family = 0; family < families; family += 1) {
    await entitle(world, {
      from: period,
      monthlyQepik: 100_00 + family * 7_31,
      ...(family === 5 ? { scenario: 'closed-account' as const } : {}),
    })
  }
  await world.bank.behave({ twice: true, cutOff: 2, loseAnswers: 2 })
  const workerSettings = { ...world.settings, WORKERS_JOB_TIMEOUT_MS: '3000' }
  const workers = [1, 2].map(() => keepAlive('test/support/worker-process.ts', workerSettings))
  const { api, post } = await startApi()
  alive.push(...workers, api)
  const run = await openRun(world, period)

  const told = new Set<string>()
  const month = { closed: false }
  const people = workAsPeople(run, () => month.closed)
  const bank = tellByHttp(post, told, () => month.closed)
  for (const what of shuffled(kills, dice)) {
    await pause(500 + dice() * 1_800)
    if (what === 'worker') await workers[Math.floor(dice() * 2)]?.kill()
    else if (what === 'api') await api.kill()
    else if (what === 'database') await restartPart('postgres', 'SIGKILL')
    else {
      await restartPart('broker', 'SIGKILL')
      await world.clock.resume()
    }
  }
  await eventually(
    'the closed run',
    async () => ((await run.progress()).run.state === 'closed' ? true : undefined),
    {
      within: 180_000,
    },
  )
  month.closed = true
  await Promise.all([people, bank])

  // What the bank said is said once more, to an API that remembers it.
  expect(told.size).toBeGreaterThan(0)
  const books = await sums()
  for (const xml of told) expect(await eventually('an answer', () => post(xml))).toBe(202)
  expect(await sums()).toEqual(books)

  const [due] = await world.rows<{ sum: string }>('select sum(monthly_amount_qepik) from entitlement')
  const orders = await world.rows<{ state: string; count: string; families: string; sum: string }>(
    `select state, count(*), count(distinct entitlement_id) as families, sum(amount_qepik) from payment_order group by state order by state`,
  )
  expect(orders.map(({ state, count, families: once }) => ({ state, count, once }))).toEqual([
    { state: 'rejected', count: '1', once: '1' },
    { state: 'settled', count: String(families - 1), once: String(families - 1) },
  ])
  const [rejected, settled] = orders
  expect(Number(rejected?.sum) + Number(settled?.sum)).toBe(Number(due?.sum))
  expect(books).toEqual([
    { event: 'approved', count: String(families), sum: due?.sum },
    { event: 'rejected', count: '1', sum: rejected?.sum },
    { event: 'settled', count: String(families - 1), sum: settled?.sum },
  ])
  const paid = await world.bank.payments()
  expect(new Set(paid.map(({ endToEndId }) => endToEndId)).size).toBe(paid.length)
  expect(paid.reduce((sum, { amountQepik }) => sum + amountQepik, 0)).toBe(Number(settled?.sum))
  const files = await world.rows<{ number: number; state: string; rest: number }>(
    'select number, state, order_count - answered_count as rest from payment_file order by number',
  )
  expect(files).toEqual([1, 2, 3].map((number) => ({ number, state: 'sent', rest: 0 })))
  const balances = await world.transact(({ accounting }) => accounting.trialBalance())
  expect(balances.reduce((rest, { debitQepik, creditQepik }) => rest + debitQepik - creditQepik, 0)).toBe(0)
  // What was cut off is told as unreadable, or as other content of a message that is there already.
  const cut = ['unreadable', 'odd-message']
  const odd = await world.rows<{ kind: string }>('select kind from payment_exception')
  expect(odd.filter(({ kind }) => !cut.includes(kind))).toEqual([])
  expect((await world.verifyLedger()).intact).toBe(true)
})

const sums = () =>
  world.rows<{ event: string; count: string; sum: string }>(
    'select event, count(*), sum(amount_qepik) from posting group by event order by event',
  )

/** Maker and checker do what is open, whenever it is open again; the two hours of the cancel window pass. */
async function workAsPeople(run: FollowedRun, closed: () => boolean): Promise<void> {
  const userTasks = createUserTasks(createEngineRest(readConfig(world.settings)))
  while (!closed()) {
    await attempt(async () => {
      for (const { elementId, open, userTaskKey } of await tasksOf(await run.instances())) {
        const [user, variables] = done[elementId] ?? []
        if (!open || user === undefined || variables === undefined) continue
        await userTasks.assign(userTaskKey, user)
        await userTasks.complete(userTaskKey, { ...variables })
      }
    })
    await attempt(async () => {
      if ((await run.progress()).run.state === 'approved') await world.clock.advance(3 * 3_600_000)
    })
    await pause(400)
  }
}

/** Whatever waits at the bank is also posted to the API, whole, while the workers collect it themselves. */
async function tellByHttp(
  post: (xml: string) => Promise<number>,
  told: Set<string>,
  closed: () => boolean,
): Promise<void> {
  const bank = createHttpBank({ url: world.settings['BANK_URL'] ?? '' })
  while (!closed()) {
    await attempt(async () => {
      for (const id of await bank.waiting()) {
        let xml = ''
        const decoder = new TextDecoder()
        for await (const piece of await bank.fetch(id)) xml += decoder.decode(piece, { stream: true })
        if (xml.trimEnd().endsWith('</Document>')) told.add(xml)
      }
    })
    for (const xml of told) await attempt(() => post(xml))
    await pause(300)
  }
}
