/** Steps of the employment programme as they are delivered: early, twice, and where nothing is to be done. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorkerBench, variablesOf, type WorkerBench } from '../support/worker-bench.ts'

let bench: WorkerBench
beforeAll(async () => {
  bench = await openWorkerBench('2026-09-28T02:30:00Z')
})
afterAll(() => bench.close())

const programme = async () => {
  const [found] = await bench.transact(({ employmentProgrammes }) => employmentProgrammes.list())
  if (found === undefined) throw new Error('No programme was opened')
  return found
}

test('the calendar opens the programme of the next year when its time comes, and once', async () => {
  expect(variablesOf(await bench.run('open-due-programme', {}))).toEqual({ programmesOpened: 0 })
  bench.moveTo('2026-10-05T02:30:00Z')
  const first = await bench.run('open-due-programme', {}, { step: 'monday' })
  expect(variablesOf(first)).toEqual({ programmesOpened: 1 })
  expect(await bench.run('open-due-programme', {}, { step: 'monday' })).toEqual(first)
  expect(variablesOf(await bench.run('open-due-programme', {}))).toEqual({ programmesOpened: 0 })
  const { caseId, year } = await programme()
  expect(year).toBe(2027)
  const told = await bench.rows<{ name: string; variables: object }>(
    `select name, variables from outbox where name = 'programme-due'`,
  )
  expect(told).toMatchObject([{ variables: { caseId, caseUrl: `https://dost.example/cases/${caseId}` } }])
})

test('a step delivered twice is done once: figures are counted once, a quarter is opened once', async () => {
  const { caseId } = await programme()
  const counted = await bench.run('compute-programme-indicators', { caseId }, { step: 'count' })
  // 15 working days without 8 and 9 November, which are later.
  expect(variablesOf(counted)).toEqual({ programmeYear: 2027, draftDueAt: '2026-10-26T14:00:00.000Z' })
  expect(await bench.run('compute-programme-indicators', { caseId }, { step: 'count' })).toEqual(counted)

  bench.moveTo('2027-04-01T00:00:00Z')
  const quarter = await bench.run('compute-programme-progress', { caseId }, { step: 'quarter' })
  expect(variablesOf(quarter)).toMatchObject({ progressQuarter: 1 })
  expect(await bench.run('compute-programme-progress', { caseId }, { step: 'quarter' })).toEqual(quarter)
  const opened = await bench.transact(({ employmentProgrammes }) =>
    employmentProgrammes.quartersOpened(caseId),
  )
  expect(opened).toBe(1)
})

test('nothing goes on with a gap, and the form is told which', async () => {
  const { caseId } = await programme()
  expect(await bench.run('submit-programme-draft', { caseId })).toMatchObject({
    kind: 'refused',
    code: 'DRAFT_INCOMPLETE',
    variables: { formProblem: expect.stringContaining('tədbirlər') as string },
  })
  const asked = { caseId, commentingBody: 'dost-centre' } as const
  expect(variablesOf(await bench.run('open-programme-comment', asked)).commentGroup).toBe('dost-quality')
  expect(await bench.run('record-programme-comment', { ...asked, commentResult: 'commented' })).toMatchObject(
    { kind: 'refused', code: 'COMMENT_MISSING' },
  )
  expect(await bench.run('publish-programme-progress', { caseId })).toMatchObject({
    code: 'PROGRESS_MISSING',
  })
  expect(await bench.run('record-programme-revision', { caseId })).toMatchObject({
    code: 'REVISION_INCOMPLETE',
  })
})

test('what the database does not know stops the step and says what to do', async () => {
  const unknown = '00000000-0000-4000-8000-000000000000'
  await expect(bench.run('compute-programme-indicators', { caseId: unknown })).rejects.toMatchObject({
    name: 'OperatorError',
  })
  await bench.run('open-due-programme', {})
  bench.moveTo('2027-10-04T02:30:00Z')
  await bench.run('open-due-programme', {})
  const { caseId } = await programme()
  await expect(bench.run('publish-programme-progress', { caseId })).rejects.toMatchObject({
    name: 'OperatorError',
  })
})
