/** The office on pay day: families with aid assigned, payment runs as a test follows them, and what the bank did. */
import { dateInBaku } from '../../domain/clock.ts'
import { addToMonth, monthOf } from '../../domain/days.ts'
import { formatManat } from '../../domain/money.ts'
import type { PaymentRunState, RunProgress } from '../../domain/payment-run.ts'
import { payingBody } from '../../domain/payment-run.ts'
import type { PaymentOrder } from '../../domain/payment.ts'
import type { ScenarioName } from '../../stack/simulated/registers/scenarios.ts'
import type { Household } from '../../stack/simulated/registers/model.ts'
import { openPaymentRun, startRun } from '../../workers/payment/open-payment-run.ts'
import { staffPages } from '../../workers/payment/tell-processes.ts'
import { instancesWith } from './engine-view.ts'
import { eventually } from './eventually.ts'
import type { Followed } from './followed.ts'
import { office } from './office.ts'
import { receive } from './receive.ts'
import type { World } from './world.ts'

export const kind = 'targeted-social-assistance'
const { runUrl } = staffPages('http://127.0.0.1:3000')

export interface Entitled {
  readonly caseId: string
  readonly entitlementId: string
  readonly household: Household
}

export interface EntitledOptions {
  readonly scenario?: ScenarioName
  readonly monthlyQepik?: number
  /** First month, `YYYY-MM`; paid with the run from then on. */
  readonly from: string
  /** Last day, far away unless said. */
  readonly until?: string
  /** Another family's account. */
  readonly iban?: string
}

export interface FollowedRun extends Followed {
  readonly caseId: string
  readonly number: string
  reaches(state: PaymentRunState): Promise<void>
  progress(): Promise<RunProgress>
  /** Orders by state, e.g. `{ settled: 4, rejected: 1 }`. */
  counts(): Promise<Readonly<Record<string, number>>>
  orderOf(family: Entitled): Promise<PaymentOrder>
  /** What the ledger says of the run, oldest first. */
  actions(): Promise<readonly string[]>
}

/** A family whose aid was assigned before, straight into the records: how it got there is for other tests. */
export async function entitle(
  world: Pick<World, 'transact' | 'rows' | 'household'>,
  options: EntitledOptions,
): Promise<Entitled> {
  const household = world.household(options.scenario ?? 'clean-assign')
  const { from, monthlyQepik = 700_00 } = options
  const caseId = await world.transact(async (records) => {
    const file = await receive(records, household.application, `${from}-01`)
    await records.cases.setState(file.id, 'assigned')
    return file.id
  })
  const facts = {
    memberCount: 4,
    needCriterionQepik: 300_00,
    incomeTotalQepik: 12 * (4 * 300_00 - monthlyQepik),
  }
  await world.rows(`insert into decision values ($1, 'assign', $2, $3::jsonb, '[]', '[]', '{}', now())`, [
    caseId,
    monthlyQepik,
    JSON.stringify(facts),
  ])
  const { id } = await world.transact((records) =>
    records.entitlements.add({
      caseId,
      kind,
      validFrom: `${from}-01`,
      validTo: options.until ?? '2037-12-31',
      monthlyAmountQepik: monthlyQepik,
    }),
  )
  await world.rows(`update entitlement set first_payment = 'with-run' where id = $1`, [id])
  if (options.iban !== undefined) {
    await world.rows('update payment_account set iban = $2 where case_id = $1', [caseId, options.iban])
  }
  return { caseId, entitlementId: id, household }
}

export const fund = (
  world: Pick<World, 'transact'>,
  period: string,
  amountQepik = 10_000_000_00,
  ofKind = kind,
): Promise<void> =>
  world.transact((records) => records.paymentRuns.setAppropriation(ofKind, period, amountQepik, 'test'))

/** Somebody opens the month's run of a kind by hand. */
export async function openRun(
  world: World,
  period: string,
  payDay = `${period}-28`,
  ofKind = kind,
): Promise<FollowedRun> {
  const { caseId, number } = await world.transact((records) =>
    openPaymentRun(
      records,
      { kind: ofKind, period, body: payingBody, purpose: 'monthly', payDay },
      { actor: 'staff:test', runUrl },
    ),
  )
  return followRun(world, caseId, number)
}

/** The run of a month that the calendar opened, when it has. */
export async function findRun(
  world: World,
  period: string,
  purpose: 'monthly' | 'supplementary' = 'monthly',
): Promise<FollowedRun | undefined> {
  const runs = await world.transact((records) => records.paymentRuns.list({ kind, period, limit: 50 }))
  const run = runs.find((candidate) => candidate.purpose === purpose)
  return run === undefined ? undefined : followRun(world, run.caseId, run.number)
}

