/**
 * The API and its pages, put together: what is refused first, then plugins, then routes, in the order a
 * request meets them. Who may call what is in api/auth/access.ts; what an error looks like in api/problem.ts.
 */
import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify, { LogController, type FastifyBaseLogger } from 'fastify'
import { randomUUID } from 'node:crypto'
import { DomainError } from '../domain/errors.ts'
import { limitArrival } from './arrival.ts'
import { guardRoutes } from './auth/guard.ts'
import { createAssetDesk } from './asset/asset-desk.ts'
import { createAssistanceDesk } from './assistance/assistance-desk.ts'
import { createChangeIntake } from './assistance/report-change.ts'
import { createPasswordCheck } from './auth/login.ts'
import { createSessions } from './auth/sessions.ts'
import { createAccountCorrector } from './case/correct-account.ts'
import { createFollower } from './case/follow.ts'
import { createBenefitIntake } from './benefit/accept-benefit.ts'
import { createTakeDocuments } from './benefit/take-documents.ts'
import { createCaseOpener } from './case/open-case.ts'
import { answerErrors, logRequests } from './answers.ts'
import { describeApi } from './openapi.ts'
import { pages } from './pages/pages.ts'
import { createHolds } from './payment-run/holds.ts'
import { createRunDesk } from './payment-run/run-desk.ts'
import { createRunOpener } from './payment-run/open-run.ts'
import { createIntake } from './intake/accept-application.ts'
import type { ApiDeps } from './ports.ts'
import { createAppealDesk } from './appeal/appeal-desk.ts'
import { appealRoutes } from './routes/appeals.ts'
import { applicationRoutes } from './routes/applications.ts'
import { assetRoutes } from './routes/assets.ts'
import { assistanceRoutes } from './routes/assistance.ts'
import { bankMessageRoutes } from './routes/bank-messages.ts'
import { benefitRoutes } from './routes/benefits.ts'
import { caseRoutes } from './routes/cases.ts'
import { employmentProgrammeRoutes } from './routes/employment-programmes.ts'
import { followRoutes } from './routes/follow.ts'
import { healthRoutes } from './routes/health.ts'
import { paymentHoldRoutes } from './routes/payment-holds.ts'
import { paymentRunDeskRoutes } from './routes/payment-run-desk.ts'
import { paymentRunRoutes } from './routes/payment-runs.ts'
import { booksRoutes } from './routes/books.ts'
import { ledgerRoutes } from './routes/ledger.ts'
import { sendSecurityHeaders } from './security-headers.ts'
import { jobSeekerRoutes } from './routes/job-seekers.ts'
import { referralRoutes } from './routes/referrals.ts'
import { vacancyRoutes } from './routes/vacancies.ts'
import { recoveryRoutes } from './routes/recoveries.ts'
import { selfEmploymentRoutes } from './routes/self-employment.ts'
import { serviceRoutes } from './routes/services.ts'
import { createProgrammeDesk } from './programme/programme-desk.ts'
import { createEmployerDesk } from './placement/employer-desk.ts'
import { createJobSeekerDesk } from './placement/job-seeker-desk.ts'
import { createVacancyDesk } from './placement/vacancy-desk.ts'
import { createRecoveries } from './recovery/accept-recovery.ts'
import { createPanelMarks } from './self-employment/panel-marks.ts'
import { createProgramme } from './self-employment/programme.ts'
import { createEvidenceStore } from './self-employment/store-evidence.ts'
import { createServiceRequestIntake } from './service/accept-service-request.ts'
import { createServiceDesk } from './service/desk.ts'
import { createValidatorCompiler } from './validation.ts'

/** A declaration of 30 members with all their incomes has some 30 KB. */
const BODY_LIMIT = 256 * 1024
/** For the head of a request, and for all of it where no stream is taken: whoever sends slower holds a connection for nothing. */
const ARRIVAL_MS = 30_000

