/**
 * Workers as they run, without an engine: the real database and inbox, the job context of the runtime with its
 * checks of input and output, the real adapters before the simulated registers, bank and gateway.
 */
import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { createPaymentFiles } from '../../adapters/bank/payment-files.ts'
import { createHttpBank } from '../../adapters/bank/http-bank.ts'
import { createBankInbox } from '../../adapters/bank-inbox.ts'
import { createHttpNotifications } from '../../adapters/notifications/http-notifications.ts'
import { createFolderStore } from '../../adapters/files/folder-store.ts'
import { openCopyStreams } from '../../adapters/postgres/copy-streams.ts'
import { openDatabase } from '../../adapters/postgres/database.ts'
import { createFileOrders } from '../../adapters/postgres/file-orders.ts'
import { createUnitOfWork } from '../../adapters/postgres/inbox.ts'
import { createTransact } from '../../adapters/postgres/records.ts'
import { saveStaff } from '../../adapters/postgres/staff-directory.ts'
import { createHttpRegisters } from '../../adapters/registers/http-registers.ts'
import { createJobContext } from '../../adapters/zeebe/job-context.ts'
import { createSchemaChecks } from '../../adapters/zeebe/schema-checks.ts'
import { StepDone } from '../../adapters/zeebe/unit-of-work.ts'
import { jobs, type Job, type JobInput, type JobType, type Outcome } from '../../bpmn/contract.ts'
import type { NewApplication } from '../../domain/application.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { followCode } from '../../domain/follow-code.ts'
import { createEd25519Signer } from '../../domain/signing.ts'
import type { TaskCompletion } from '../../domain/staff.ts'
import { buildBank } from '../../stack/simulated/bank/app.ts'
import { buildNotifications } from '../../stack/simulated/notifications.ts'
import { buildRegisters } from '../../stack/simulated/registers/app.ts'
import { createWorkers, type WorkerDependencies } from '../../workers/index.ts'
import { measureOpeners } from '../../workers/placement/measure-openers.ts'
import { caseOpeners } from '../../workers/service/case-openers.ts'
import { collectBankMessages } from '../../workers/payment/collect-bank-messages.ts'
import { receiveBankMessage } from '../../workers/payment/receive-bank-message.ts'
import { staffPages } from '../../workers/payment/tell-processes.ts'
import { asOwner, createTestDatabase } from './database.ts'
import { staff } from './office.ts'
import { receive as receiveInto } from './receive.ts'

interface Delivery {
  readonly headers?: Readonly<Record<string, string>>
  /** Names the step: the same one again is a redelivery. A new step when left out. */
  readonly step?: string
  readonly processInstanceKey?: string
}

type AnyWorker = (input: unknown, job: Job<JobType>) => Promise<unknown>

