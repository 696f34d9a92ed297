/**
 * What the workers need from outside, as ports; workers/main.ts wires them. Tests pass the real
 * adapters or small ones of their own.
 */
import type { Bank, NotificationGateway, OrdersOfFile, PaymentFileWriter } from '../domain/payment.ts'
import type { Registers } from '../domain/registers.ts'
import type { Signer } from '../domain/signing.ts'
import type { EngineHistory } from '../domain/staff.ts'
import type { MeasureOpeners } from './placement/measure-openers.ts'
import type { OpenServiceCase } from './service/case-openers.ts'

export interface WorkerDependencies {
  readonly registers: Registers
  readonly bank: Bank
  readonly notifications: NotificationGateway
  readonly history: EngineHistory
  readonly signer: Signer
  readonly paymentFiles: PaymentFileWriter
  readonly ordersOfFile: OrdersOfFile
  /** The code with which an applicant follows a case (domain/follow-code.ts with the configured key). */
  readonly followCode: (caseNumber: string) => string
  /** Where an applicant follows the case, without the code. */
  readonly followUrl: (caseNumber: string) => string
  /** Where an employer answers a referral, without the code. */
  readonly referralUrl: (referralNumber: string) => string
  /** Where staff open a case, and a payment run. */
  readonly caseUrl: (caseId: string) => string
  readonly runUrl: (caseId: string) => string
  /** How a request for a service becomes the case of a process, by that process; workers/service/case-openers.ts. */
  readonly caseOpeners: ReadonlyMap<string, OpenServiceCase>
  /** Active measures that go on as a case of another process; workers/placement/measure-openers.ts. */
  readonly measureOpeners: MeasureOpeners
  /** Structured log; no personal data. */
  readonly log: Log
  readonly metrics: { escalated(level: string): void }
}

export interface Log {
  info(values: Readonly<Record<string, unknown>>, message: string): void
  warn(values: Readonly<Record<string, unknown>>, message: string): void
}
