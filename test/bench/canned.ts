/** What workers that do nothing answer: valid under the contract, the happy path, the same for every case. */
import { randomUUID } from 'node:crypto'
import type { JobOutput, JobType } from '../../bpmn/contract.ts'
import type { Facts } from '../../domain/facts.ts'
import { registerNames } from '../../domain/registers.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString()

const facts: Facts = {
  applicationDate: new Date().toISOString().slice(0, 10),
  memberCount: 4,
  declarationMatches: true,
  mismatchCount: 0,
  incomeTotalQepik: 480_000,
  needCriterionQepik: 30_000,
  purchasesTotalQepik: 0,
  livingMinimumQepik: 30_000,
  purchaseLimitFactor: 12,
  vehicleCount: 0,
  refusedSuitableJobs: 0,
  refusedJobsLimit: 2,
  samePurposeProperties: 1,
  samePurposeLimit: 2,
  utilitiesTotalQepik: 24_000,
  utilityLimitPercent: 15,
  unableToWorkMembers: 2,
  carerMembers: 1,
  studentMembers: 0,
  unemploymentInsuredMembers: 0,
  absentMembers: 0,
  unexplainedNonWorkingMembers: 0,
  blockedForFalseData: false,
}

const runTotals = {
  period: facts.applicationDate.slice(0, 7),
  payDay: facts.applicationDate,
  count: 1,
  sum: '800.00',
  differences: [],
  bySettlement: [],
  held: [],
  fundsShort: null,
}

export const cannedAnswers = {
  'register-application': () => ({
    applicationDate: facts.applicationDate,
    decisionDueAt: inDays(21),
    escalateAt: inDays(17),
    visitRequired: true,
    registers: [...registerNames],
  }),
  'notify-applicant': () => ({}),
  'query-register': () => ({}),
  'plan-visit': () => ({
    visitGroup: 'dost-inspector-khazar',
    visitDueAt: inDays(7),
    visitAttempts: 2,
    reinspectionSampled: false,
  }),
  'verify-completion': () => ({ completionCounts: true, completionProblem: null }),
  'record-inspection-act': () => ({ inspectionResult: 'inspected' }),
  'compare-acts': () => ({ actsAgree: true }),
  'compare-declaration': () => ({ correctedOnSite: false, mismatchCount: 0 }),
  'compute-facts': () => ({ facts }),
  'decide-application': () => ({ outcome: 'assign', monthlyAmountQepik: 80_000 }),
  'escalate-case': () => ({}),
  'assign-entitlement': () => ({ entitlementId: randomUUID() }),
  'open-assistance-term': () => ({ remindAt: inDays(330), endsAt: inDays(365) }),
  'order-first-payment': () => ({
    paymentOrderId: randomUUID(),
    orderAmountQepik: 80_000,
    period: facts.applicationDate.slice(0, 7),
    monthsPaid: 1,
  }),
  'approve-payment-order': () => ({}),
  'write-payment-file': () => ({ paymentFileId: randomUUID() }),
  'send-payment-file': () => ({ bankAnswerDueAt: inDays(4) }),
  'correct-account': () => ({}),
  'order-repair-payment': () => ({ paymentOrderId: randomUUID() }),
  'open-due-payment-runs': () => ({ runsOpened: 0 }),
  'freeze-payment-run': () => ({ reviewDueAt: inDays(1), approvalDueAt: inDays(2) }),
  'check-payment-run': () => ({ runTotals, fundsSuffice: true, thirdSignatureNeeded: false }),
  'approve-payment-run': () => ({ cancelWindowEndsAt: inDays(0) }),
  'cancel-payment-run': () => ({}),
  'release-payment-run': () => ({ fileNumbers: [1] }),
  'write-run-file': () => ({ paymentFileId: randomUUID() }),
  'reconcile-payment-run': () => ({
    runBalanced: true,
    runResult: { lines: [], openExceptions: 0, unsentFiles: 0 },
  }),
  'close-payment-run': () => ({}),
  'resolve-payment-exception': () => ({ paymentOrderId: null }),
} satisfies { [J in JobType]?: () => JobOutput<J> }

/** The steps of the diagrams that are benched. */
export const cannedJobTypes = Object.keys(cannedAnswers) as (keyof typeof cannedAnswers)[]
