/** The database as api/ports.ts asks for it, in one piece: for api/main.ts and the tests of the API. */
import { dateInBaku, instantInBaku, type Clock } from '../../domain/clock.ts'
import { addDays } from '../../domain/days.ts'
import { createBrowserSessions } from './browser-sessions.ts'
import { findCases, type CaseListQuery } from './case-list.ts'
import type { Database } from './database.ts'
import { findHistory } from './ledger-history.ts'
import { verifyLedger } from './ledger-verification.ts'
import { readWorkload } from './task-work.ts'
import { createReceiveApplications } from './receive-applications.ts'
import { createTransact } from './records.ts'
import { countServices, findServices, type ServiceQuery } from './services.ts'
import { findStaffAccount, recordFailedLogin, recordGoodLogin } from './staff-accounts.ts'

export function createApiStore(db: Database, clock: Clock) {
  return {
    transact: createTransact(db, clock),
    receiveApplications: createReceiveApplications(db, clock),
    verifyLedger: () => verifyLedger(db),
    sessions: createBrowserSessions(db),
    lists: {
      list: (query: CaseListQuery) => findCases(db, query),
      history: async (query: {
        readonly caseId: string
        readonly after: string | undefined
        readonly limit: number
      }) => {
        const { caseId, after, limit } = query
        const page = await findHistory(db, caseId, after === undefined ? { limit } : { after, limit })
        return { items: page.rows, next: page.next }
      },
    },
    catalogue: {
      search: (query: ServiceQuery) => findServices(db, query),
      count: () => countServices(db, clock.now().toISOString()),
    },
    workload: () => {
      const now = clock.now()
      const endsAt = instantInBaku(addDays(dateInBaku(now), 1), '00:00')
      return readWorkload(db, { now: now.toISOString(), endsAt: endsAt.toISOString() })
    },
    accounts: {
      find: (userName: string) => findStaffAccount(db, userName),
      countFailure: (userName: string, limits: { maxFailures: number; lockUntil: string }) =>
        recordFailedLogin(db, userName, limits.maxFailures, new Date(limits.lockUntil)),
      clearFailures: (userName: string) => recordGoodLogin(db, userName),
    },
  }
}
