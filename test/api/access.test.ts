/**
 * Who may call what, for every route and every group: the table below is written by hand and compared with
 * what the API does. A route that is not in it fails the test.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accessTable, scopes } from '../../api/auth/access.ts'
import { staffGroups, type StaffGroup } from '../../domain/staff.ts'
import { openOffice, type Office } from './office.ts'

/** Everybody has work that is a case; which kinds they open, test/api/case-kinds.test.ts says. */
const readers = staffGroups
const everybody = 'everybody' as const

const adviser = ['employment-adviser'] as const
const jobSeekerDesk = ['dost-operator', 'employment-adviser'] as const
const paymentOffice = ['dsmf-payment-maker', 'dsmf-payment-checker', 'dsmf-head'] as const
const runReaders = [...paymentOffice, 'head-of-unit', 'analyst', 'auditor'] as const
const commenters = ['dost-quality', 'khazar-administration', 'pirallahi-administration'] as const
const orderReaders = [...paymentOffice, 'auditor'] as const

interface Row {
  readonly staff: readonly StaffGroup[] | typeof everybody
  readonly scopes: readonly (typeof scopes)[number][]
}

const expected: Readonly<Record<string, Row>> = {
  'POST /v1/applications': { staff: ['dost-operator'], scopes: ['applications:write'] },
  'GET /v1/services': { staff: everybody, scopes: [] },
  'POST /v1/service-requests': { staff: ['dost-operator'], scopes: ['service-requests:write'] },
  'GET /workload': { staff: ['head-of-unit', 'analyst'], scopes: [] },
  'GET /services': { staff: everybody, scopes: [] },
  'POST /cases/:caseRef/service-request': { staff: ['dost-operator'], scopes: [] },
  'POST /cases/:caseRef/service-answer': {
    staff: ['dost-operator', 'dsmf-assignment', 'dsmf-appeals', 'employment-adviser', 'employment-appeals'],
    scopes: [],
  },
  'POST /v1/appeals': { staff: ['dost-operator', 'dost-quality'], scopes: ['appeals:write'] },
  'POST /v1/cases/:caseId/appeals': { staff: ['dost-operator', 'dost-quality'], scopes: ['appeals:write'] },
  'POST /v1/appeals/:caseId/withdrawal': { staff: ['dost-operator'], scopes: ['appeals:write'] },
  'POST /cases/:caseRef/appeal': { staff: ['dost-operator', 'dost-quality'], scopes: [] },
  'POST /cases/:caseRef/appeal-findings': { staff: ['dsmf-appeals', 'employment-appeals'], scopes: [] },
  'POST /cases/:caseRef/withdrawal': { staff: ['dost-operator'], scopes: [] },
  'POST /follow/appeal': { staff: everybody, scopes: [] },
  'POST /follow/withdrawal': { staff: everybody, scopes: [] },
  'POST /v1/overpayments': { staff: ['dsmf-assignment'], scopes: ['overpayments:write'] },
  'POST /v1/overpayments/:caseId/objection': { staff: ['dost-operator', 'dsmf-assignment'], scopes: [] },
  'POST /v1/overpayments/:caseId/repayments': {
    staff: ['dsmf-payment-maker'],
    scopes: ['overpayments:write'],
  },
  'POST /cases/:caseRef/benefit-change': { staff: ['dost-operator', 'dsmf-assignment'], scopes: [] },
  'POST /v1/benefit-applications': {
    staff: ['dost-operator', 'dsmf-assignment'],
    scopes: ['benefits:write'],
  },
  'POST /v1/benefit-events': { staff: [], scopes: ['benefit-events:write'] },
  'POST /v1/cases/:caseId/documents': {
    staff: ['dost-operator', 'dsmf-assignment'],
    scopes: ['benefits:write'],
  },
  'POST /v1/benefits/:caseId/changes': {
    staff: ['dost-operator', 'dsmf-assignment'],
    scopes: ['benefits:write'],
  },
  'POST /cases/:caseRef/overpayment': { staff: ['dsmf-assignment'], scopes: [] },
  'POST /cases/:caseRef/objection': { staff: ['dost-operator', 'dsmf-assignment'], scopes: [] },
  'POST /cases/:caseRef/repayment': { staff: ['dsmf-payment-maker'], scopes: [] },
  'POST /v1/employment-programmes': { staff: ['employment-programme'], scopes: [] },
  'POST /v1/employment-programmes/:caseId/draft': { staff: ['employment-programme'], scopes: [] },
  'POST /v1/employment-programmes/:caseId/comment': { staff: commenters, scopes: [] },
  'POST /v1/employment-programmes/:caseId/answers': { staff: ['employment-programme'], scopes: [] },
  'POST /v1/employment-programmes/:caseId/progress': { staff: ['employment-programme'], scopes: [] },
  'GET /vacancies': { staff: ['dost-operator', 'employment-adviser', 'head-of-unit', 'analyst'], scopes: [] },
  'POST /vacancies': { staff: adviser, scopes: [] },
  'POST /vacancies/:vacancyNumber/closure': { staff: adviser, scopes: [] },
  'GET /programmes': { staff: everybody, scopes: [] },
  'POST /programmes': { staff: ['employment-programme'], scopes: [] },
  'GET /programmes/:year': { staff: everybody, scopes: [] },
  'GET /programmes/:year.pdf': { staff: everybody, scopes: [] },
  'POST /cases/:caseRef/programme-draft': { staff: ['employment-programme'], scopes: [] },
  'POST /cases/:caseRef/programme-comment': { staff: commenters, scopes: [] },
  'POST /cases/:caseRef/programme-answer': { staff: ['employment-programme'], scopes: [] },
  'POST /cases/:caseRef/programme-progress': { staff: ['employment-programme'], scopes: [] },
  'POST /v1/job-seekers': { staff: jobSeekerDesk, scopes: ['job-seekers:write'] },
  'POST /v1/job-seekers/:caseId/job-refusal': { staff: jobSeekerDesk, scopes: ['job-seekers:write'] },
  'POST /v1/job-seekers/:caseId/removal': { staff: jobSeekerDesk, scopes: ['job-seekers:write'] },
  'POST /v1/vacancies': { staff: adviser, scopes: ['vacancies:write'] },
  'POST /v1/vacancies/:vacancyNumber/closure': { staff: adviser, scopes: ['vacancies:write'] },
  'GET /v1/vacancies': {
    staff: [...jobSeekerDesk, 'head-of-unit', 'analyst'],
    scopes: ['vacancies:read'],
  },
  'GET /v1/referrals/:referralNumber': { staff: everybody, scopes: [] },
  'POST /v1/referrals/:referralNumber/answer': { staff: everybody, scopes: [] },
  'GET /referral': { staff: everybody, scopes: [] },
  'POST /referral': { staff: everybody, scopes: [] },
  'POST /referral/answer': { staff: everybody, scopes: [] },
  'POST /cases/:caseRef/job-profile': { staff: adviser, scopes: [] },
  'POST /cases/:caseRef/job-refusal': { staff: jobSeekerDesk, scopes: [] },
  'POST /cases/:caseRef/job-removal': { staff: jobSeekerDesk, scopes: [] },
  'POST /v1/self-employment-applications': {
    staff: ['dost-operator', 'employment-adviser'],
    scopes: ['self-employment:write'],
  },
  'POST /v1/self-employment-applications/:caseId/training-sessions': { staff: adviser, scopes: [] },
  'POST /v1/self-employment-applications/:caseId/business-plans': {
    staff: ['dost-operator', 'employment-adviser'],
    scopes: ['self-employment:write'],
  },
  'POST /v1/self-employment-applications/:caseId/panel-marks': { staff: ['employment-panel'], scopes: [] },
  'POST /v1/self-employment-applications/:caseId/withdrawal': {
    staff: ['dost-operator', 'employment-adviser'],
    scopes: ['self-employment:write'],
  },
  'POST /v1/self-employment-applications/:caseId/handover': { staff: adviser, scopes: [] },
  'POST /v1/self-employment-applications/:caseId/evidence': { staff: adviser, scopes: [] },
  'POST /cases/:caseRef/training-session': { staff: adviser, scopes: [] },
  'POST /cases/:caseRef/business-plan': { staff: ['dost-operator', 'employment-adviser'], scopes: [] },
  'POST /cases/:caseRef/panel-marks': { staff: ['employment-panel'], scopes: [] },
  'POST /cases/:caseRef/programme-withdrawal': { staff: ['dost-operator', 'employment-adviser'], scopes: [] },
  'POST /cases/:caseRef/asset-handover': { staff: adviser, scopes: [] },
  'GET /v1/cases': { staff: readers, scopes: ['cases:read'] },
  'GET /v1/cases/:caseId': { staff: readers, scopes: ['cases:read'] },
  'GET /v1/cases/:caseId/history': { staff: readers, scopes: ['cases:read'] },
  'POST /v1/cases/:caseId/account': { staff: ['dsmf-payment-maker'], scopes: [] },
  'POST /v1/cases/:caseId/changes': {
    staff: ['dost-operator', 'dsmf-assignment'],
    scopes: ['assistance:write'],
  },
  'POST /v1/cases/:caseId/renewal': {
    staff: ['dost-operator', 'dsmf-assignment'],
    scopes: ['assistance:write'],
  },
  'POST /v1/cases/:caseId/representative': { staff: ['dost-operator', 'dsmf-assignment'], scopes: [] },
  'POST /cases/:caseRef/change': { staff: ['dost-operator', 'dsmf-assignment'], scopes: [] },
  'POST /cases/:caseRef/renewal': { staff: ['dost-operator', 'dsmf-assignment'], scopes: [] },
  'POST /cases/:caseRef/representative': { staff: ['dost-operator', 'dsmf-assignment'], scopes: [] },
  'POST /v1/bank-messages': { staff: [], scopes: ['bank-messages:write'] },
  'GET /v1/payment-runs': { staff: runReaders, scopes: ['payment-runs:read'] },
  'POST /v1/payment-runs': { staff: ['dsmf-payment-maker'], scopes: [] },
  'POST /v1/payment-runs/:caseId/cancellation': { staff: paymentOffice, scopes: [] },
  'POST /v1/payment-runs/:caseId/reopening': { staff: ['dsmf-payment-maker'], scopes: [] },
  'POST /payment-runs': { staff: ['dsmf-payment-maker'], scopes: [] },
  'POST /payment-runs/:caseRef/cancellation': { staff: paymentOffice, scopes: [] },
  'POST /payment-runs/:caseRef/reopening': { staff: ['dsmf-payment-maker'], scopes: [] },
  'GET /v1/payment-runs/:caseId': { staff: runReaders, scopes: ['payment-runs:read'] },
  'GET /v1/payment-runs/:caseId/orders.csv': { staff: orderReaders, scopes: [] },
  'GET /v1/payment-runs/:caseId/orders.xlsx': { staff: orderReaders, scopes: [] },
  'GET /v1/books/trial-balance': { staff: runReaders, scopes: ['payment-runs:read'] },
  'GET /v1/books/kinds/:kind/:period': { staff: runReaders, scopes: ['payment-runs:read'] },
  'GET /v1/cases/:caseId/statement': { staff: orderReaders, scopes: [] },
  'GET /v1/payment-holds': { staff: runReaders, scopes: ['payment-runs:read'] },
  'POST /v1/payment-holds': { staff: paymentOffice, scopes: [] },
  'POST /v1/payment-holds/:holdId/release': { staff: paymentOffice, scopes: [] },
  'GET /payment-runs': { staff: runReaders, scopes: [] },
  'GET /payment-runs/:caseRef': { staff: runReaders, scopes: [] },
  'GET /payment-runs/:caseRef/progress': { staff: runReaders, scopes: [] },
  'GET /payment-exceptions/:exceptionId': { staff: runReaders, scopes: [] },
  'POST /payment-holds': { staff: paymentOffice, scopes: [] },
  'POST /payment-holds/:holdId/release': { staff: paymentOffice, scopes: [] },
  'GET /v1/ledger/verification': { staff: ['auditor'], scopes: ['ledger:read'] },
  'GET /v1/follow/:caseNumber': { staff: everybody, scopes: [] },
  'GET /health/live': { staff: everybody, scopes: [] },
  'GET /health/ready': { staff: everybody, scopes: [] },
  'GET /metrics': { staff: everybody, scopes: [] },
  'GET /openapi.json': { staff: everybody, scopes: [] },
  'GET /': { staff: everybody, scopes: [] },
  'GET /follow': { staff: everybody, scopes: [] },
  'POST /follow': { staff: everybody, scopes: [] },
  'GET /login': { staff: everybody, scopes: [] },
  'POST /login': { staff: everybody, scopes: [] },
  'GET /auth/oidc/login': { staff: everybody, scopes: [] },
  'GET /auth/oidc/callback': { staff: everybody, scopes: [] },
  'POST /logout': { staff: staffGroups, scopes: [] },
  'POST /cases/:caseRef/early-end': {
    staff: ['employment-adviser', 'dost-monitoring', 'dost-operator'],
    scopes: [],
  },
  'POST /cases/:caseRef/asset-return': { staff: adviser, scopes: [] },
  'POST /v1/cases/:caseId/early-end': {
    staff: ['employment-adviser', 'dost-monitoring', 'dost-operator'],
    scopes: ['asset-monitoring:write'],
  },
  'POST /v1/cases/:caseId/asset-return': { staff: adviser, scopes: ['asset-monitoring:write'] },
  'GET /cases': { staff: readers, scopes: [] },
  'GET /cases/:caseRef': { staff: readers, scopes: [] },
  'POST /cases/:caseRef/open': { staff: ['auditor'], scopes: [] },
  'POST /cases/:caseRef/account': { staff: ['dsmf-payment-maker'], scopes: [] },
  'GET /cases/:caseRef/diagram/:processId': { staff: readers, scopes: [] },
}