/** A run that was cancelled begins anew. */
export const reopen = (world: World, { caseId, number }: FollowedRun): Promise<void> =>
  world.transact(async (records) => {
    await records.paymentRuns.reopen(caseId)
    await startRun(records, { caseId, number }, runUrl)
  })

function followRun(world: World, caseId: string, number: string): FollowedRun {
  const followed = world.follow(number, () => instancesWith('benefit-payment', 'caseId', caseId))
  const progress = () => world.transact((records) => records.paymentRuns.progress(caseId))
  return {
    ...followed,
    caseId,
    number,
    progress,
    reaches: async (wanted) => {
      await followed.waitFor(
        `the state ${wanted}`,
        async () => ((await progress()).run.state === wanted ? true : undefined),
        150_000,
      )
    },
    counts: async () =>
      Object.fromEntries((await progress()).orders.map(({ state, count }) => [state, count])),
    orderOf: async ({ caseId: familyCase }) => {
      const orders = await world.transact((records) => records.payments.ordersOf(familyCase))
      const order = orders.at(-1)
      if (order === undefined) throw new Error('The family has no payment')
      return order
    },
    actions: async () =>
      (
        await world.rows<{ action: string }>(
          'select action from ledger where case_id = $1 order by sequence',
          [caseId],
        )
      ).map(({ action }) => action),
  }
}

/** The repair of a payment as its process. */
export const followRepair = (world: World, paymentOrderId: string): Followed =>
  world.follow(`the repair of ${paymentOrderId}`, () =>
    instancesWith('payment-repair', 'paymentOrderId', paymentOrderId),
  )

/** The newest open exception of that kind, as its process. */
export async function followException(world: World, exceptionKind: string): Promise<Followed> {
  const id = await eventually(`an exception ${exceptionKind}`, async () => {
    const [row] = await world.rows<{ id: string }>(
      `select id::text from payment_exception where kind = $1 and state = 'open' order by id desc limit 1`,
      [exceptionKind],
    )
    return row?.id
  })
  return world.follow(`the exception ${exceptionKind}`, () =>
    instancesWith('payment-exception', 'exceptionId', id),
  )
}

export interface BookedLine {
  readonly endToEndId: string
  readonly amountQepik: number
  readonly iban: string
}

/** A statement (camt.053) of our account that books these debits, with balances that add up. */
export function statement(messageId: string, payerIban: string, lines: readonly BookedLine[]): string {
  const opening = 1_000_000_00
  const closing = lines.reduce((left, { amountQepik }) => left - amountQepik, opening)
  const balance = (code: string, qepik: number) =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="AZN">${formatManat(qepik)}</Amt>` +
    `<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-12-01</Dt></Dt></Bal>`
  const entries = lines.map(
    ({ endToEndId, amountQepik, iban }) =>
      `<Ntry><Amt Ccy="AZN">${formatManat(amountQepik)}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>` +
      `<BookgDt><Dt>2026-12-01</Dt></BookgDt><BkTxCd/><NtryDtls><TxDtls><Refs><EndToEndId>${endToEndId}</EndToEndId></Refs>` +
      `<RltdPties><CdtrAcct><Id><IBAN>${iban}</IBAN></Id></CdtrAcct></RltdPties></TxDtls></NtryDtls></Ntry>`,
  )
  return (
    `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>` +
    `<GrpHdr><MsgId>${messageId}</MsgId><CreDtTm>2026-12-01T18:00:00</CreDtTm></GrpHdr>` +
    `<Stmt><Id>${messageId}-1</Id><CreDtTm>2026-12-01T18:00:00</CreDtTm><Acct><Id><IBAN>${payerIban}</IBAN></Id></Acct>` +
    `${balance('OPBD', opening)}${balance('CLBD', closing)}` +
    `<TxsSummry><TtlNtries><NbOfNtries>${lines.length}</NbOfNtries></TtlNtries></TxsSummry>` +
    `${entries.join('')}</Stmt></BkToCstmrStmt></Document>`
  )
}

/** The clock goes on to the 5th of the next month, before the calendar opens its run. @returns the month */
export async function nextMonth({ clock }: Pick<World, 'clock'>): Promise<string> {
  const period = addToMonth(monthOf(dateInBaku(clock.now())), 1)
  await clock.advanceTo(`${period}-05T06:00:00Z`)
  return period
}

/** Reviewed by the maker, approved by the checker. */
export async function approveRun(run: FollowedRun): Promise<void> {
  await run.finish('ReviewPaymentRun', office.maker, { runReview: 'submit' })
  await run.finish('ApprovePaymentRun', office.checker, { runApproval: 'approve' })
  await run.reaches('approved')
}
