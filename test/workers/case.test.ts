/** Cases from application to payment through the real workers, on the real database, in the order of the diagrams. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actIsIntact } from '../../domain/signed-act.ts'
import { findHousehold, visitOf } from '../../stack/simulated/registers/households.ts'
import type { ScenarioName } from '../../stack/simulated/registers/scenarios.ts'
import { decided, queried, registered, sentToBank, tablesSay, visited } from '../support/case-steps.ts'
import { office } from '../support/office.ts'
import { openWorkerBench, variablesOf, type WorkerBench } from '../support/worker-bench.ts'

const visitedAt = new Date('2026-11-18T06:00:00Z')
let bench: WorkerBench

beforeAll(async () => {
  bench = await openWorkerBench('2026-11-16T08:00:00Z')
})
afterAll(async () => {
  await bench.close()
})

/** Registered, asked about, visited, as the scenario goes. */
async function reviewed(scenario: ScenarioName, from = 0) {
  bench.moveTo('2026-11-16T08:00:00Z')
  const household = findHousehold({ scenario, from })
  const caseId = await registered(bench, household.application)
  await queried(bench, caseId)
  bench.moveTo('2026-11-18T08:00:00Z')
  for (const round of household.visits.keys()) {
    await visited(bench, caseId, visitOf(household, round + 1, visitedAt), round + 1)
  }
  return { caseId, household }
}

const stateOf = (caseId: string) => bench.transact(async (records) => (await records.cases.get(caseId)).state)

describe('a family with a right', () => {
  test('is registered, visited, decided, assigned and paid', async () => {
    const { caseId } = await reviewed('clean-assign')
    const { outcome, monthlyAmountQepik, facts } = await decided(bench, caseId)
    expect(outcome).toBe('assign')
    expect(monthlyAmountQepik).toBe(
      facts.needCriterionQepik * facts.memberCount - facts.incomeTotalQepik / 12,
    )

    const { entitlementId } = variablesOf(
      await bench.run('assign-entitlement', { caseId, monthlyAmountQepik }),
    )
    await bench.run('notify-applicant', { caseId }, { headers: { notice: 'assigned' } })
    bench.moveTo('2026-12-07T08:00:00Z')
    const payment = await sentToBank(bench, caseId, entitlementId)
    expect(payment).toMatchObject({
      monthsPaid: 2,
      period: '2026-12',
      orderAmountQepik: 2 * monthlyAmountQepik,
      bankAnswerDueAt: '2026-12-09T14:00:00.000Z',
    })
    expect(await stateOf(caseId)).toBe('paying')

    await bench.collect()
    expect(await stateOf(caseId)).toBe('paid')
    await bench.run('notify-applicant', { caseId }, { headers: { notice: 'paid' } })
    const answers = await bench.rows<{ variables: object }>(
      `select variables from outbox where name = 'bank-answered' and correlation_key = $1`,
      [payment.paymentOrderId],
    )
    expect(answers).toEqual([{ variables: { paymentResult: 'settled' } }])
    const entitlement = await bench.transact((records) => records.entitlements.get(entitlementId))
    expect(entitlement).toMatchObject({ validFrom: '2026-11-01', validTo: '2027-10-31' })
  })

  test('leaves a trail of what was done, without a name, FIN, account or phone in it', async () => {
    const { caseId, household } = await reviewed('clean-assign', 60)
    await decided(bench, caseId)
    const rows = await bench.rows<{ action: string; entry: string }>(
      'select action, ledger::text as entry from ledger where case_id = $1 order by sequence',
      [caseId],
    )
    expect(rows.map(({ action }) => action).filter((action) => action !== 'register.answered')).toEqual([
      'application.registered',
      'applicant.notified',
      'visit.planned',
      'completion.accepted',
      'act.signed',
      'declaration.compared',
      'facts.computed',
      'decision.made',
    ])
    const trail = rows.map(({ entry }) => entry).join('\n')
    const { applicant, declaration } = household.application
    const personal = declaration.members.flatMap((member) => [
      member.fin,
      member.givenName,
      member.familyName,
    ])
    for (const value of [...personal, declaration.iban, applicant.phone]) expect(trail).not.toContain(value)
  })

  test('is told once by each channel, also when the step is delivered twice', async () => {
    const { caseId } = await reviewed('clean-assign', 120)
    const before = (await bench.sentMessages()).length
    const delivery = { headers: { notice: 'nobody-home' }, step: 'told-twice' }
    await bench.run('notify-applicant', { caseId }, delivery)
    const afterFirst = (await bench.sentMessages()).length
    await bench.run('notify-applicant', { caseId }, delivery)
    expect(afterFirst).toBeGreaterThan(before)
    expect((await bench.sentMessages()).length).toBe(afterFirst)
  })

  test('has an act that shows every later change', async () => {
    const { caseId } = await reviewed('clean-assign', 180)
    const [act] = await bench.transact((records) => records.inspections.acts(caseId))
    if (act === undefined) throw new Error('No act')
    expect(actIsIntact(act, bench.publicKey)).toBe(true)
    expect(actIsIntact({ ...act, form: { ...act.form, rooms: 9 } }, bench.publicKey)).toBe(false)
  })
})