/** Files of the pages and the documentation's own pages are for everybody, whatever they are called. */
const isFile = (route: string): boolean => /^GET \/(\*$|docs)/.test(route)

let office: Office
const routes: string[] = []

beforeAll(async () => {
  office = await openOffice()
  // As the router knows them, one branch a line: what is not printed cannot be reached.
  const branch: string[] = []
  for (const line of office.app.printRoutes({ commonPrefix: false }).split('\n')) {
    const [, indent, piece, methods] = /^(.*)[└├]── (\S*)(?: \((.+)\))?$/.exec(line) ?? []
    if (indent === undefined || piece === undefined) continue
    branch.splice(indent.length / 4, Infinity, piece)
    const path = branch.join('').replace('//', '/')
    for (const method of methods?.split(', ') ?? []) if (method !== 'HEAD') routes.push(`${method} ${path}`)
  }
})
afterAll(() => office.close())

/** A request that gets as far as the door; what is behind it may well refuse it, but not with 401 or 403. */
async function knock(route: string, headers: Record<string, string>): Promise<number> {
  const [method = 'GET', path = ''] = route.split(' ')
  const url = path
    .replace(':caseId', '00000000-0000-4000-8000-000000000000')
    .replace(':caseRef', 'UDSY-2026-999999')
    .replace(':exceptionId', '999999')
    .replace(':year', '2027')
    .replace(':holdId', '00000000-0000-4000-8000-000000000000')
    .replace(':referralNumber', 'REF-2026-999999')
    .replace(':vacancyNumber', 'VAC-2026-999999')
    .replace(':caseNumber', 'UDSY-2026-999999')
    .replace(':processId', 'targeted-social-assistance')
    .replace(':kind/:period', 'targeted-social-assistance/2027-01')
  const answer = await office.app.inject({ method: method as 'GET', url, headers })
  return answer.statusCode
}

