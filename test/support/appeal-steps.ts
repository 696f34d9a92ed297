/** Applications and requests that were decided, and appeals on them, by the real workers without an engine. */
import { expect } from 'vitest'
import type { AppealLodged, AppealOutcome } from '../../domain/appeal.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { lodgeAppeal } from '../../domain/lodge-appeal.ts'
import { openCase } from '../../domain/open-case.ts'
import type { Corrections } from '../../domain/redecision.ts'
import { findHousehold, visitOf } from '../../stack/simulated/registers/households.ts'
import type { ScenarioName } from '../../stack/simulated/registers/scenarios.ts'
import { decided, queried, registered, tablesSay, visited } from './case-steps.ts'
import { variablesOf, type WorkerBench } from './worker-bench.ts'

export function openAppealSteps(bench: WorkerBench) {
  let now = ''
  const moveTo = (instant: string) => {
    now = instant
    bench.moveTo(instant)
  }

  const stateOf = (caseId: string) =>
    bench.transact(async (records) => (await records.cases.get(caseId)).state)
  const told = async (notice: string, caseId: string) => {
    const before = (await bench.sentMessages()).length
    await bench.run('notify-applicant', { caseId }, { headers: { notice } })
    return (await bench.sentMessages())
      .slice(before)
      .map(({ text }) => text)
      .join('\n')
  }

  let households = 0
  /** Registered on 16 November 2026 and not decided yet. */
  const undecided = async () => {
    moveTo('2026-11-16T08:00:00Z')
    return registered(bench, findHousehold({ scenario: 'vehicle', from: (households += 60) }).application)
  }
  /** An application decided on 18 November 2026, as the scenario goes. */
  async function application(scenario: ScenarioName) {
    moveTo('2026-11-16T08:00:00Z')
    const household = findHousehold({ scenario, from: (households += 60) })
    const caseId = await registered(bench, household.application)
    await queried(bench, caseId)
    moveTo('2026-11-18T08:00:00Z')
    await visited(bench, caseId, visitOf(household, 1, new Date('2026-11-18T06:00:00Z')))
    return { caseId, ...(await decided(bench, caseId)) }
  }

  const grounds = 'Maşın müraciətdən əvvəl satılıb.'
  async function appealed(contestedCaseId: string, lodged: Partial<AppealLodged> = {}): Promise<string> {
    return bench.transact(async (records) => {
      const contested = await records.cases.get(contestedCaseId)
      const appeal = { subject: 'decision', appellant: 'applicant', grounds, ...lodged } as const
      const by = { actor: 'applicant', caseUrl: (id: string) => id, registeredOn: dateInBaku(new Date(now)) }
      return (await lodgeAppeal(records, contested, appeal, by)).id
    })
  }
  const write = (caseId: string, corrections: Corrections = {}) =>
    bench.transact((records) =>
      records.appeals.draft(caseId, { reasons: 'Əsaslıdır.', legalBase: 'Qanun, maddə 71', corrections }),
    )
  const decideAppeal = (caseId: string, appealOutcome: AppealOutcome) =>
    bench.run('record-appeal-decision', { caseId, appealOutcome })

  /** Upheld with these facts corrected, and decided again. */
  async function decidedAgain(contestedCaseId: string, corrections: Corrections) {
    const appealCaseId = await appealed(contestedCaseId)
    variablesOf(await bench.run('register-appeal', { caseId: appealCaseId }))
    await write(appealCaseId, corrections)
    expect(variablesOf(await decideAppeal(appealCaseId, 'upheld')).remedy).toBe('redecision')
    await bench.run('open-redecision', { caseId: appealCaseId }, { step: `open ${appealCaseId}` })
    await bench.run('open-redecision', { caseId: appealCaseId }, { step: `open ${appealCaseId}` })
    const about = await bench.transact((records) => records.cases.about(contestedCaseId))
    const [opened, ...more] = about.filter(({ kind }) => kind === 'redecision')
    expect(more).toEqual([])
    if (opened === undefined) throw new Error('No case was opened')
    const { id: caseId } = opened
    const { facts } = variablesOf(await bench.run('correct-facts', { caseId }))
    const again = variablesOf(await bench.run('decide-again', { caseId, ...tablesSay(facts) }))
    return { caseId, appealCaseId, facts, ...again }
  }

  /** A request for a service that was refused. */
  async function answered(serviceCode: string): Promise<string> {
    const caseId = await bench.transact(async (records) => {
      const { id } = await openCase(
        records,
        {
          kind: 'service-request',
          parties: [
            {
              role: 'applicant',
              fin: '7SERVXC',
              givenName: 'Aygün',
              familyName: 'Əliyeva',
              birthDate: '1990-05-17',
              phone: '+994501234567',
              email: 'aygun@example.az',
            },
          ],
          district: 'khazar',
          language: 'az',
          registeredOn: dateInBaku(new Date(now)),
        },
        { actor: 'system:test', caseUrl: (id) => id },
      )
      await records.serviceRequests.add({
        caseId: id,
        serviceCode,
        channel: 'other-system',
        wish: undefined,
      })
      return id
    })
    await bench.run('look-up-service', { caseId })
    await bench.transact((records) => records.serviceRequests.draftAnswer(caseId, 'Sənəd çatmır.'))
    await bench.run('record-service-answer', { caseId, serviceOutcome: 'refused' })
    return caseId
  }

  return {
    moveTo,
    stateOf,
    told,
    application,
    undecided,
    appealed,
    write,
    decideAppeal,
    decidedAgain,
    answered,
  }
}
