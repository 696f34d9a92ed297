/** Pages for people, and the files they need. Everything is rendered on the server; scripts only draw the diagram. */
import formbody from '@fastify/formbody'
import fastifyStatic from '@fastify/static'
import type { FastifyPluginAsync } from 'fastify'
import { fileURLToPath } from 'node:url'
import type { AssetDesk } from '../asset/asset-desk.ts'
import type { AssistanceDesk } from '../assistance/assistance-desk.ts'
import type { ReportChange } from '../assistance/report-change.ts'
import type { BenefitIntake } from '../benefit/accept-benefit.ts'
import type { CheckPassword } from '../auth/login.ts'
import type { Sessions } from '../auth/sessions.ts'
import type { CorrectAccount } from '../case/correct-account.ts'
import type { Follow } from '../case/follow.ts'
import type { CaseOpener } from '../case/open-case.ts'
import type { Holds } from '../payment-run/holds.ts'
import type { RunOpener } from '../payment-run/open-run.ts'
import type { RunDesk } from '../payment-run/run-desk.ts'
import type { ProgrammeDesk } from '../programme/programme-desk.ts'
import type { EmployerDesk } from '../placement/employer-desk.ts'
import type { JobSeekerDesk } from '../placement/job-seeker-desk.ts'
import type { VacancyDesk } from '../placement/vacancy-desk.ts'
import type { EnterPanelMarks } from '../self-employment/panel-marks.ts'
import type { Programme } from '../self-employment/programme.ts'
import type { Recoveries } from '../recovery/accept-recovery.ts'
import type { ServiceDesk } from '../service/desk.ts'
import type { ApiDeps } from '../ports.ts'
import type { AppealDesk } from '../appeal/appeal-desk.ts'
import { appealPages } from './appeal-pages.ts'
import { assetPages } from './asset-pages.ts'
import { assistancePages } from './assistance-pages.ts'
import { benefitPages } from './benefit-pages.ts'
import { casePages } from './case-pages.ts'
import { loginPages } from './login-pages.ts'
import { paymentRunPages } from './payment-run-pages.ts'
import { workloadPage } from './workload-page.ts'
import { runDeskPages } from './run-desk-pages.ts'
import { programmeDeskPages } from './programme-desk-pages.ts'
import { programmePages } from './programme-pages.ts'
import { placementPages } from './placement-pages.ts'
import { referralPages } from './referral-pages.ts'
import { panelMarksPages } from './panel-marks-pages.ts'
import { recoveryPages } from './recovery-pages.ts'
import { selfEmploymentPages } from './self-employment-pages.ts'
import { vacancyPages } from './vacancy-pages.ts'
import { servicePages } from './service-pages.ts'
import { publicPages } from './public-pages.ts'

export interface PageDeps extends ApiDeps {
  readonly opener: CaseOpener
  readonly runOpener: RunOpener
  readonly runDesk: RunDesk
  readonly holds: Holds
  readonly correctAccount: CorrectAccount
  readonly serviceDesk: ServiceDesk
  readonly appealDesk: AppealDesk
  readonly assistanceDesk: AssistanceDesk
  readonly reportChange: ReportChange
  readonly recoveries: Recoveries
  readonly assetDesk: AssetDesk
  readonly programmeDesk: ProgrammeDesk
  readonly jobSeekerDesk: JobSeekerDesk
  readonly vacancyDesk: VacancyDesk
  readonly employerDesk: EmployerDesk
  readonly programme: Programme
  readonly enterPanelMarks: EnterPanelMarks
  readonly benefitIntake: BenefitIntake
  readonly follow: Follow
  readonly checkPassword: CheckPassword
  readonly sessionCookies: Sessions
}

const FORM_LIMIT = 16 * 1024

const assets = fileURLToPath(new URL('./assets', import.meta.url))
const bpmnJs = fileURLToPath(
  new URL('.', import.meta.resolve('bpmn-js/dist/bpmn-navigated-viewer.production.min.js')),
)
const cached = { cacheControl: true, maxAge: '1h', index: false } as const

export const pages: FastifyPluginAsync<PageDeps> = async (app, deps) => {
  // Forms are for pages only: the API takes JSON, and says so.
  app.removeContentTypeParser('application/json')
  await app.register(formbody, { bodyLimit: FORM_LIMIT })
  // A form sent with nothing in it lacks its fields, and is told so like any other.
  app.addHook('preValidation', async (request) => {
    if (request.method === 'POST') request.body ??= {}
  })
  await app.register(fastifyStatic, { root: assets, prefix: '/assets/', ...cached })
  await app.register(fastifyStatic, {
    root: bpmnJs,
    prefix: '/assets/bpmn-js/',
    decorateReply: false,
    ...cached,
  })
  await app.register(publicPages, deps)
  await app.register(loginPages, deps)
  await app.register(casePages, deps)
  await app.register(servicePages, deps)
  await app.register(appealPages, deps)
  await app.register(assistancePages, deps)
  await app.register(recoveryPages, deps)
  await app.register(assetPages, deps)
  await app.register(programmePages, deps)
  await app.register(programmeDeskPages, deps)
  await app.register(placementPages, deps)
  await app.register(referralPages, deps)
  await app.register(selfEmploymentPages, deps)
  await app.register(panelMarksPages, deps)
  await app.register(vacancyPages, deps)
  await app.register(benefitPages, deps)
  await app.register(workloadPage, deps)
  await app.register(paymentRunPages, deps)
  await app.register(runDeskPages, deps)
}
