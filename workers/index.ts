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
import { closeAssetMonitoring } from './asset/close-asset-monitoring.ts'
import { concludeAssetVisits } from './asset/conclude-asset-visits.ts'
import { demandAssetReturn } from './asset/demand-asset-return.ts'
import { openAssetMonitoring } from './asset/open-asset-monitoring.ts'
import { planNextAssetVisit } from './asset/plan-asset-visit.ts'
import { recordAssetFinding } from './asset/record-asset-finding.ts'
import { recordAssetVisit } from './asset/record-asset-visit.ts'
import { takeTransferBack } from './asset/take-transfer-back.ts'
import { transferAsset } from './asset/transfer-asset.ts'
import { checkCollection } from './assistance/check-collection.ts'
import { closeAssistanceTerm } from './assistance/close-assistance-term.ts'
import { followNewCriterion } from './assistance/follow-new-criterion.ts'
import { closeCollection } from './assistance/close-collection.ts'
import { decideAssistanceChange } from './assistance/decide-assistance-change.ts'
import { openAssistanceTerm } from './assistance/open-assistance-term.ts'
import { recordChangeReview } from './assistance/record-change-review.ts'
import { registerAssistanceChange } from './assistance/register-assistance-change.ts'
import { applyNewRates } from './benefit/apply-new-rates.ts'
import { assignBenefit } from './benefit/assign-benefit.ts'
import { closeBenefitChange } from './benefit/close-benefit-change.ts'
import { decideBenefitOfCase } from './benefit/decide-benefit.ts'
import { establishBenefitFacts } from './benefit/establish-benefit-facts.ts'
import { listRaisedBenefits } from './benefit/list-raised-benefits.ts'
import { registerBenefit } from './benefit/register-benefit.ts'
import { registerBenefitChange } from './benefit/register-benefit-change.ts'
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
import { closeProgramme } from './programme/close-programme.ts'
import { computeProgrammeIndicators } from './programme/compute-programme-indicators.ts'
import { computeProgrammeProgress } from './programme/compute-programme-progress.ts'
import { openDueProgramme } from './programme/open-due-programme.ts'
import { openProgrammeComment } from './programme/open-programme-comment.ts'
import { planProgrammeRevision } from './programme/plan-programme-revision.ts'
import { publishProgramme } from './programme/publish-programme.ts'
import { publishProgrammeProgress } from './programme/publish-programme-progress.ts'
import { recordProgrammeComment } from './programme/record-programme-comment.ts'
import { recordProgrammeRevision } from './programme/record-programme-revision.ts'
import { recordProgrammeSilence } from './programme/record-programme-silence.ts'
import { submitProgrammeDraft } from './programme/submit-programme-draft.ts'
import { askEmployer } from './placement/ask-employer.ts'
import { beginMeasure } from './placement/begin-measure.ts'
import { beginSearch } from './placement/begin-search.ts'
import { closePlacement } from './placement/close-placement.ts'
import { decideUnemployed } from './placement/decide-unemployed.ts'
import { openSelfEmployment } from './placement/open-self-employment.ts'
import { rankVacanciesFor } from './placement/rank-vacancies.ts'
import { recordMeasureOutcome } from './placement/record-measure-outcome.ts'
import { recordRefusalJudgement } from './placement/record-refusal-judgement.ts'
import { recordVacancyChoice } from './placement/record-vacancy-choice.ts'
import { registerJobSeeker } from './placement/register-job-seeker.ts'
import { settleReferral } from './placement/settle-referral.ts'
import { closeRecovery } from './recovery/close-recovery.ts'
import { computeOverpayment } from './recovery/compute-overpayment.ts'
import { issueDemand } from './recovery/issue-demand.ts'
import { planRecovery } from './recovery/plan-recovery.ts'
import { recordObjectionDecision } from './recovery/record-objection-decision.ts'
import { queryRegister } from './registers/query-register.ts'
import { registerSelfEmployment } from './self-employment/register-self-employment.ts'
import { checkParticipant } from './self-employment/check-participant.ts'
import { admitParticipant } from './self-employment/admit-participant.ts'
import { planInterview } from './self-employment/plan-interview.ts'
import { recordInterview } from './self-employment/record-interview.ts'
import { selectParticipant } from './self-employment/select-participant.ts'
import { openTraining } from './self-employment/open-training.ts'
import { recordTraining } from './self-employment/record-training.ts'
import { takeBusinessPlan } from './self-employment/take-business-plan.ts'
import { openPanelSeat } from './self-employment/open-panel-seat.ts'
import { recordPanelMarks } from './self-employment/record-panel-marks.ts'
import { evaluatePlan } from './self-employment/evaluate-plan.ts'
import { prepareContract } from './self-employment/prepare-contract.ts'
import { concludeContract } from './self-employment/conclude-contract.ts'
import { reserveAsset } from './self-employment/reserve-asset.ts'
import { releaseAsset } from './self-employment/release-asset.ts'
import { recordHandover } from './self-employment/record-handover.ts'
import { registerContract } from './self-employment/register-contract.ts'
import { refuseParticipant } from './self-employment/refuse-participant.ts'
import { withdrawParticipant } from './self-employment/withdraw-participant.ts'
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
    'close-collection': closeCollection(deps),
    'follow-new-criterion': followNewCriterion(),
    'close-assistance-term': closeAssistanceTerm(deps),
    'register-assistance-change': registerAssistanceChange(),
    'record-change-review': recordChangeReview(deps),
    'decide-assistance-change': decideAssistanceChange(deps),
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
    'open-asset-monitoring': openAssetMonitoring(),
    'plan-asset-visit': planNextAssetVisit(),
    'record-asset-visit': recordAssetVisit(),
    'record-asset-finding': recordAssetFinding(),
    'conclude-asset-visits': concludeAssetVisits(),
    'transfer-asset': transferAsset(),
    'take-transfer-back': takeTransferBack(),
    'demand-asset-return': demandAssetReturn(),
    'close-asset-monitoring': closeAssetMonitoring(),
    'open-due-programme': openDueProgramme(deps),
    'compute-programme-indicators': computeProgrammeIndicators(),
    'submit-programme-draft': submitProgrammeDraft(),
    'open-programme-comment': openProgrammeComment(),
    'record-programme-comment': recordProgrammeComment(),
    'record-programme-silence': recordProgrammeSilence(),
    'plan-programme-revision': planProgrammeRevision(),
    'record-programme-revision': recordProgrammeRevision(),
    'publish-programme': publishProgramme(),
    'compute-programme-progress': computeProgrammeProgress(),
    'publish-programme-progress': publishProgrammeProgress(),
    'close-programme': closeProgramme(),
    'register-job-seeker': registerJobSeeker(),
    'begin-search': beginSearch(),
    'rank-vacancies': rankVacanciesFor(),
    'record-vacancy-choice': recordVacancyChoice(),
    'ask-employer': askEmployer(deps),
    'settle-referral': settleReferral(deps),
    'record-refusal-judgement': recordRefusalJudgement(),
    'decide-unemployed': decideUnemployed(),
    'begin-measure': beginMeasure(),
    'open-self-employment': openSelfEmployment(deps),
    'record-measure-outcome': recordMeasureOutcome(),
    'close-placement': closePlacement(deps),
    'register-self-employment': registerSelfEmployment(),
    'check-participant': checkParticipant(),
    'admit-participant': admitParticipant(),
    'plan-interview': planInterview(),
    'record-interview': recordInterview(),
    'select-participant': selectParticipant(),
    'open-training': openTraining(),
    'record-training': recordTraining(),
    'take-business-plan': takeBusinessPlan(),
    'open-panel-seat': openPanelSeat(),
    'record-panel-marks': recordPanelMarks(),
    'evaluate-plan': evaluatePlan(),
    'prepare-contract': prepareContract(),
    'conclude-contract': concludeContract(),
    'reserve-asset': reserveAsset(),
    'release-asset': releaseAsset(),
    'record-handover': recordHandover(),
    'register-contract': registerContract(deps),
    'refuse-participant': refuseParticipant(),
    'withdraw-participant': withdrawParticipant(),
    'register-benefit': registerBenefit(),
    'establish-benefit-facts': establishBenefitFacts(),
    'decide-benefit': decideBenefitOfCase(),
    'assign-benefit': assignBenefit(deps),
    'apply-new-rates': applyNewRates(),
    'list-raised-benefits': listRaisedBenefits(),
    'register-benefit-change': registerBenefitChange(),
    'close-benefit-change': closeBenefitChange(deps),
  }) satisfies { [J in JobType]: Worker<J> }
