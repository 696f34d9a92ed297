/** The ledger: an unbroken chain under load, closed to changes, and a verifier that finds each kind of tampering. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findHistory } from '../../../adapters/postgres/ledger-history.ts'
import { findLedgerHead, verifyLedger } from '../../../adapters/postgres/ledger-verification.ts'
import { createTransact } from '../../../adapters/postgres/records.ts'
import { sha256OfJson } from '../../../domain/canonical-json.ts'
import { systemClock } from '../../../domain/clock.ts'
import type { Transact } from '../../../domain/records.ts'
import { asOwner, createTestDatabase, type TestDatabase } from '../../support/database.ts'

const caseId = '2f6b1f2e-5c0e-4b8e-9d53-0d7d4a1f9c11'
let database: TestDatabase
let transact: Transact

const write = (count: number, label = 'note') =>
  transact(async (records) => {
    for (let place = 1; place <= count; place += 1) {
      records.ledger.append({
        caseId,
        actor: 'worker:compute-facts',
        action: 'facts.computed',
        reason: `${label} "${place}" ə`,
        after: { place, nested: { b: [1.5, null], a: 'previousHash' } },
      })
    }
  })

describe('writing', () => {
  beforeAll(async () => {
    database = await createTestDatabase()
    transact = createTransact(database.db, systemClock)
  })
  afterAll(() => database.drop())

  test('an empty ledger is intact', async () => {
    expect(await verifyLedger(database.db)).toEqual({ intact: true, rows: 0, headHash: '0'.repeat(64) })
  })

  test('twenty transactions at once make one unbroken chain', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, turn) => write(1 + (turn % 4), `turn ${turn}`)))
    expect(await verifyLedger(database.db)).toMatchObject({ intact: true, rows: 50 })
  })

  test('each hash is SHA-256 over the canonical JSON of the row', async () => {
    const { rows } = await findHistory(database.db, caseId, { limit: 1 })
    const [{ hash, ...row } = { hash: '' }] = rows
    expect(hash).toBe(sha256OfJson(row))
    expect(row).toMatchObject({ sequence: '1', previousHash: '0'.repeat(64), after: { place: 1 } })
  })

  test('a transaction that fails leaves neither row nor gap', async () => {
    const before = await findLedgerHead(database.db)
    await expect(
      transact(async (records) => {
        records.ledger.append({ caseId, actor: 'worker:x', action: 'x.done' })
        throw new Error('the register is away')
      }),
    ).rejects.toThrow('the register is away')
    expect(await findLedgerHead(database.db)).toEqual(before)
  })

  test('an entry that the table refuses takes its whole transaction back', async () => {
    await expect(
      transact(async (records) => {
        await records.outbox.publish({ name: 'n', correlationKey: 'k', variables: {}, timeToLiveMs: 0 })
        records.ledger.append({ caseId, actor: 'somebody', action: 'Not an action' })
      }),
    ).rejects.toThrow(/ledger_a/)
    expect(await database.db.rows('select from outbox')).toEqual([])
  })

  test('history comes by pages', async () => {
    const first = await findHistory(database.db, caseId, { limit: 30 })
    const second = await findHistory(database.db, caseId, { limit: 30, after: first.next ?? '' })
    expect([first.rows.length, second.rows.length, second.next]).toEqual([30, 20, undefined])
    expect(second.rows[0]?.sequence).toBe('31')
  })

  test.each([
    `update ledger set reason = 'better' where sequence = 1`,
    'delete from ledger where sequence = 1',
    'truncate ledger',
    `insert into ledger select sequence + 1000, case_id, actor, action, reason, before, after, process_instance_key,
       element_id, recorded_at, previous_hash, hash from ledger limit 1`,
    'update ledger_head set sequence = 0',
  ])('the application may not: %s', async (sql) => {
    await expect(database.db.rows(sql)).rejects.toThrow(/permission denied/)
  })

  test.each([`update ledger set reason = 'x'`, 'delete from ledger', 'truncate ledger'])(
    'the owner is refused too: %s',
    async (sql) => {
      await expect(asOwner(database, sql)).rejects.toThrow(/append-only/)
    },
  )
})

describe('an owner who disables the triggers', () => {
  beforeEach(async () => {
    database = await createTestDatabase()
    transact = createTransact(database.db, systemClock)
    await write(10)
    await asOwner(database, 'alter table ledger disable trigger all')
    return () => database.drop()
  })

  test.each([
    ['edits a reason', `update ledger set reason = 'other' where sequence = 4`, '4', /content/],
    ['edits a value', `update ledger set after = '{"place":99}' where sequence = 4`, '4', /content/],
    [
      'moves a time',
      `update ledger set recorded_at = recorded_at + interval '1 ms' where sequence = 4`,
      '4',
      /content/,
    ],
    ['deletes a row', 'delete from ledger where sequence = 4', '5', /row 4 is missing/],
    [
      'changes the order of two rows',
      'update ledger set sequence = case sequence when 4 then -5 else -4 end where sequence in (4, 5)',
      '4',
      /./,
    ],
    ['cuts the tail', 'delete from ledger where sequence > 7', '10', /ends at 7, its head says 10/],
  ])('%s: found', async (_, sql, sequence, problem) => {
    await asOwner(database, 'alter table ledger drop constraint ledger_sequence_check')
    await asOwner(database, sql)
    await asOwner(database, 'update ledger set sequence = -sequence where sequence < 0')

    const verification = await verifyLedger(database.db)

    expect(verification).toMatchObject({ intact: false, firstBroken: { sequence } })
    expect(verification.firstBroken?.problem).toMatch(problem)
  })

  test('cuts the tail and moves the head back: found by a checkpoint from outside', async () => {
    const checkpoint = await findLedgerHead(database.db)
    await asOwner(database, 'delete from ledger where sequence > 7')
    await asOwner(
      database,
      'update ledger_head set (sequence, hash) = (select sequence, hash from ledger where sequence = 7)',
    )
    expect(await verifyLedger(database.db)).toMatchObject({ intact: true, rows: 7 })
    expect(await verifyLedger(database.db, checkpoint)).toMatchObject({ intact: false })

    await write(5, 'rewritten')
    expect(await verifyLedger(database.db, checkpoint)).toMatchObject({
      intact: false,
      firstBroken: { sequence: '10', problem: 'it is not the row that the checkpoint noted' },
    })
  })
})
