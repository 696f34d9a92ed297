/** Appeals through the real workers, on the real database, in the order of the diagram. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withdrawAppeal } from '../../domain/lodge-appeal.ts'
import type { StaffGroup } from '../../domain/staff.ts'
import { openAppealSteps } from '../support/appeal-steps.ts'
import { office } from '../support/office.ts'
import { openWorkerBench, variablesOf, type WorkerBench } from '../support/worker-bench.ts'

let bench: WorkerBench
let steps: ReturnType<typeof openAppealSteps>
beforeAll(async () => {
  bench = await openWorkerBench('2026-11-16T08:00:00Z')
  steps = openAppealSteps(bench)
})
afterAll(() => bench.close())

describe('what can be appealed', () => {
  test('a decision that has been made, once at a time; not the decision on an appeal', async () => {
    await expect(steps.appealed(await steps.undecided())).rejects.toMatchObject({ code: 'CASE_NOT_DECIDED' })

    const { caseId } = await steps.application('vehicle')
    await expect(steps.appealed(caseId, { subject: 'payment' })).rejects.toMatchObject({
      code: 'CASE_NOT_DECIDED',
    })
    const first = await steps.appealed(caseId)
    await expect(steps.appealed(caseId)).rejects.toMatchObject({ code: 'APPEAL_ALREADY_OPEN' })
    await expect(steps.appealed(first)).rejects.toMatchObject({ code: 'APPEAL_NOT_POSSIBLE' })
  })

  test('lodged twice at the same moment it is one appeal', async () => {
    steps.moveTo('2026-11-18T08:00:00Z')
    const caseId = await steps.answered('01-09-12-00')
    const both = await Promise.allSettled([steps.appealed(caseId), steps.appealed(caseId)])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'APPEAL_ALREADY_OPEN' },
    })
  })

  test('a case that the database does not know as an appeal is a matter for an operator', async () => {
    const caseId = await steps.answered('01-09-12-00')
    await expect(bench.run('register-appeal', { caseId })).rejects.toMatchObject({ name: 'OperatorError' })
  })
})

describe('an appeal', () => {
  test('goes to DSMF or the Employment Centre by its subject, with a receipt and a term', async () => {
    const { caseId } = await steps.application('vehicle')
    const appeal = await steps.appealed(caseId)
    expect(variablesOf(await bench.run('register-appeal', { caseId: appeal }))).toMatchObject({
      appealsGroup: 'dsmf-appeals',
      carryOutGroup: 'dsmf-assignment',
      late: false,
      dueAt: '2026-12-18T14:00:00.000Z',
      escalateAt: '2026-12-15T14:00:00.000Z',
    })
    const [file, contested] = await bench.transact((records) =>
      Promise.all([records.cases.get(appeal), records.cases.get(caseId)]),
    )
    const receipt = await steps.told('appeal-registered', appeal)
    expect(receipt).toContain(file.number)
    expect(receipt).toContain(contested.number)
    expect(receipt).toContain('18 dekabr 2026')

    const employment = await steps.appealed(await steps.answered('05-04-04-00'))
    expect(variablesOf(await bench.run('register-appeal', { caseId: employment }))).toMatchObject({
      appealsGroup: 'employment-appeals',
      carryOutGroup: 'employment-adviser',
    })
  })

  test('is late after the term, and taken up only for a good reason', async () => {
    const { caseId } = await steps.application('vehicle')
    steps.moveTo('2026-12-21T08:00:00Z')
    const appeal = await steps.appealed(caseId, { latenessReason: 'Xəstəxanada idim.' })
    expect(variablesOf(await bench.run('register-appeal', { caseId: appeal })).late).toBe(true)
    const judged = await bench.run('record-lateness', { caseId: appeal, lateness: 'no-good-reason' })
    expect(variablesOf(judged)).toEqual({ takenUp: false })
    expect(await steps.stateOf(appeal)).toBe('closed')
    expect(await steps.told('appeal-not-taken-up', appeal)).toContain('21 yanvar 2027')

    const second = await steps.appealed(caseId, { latenessReason: 'Yeni sənəd.' })
    await bench.run('register-appeal', { caseId: second })
    const again = await bench.run('record-lateness', { caseId: second, lateness: 'good-reason' })
    expect(variablesOf(again)).toEqual({ takenUp: true })
    expect(await steps.stateOf(second)).toBe('in-progress')
  })

  test('needs reasons and legal base; rejected it corrects no fact and the court is named', async () => {
    const { caseId } = await steps.application('vehicle')
    const appeal = await steps.appealed(caseId)
    await bench.run('register-appeal', { caseId: appeal })
    expect(await steps.decideAppeal(appeal, 'rejected')).toMatchObject({
      code: 'APPEAL_DECISION_INCOMPLETE',
      variables: { formProblem: expect.stringContaining('legal base') as string },
    })
    await steps.write(appeal, { vehicleCount: 0 })
    expect(await steps.decideAppeal(appeal, 'rejected')).toMatchObject({
      variables: { formProblem: expect.stringContaining('corrects no fact') as string },
    })
    await steps.write(appeal)
    expect(variablesOf(await steps.decideAppeal(appeal, 'rejected'))).toMatchObject({ remedy: 'none' })
    expect(await steps.stateOf(appeal)).toBe('refused')
    const rejection = await steps.told('appeal-rejected', appeal)
    expect(rejection).toContain('18 dekabr 2026')
    await expect(steps.write(appeal)).rejects.toMatchObject({ code: 'APPEAL_CLOSED' })
  })

  test('taken back before the decision ends there; after it, it cannot be', async () => {
    const { caseId } = await steps.application('vehicle')
    const appeal = await steps.appealed(caseId)
    await bench.run('register-appeal', { caseId: appeal })
    await steps.write(appeal)
    const takeBack = () =>
      bench.transact(async (records) => withdrawAppeal(records, await records.cases.get(appeal), 'applicant'))
    await takeBack()
    await takeBack()
    expect(
      await bench.rows(`select name from outbox where correlation_key = $1 and name = 'appeal-withdrawn'`, [
        appeal,
      ]),
    ).toHaveLength(1)
    // Somebody decides at the same moment: the withdrawal came first.
    await expect(steps.decideAppeal(appeal, 'upheld')).rejects.toMatchObject({ name: 'RetryableError' })
    variablesOf(await bench.run('withdraw-appeal', { caseId: appeal }))
    expect(await steps.stateOf(appeal)).toBe('withdrawn')
    expect(await steps.told('appeal-withdrawn', appeal)).toContain('geri götürüldü')

    const next = await steps.appealed(caseId)
    await bench.run('register-appeal', { caseId: next })
    await steps.write(next)
    await steps.decideAppeal(next, 'rejected')
    await expect(
      bench.transact(async (records) => withdrawAppeal(records, await records.cases.get(next), 'applicant')),
    ).rejects.toMatchObject({ code: 'APPEAL_CLOSED' })
  })

  test('is decided by nobody who worked on the contested case, or decided an earlier appeal about it', async () => {
    const { caseId } = await steps.application('vehicle')
    const check = async (appeal: string, user: string, instance: string) => {
      bench.complete('DecideAppeal', user, instance)
      const allowedGroups: StaffGroup[] = ['dsmf-appeals', 'dost-inspector-khazar']
      const input = { caseId: appeal, task: 'DecideAppeal', allowedGroups, notTheOneWho: [] }
      return variablesOf(
        await bench.run(
          'verify-completion',
          { ...input, reviewsRelatedCase: true },
          { processInstanceKey: instance },
        ),
      )
    }
    const first = await steps.appealed(caseId)
    await bench.run('register-appeal', { caseId: first })
    // The inspector visited this family.
    expect(await check(first, office.inspector, '4503599627371001')).toMatchObject({
      completionCounts: false,
      completionProblem: expect.stringContaining('worked on this case before') as string,
    })
    expect((await check(first, office.appeals, '4503599627371001')).completionCounts).toBe(true)
    await steps.write(first)
    await steps.decideAppeal(first, 'rejected')

    const second = await steps.appealed(caseId)
    expect((await check(second, office.appeals, '4503599627371002')).completionCounts).toBe(false)
    expect((await check(second, office.otherAppeals, '4503599627371002')).completionCounts).toBe(true)
  })

  test('on a payment, or on a case without facts, goes to the responsible group when upheld', async () => {
    const request = await steps.answered('01-09-12-00')
    const appeal = await steps.appealed(request)
    await bench.run('register-appeal', { caseId: appeal })
    await steps.write(appeal)
    expect(variablesOf(await steps.decideAppeal(appeal, 'partly-upheld'))).toMatchObject({
      remedy: 'carry-out',
      carryOutDueAt: '2026-12-02T14:00:00.000Z',
    })
    expect(await steps.told('appeal-upheld', appeal)).toContain('qismən təmin edildi')
    variablesOf(await bench.run('record-carried-out', { caseId: appeal, carryOutResult: 'done' }))
    const noted = await bench.rows(`select case_id from ledger where action = 'appeal.carried-out'`)
    expect(noted).toHaveLength(2)
  })
})
