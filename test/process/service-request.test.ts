/** Requests for a service on the real engine: at the front desk and by API, handled, late, or made another case. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../adapters/config.ts'
import { openDatabase, type Database } from '../../adapters/postgres/database.ts'
import { createTransact } from '../../adapters/postgres/records.ts'
import { createGateway } from '../../adapters/zeebe/client.ts'
import { createEngine, type Engine } from '../../adapters/zeebe/engine.ts'
import { createEngineRest } from '../../adapters/zeebe/rest.ts'
import { createUserTasks, type UserTasks } from '../../adapters/zeebe/user-tasks.ts'
import { createServiceRequestIntake } from '../../api/service/accept-service-request.ts'
import { createServiceDesk } from '../../api/service/desk.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Records, Transact } from '../../domain/records.ts'
import type { BenefitWish, NewServiceRequest } from '../../domain/service-request.ts'
import { openBenefitAsked } from '../../workers/benefit/open-benefit-asked.ts'
import type { OpenServiceCase } from '../../workers/service/case-openers.ts'
import { findRootInstance } from '../support/engine-view.ts'
import { follow, type Followed } from '../support/followed.ts'
import { office } from '../support/office.ts'
import { openWorld, type World } from '../support/world.ts'

/** A process that takes one case of these people and no second one. */
let opened = 0
const placement: OpenServiceCase = async (records, { request }) => {
  if (opened > 0) throw new DomainError('CASE_ALREADY_OPEN', 'One is open')
  opened += 1
  return records.cases.add({
    kind: 'job-placement',
    numberPrefix: 'JOB',
    district: request.district,
    language: request.language,
    registeredOn: request.applicationDate,
    relatedCaseId: request.id,
  })
}

const applicant = {
  fin: '7SERVXC',
  givenName: 'Aygün',
  familyName: 'Əliyeva',
  birthDate: '1990-05-17',
  phone: '+994501234567',
}
const staffOf = (userName: string, ...groups: readonly ('dost-operator' | 'dsmf-assignment')[]) =>
  ({ kind: 'staff', userName, displayName: userName, groups, csrfToken: '' }) as const

let world: World
let db: Database
let transact: Transact
let userTasks: UserTasks
let engine: Engine
let closeGateway: () => Promise<void>
beforeAll(async () => {
  world = await openWorld({
    caseOpeners: new Map([
      ['job-placement', placement],
      ['benefit-assignment', openBenefitAsked],
    ]),
  })
  const config = readConfig(world.settings)
  const gateway = createGateway(config)
  closeGateway = () => gateway.close()
  engine = createEngine(gateway)
  db = openDatabase(config.DATABASE_URL)
  transact = createTransact(db, world.clock)
  userTasks = createUserTasks(createEngineRest(config))
})
afterAll(async () => {
  await closeGateway()
  await db.close()
  await world.close()
})

interface Request extends Followed {
  readonly caseId: string
}

const stateOf = async (caseId: string) => (await transact(({ cases }) => cases.get(caseId))).state
const read = <T>(work: (records: Records) => Promise<T>) => transact(work)

function followCase(caseId: string, root?: string): Request {
  const found = async () => (root ??= await findRootInstance(caseId))
  const followed = follow({
    title: caseId,
    roots: async () => [await found()].filter((key) => key !== undefined),
    state: () => stateOf(caseId),
    userTasks,
  })
  return { caseId, ...followed }
}

async function ask(serviceCode: string, benefit?: BenefitWish): Promise<Request> {
  const accept = createServiceRequestIntake({
    transact,
    clock: world.clock,
    settings: { publicUrl: 'http://127.0.0.1:3000' },
  })
  const asked: NewServiceRequest = {
    serviceCode,
    applicant,
    language: 'az',
    ...(benefit === undefined ? {} : { benefit }),
  }
  const { caseId } = await accept(asked, { actor: 'system:test', idempotencyKey: undefined })
  return followCase(caseId)
}

async function comeToTheDesk(serviceCode: string | null): Promise<Request> {
  const root = await engine.createInstance('service-request', {
    serviceCode,
    requestLanguage: 'az',
    settlement: 'Buzovna',
  })
  const before = followCase('not known yet', root)
  const caseId = String(await before.variable(root, 'caseId'))
  return followCase(caseId, root)
}
const desk = () => createServiceDesk({ transact, clock: world.clock })