export async function openWorkerBench(
  startAt: string,
  options: { readonly caseOpeners?: WorkerDependencies['caseOpeners'] } = {},
) {
  const database = await createTestDatabase()
  const { db } = database
  const ownerDb = openDatabase(database.ownerUrl)
  await saveStaff(ownerDb, staff)
  await ownerDb.close()

  let now = new Date(startAt)
  const clock = { now: () => now }
  const apps = {
    registers: buildRegisters(),
    bank: buildBank({ now: clock.now }),
    gateway: buildNotifications(),
  }
  const urlOf = (app: FastifyInstance) => app.listen({ host: '127.0.0.1', port: 0 })
  const { privateKey, publicKey } = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  const bank = createHttpBank({ url: await urlOf(apps.bank), resilience: { retries: 0 } })
  const copy = openCopyStreams(database.url)
  const fileFolder = await mkdtemp(join(tmpdir(), 'payment-files-'))
  const completions: TaskCompletion[] = []
  const escalations: string[] = []
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const debtor = { name: 'DSMF', iban: 'AZ21NABZ00000000137010001944', bic: 'NABZAZ2C' }

  const workers = createWorkers({
    registers: createHttpRegisters({ url: await urlOf(apps.registers), resilience: { retries: 0 } }),
    bank,
    notifications: createHttpNotifications({ url: await urlOf(apps.gateway), resilience: { retries: 0 } }),
    history: {
      taskCompletion: async ({ processInstanceKey, elementId, afterUserTaskKey }) => {
        const found = completions.find(
          (completion) =>
            completion.processInstanceKey === processInstanceKey &&
            completion.elementId === elementId &&
            BigInt(completion.userTaskKey) > BigInt(afterUserTaskKey),
        )
        if (found === undefined) throw new Error(`Nobody completed ${elementId}`)
        return found
      },
    },
    signer: createEd25519Signer(privateKey),
    ordersOfFile: createFileOrders(copy),
    paymentFiles: createPaymentFiles({
      debtorOf: () => debtor,
      initiatingParty: 'DSMF',
      store: createFolderStore(fileFolder),
      signer: createEd25519Signer(privateKey),
    }),
    followCode: (caseNumber) => followCode('test', caseNumber),
    caseOpeners: options.caseOpeners ?? caseOpeners,
    measureOpeners,
    followUrl: () => 'https://dost.example/follow',
    referralUrl: () => 'https://dost.example/referral',
    ...staffPages('https://dost.example'),
    log,
    metrics: { escalated: (level) => escalations.push(level) },
  })
  const checks = createSchemaChecks(jobs)
  const unitOfWork = createUnitOfWork(db, clock)
  const transact = createTransact(db, clock)
  const receive = receiveBankMessage({
    transact,
    ...createBankInbox({ copy, clock, folder: fileFolder, ourIbans: [] }),
    clock,
    pages: staffPages('https://dost.example'),
  })
  let steps = 0
  let taskKeys = 2n ** 53n

  return {
    transact,
    publicKey,
    escalations,
    bankApp: apps.bank,
    registersApp: apps.registers,
    clock,
    fileFolder,
    receive: (xml: string) => receive([Buffer.from(xml)]),
    sentMessages: async () =>
      (await apps.gateway.inject('/messages')).json<{ messages: { to: string; text: string }[] }>().messages,
    moveTo: (instant: string) => {
      now = new Date(instant)
    },
    /** Runs the step as the runtime does; a second delivery under the same `step` gets the kept outcome. */
    run: async <J extends JobType>(
      type: J,
      input: JobInput<J>,
      { headers = {}, step = `step-${(steps += 1)}`, processInstanceKey = '4503599627370497' }: Delivery = {},
    ): Promise<Outcome<J>> => {
      const check = checks.get(type)
      if (check === undefined) throw new Error(`No contract for ${type}`)
      const problems = check.inputProblems(input)
      if (problems.length > 0) throw new Error(problems.join('; '))
      const context = createJobContext(
        {
          key: '1',
          type,
          processInstanceKey,
          bpmnProcessId: 'targeted-social-assistance',
          processDefinitionVersion: 1,
          elementId: type,
          elementInstanceKey: step,
          customHeaders: JSON.stringify(headers),
          retries: 5,
          deadline: '0',
          variables: JSON.stringify(input),
        },
        { unitOfWork, clock, checkOutput: check.checkOutcome },
      )
      const worker = workers[type] as unknown as AnyWorker
      try {
        return context.outcomeOf(await worker(input, context.job)) as Outcome<J>
      } catch (error) {
        if (error instanceof StepDone) return error.outcome as Outcome<J>
        throw error
      }
    },
    /** Somebody completes a user task in Tasklist. */
    complete: (elementId: string, assignee: string, processInstanceKey = '4503599627370497') => {
      completions.push({
        userTaskKey: String((taskKeys += 1n)),
        processInstanceKey,
        elementId,
        assignee,
        completedAt: now.toISOString(),
      })
    },
    receiveApplication: (application: NewApplication) =>
      transact((records) => receiveInto(records, application, dateInBaku(now))),
    collect: collectBankMessages({
      bank,
      receive,
      log,
      metrics: { unreadable: () => undefined, received: () => undefined },
    }),
    rows: <Row extends object>(sql: string, values: readonly unknown[] = []) =>
      asOwner<Row>(database, sql, values),
    close: async () => {
      await Promise.all(Object.values(apps).map((app) => app.close()))
      await copy.close()
      await database.drop()
      await rm(fileFolder, { recursive: true })
    },
  }
}

export type WorkerBench = Awaited<ReturnType<typeof openWorkerBench>>

/** The variables of a step that completed; anything else fails the test. */
export function variablesOf<J extends JobType>(outcome: Outcome<J>) {
  if (outcome.kind !== 'completed') throw new Error(`${outcome.code}: ${outcome.message}`)
  return outcome.variables
}