export async function buildApp(deps: ApiDeps) {
  const { settings, transact } = deps
  const app = Fastify({
    ...(deps.logger === undefined ? {} : { loggerInstance: deps.logger as FastifyBaseLogger }),
    // Our own line per request says less: no address with a code or a number in it (api/answers.ts).
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: settings.trustProxy,
    bodyLimit: BODY_LIMIT,
    http: { headersTimeout: ARRIVAL_MS },
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
    // A body that cannot be read is answered in our words as well.
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
  }).withTypeProvider<TypeBoxTypeProvider>()

  // A child for each request costs more than its lines: the few that are written name the request themselves.
  app.setChildLoggerFactory((logger) => logger)
  app.removeContentTypeParser('text/plain')
  app.setValidatorCompiler(createValidatorCompiler())
  answerErrors(app, settings)
  logRequests(app, deps)
  limitArrival(app, ARRIVAL_MS)

  const sessions = createSessions({ store: deps.sessions, clock: deps.clock, settings })
  sendSecurityHeaders(app, settings)
  await app.register(cookie)
  await app.register(rateLimit, { max: settings.requestsPerMinute, timeWindow: '1 minute' })
  await describeApi(app, settings)
  guardRoutes(app, { verifyBearer: deps.verifyBearer, sessions })

  const opener = createCaseOpener(deps)
  const runOpener = createRunOpener(deps)
  const holds = createHolds({ transact })
  const runDesk = createRunDesk(deps)
  const correctAccount = createAccountCorrector({ transact })
  const assistanceDesk = createAssistanceDesk(deps)
  const reportChange = createChangeIntake(deps)
  const follow = createFollower(deps)
  const appealDesk = createAppealDesk(deps)
  const recoveries = createRecoveries(deps)
  const assetDesk = createAssetDesk(deps)
  const programmeDesk = createProgrammeDesk(deps)
  const jobSeekerDesk = createJobSeekerDesk(deps)
  const vacancyDesk = createVacancyDesk(deps)
  const employerDesk = createEmployerDesk(deps)
  const programme = createProgramme(deps)
  const enterPanelMarks = createPanelMarks(deps)
  const benefitIntake = createBenefitIntake(deps)
  const checkPassword = createPasswordCheck(deps)

  await app.register(applicationRoutes, { ...deps, acceptApplication: createIntake(deps) })
  await app.register(serviceRoutes, { ...deps, acceptServiceRequest: createServiceRequestIntake(deps) })
  await app.register(appealRoutes, { ...deps, appealDesk })
  await app.register(assistanceRoutes, { ...deps, reportChange, assistanceDesk })
  await app.register(recoveryRoutes, { ...deps, recoveries })
  await app.register(assetRoutes, { assetDesk })
  await app.register(employmentProgrammeRoutes, { programmeDesk })
  await app.register(jobSeekerRoutes, { ...deps, jobSeekerDesk })
  await app.register(vacancyRoutes, { transact, vacancyDesk })
  await app.register(referralRoutes, { employerDesk, settings })
  await app.register(selfEmploymentRoutes, {
    ...deps,
    programme,
    enterPanelMarks,
    storeEvidence: createEvidenceStore(deps),
  })
  await app.register(benefitRoutes, { ...deps, benefitIntake, takeDocuments: createTakeDocuments(deps) })
  await app.register(caseRoutes, { opener, correctAccount, lists: deps.lists })
  await app.register(bankMessageRoutes, deps)
  await app.register(paymentRunRoutes, { ...deps, runOpener })
  await app.register(paymentRunDeskRoutes, { transact, runDesk })
  await app.register(paymentHoldRoutes, { transact, holds })
  await app.register(booksRoutes, deps)
  await app.register(ledgerRoutes, deps)
  await app.register(followRoutes, { follow, settings })
  await app.register(healthRoutes, deps)
  await app.register(pages, {
    ...deps,
    opener,
    runOpener,
    runDesk,
    holds,
    correctAccount,
    serviceDesk: createServiceDesk(deps),
    appealDesk,
    assistanceDesk,
    reportChange,
    recoveries,
    assetDesk,
    programmeDesk,
    jobSeekerDesk,
    vacancyDesk,
    employerDesk,
    programme,
    enterPanelMarks,
    benefitIntake,
    follow,
    checkPassword,
    sessionCookies: sessions,
  })

  app.setNotFoundHandler({ preHandler: app.rateLimit() }, () => {
    throw new DomainError('NOT_FOUND', 'Nothing is offered at this address')
  })
  return app
}

export type App = Awaited<ReturnType<typeof buildApp>>
