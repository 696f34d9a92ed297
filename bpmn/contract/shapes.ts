/** What the parts of the contract are written with. */
import { Type, type TObject } from 'typebox'
import { CaseId } from '../../domain/identifiers.ts'

export interface JobContract {
  readonly input: TObject
  readonly output: TObject
  /** BPMN errors this job may return; each is caught on every task of this type. */
  readonly errors: readonly string[]
  /** Static `zeebe:taskHeaders` the task must carry, with the values allowed. */
  readonly headers?: Readonly<Record<string, readonly string[]>>
}

export interface MessageContract {
  readonly correlatesOn: string
  readonly variables: TObject
}

export const job = <const C extends JobContract>(contract: C): C => contract
export const strict = { additionalProperties: false }
export const Case = { caseId: CaseId }
/** A line of the bank may name no order of ours: then there is no case that it is about. */
export const CaseIfAny = { caseId: Type.Union([CaseId, Type.Null()]) }
/** A count of orders, lines, files. */
export const Count = Type.Integer({ minimum: 0 })
export const Nothing = Type.Object({}, strict)
export const Uuid = Type.String({ format: 'uuid' })

/** What every process that works on a case of its own begins with (domain/open-case.ts). */
export const NewCase = Type.Object({ ...Case, caseNumber: Type.String(), caseUrl: Type.String() }, strict)
