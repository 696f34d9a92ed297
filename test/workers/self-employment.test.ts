/** The panel's steps on the real database: marks come from the page, count once, and are told when all are in. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { NewPanelMarks } from '../../domain/business-plan.ts'
import { openSelfEmployment } from '../../domain/open-self-employment.ts'
import { office } from '../support/office.ts'
import { aPlan } from '../support/self-employed.ts'
import { openWorkerBench, variablesOf, type WorkerBench } from '../support/worker-bench.ts'

let bench: WorkerBench
beforeAll(async () => {
  bench = await openWorkerBench('2026-11-26T08:00:00Z')
})
afterAll(() => bench.close())

const marks: NewPanelMarks = { feasibility: 20, marketPotential: 20, budgetQuality: 20, defence: 20 }
const seats = ['4503599627370501', '4503599627370502', '4503599627370503'] as const

test('the panel marks apart: a second delivery changes nothing, and the ledger tells marks when all are in', async () => {
  const applicant = {
    fin: '7SEW001',
    givenName: 'Aygün',
    familyName: 'Əliyeva',
    birthDate: '1990-05-17',
    phone: '+994501234567',
  }
  const { id: caseId } = await bench.transact((records) =>
    openSelfEmployment(
      records,
      { applicant, language: 'az', registeredOn: '2026-11-26' },
      { actor: 'system:test', caseUrl: () => '' },
    ),
  )
  await bench.transact(async ({ selfEmployments }) => {
    const { version } = await selfEmployments.addPlan(caseId, { ...aPlan, by: 'staff:x' })
    await selfEmployments.keep(caseId, { planTaken: version })
  })
  const enter = (member: string, defence: number) =>
    bench.transact(({ selfEmployments }) => selfEmployments.enterMarks(caseId, member, { ...marks, defence }))
  const confirm = async (seat: 1 | 2 | 3, member: string, step: string) => {
    const processInstanceKey = seats[seat - 1] ?? ''
    bench.complete('ScorePlan', member, processInstanceKey)
    const check = {
      caseId,
      task: 'ScorePlan',
      allowedGroups: ['employment-panel' as const],
      notTheOneWho: [],
    }
    expect(variablesOf(await bench.run('verify-completion', check, { processInstanceKey }))).toMatchObject({
      completionCounts: true,
    })
    return bench.run('record-panel-marks', { caseId, panelSeat: seat }, { processInstanceKey, step })
  }
  const told = () =>
    bench.rows<{ reason: string | null; after: unknown }>(
      `select reason, after from ledger where case_id = $1 and action ~ '^(panel|business-plan)' order by sequence`,
      [caseId],
    )

  await expect(
    bench.run('record-panel-marks', { caseId, panelSeat: 1 }, { processInstanceKey: seats[0] }),
  ).rejects.toThrow(/Nobody is known/)
  const none = await confirm(1, office.panelist, 'seat-1')
  expect(none).toMatchObject({ kind: 'refused', code: 'MARKS_NOT_USABLE', message: 'none-entered' })
  await enter(office.panelist, 17)
  // Whatever was entered since, the same delivery gets the same answer.
  const again = { processInstanceKey: seats[0], step: 'seat-1' }
  expect(await bench.run('record-panel-marks', { caseId, panelSeat: 1 }, again)).toEqual(none)
  expect(variablesOf(await confirm(1, office.panelist, 'seat-1-again'))).toEqual({})
  expect(await confirm(2, office.panelist, 'seat-2')).toMatchObject({ message: 'marked-before' })
  await enter(office.thirdPanelist, 17)
  await confirm(2, office.thirdPanelist, 'seat-2-again')
  await expect(bench.run('evaluate-plan', { caseId })).rejects.toThrow(/Only 2 of 3/)
  expect(JSON.stringify(await told())).not.toMatch(/defence|17/)

  await enter(office.fourthPanelist, 17)
  await confirm(3, office.fourthPanelist, 'seat-3')
  expect(variablesOf(await bench.run('evaluate-plan', { caseId }))).toEqual({ planPassed: true })
  expect((await told()).at(-1)).toMatchObject({
    reason: 'passed',
    after: {
      passMark: 60,
      marks: [
        { seat: 1, member: office.panelist, defence: 17, total: 77 },
        { seat: 2, member: office.thirdPanelist, total: 77 },
        { seat: 3, member: office.fourthPanelist, total: 77 },
      ],
    },
  })
})