describe('what an office meets', () => {
  test.each(['wrong-meter', 'meter-changed'] as const)(
    '%s: corrected on site, then assigned',
    async (name) => {
      const { caseId } = await reviewed(name)
      expect(variablesOf(await bench.run('compare-declaration', { caseId }))).toMatchObject({
        correctedOnSite: true,
      })
      await queried(bench, caseId)
      const { correctedOnSite, mismatchCount, outcome } = await decided(bench, caseId)
      expect({ correctedOnSite, mismatchCount, outcome }).toEqual({
        correctedOnSite: false,
        mismatchCount: 0,
        outcome: 'assign',
      })
    },
  )

  test('nobody home first, then met', async () => {
    const { caseId } = await reviewed('nobody-home')
    expect(await decided(bench, caseId)).toMatchObject({ outcome: 'assign' })
    const acts = await bench.transact((records) => records.inspections.acts(caseId))
    expect(acts.map(({ round, result }) => ({ round, result }))).toEqual([
      { round: 1, result: 'nobody-home' },
      { round: 2, result: 'inspected' },
    ])
  })

  test('access refused is a refusal that says why, in words', async () => {
    const { caseId } = await reviewed('access-refused')
    expect(await decided(bench, caseId)).toMatchObject({ outcome: 'refuse', monthlyAmountQepik: 0 })
    expect(await stateOf(caseId)).toBe('refused')
    variablesOf(await bench.run('notify-applicant', { caseId }, { headers: { notice: 'refused' } }))
  })

  test('a register that answers nonsense is a question for people, and asked again', async () => {
    const { application } = findHousehold({ scenario: 'unusable-answer' })
    const caseId = await registered(bench, application)
    const asked = { caseId, register: 'income' as const }
    expect(await bench.run('query-register', asked)).toMatchObject({
      kind: 'refused',
      code: 'REGISTER_ANSWER_UNUSABLE',
      variables: { registerQuestion: 'income' },
    })
    variablesOf(await bench.run('query-register', asked))
  })

  test('deciding waits for every register', async () => {
    const caseId = await registered(bench, findHousehold({ scenario: 'big-family' }).application)
    await bench.run('query-register', { caseId, register: 'income' })
    await expect(bench.run('compare-declaration', { caseId })).rejects.toThrow(/population, property/)
  })

  test('facts that were edited in the engine decide nothing', async () => {
    const { caseId } = await reviewed('vehicle')
    const { facts } = variablesOf(await bench.run('compute-facts', { caseId }))
    const edited = { ...facts, vehicleCount: 0 }
    await expect(bench.run('decide-application', { caseId, ...tablesSay(edited) })).rejects.toMatchObject({
      name: 'OperatorError',
    })
    expect(await bench.transact((records) => records.decisions.find(caseId))).toBeUndefined()
  })

  test('an amount that was edited in the engine is not assigned', async () => {
    const { caseId } = await reviewed('remarried')
    const { monthlyAmountQepik } = await decided(bench, caseId)
    await expect(
      bench.run('assign-entitlement', { caseId, monthlyAmountQepik: monthlyAmountQepik + 1 }),
    ).rejects.toMatchObject({ name: 'OperatorError' })
  })
})

describe('terms and escalation', () => {
  test('a decision is due 15 working days after registration, at 18:00 in Baku', async () => {
    bench.moveTo('2026-11-16T08:00:00Z')
    const { id: caseId } = await bench.receiveApplication(
      findHousehold({ scenario: 'land-and-garage' }).application,
    )
    expect(variablesOf(await bench.run('register-application', { caseId }))).toMatchObject({
      applicationDate: '2026-11-16',
      decisionDueAt: '2026-12-07T14:00:00.000Z',
      escalateAt: '2026-12-02T14:00:00.000Z',
      visitRequired: true,
    })
    await bench.run('escalate-case', { caseId }, { headers: { level: 'overdue' } })
    expect(bench.escalations).toContain('overdue')
    await expect(
      bench.run('escalate-case', { caseId }, { headers: { level: 'late' } }),
    ).rejects.toMatchObject({
      name: 'OperatorError',
    })
  })
})

describe('who completed a task', () => {
  test('the wrong group does not count, the right one then does', async () => {
    const caseId = await registered(bench, findHousehold({ scenario: 'imprisoned' }).application)
    bench.complete('VisitHousehold', office.maker, '77')
    bench.complete('VisitHousehold', office.inspector, '77')
    const run = async () =>
      variablesOf(
        await bench.run(
          'verify-completion',
          {
            caseId,
            task: 'VisitHousehold',
            allowedGroups: ['dost-inspector-khazar'],
            notTheOneWho: [],
          },
          { processInstanceKey: '77' },
        ),
      )
    expect(await run()).toMatchObject({ completionCounts: false })
    expect(await run()).toEqual({ completionCounts: true, completionProblem: null })
  })

  test('who visited may not re-inspect', async () => {
    const { caseId, household } = await reviewed('clean-assign', 240)
    const input = {
      caseId,
      task: 'ReinspectHousehold',
      allowedGroups: ['dost-quality' as const],
      notTheOneWho: ['VisitHousehold'],
    }
    bench.complete('VisitHousehold', office.otherInspector, '88')
    await bench.run(
      'verify-completion',
      { ...input, task: 'VisitHousehold', allowedGroups: ['dost-inspector-khazar'], notTheOneWho: [] },
      { processInstanceKey: '88' },
    )
    for (const person of [office.otherInspector, office.quality])
      bench.complete('ReinspectHousehold', person, '88')
    const verify = async () =>
      variablesOf(await bench.run('verify-completion', input, { processInstanceKey: '88' }))
    expect(await verify()).toMatchObject({ completionCounts: false })
    expect(await verify()).toMatchObject({ completionCounts: true })

    const form = visitOf(household, 1, visitedAt)
    const visit = { ...form, peopleLivingHere: (form.peopleLivingHere ?? 0) + 1 }
    await bench.run('record-inspection-act', { caseId, actKind: 'reinspection', visitRound: 1, visit })
    expect(variablesOf(await bench.run('compare-acts', { caseId }))).toEqual({ actsAgree: false })
    expect(await decided(bench, caseId)).toMatchObject({ outcome: 'refuse', mismatchCount: 1 })
  })
})
