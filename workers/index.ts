/** The registry of workers: complete by type, one entry per job of bpmn/contract.ts, in the order a case meets them. */
import type { JobType, Worker } from '../bpmn/contract.ts'
import { correctFactsOfCase } from './appeal/correct-facts.ts'
import { decideAgain } from './appeal/decide-again.ts'
import { openRedecision } from './appeal/open-redecision.ts'
import { raiseEntitlement } from './appeal/raise-entitlement.ts'
import { recordAppealDecision } from './appeal/record-appeal-decision.ts'
import { recordCarriedOut } from './appeal/record-carried-out.ts'
import { recordLateness } from './appeal/record-lateness.ts'
import { registerAppeal } from './appeal/register-appeal.ts'
import { withdrawAppeal } from './appeal/withdraw-appeal.ts'
import { checkCollection } from './assistance/check-collection.ts'
import { closeAssistanceTerm } from './assistance/close-assistance-term.ts'
import { followNewCriterion } from './assistance/follow-new-criterion.ts'
import { closeCollection } from './assistance/close-collection.ts'
import { decideAssistanceChange } from './assistance/decide-assistance-change.ts'
import { openAssistanceTerm } from './assistance/open-assistance-term.ts'
import { recordChangeReview } from './assistance/record-change-review.ts'
import { registerAssistanceChange } from './assistance/register-assistance-change.ts'
import { escalateCase } from './case/escalate-case.ts'
import { notifyApplicant } from './case/notify-applicant.ts'
import { registerApplication } from './case/register-application.ts'
import { verifyCompletion } from './case/verify-completion.ts'
import { compareDeclaration } from './decision/compare-declaration.ts'
import { computeFactsOfCase } from './decision/compute-facts.ts'
import { decideApplication } from './decision/decide-application.ts'
import type { WorkerDependencies } from './dependencies.ts'
import { assignEntitlement } from './entitlement/assign-entitlement.ts'
import { compareActsOfCase } from './inspection/compare-acts.ts'
import { planVisit } from './inspection/plan-visit.ts'
import { recordInspectionAct } from './inspection/record-inspection-act.ts'
import { approvePaymentOrder } from './payment/approve-payment-order.ts'
import { approvePaymentRun } from './payment/approve-payment-run.ts'
import { cancelPaymentRun } from './payment/cancel-payment-run.ts'
import { checkPaymentRun } from './payment/check-payment-run.ts'
import { closePaymentRun } from './payment/close-payment-run.ts'
import { correctAccount } from './payment/correct-account.ts'
import { freezePaymentRun } from './payment/freeze-payment-run.ts'
import { openDuePaymentRuns } from './payment/open-due-payment-runs.ts'
import { orderFirstPayment } from './payment/order-first-payment.ts'
import { orderRepairPayment } from './payment/order-repair-payment.ts'
import { reconcilePaymentRun } from './payment/reconcile-payment-run.ts'
import { releasePaymentRun } from './payment/release-payment-run.ts'
import { resolvePaymentException } from './payment/resolve-payment-exception.ts'
import { sendPaymentFile } from './payment/send-payment-file.ts'
import { writePaymentFile } from './payment/write-payment-file.ts'
import { writeRunFile } from './payment/write-run-file.ts'
import { closeRecovery } from './recovery/close-recovery.ts'
import { computeOverpayment } from './recovery/compute-overpayment.ts'
import { issueDemand } from './recovery/issue-demand.ts'
import { planRecovery } from './recovery/plan-recovery.ts'
import { recordObjectionDecision } from './recovery/record-objection-decision.ts'
import { queryRegister } from './registers/query-register.ts'
import { checkDeskRequest } from './service/check-desk-request.ts'
import { lookUpService } from './service/look-up-service.ts'
import { openDeskRequest } from './service/open-desk-request.ts'
import { openServiceCase } from './service/open-service-case.ts'
import { recordServiceAnswer } from './service/record-service-answer.ts'

export type { Log, WorkerDependencies } from './dependencies.ts'

/** One worker per job type; a job without a worker, or a worker without a job, does not compile. */
export const createWorkers = (deps: WorkerDependencies) =>
  ({
    'register-application': registerApplication(),
    'notify-applicant': notifyApplicant(deps),
    'query-register': queryRegister(deps),
    'plan-visit': planVisit(),
    'verify-completion': verifyCompletion(deps),
    'record-inspection-act': recordInspectionAct(deps),
    'compare-acts': compareActsOfCase(deps),
    'compare-declaration': compareDeclaration(),
    'compute-facts': computeFactsOfCase(),
    'decide-application': decideApplication(),
    'escalate-case': escalateCase(deps),
    'assign-entitlement': assignEntitlement(deps),
    'order-first-payment': orderFirstPayment(),
    'approve-payment-order': approvePaymentOrder(),
    'write-payment-file': writePaymentFile(deps),
    'send-payment-file': sendPaymentFile(deps),
    'correct-account': correctAccount(),
    'order-repair-payment': orderRepairPayment(),
    'open-due-payment-runs': openDuePaymentRuns(deps),
    'freeze-payment-run': freezePaymentRun(),
    'check-payment-run': checkPaymentRun(),
    'approve-payment-run': approvePaymentRun(),
    'cancel-payment-run': cancelPaymentRun(),
    'release-payment-run': releasePaymentRun(),
    'write-run-file': writeRunFile(deps),
    'reconcile-payment-run': reconcilePaymentRun(),
    'close-payment-run': closePaymentRun(deps),
    'resolve-payment-exception': resolvePaymentException(),
    'open-assistance-term': openAssistanceTerm(),
    'check-collection': checkCollection(),
    'close-collection': closeCollection(),
    'follow-new-criterion': followNewCriterion(),
    'close-assistance-term': closeAssistanceTerm(deps),
    'register-assistance-change': registerAssistanceChange(),
    'record-change-review': recordChangeReview(),
    'decide-assistance-change': decideAssistanceChange(),
    'open-desk-request': openDeskRequest(deps),
    'check-desk-request': checkDeskRequest(),
    'look-up-service': lookUpService(deps),
    'open-service-case': openServiceCase(deps),
    'record-service-answer': recordServiceAnswer(),
    'register-appeal': registerAppeal(deps),
    'record-lateness': recordLateness(),
    'record-appeal-decision': recordAppealDecision(),
    'withdraw-appeal': withdrawAppeal(),
    'record-carried-out': recordCarriedOut(),
    'open-redecision': openRedecision(deps),
    'correct-facts': correctFactsOfCase(),
    'decide-again': decideAgain(),
    'raise-entitlement': raiseEntitlement(),
    'compute-overpayment': computeOverpayment(),
    'issue-demand': issueDemand(),
    'record-objection-decision': recordObjectionDecision(),
    'plan-recovery': planRecovery(),
    'close-recovery': closeRecovery(),
  }) satisfies { [J in JobType]: Worker<J> }
