/** The office of the API with payment runs in its database: families, runs taken as far as a test wants, and readers. */
import { addToMonth } from '../../domain/days.ts'
import type { StaffGroup } from '../../domain/staff.ts'
import { runSteps, type Family } from '../adapters/postgres/a-payment-run.ts'
import { openMessageStore } from '../support/bank-messages.ts'
import { asOwner } from '../support/database.ts'
import { openOffice } from './office.ts'

type Changes = Parameters<typeof openOffice>[0]

export async function openPayOffice(changes: Changes = {}) {
  const office = await openOffice(changes)
  const messages = openMessageStore(office.database.url, office.clock)
  const steps = runSteps(office.deps.transact, office.database, messages)

  /** January, paid and closed, and February with a new family, a dearer one and one that has ended. */
  async function twoMonths() {
    const [january, february] = ['2027-01', addToMonth('2027-01', 1)]
    await steps.fund(january)
    await steps.fund(february)
    const stays = await steps.family()
    await steps.family({ validTo: '2027-01-31', monthlyQepik: 300_00, settlement: 'pirallahi' })
    const dearer = await steps.family({ monthlyQepik: 500_00 })
    const before = await steps.open(january)
    await steps.approve(before)
    await steps.paid(before)
    await steps.runs((port) => port.close(before))
    await rows('update entitlement set monthly_amount_qepik = 55000 where id = $1', [dearer.entitlementId])
    await steps.family({ validFrom: '2027-02-01', monthlyQepik: 425_00, settlement: 'buzovna' })
    const run = await steps.open(february)
    return { before, run, stays, dearer }
  }

  const rows = <Row extends object>(sql: string, values: readonly unknown[] = []) =>
    asOwner<Row>(office.database, sql, values)

  const numberOf = async (caseId: string): Promise<string> =>
    (await steps.runs((port) => port.get(caseId))).number

  return {
    ...office,
    ...steps,
    twoMonths,
    rows,
    numberOf,
    caseNumberOf: async ({ caseId }: Pick<Family, 'caseId'>) =>
      (await rows<{ number: string }>('select number from case_file where id = $1', [caseId]))[0]?.number ??
      '',
    read: async (group: StaffGroup, url: string, headers: Record<string, string> = {}) =>
      office.app.inject({ url, headers: { ...(await office.logIn(group)), ...headers } }),
    /** Somebody finished a task of the run, and it counted. */
    answered: (caseId: string, task: string, by: string) =>
      rows(
        `insert into task_completion (user_task_key, process_instance_key, element_id, case_id, assignee, completed_at, counts, checked_at)
         select coalesce(max(user_task_key::bigint), 0) + 1, '77', $2, $1, $3, $4, true, $4 from task_completion`,
        [caseId, task, by, office.clock.now().toISOString()],
      ),
    ledgerOf: (caseId: string) =>
      rows<{ actor: string; action: string; reason: string | null; after: Record<string, unknown> }>(
        'select actor, action, reason, after from ledger where case_id = $1 order by sequence',
        [caseId],
      ),
    close: async () => {
      await messages.close()
      await office.close()
    },
  }
}
export type PayOffice = Awaited<ReturnType<typeof openPayOffice>>

/** What a person reads of a page. */
export const textOf = (html: string) =>
  html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('\u00a0', ' ')
    .replaceAll(/\s+/g, ' ')
