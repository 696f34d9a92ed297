/**
 * Opening a payment run: read it and write the opening to the ledger, in one transaction. Everybody who looks at a
 * run, by page or API, or takes the list of its orders, comes through here.
 */
import type { CaseFile } from '../../domain/case.ts'
import { DomainError } from '../../domain/errors.ts'
import { paymentRunKind, type RunProgress } from '../../domain/payment-run.ts'
import type {
  ExceptionOpened,
  OrdersOfRun,
  PayeeSight,
  RunOrder,
  RunOverview,
} from '../../domain/payment-run-view.ts'
import type { Records, Transact } from '../../domain/records.ts'
import { actorOf, type Principal } from '../auth/principal.ts'
import { dutyOf, findCase } from '../case/open-case.ts'
import { mayOpen, payeeSight } from '../case/visibility.ts'

export interface RunOpening {
  /** Id or number of the run. */
  readonly caseRef: string
  readonly principal: Principal
}

export interface OrderList {
  readonly number: string
  readonly sight: PayeeSight
  readonly orders: AsyncIterable<readonly RunOrder[]>
}

/** @throws DomainError `CASE_NOT_FOUND` also for a case of another kind, which is not opened here */
async function findRun(records: Records, { caseRef, principal }: RunOpening): Promise<CaseFile> {
  const file = await findCase(records, caseRef)
  if (file.kind !== paymentRunKind || !mayOpen(principal, file)) {
    throw new DomainError('CASE_NOT_FOUND', 'There is no payment run of that id or number')
  }
  return file
}

export function createRunOpener({
  transact,
  runOrders,
}: {
  readonly transact: Transact
  readonly runOrders: OrdersOfRun
}) {
  return {
    /** Throws `DomainError` `CASE_NOT_FOUND`. */
    openRun: (opening: RunOpening): Promise<RunOverview> =>
      transact(async (records) => {
        const { id } = await findRun(records, opening)
        records.ledger.append({
          caseId: id,
          actor: actorOf(opening.principal),
          action: 'case.opened',
          reason: dutyOf(opening.principal),
          after: { sections: [] },
        })
        return records.paymentRunViews.overview(id)
      }),

    /** How far the run is, for a page that was opened and goes on looking: not noted again. Throws as `openRun` does. */
    followRun: (opening: RunOpening): Promise<RunProgress> =>
      transact(async (records) => records.paymentRuns.progress((await findRun(records, opening)).id)),

    /** What the bank said and does not fit. Throws `DomainError` `NOT_FOUND`. */
    openException: (exceptionId: string, principal: Principal): Promise<ExceptionOpened> =>
      transact(async (records) => {
        const found = await records.paymentRunViews.exception(exceptionId)
        if (found === undefined) throw new DomainError('NOT_FOUND', 'There is no such exception')
        records.ledger.append({
          ...(found.runId === undefined ? {} : { caseId: found.runId }),
          actor: actorOf(principal),
          action: 'payment-exception.opened',
          reason: dutyOf(principal),
          after: { exceptionId },
        })
        return found
      }),

    /**
     * The orders with their payees as far as the caller may see them; that they were asked for is in the ledger before
     * the first of them is read. Throws as `openRun` does.
     */
    listOrders: async (
      opening: RunOpening & { readonly reason: string | undefined; readonly format: string },
    ): Promise<OrderList> => {
      const { principal, reason, format } = opening
      const sight = payeeSight(principal, reason)
      const { id, number } = await transact(async (records) => {
        const file = await findRun(records, opening)
        records.ledger.append({
          caseId: file.id,
          actor: actorOf(principal),
          action: 'payment-orders.listed',
          reason: reason ?? dutyOf(principal),
          after: { format, payees: sight },
        })
        return file
      })
      return { number, sight, orders: runOrders(id, sight) }
    },
  }
}
export type RunOpener = ReturnType<typeof createRunOpener>
