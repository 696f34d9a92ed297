/** One family's case as a test follows it: what is open, who finishes it, what the record says. */
import type { Database } from '../../adapters/postgres/database.ts'
import type { UserTasks } from '../../adapters/zeebe/user-tasks.ts'
import type { CaseFile, CaseState } from '../../domain/case.ts'
import type { Decision } from '../../domain/facts.ts'
import type { Entitlement, PaymentOrder } from '../../domain/payment.ts'
import type { Transact } from '../../domain/records.ts'
import type { InspectionAct } from '../../domain/visit.ts'
import { visitOf } from '../../stack/simulated/registers/households.ts'
import type { Household } from '../../stack/simulated/registers/model.ts'
import * as engineView from './engine-view.ts'
import { follow, type Followed } from './followed.ts'
import type { MovingClock } from './moving-clock.ts'

export interface CaseRecords {
  readonly decision: Decision | undefined
  readonly entitlement: Entitlement | undefined
  readonly orders: readonly PaymentOrder[]
  readonly acts: readonly InspectionAct[]
}

export interface FiledCase extends Followed {
  readonly caseId: string
  readonly caseNumber: string
  readonly household: Household
  findRoot(): Promise<string | undefined>
  /** Finishes the visit with what the inspector finds at this household. */
  visit(user: string, options?: { readonly round?: number }): Promise<void>
  visitForm(round: number): Readonly<Record<string, unknown>>
  /** The payment maker enters the household's other account on the case page. */
  correctAccount(user: string): Promise<void>
  reaches(state: CaseState): Promise<void>
  file(): Promise<CaseFile>
  records(): Promise<CaseRecords>
  notices(): Promise<readonly { readonly notice: string }[]>
  ledger(): Promise<readonly { readonly action: string; readonly actor: string }[]>
}

interface Needs {
  readonly caseId: string
  readonly caseNumber: string
  readonly household: Household
  readonly clock: MovingClock
  readonly db: Database
  readonly transact: Transact
  readonly userTasks: UserTasks
}

export function openFiledCase({
  caseId,
  caseNumber,
  household,
  clock,
  db,
  transact,
  userTasks,
}: Needs): FiledCase {
  let root: string | undefined

  const findRoot = async () => (root ??= await engineView.findRootInstance(caseId))
  const state = async () => (await transact((records) => records.cases.get(caseId))).state
  const followed = follow({
    title: caseNumber,
    roots: async () => [await findRoot()].filter((key) => key !== undefined),
    state,
    userTasks,
  })
  const visitForm = (round: number) => ({ ...visitOf(household, round, clock.now()) })

  return {
    caseId,
    caseNumber,
    household,
    ...followed,
    findRoot,
    visitForm,
    visit: async (user, { round = 1 } = {}) => {
      await followed.task('VisitHousehold')
      await followed.finish('VisitHousehold', user, visitForm(round))
    },
    correctAccount: (user) =>
      transact(async (records) => {
        await records.payments.correctAccount(caseId, household.otherIban)
        records.ledger.append({ caseId, actor: `staff:${user}`, action: 'account.corrected' })
      }),
    reaches: async (wanted) => {
      await followed.waitFor(
        `the state ${wanted}`,
        async () => ((await state()) === wanted ? true : undefined),
        150_000,
      )
    },
    file: () => transact((records) => records.cases.get(caseId)),
    records: () =>
      transact(async (records) => ({
        decision: await records.decisions.find(caseId),
        entitlement: await records.entitlements.findByCase(caseId),
        orders: await records.payments.ordersOf(caseId),
        acts: await records.inspections.acts(caseId),
      })),
    notices: () => transact((records) => records.notifications.of(caseId)),
    ledger: () => db.rows('select action, actor from ledger where case_id = $1 order by sequence', [caseId]),
  }
}
