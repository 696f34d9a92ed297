/**
 * Who may call what: every route of the API and of the pages has a row here, and one without a row stops the
 * program at start. Which personal data a permitted caller then sees is decided in api/case/visibility.ts.
 */
import { commentGroups } from '../../domain/employment-programme.ts'
import { staffGroups, type StaffGroup } from '../../domain/staff.ts'
import { groupsOn } from '../case/visibility.ts'
import type { Principal } from './principal.ts'

/** Scopes of bearer tokens, for other systems. */
export const scopes = [
  'appeals:write',
  'applications:write',
  'asset-monitoring:write',
  'assistance:write',
  'bank-messages:write',
  'benefit-events:write',
  'benefits:write',
  'cases:read',
  'job-seekers:write',
  'ledger:read',
  'overpayments:write',
  'payment-runs:read',
  'self-employment:write',
  'service-requests:write',
  'vacancies:read',
  'vacancies:write',
] as const
export type Scope = (typeof scopes)[number]

export interface Access {
  /** Nobody has to say who they are. */
  readonly public: boolean
  readonly staff: readonly StaffGroup[]
  readonly scopes: readonly Scope[]
}

const everyone: Access = { public: true, staff: [], scopes: [] }
const only = (staff: readonly StaffGroup[], ...scoped: readonly Scope[]): Access => ({
  public: false,
  staff,
  scopes: scoped,
})

/** Which cases they open is decided by their kind (api/case/visibility.ts). */
const caseReaders = staffGroups

/** Who takes appeals down: the front desk for an applicant, both for the centre. */
const appealTakers: readonly StaffGroup[] = ['dost-operator', 'dost-quality']

/** Whoever hears first that a person does not go on with a given asset. */
const assetWatchers: readonly StaffGroup[] = ['employment-adviser', 'dost-monitoring', 'dost-operator']
/** Those who speak for a body that is asked about the employment programme. */
const programmeCommenters: readonly StaffGroup[] = Object.values(commentGroups)
/** Who takes down what a job-seeker says. */
const jobSeekerDesk: readonly StaffGroup[] = ['dost-operator', 'employment-adviser']
const vacancyReaders: readonly StaffGroup[] = [...jobSeekerDesk, 'head-of-unit', 'analyst']
/** Who takes applications for the programme, plans and withdrawals; advisers enter the rest. */
const programmeDesk: readonly StaffGroup[] = ['dost-operator', 'employment-adviser']

/** Those who answer for payments may stop them; another of them lets them go again. */
export const paymentOffice: readonly StaffGroup[] = [
  'dsmf-payment-maker',
  'dsmf-payment-checker',
  'dsmf-head',
]
/** A run has no person in it; the list of its orders has, and is for those who pay and for auditors. */
const runReaders: readonly StaffGroup[] = [...paymentOffice, 'head-of-unit', 'analyst', 'auditor']
const orderReaders: readonly StaffGroup[] = [...paymentOffice, 'auditor']

