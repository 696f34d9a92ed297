/**
 * What the API needs from the outside, as it wants to be told it. api/main.ts joins these ports to the
 * adapters; tests join them to a real database with the outside faked. Nothing else in api/ knows an adapter.
 */
import type { IncomingMessage } from 'node:http'
import type { CaseState, ProcessPosition } from '../domain/case.ts'
import type { Clock } from '../domain/clock.ts'
import type { FileStore } from '../domain/file-store.ts'
import type { LedgerRow, LedgerVerification } from '../domain/ledger.ts'
import type { OrdersOfRun } from '../domain/payment-run-view.ts'
import type { Applications } from '../domain/intake.ts'
import type { Transact } from '../domain/records.ts'
import type { Service, ServiceGroup, ServiceStanding } from '../domain/service.ts'
import type { SignatureCheck } from '../domain/signed-act.ts'
import type { StaffGroup } from '../domain/staff.ts'
import type { District } from '../domain/territory.ts'
import type { InspectionAct } from '../domain/visit.ts'
import type { Workload } from '../domain/workload.ts'
import type { OidcClient } from './auth/oidc.ts'
import type { Client } from './auth/principal.ts'

/** One page of a list; `next` is what to pass as `after` for the page behind it, `undefined` on the last. */
export interface Page<T> {
  readonly items: readonly T[]
  readonly next: string | undefined
}

export interface CaseListItem {
  readonly caseId: string
  readonly caseNumber: string
  readonly kind: string
  readonly state: CaseState
  readonly district: District
  readonly applicationDate: string
  readonly decisionDueAt: string | undefined
}

export interface CaseListQuery {
  /** `undefined` for all. */
  readonly kinds: readonly string[] | undefined
  readonly districts: readonly District[] | undefined
  readonly state: CaseState | undefined
  /** Beginning of a case number. */
  readonly numberPrefix: string | undefined
  readonly after: string | undefined
  readonly limit: number
}

export interface CaseLists {
  /** Newest first. */
  list(query: CaseListQuery): Promise<Page<CaseListItem>>
  /** Ledger rows of one case, oldest first. */
  history(query: {
    readonly caseId: string
    readonly after: string | undefined
    readonly limit: number
  }): Promise<Page<LedgerRow>>
}

export interface StaffAccount {
  readonly userName: string
  readonly displayName: string
  readonly groups: readonly StaffGroup[]
  readonly active: boolean
  /** bcrypt; the same hash serves Tasklist. */
  readonly passwordHash: string
  readonly lockedUntil: string | undefined
}

export interface StaffAccounts {
  find(userName: string): Promise<StaffAccount | undefined>
  /** Counts one more failure; from `maxFailures` on the account is locked until `lockUntil`. Answers whether it is now locked. */
  countFailure(userName: string, limits: { maxFailures: number; lockUntil: string }): Promise<boolean>
  clearFailures(userName: string): Promise<void>
}

export interface StoredSession {
  readonly userName: string
  readonly displayName: string
  readonly groups: readonly StaffGroup[]
  readonly csrfToken: string
  readonly createdAt: string
  readonly expiresAt: string
}

/** Sessions by their token, of which only the hash is kept: who reads the table cannot use them. */
export interface StaffSessions {
  create(session: {
    readonly token: string
    readonly userName: string
    /** When an identity provider vouched for these groups only, the session has no others. */
    readonly groups: readonly StaffGroup[] | undefined
    readonly csrfToken: string
    readonly createdAt: string
    readonly expiresAt: string
  }): Promise<void>
  /** Only sessions of active staff; groups as they are now. Expiry is judged by the caller's clock. */
  find(token: string): Promise<StoredSession | undefined>
  extend(token: string, expiresAt: string): Promise<void>
  remove(token: string): Promise<void>
}

