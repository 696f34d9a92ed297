/** At least once becomes once: steps redelivered by the engine. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createUnitOfWork } from '../../../adapters/postgres/inbox.ts'
import { StepDone } from '../../../adapters/zeebe/unit-of-work.ts'
import { systemClock } from '../../../domain/clock.ts'
import { completed, type Outcome } from '../../../bpmn/contract.ts'
import type { Records } from '../../../domain/records.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const ledgerRows = async () => (await database.db.rows('select from ledger')).length

describe('a step of a process', () => {
  type Result = Outcome<'compare-acts'>
  const step = (stepKey: string) => ({ stepKey, jobType: 'compare-acts' })
  const compare = (acts: boolean) =>
    vi.fn(async (records: Records): Promise<Result> => {
      records.ledger.append({ actor: 'worker:compare-acts', action: 'acts.compared' })
      return completed({ actsAgree: acts })
    })

  test('delivered again, it is not done again and gives its first outcome', async () => {
    const inbox = createUnitOfWork(database.db, systemClock)
    const rows = await ledgerRows()
    expect(await inbox.findOutcome('compare-acts:1')).toBeUndefined()
    const first = await inbox.withInbox(step('compare-acts:1'), compare(true))

    const again = inbox.withInbox(step('compare-acts:1'), compare(false))
    await expect(again).rejects.toEqual(new StepDone(first))
    expect(await inbox.findOutcome('compare-acts:1')).toEqual(first)
    expect(await ledgerRows()).toBe(rows + 1)
  })

  test('delivered ten times at once, it is done once', async () => {
    const inbox = createUnitOfWork(database.db, systemClock)
    const rows = await ledgerRows()
    const works = Array.from({ length: 10 }, (_, turn) => compare(turn % 2 === 0))
    const results = await Promise.allSettled(
      works.map((work) => inbox.withInbox(step('compare-acts:2'), work)),
    )
    const done = results.filter(({ status }) => status === 'fulfilled')
    const outcomes = results.map((result) =>
      result.status === 'fulfilled' ? result.value : (result.reason as StepDone).outcome,
    )
    expect(done).toHaveLength(1)
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1)
    expect(await ledgerRows()).toBe(rows + 1)
  })

  test('delivered again, it reads nothing, so that nobody outside is asked twice', async () => {
    const inbox = createUnitOfWork(database.db, systemClock)
    const ledgerOf = async (records: Records) => records.cases.findByNumber('none')
    expect(await inbox.read('compare-acts:4', ledgerOf)).toBeUndefined()
    const first = await inbox.withInbox(step('compare-acts:4'), compare(true))
    await expect(inbox.read('compare-acts:4', ledgerOf)).rejects.toEqual(new StepDone(first))
  })

  test('delivered again, it gives its first outcome also when it could not be done any more', async () => {
    const inbox = createUnitOfWork(database.db, systemClock)
    const first = await inbox.withInbox(step('compare-acts:5'), compare(true))
    const tooLate = inbox.withInbox(step('compare-acts:5'), async () => {
      throw new Error('the acts were compared already')
    })
    await expect(tooLate).rejects.toEqual(new StepDone(first))
  })

  test('that writes on a case which is not there is refused, and leaves nothing', async () => {
    const inbox = createUnitOfWork(database.db, systemClock)
    const rows = await ledgerRows()
    const noCase = randomUUID()
    const lost = inbox.withInbox(step('compare-acts:6'), async (records) => {
      await records.cases.setState(noCase, 'checking')
      return compare(true)(records)
    })
    await expect(lost).rejects.toThrow(`Case ${noCase} is not in the database`)
    const refused = inbox.withInbox(step('compare-acts:7'), async (records) => {
      await records.registerAnswers.add(noCase, 'income', { incomes: [] }, 'f'.repeat(64))
      // The write above has failed by now, which nobody waited for: what comes after it is not even looked at.
      await records.cases.find(noCase)
      return compare(true)(records)
    })
    await expect(refused).rejects.toThrow('register_answer_case_id_fkey')
    expect(await inbox.findOutcome('compare-acts:6')).toBeUndefined()
    expect(await inbox.findOutcome('compare-acts:7')).toBeUndefined()
    expect(await ledgerRows()).toBe(rows)
  })

  test('that failed leaves nothing, and is done by the next delivery', async () => {
    const inbox = createUnitOfWork(database.db, systemClock)
    const failing = inbox.withInbox(step('compare-acts:3'), async () => {
      throw new Error('the process was killed')
    })
    await expect(failing).rejects.toThrow('the process was killed')
    expect(await inbox.findOutcome('compare-acts:3')).toBeUndefined()
    expect(await inbox.withInbox(step('compare-acts:3'), compare(true))).toEqual(
      completed({ actsAgree: true }),
    )
  })
})