export const accessTable: Readonly<Record<string, Access>> = {
  'POST /v1/applications': only(['dost-operator'], 'applications:write'),
  'GET /v1/services': everyone,
  'POST /v1/service-requests': only(['dost-operator'], 'service-requests:write'),
  'POST /v1/appeals': only(appealTakers, 'appeals:write'),
  'POST /v1/cases/:caseId/appeals': only(appealTakers, 'appeals:write'),
  'POST /v1/appeals/:caseId/withdrawal': only(['dost-operator'], 'appeals:write'),
  'POST /v1/benefit-applications': only(['dost-operator', 'dsmf-assignment'], 'benefits:write'),
  'POST /v1/benefit-events': only([], 'benefit-events:write'),
  'POST /v1/cases/:caseId/documents': only(['dost-operator', 'dsmf-assignment'], 'benefits:write'),
  'POST /v1/benefits/:caseId/changes': only(['dost-operator', 'dsmf-assignment'], 'benefits:write'),
  'POST /v1/overpayments': only(['dsmf-assignment'], 'overpayments:write'),
  'POST /v1/overpayments/:caseId/objection': only(['dost-operator', 'dsmf-assignment']),
  'POST /v1/overpayments/:caseId/repayments': only(['dsmf-payment-maker'], 'overpayments:write'),
  'POST /v1/cases/:caseId/early-end': only(assetWatchers, 'asset-monitoring:write'),
  'POST /v1/cases/:caseId/asset-return': only(['employment-adviser'], 'asset-monitoring:write'),
  'POST /v1/employment-programmes': only(['employment-programme']),
  'POST /v1/employment-programmes/:caseId/draft': only(['employment-programme']),
  'POST /v1/employment-programmes/:caseId/comment': only(programmeCommenters),
  'POST /v1/employment-programmes/:caseId/answers': only(['employment-programme']),
  'POST /v1/employment-programmes/:caseId/progress': only(['employment-programme']),
  'POST /v1/job-seekers': only(jobSeekerDesk, 'job-seekers:write'),
  'POST /v1/job-seekers/:caseId/job-refusal': only(jobSeekerDesk, 'job-seekers:write'),
  'POST /v1/job-seekers/:caseId/removal': only(jobSeekerDesk, 'job-seekers:write'),
  'POST /v1/vacancies': only(['employment-adviser'], 'vacancies:write'),
  'GET /v1/vacancies': only(vacancyReaders, 'vacancies:read'),
  'POST /v1/vacancies/:vacancyNumber/closure': only(['employment-adviser'], 'vacancies:write'),
  // The employer has number and code of the referral, and no login.
  'GET /v1/referrals/:referralNumber': everyone,
  'POST /v1/referrals/:referralNumber/answer': everyone,
  'POST /v1/self-employment-applications': only(programmeDesk, 'self-employment:write'),
  'POST /v1/self-employment-applications/:caseId/training-sessions': only(['employment-adviser']),
  'POST /v1/self-employment-applications/:caseId/business-plans': only(
    programmeDesk,
    'self-employment:write',
  ),
  'POST /v1/self-employment-applications/:caseId/panel-marks': only(['employment-panel']),
  'POST /v1/self-employment-applications/:caseId/withdrawal': only(programmeDesk, 'self-employment:write'),
  'POST /v1/self-employment-applications/:caseId/handover': only(['employment-adviser']),
  'POST /v1/self-employment-applications/:caseId/evidence': only(['employment-adviser']),
  'GET /v1/cases': only(caseReaders, 'cases:read'),
  'GET /v1/cases/:caseId': only(caseReaders, 'cases:read'),
  'GET /v1/cases/:caseId/history': only(caseReaders, 'cases:read'),
  'POST /v1/cases/:caseId/account': only(['dsmf-payment-maker']),
  'POST /v1/cases/:caseId/changes': only(['dost-operator', 'dsmf-assignment'], 'assistance:write'),
  'POST /v1/cases/:caseId/renewal': only(['dost-operator', 'dsmf-assignment'], 'assistance:write'),
  'POST /v1/cases/:caseId/representative': only(['dost-operator', 'dsmf-assignment']),
  'POST /v1/bank-messages': only([], 'bank-messages:write'),
  'GET /v1/payment-runs': only(runReaders, 'payment-runs:read'),
  'POST /v1/payment-runs': only(['dsmf-payment-maker']),
  'POST /v1/payment-runs/:caseId/cancellation': only(paymentOffice),
  'POST /v1/payment-runs/:caseId/reopening': only(['dsmf-payment-maker']),
  'GET /v1/payment-runs/:caseId': only(runReaders, 'payment-runs:read'),
  'GET /v1/payment-runs/:caseId/orders.csv': only(orderReaders),
  'GET /v1/payment-runs/:caseId/orders.xlsx': only(orderReaders),
  'GET /v1/books/trial-balance': only(runReaders, 'payment-runs:read'),
  'GET /v1/books/kinds/:kind/:period': only(runReaders, 'payment-runs:read'),
  'GET /v1/cases/:caseId/statement': only(orderReaders),
  'GET /v1/payment-holds': only(runReaders, 'payment-runs:read'),
  'POST /v1/payment-holds': only(paymentOffice),
  'POST /v1/payment-holds/:holdId/release': only(paymentOffice),
  'GET /v1/ledger/verification': only(['auditor'], 'ledger:read'),
  'GET /v1/follow/:caseNumber': everyone,
  'GET /health/live': everyone,
  'GET /health/ready': everyone,
  'GET /metrics': everyone,
  'GET /openapi.json': everyone,
  'GET /': everyone,
  'GET /follow': everyone,
  'POST /follow': everyone,
  'POST /follow/appeal': everyone,
  'POST /follow/withdrawal': everyone,
  'GET /referral': everyone,
  'POST /referral': everyone,
  'POST /referral/answer': everyone,
  'GET /login': everyone,
  'POST /login': everyone,
  'POST /logout': only(staffGroups),
  'GET /auth/oidc/login': everyone,
  'GET /auth/oidc/callback': everyone,
  'GET /services': everyone,
  'GET /payment-runs': only(runReaders),
  'POST /payment-runs': only(['dsmf-payment-maker']),
  'POST /payment-runs/:caseRef/cancellation': only(paymentOffice),
  'POST /payment-runs/:caseRef/reopening': only(['dsmf-payment-maker']),
  'GET /payment-runs/:caseRef': only(runReaders),
  'GET /payment-runs/:caseRef/progress': only(runReaders),
  'GET /payment-exceptions/:exceptionId': only(runReaders),
  'POST /payment-holds': only(paymentOffice),
  'POST /payment-holds/:holdId/release': only(paymentOffice),
  'GET /workload': only(['head-of-unit', 'analyst']),
  'POST /cases/:caseRef/service-request': only(['dost-operator']),
  'POST /cases/:caseRef/service-answer': only(groupsOn('service-request')),
  'POST /cases/:caseRef/appeal': only(appealTakers),
  'POST /cases/:caseRef/appeal-findings': only(['dsmf-appeals', 'employment-appeals']),
  'POST /cases/:caseRef/withdrawal': only(['dost-operator']),
  'POST /cases/:caseRef/change': only(['dost-operator', 'dsmf-assignment']),
  'POST /cases/:caseRef/renewal': only(['dost-operator', 'dsmf-assignment']),
  'POST /cases/:caseRef/representative': only(['dost-operator', 'dsmf-assignment']),
  'POST /cases/:caseRef/benefit-change': only(['dost-operator', 'dsmf-assignment']),
  'POST /cases/:caseRef/overpayment': only(['dsmf-assignment']),
  'POST /cases/:caseRef/objection': only(['dost-operator', 'dsmf-assignment']),
  'POST /cases/:caseRef/repayment': only(['dsmf-payment-maker']),
  'POST /cases/:caseRef/early-end': only(assetWatchers),
  'POST /cases/:caseRef/asset-return': only(['employment-adviser']),
  'GET /vacancies': only(vacancyReaders),
  'POST /vacancies': only(['employment-adviser']),
  'POST /vacancies/:vacancyNumber/closure': only(['employment-adviser']),
  'GET /programmes': everyone,
  'POST /programmes': only(['employment-programme']),
  'GET /programmes/:year': everyone,
  'GET /programmes/:year.pdf': everyone,
  'POST /cases/:caseRef/programme-draft': only(['employment-programme']),
  'POST /cases/:caseRef/programme-comment': only(programmeCommenters),
  'POST /cases/:caseRef/programme-answer': only(['employment-programme']),
  'POST /cases/:caseRef/programme-progress': only(['employment-programme']),
  'POST /cases/:caseRef/job-profile': only(['employment-adviser']),
  'POST /cases/:caseRef/job-refusal': only(jobSeekerDesk),
  'POST /cases/:caseRef/job-removal': only(jobSeekerDesk),
  'POST /cases/:caseRef/training-session': only(['employment-adviser']),
  'POST /cases/:caseRef/business-plan': only(programmeDesk),
  'POST /cases/:caseRef/panel-marks': only(['employment-panel']),
  'POST /cases/:caseRef/programme-withdrawal': only(programmeDesk),
  'POST /cases/:caseRef/asset-handover': only(['employment-adviser']),
  'GET /cases': only(caseReaders),
  'GET /cases/:caseRef': only(caseReaders),
  'POST /cases/:caseRef/open': only(['auditor']),
  'POST /cases/:caseRef/account': only(['dsmf-payment-maker']),
  'GET /cases/:caseRef/diagram/:processId': only(caseReaders),
}

/** Files of the pages and of the API's documentation, whose routes belong to plugins. */
const publicFolders = ['/assets/', '/docs']

/** @returns who may call that route, or `undefined` when nobody said. */
export function findAccess(method: string, url: string): Access | undefined {
  const asGet = method === 'HEAD' ? 'GET' : method
  if (asGet === 'GET' && publicFolders.some((folder) => url.startsWith(folder))) return everyone
  return accessTable[`${asGet} ${url}`]
}

/** Whether one of the caller's groups or scopes is in the row. */
export function allows(access: Access, principal: Principal): boolean {
  return principal.kind === 'staff'
    ? principal.groups.some((group) => access.staff.includes(group))
    : principal.scopes.some((scope) => access.scopes.includes(scope))
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
    /** A page for people: errors are pages too, and those not logged in are sent to the login. */
    page?: boolean
  }
}
