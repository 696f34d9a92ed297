/** The steps of a case in the order of bpmn/targeted-social-assistance.bpmn, for tests without an engine. */
import type { NewApplication } from '../../domain/application.ts'
import type { Facts } from '../../domain/facts.ts'
import { registerNames } from '../../domain/registers.ts'
import type { VisitForm } from '../../domain/visit.ts'
import { office } from './office.ts'
import { groundsOf, reasonsOf } from './tables.ts'
import { variablesOf, type WorkerBench } from './worker-bench.ts'

/** Form values as Tasklist sends them: every field there, empty ones as null. */
const asSent = (form: VisitForm): Record<string, unknown> => ({
  gasMeter: null,
  remarks: '',
  goods: [],
  ...form,
})

export const registered = async (bench: WorkerBench, application: NewApplication): Promise<string> => {
  const { id: caseId } = await bench.receiveApplication(application)
  await bench.run('register-application', { caseId })
  await bench.run('notify-applicant', { caseId }, { headers: { notice: 'registered' } })
  return caseId
}

export const queried = async (bench: WorkerBench, caseId: string): Promise<void> => {
  for (const register of registerNames) {
    const outcome = await bench.run('query-register', { caseId, register })
    if (outcome.kind === 'refused') variablesOf(await bench.run('query-register', { caseId, register }))
  }
}

export const visited = async (bench: WorkerBench, caseId: string, form: VisitForm, visitRound = 1) => {
  const planReason = visitRound === 1 ? 'first' : 'nobody-home'
  const plan = variablesOf(await bench.run('plan-visit', { caseId, visitRound, planReason }))
  const inspector =
    plan.visitGroup === 'dost-inspector-pirallahi' ? office.inspectorPirallahi : office.inspector
  bench.complete('VisitHousehold', inspector)
  const check = { task: 'VisitHousehold', allowedGroups: [plan.visitGroup], notTheOneWho: [] }
  variablesOf(await bench.run('verify-completion', { caseId, ...check }))
  const act = { caseId, actKind: 'visit' as const, visitRound, visit: asSent(form) }
  return variablesOf(await bench.run('record-inspection-act', act))
}

export const decided = async (bench: WorkerBench, caseId: string) => {
  let compared = variablesOf(await bench.run('compare-declaration', { caseId }))
  if (compared.correctedOnSite) {
    await queried(bench, caseId)
    compared = variablesOf(await bench.run('compare-declaration', { caseId }))
  }
  const { facts } = variablesOf(await bench.run('compute-facts', { caseId }))
  const { outcome, monthlyAmountQepik } = variablesOf(
    await bench.run('decide-application', { caseId, ...tablesSay(facts) }),
  )
  return { ...compared, facts, outcome, monthlyAmountQepik }
}

export const tablesSay = (facts: Facts) => ({
  facts,
  entitlementReasons: reasonsOf(facts),
  refusalGrounds: groundsOf(facts),
})

/** From the order to the sent file, approved by a checker. */
export const sentToBank = async (bench: WorkerBench, caseId: string, entitlementId: string) => {
  const order = variablesOf(await bench.run('order-first-payment', { caseId, entitlementId }))
  await approvedIn(bench, caseId, 'ApproveFirstPayment')
  return { ...order, ...(await filedAndSent(bench, caseId, order.paymentOrderId)) }
}

/** What came back, corrected before: approved by a checker, ordered once more and sent at once. */
export const sentAgain = async (bench: WorkerBench, caseId: string, cameBack: string) => {
  await approvedIn(bench, caseId, 'ApproveRepair')
  const { paymentOrderId } = variablesOf(
    await bench.run('order-repair-payment', { caseId, paymentOrderId: cameBack, paidWith: 'own-file' }),
  )
  return { paymentOrderId, ...(await filedAndSent(bench, caseId, paymentOrderId)) }
}

const approvedIn = async (bench: WorkerBench, caseId: string, task: string) => {
  bench.complete(task, office.checker)
  const allowedGroups = ['dsmf-payment-checker' as const]
  variablesOf(
    await bench.run('verify-completion', { caseId, task, allowedGroups, notTheOneWho: ['CorrectAccount'] }),
  )
}

const filedAndSent = async (bench: WorkerBench, caseId: string, paymentOrderId: string) => {
  variablesOf(await bench.run('approve-payment-order', { caseId, paymentOrderId }))
  const { paymentFileId } = variablesOf(await bench.run('write-payment-file', { caseId, paymentOrderId }))
  const sent = variablesOf(await bench.run('send-payment-file', { caseId, paymentFileId }))
  return { ...sent, paymentFileId }
}