export interface BankMessageReceipt {
  readonly messageId: string
  /** `false`: the message had been received before, and nothing was done again; the figures are those of then. */
  readonly isNew: boolean
  readonly settled: number
  readonly rejected: number
  readonly returned: number
  /** Lines that fit no payment, kept for people to look at. */
  readonly exceptions: number
  /** Of the bytes received, hex. */
  readonly sha256: string
}

export interface Readiness {
  readonly ready: boolean
  readonly parts: Readonly<Record<string, { readonly ok: boolean; readonly detail?: string | undefined }>>
}

export interface Metrics {
  observeRequest(request: { method: string; route: string; status: number; seconds: number }): void
  render(): Promise<{ readonly contentType: string; readonly body: string }>
}

export interface ApiSettings {
  /** Without a slash at the end; `https:` makes cookies `Secure`. */
  readonly publicUrl: string
  readonly trustProxy: boolean | string
  readonly sessionIdleMinutes: number
  readonly sessionMaxHours: number
  readonly loginMaxFailures: number
  readonly loginLockMinutes: number
  /** Requests per minute and address, for the login and for following a case. */
  readonly guessesPerMinute: number
  readonly requestsPerMinute: number
  /** Of one message of the bank. */
  readonly bankMessageMaxBytes: number
  readonly tasklistUrl: string | undefined
  readonly operateUrl: string | undefined
}

/** The part of pino that the API and Fastify write to. */
export interface ApiLogger {
  readonly level: string
  child(bindings: object, options?: object): ApiLogger
  fatal(fields: object, message?: string): void
  error(fields: object, message?: string): void
  warn(fields: object, message?: string): void
  info(fields: object, message?: string): void
  debug(fields: object, message?: string): void
  trace(fields: object, message?: string): void
  silent(fields: object, message?: string): void
}

/** The catalogue of services, for everybody; how many cases of each there are, for staff. */
export interface ServiceCatalogue {
  search(query: {
    readonly text: string | undefined
    readonly group: ServiceGroup | undefined
    readonly after: string | undefined
    readonly limit: number
  }): Promise<Page<Service>>
  count(): Promise<ReadonlyMap<string, ServiceStanding>>
}

export interface ApiDeps {
  readonly settings: ApiSettings
  readonly clock: Clock
  readonly transact: Transact
  /** Stores applications together, each with what belongs to it; committed when the receipts arrive. */
  readonly receiveApplications: Applications['receive']
  readonly lists: CaseLists
  readonly catalogue: ServiceCatalogue
  readonly workload: () => Promise<Workload>
  readonly runOrders: OrdersOfRun
  /** Papers that people hand in. */
  readonly caseFiles: FileStore
  readonly accounts: StaffAccounts
  readonly sessions: StaffSessions
  /** Checks a bearer token; throws `DomainError` `TOKEN_INVALID`. */
  readonly verifyBearer: (token: string) => Promise<Client>
  /** `undefined` when no identity provider is configured. */
  readonly oidc: OidcClient | undefined
  readonly verifyLedger: () => Promise<LedgerVerification>
  /** Code an applicant follows the case with. */
  readonly followCode: (caseNumber: string) => string
  readonly processPositions: (caseId: string) => Promise<readonly ProcessPosition[]>
  /** BPMN XML of a process, `undefined` when there is none of that id. */
  readonly diagram: (processId: string, version: number | undefined) => Promise<string | undefined>
  readonly checkSignature: (act: InspectionAct) => SignatureCheck
  /** Throws `DomainError` `BANK_MESSAGE_UNREADABLE` with the line in `detail`, and what `bytes` throws: then nothing is kept. */
  readonly receiveBankMessage: (bytes: AsyncIterable<Uint8Array>) => Promise<BankMessageReceipt>
  /** Evidence of handovers is kept there. */
  readonly fileStore: Pick<FileStore, 'write'>
  readonly readiness: () => Promise<Readiness>
  readonly metrics: Metrics
  /** Who sees the figures, and what is wrong with a part. */
  readonly mayWatch: (request: IncomingMessage) => boolean
  readonly logger?: ApiLogger
}