test('every route has a row here, and every row a route', () => {
  expect(routes.filter((route) => !isFile(route)).sort()).toEqual(Object.keys(expected).sort())
  expect(Object.keys(accessTable).sort()).toEqual(Object.keys(expected).sort())
})

describe('staff', () => {
  test.each(staffGroups)('%s', async (group) => {
    for (const [route, { staff }] of Object.entries(expected)) {
      const session = await office.logIn(group)
      const status = await knock(route, session)
      const refused = status === 403
      const mayPass = staff === everybody || staff.includes(group)
      expect(refused, `${group} on ${route}: ${status}`).toBe(!mayPass)
      // Nothing was sent with it: whatever is missing is said, and not our failure.
      if (route.startsWith('POST ')) expect(status, `${group} on ${route}`).toBeLessThan(500)
    }
  })
})

describe('other systems', () => {
  test.each(scopes)('%s', async (scope) => {
    const headers = { authorization: `Bearer ${await office.token({ scope })}` }
    for (const [route, row] of Object.entries(expected)) {
      const status = await knock(route, headers)
      const mayPass = row.staff === everybody || row.scopes.includes(scope)
      expect(status === 403, `${scope} on ${route}: ${status}`).toBe(!mayPass)
    }
  })
})

test('nobody', async () => {
  for (const [route, { staff }] of Object.entries(expected)) {
    const status = await knock(route, {})
    // Pages send people to the login; everything else says 401.
    const sentAway =
      status === 401 ||
      (status === 303 && /^GET \/(cases|vacancies|workload|payment-runs|payment-exceptions)/.test(route))
    expect(sentAway, `${route}: ${status}`).toBe(staff !== everybody)
  }
})
