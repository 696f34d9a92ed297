/** Families in their months of assistance, for tests of workers: what is reported, decided and told. */
import { createAssistanceDesk } from '../../api/assistance/assistance-desk.ts'
import { createChangeIntake } from '../../api/assistance/report-change.ts'
import type { NewAssistanceChange } from '../../domain/assistance-change.ts'
import type { Records } from '../../domain/records.ts'
import { findHousehold, visitOf } from '../../stack/simulated/registers/households.ts'
import type { VisitForm } from '../../domain/visit.ts'
import { decided, queried, registered, tablesSay, visited } from './case-steps.ts'
import { variablesOf, type WorkerBench } from './worker-bench.ts'

export const START = '2026-11-16T08:00:00Z'
/** What most of the changes have in common. */
export const happened = { happenedOn: '2026-11-16', source: 'family' } as const

export function createAssistance(bench: WorkerBench) {
  const { transact, clock } = bench
  const settings = { publicUrl: 'http://127.0.0.1:3000' }
  const reportChange = createChangeIntake({ transact, clock, settings })
  const desk = createAssistanceDesk({ transact, clock })

  const read = <T>(work: (records: Records) => Promise<T>) => bench.transact(work)

  let next = 0
  /** A family in its months of assistance; the term is as its process has opened it. */
  async function assisted(seen: Partial<VisitForm> = {}) {
    bench.moveTo(START)
    const household = findHousehold({ scenario: 'clean-assign', from: next })
    next = household.index + 1
    const { applicant } = household.application
    const application = { ...household.application, applicant: { ...applicant, language: 'az' as const } }
    const applicationId = await registered(bench, application)
    await queried(bench, applicationId)
    await visited(bench, applicationId, {
      ...visitOf(household, 9, new Date('2026-11-16T06:00:00Z')),
      ...seen,
    })
    const { monthlyAmountQepik } = await decided(bench, applicationId)
    const assign = { caseId: applicationId, monthlyAmountQepik }
    const { entitlementId } = variablesOf(await bench.run('assign-entitlement', assign))
    const termId = await read((records) => records.assistanceTerms.ofApplication(applicationId))
    if (termId === undefined) throw new Error('No term was opened')
    variablesOf(await bench.run('order-first-payment', { caseId: applicationId, entitlementId }))
    const { remindAt, endsAt } = variablesOf(await bench.run('open-assistance-term', { caseId: termId }))
    return { household, applicationId, termId, entitlementId, monthlyAmountQepik, remindAt, endsAt }
  }
  type Assisted = Awaited<ReturnType<typeof assisted>>

  const report = async (family: Assisted, change: NewAssistanceChange) =>
    (await reportChange(family.termId, change, { actor: 'staff:test', idempotencyKey: undefined })).caseId

  /** As the diagram does after the registers, with its decision tables. */
  async function decideAgain(caseId: string) {
    await queried(bench, caseId)
    const { facts } = variablesOf(await bench.run('compute-facts', { caseId }))
    variablesOf(await bench.run('decide-assistance-change', { caseId, ...tablesSay(facts) }))
    return read((records) => records.assistanceTerms.getChange(caseId))
  }
  const register = async (caseId: string) =>
    variablesOf(await bench.run('register-assistance-change', { caseId }))
  const review = (caseId: string, changeReview: 'continues' | 'ends' | 'unfounded') =>
    bench.run('record-change-review', { caseId, changeReview })
  const amountIn = async ({ entitlementId, monthlyAmountQepik }: Assisted, period: string) =>
    Number(
      (
        await bench.rows<{ qepik: string }>('select entitlement_amount_in($1, $2, $3) as qepik', [
          entitlementId,
          monthlyAmountQepik,
          period,
        ])
      )[0]?.qepik,
    )
  const termOf = ({ termId }: Assisted) => read((records) => records.assistanceTerms.get(termId))
  const published = async (correlationKey: string) =>
    (
      await bench.rows<{ name: string }>('select name from outbox where correlation_key = $1 order by id', [
        correlationKey,
      ])
    ).map(({ name }) => name)
  const told = async (notice: string, caseId: string) => {
    const before = (await bench.sentMessages()).length
    await bench.run('notify-applicant', { caseId }, { headers: { notice } })
    return (await bench.sentMessages()).slice(before).map(({ text }) => text)
  }

  return { desk, read, assisted, report, decideAgain, register, review, amountIn, termOf, published, told }
}
export type Assistance = ReturnType<typeof createAssistance>
export type Assisted = Awaited<ReturnType<Assistance['assisted']>>
