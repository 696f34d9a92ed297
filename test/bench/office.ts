/** The office of the bench: a fresh database with staff, and families without anything odd whose cases are filed in it. */
import { randomUUID } from 'node:crypto'
import { openDatabase } from '../../adapters/postgres/database.ts'
import { createTransact } from '../../adapters/postgres/records.ts'
import { saveStaff } from '../../adapters/postgres/staff-directory.ts'
import { dateInBaku, systemClock } from '../../domain/clock.ts'
import { createHouseholds, visitOf } from '../../stack/simulated/registers/households.ts'
import type { Household } from '../../stack/simulated/registers/model.ts'
import { createTestDatabase } from '../support/database.ts'
import { staff } from '../support/office.ts'
import { receive } from '../support/receive.ts'
import type { CaseWork } from './staff-feed.ts'

export interface BenchCase extends CaseWork {
  readonly caseId: string
  readonly caseUrl: string
}

export interface BenchOffice {
  readonly databaseUrl: string
  /** The next family that has a right and nothing odd. */
  nextHousehold(): Household
  fileCase(household: Household): Promise<{ readonly caseId: string; readonly caseNumber: string }>
  /** @throws Error when one of the cases is not paid by the record */
  requirePaid(cases: readonly BenchCase[]): Promise<void>
  close(): Promise<void>
}

/** @param count households that the simulated registers of the bench know */
export async function openBenchOffice(count: number): Promise<BenchOffice> {
  const database = await createTestDatabase()
  const owner = openDatabase(database.ownerUrl)
  await saveStaff(owner, staff)
  // The noop side has no second inspections; neither has ours.
  await owner.rows(`update legal_parameter set value = 0 where name = 'reinspection-percent'`)
  await owner.close()
  const transact = createTransact(database.db, systemClock)
  const households = createHouseholds({ count })
  let from = 0

  return {
    databaseUrl: database.url,
    nextHousehold: () => {
      const found = households.findHousehold({ scenario: 'clean-assign', from })
      from = found.index + 1
      return found
    },
    fileCase: (household) =>
      transact(async (records) => {
        const { id, number } = await receive(records, household.application, dateInBaku(systemClock.now()))
        records.ledger.append({ caseId: id, actor: 'system:bench', action: 'application.received' })
        return { caseId: id, caseNumber: number }
      }),
    requirePaid: async (cases) => {
      const unpaid = await database.db.rows<{ number: string; state: string }>(
        `select number, state from case_file where id = any($1) and state <> 'paid'`,
        [cases.map(({ caseId }) => caseId)],
      )
      if (unpaid.length > 0) throw new Error(`Not paid by the record: ${JSON.stringify(unpaid.slice(0, 5))}`)
    },
    close: () => database.drop(),
  }
}

/** @param filed whether the cases are stored; for workers that do nothing a number is enough */
export async function fileCases(
  office: BenchOffice,
  count: number,
  filed: boolean,
): Promise<readonly BenchCase[]> {
  const cases: BenchCase[] = []
  for (let made = 0; made < count; made += 1) {
    const household = office.nextHousehold()
    const { caseId, caseNumber } = filed
      ? await office.fileCase(household)
      : { caseId: randomUUID(), caseNumber: `BENCH-${randomUUID().slice(0, 18)}` }
    cases.push({
      caseId,
      caseNumber,
      caseUrl: `http://127.0.0.1:3000/cases/${caseId}`,
      // A minute ago: a visit in the future is refused.
      visitForm: () => ({ ...visitOf(household, 1, new Date(Date.now() - 60_000)) }),
    })
  }
  return cases
}