test('asked at the desk, handled and answered; the wrong person, nothing entered and no answer come back', async () => {
  const request = await comeToTheDesk(null)
  const { caseId } = request
  // Nothing is on the case page yet.
  await request.finish('CompleteRequest', office.operator, { deskResult: 'complete' })
  await request.task('CompleteRequest', { after: 1 })
  const entered = { applicant, serviceCode: '01-09-12-00', wish: 'For my son' }
  await desk().complete(caseId, entered, staffOf(office.operator, 'dost-operator'))
  await request.finish('CompleteRequest', office.inspector, { deskResult: 'complete' })
  await request.task('CompleteRequest', { after: 2 })
  await request.finish('CompleteRequest', office.operator, { deskResult: 'complete' })

  await request.task('HandleServiceRequest')
  await request.finish('HandleServiceRequest', office.assignment, { serviceOutcome: 'done' })
  await request.task('HandleServiceRequest', { after: 1 })
  await request.finish('HandleServiceRequest', office.operator, { serviceOutcome: 'done' })
  await request.task('HandleServiceRequest', { after: 2 })
  expect(await read(({ serviceRequests }) => serviceRequests.get(caseId))).toMatchObject({
    outcome: undefined,
  })
  await desk().answer(caseId, 'Yer ayrıldı.', staffOf(office.operator, 'dost-operator'))
  await request.finish('HandleServiceRequest', office.operator, { serviceOutcome: 'done' })
  await request.completes('RequestAnswered')

  expect(await stateOf(caseId)).toBe('granted')
  const notices = await read(({ notifications }) => notifications.of(caseId))
  expect(notices.map(({ notice }) => notice)).toEqual(['service-registered', 'service-answered'])
  expect(await request.incidents()).toEqual([])

  // What the engine recorded of these tasks is there for the workload: three times each, the last one finished.
  const work = await request.waitFor('the tasks in the record', async () => {
    const rows = await db.rows<{ element_id: string; staff_groups: string[]; place: string | null }>(
      `select element_id, staff_groups, case_settlement(case_id) as place
       from task_work join case_process_instance using (process_instance_key)
       where case_id = $1 and completed_at is not null order by created_at, user_task_key`,
      [caseId],
    )
    return rows.length === 6 ? rows : undefined
  })
  expect(work.map(({ element_id }) => element_id)).toEqual([
    'CompleteRequest',
    'CompleteRequest',
    'CompleteRequest',
    'HandleServiceRequest',
    'HandleServiceRequest',
    'HandleServiceRequest',
  ])
  expect(work.at(-1)).toMatchObject({ staff_groups: ['dost-operator'] })
})

test('a visitor who goes away leaves a case that is over', async () => {
  const request = await comeToTheDesk('01-09-07-00')
  await request.finish('CompleteRequest', office.operator, { deskResult: 'visitor-left' })
  await request.completes('VisitorLeft')
  expect(await stateOf(request.caseId)).toBe('withdrawn')
})

test('a request that nobody answers is escalated before its term runs out, and after', async () => {
  const request = await ask('05-04-04-00')
  const { caseId } = request
  await request.task('HandleServiceRequest')
  const { decisionDueAt } = await read(({ cases }) => cases.get(caseId))
  if (decisionDueAt === undefined) throw new Error('The request has no due date')
  await world.clock.advanceTo(new Date(Date.parse(decisionDueAt) - 60 * 60 * 1000))
  await request.completes('HeadOfUnitWarned')
  await world.clock.advanceTo(decisionDueAt)
  await request.completes('OverdueReported')

  // Late, but answered: the task was never taken away.
  const { staffGroup } = await read(({ serviceRequests }) => serviceRequests.get(caseId))
  expect(staffGroup).toBe('employment-adviser')
  await transact((records) => records.serviceRequests.draftAnswer(caseId, 'Göndəriş verildi.'))
  await request.finish('HandleServiceRequest', office.adviser, { serviceOutcome: 'forwarded' })
  await request.completes('RequestAnswered')
  expect(await stateOf(caseId)).toBe('closed')
  const [answered] = await db.rows<{ after: { inTime: boolean } }>(
    `select after from ledger where case_id = $1 and action = 'service.answered'`,
    [caseId],
  )
  expect(answered?.after.inTime).toBe(false)
})

test('a service that a process does becomes a case of it; a second one is handled by people', async () => {
  const first = await ask('DOST2-EMP-001')
  await first.completes('BecameAnotherCase')
  expect(await stateOf(first.caseId)).toBe('closed')
  const about = await read(({ cases }) => cases.about(first.caseId))
  expect(about.map(({ kind }) => kind)).toEqual(['job-placement'])

  const second = await ask('DOST2-EMP-001')
  await second.completes('CaseNotOpened')
  await second.task('HandleServiceRequest')
  await transact((records) => records.serviceRequests.draftAnswer(second.caseId, 'Artıq işiniz var.'))
  await second.finish('HandleServiceRequest', office.adviser, { serviceOutcome: 'advised' })
  await second.completes('RequestAnswered')
})

test('a benefit asked for at the centre is claimed for whom it is, and its papers are asked for', async () => {
  const child = { fin: '7SERVXD', givenName: 'Nihad', familyName: 'Əliyev', birthDate: '2026-10-02' }
  const request = await ask('DOST2-BEN-028', { beneficiary: child, eventDate: child.birthDate })
  await request.completes('BecameAnotherCase')
  const [claim] = await read(({ cases }) => cases.about(request.caseId))
  const claimCaseId = claim?.id ?? ''
  const claimed = followCase(claimCaseId)
  await claimed.completes('AskForDocuments')
  expect(await read(({ benefits }) => benefits.get(claimCaseId))).toMatchObject({
    benefit: 'birth-grant',
    origin: 'desk',
    eventDate: child.birthDate,
  })
})
