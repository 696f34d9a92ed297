/**
 * The three ways something can go wrong, each with what the runtime does about it.
 * A business outcome is none of them: it is returned (see `Outcome` in bpmn/contract.ts).
 */

/** The outside was unavailable and nothing is known to be wrong with the case: worth trying again. */
export class RetryableError extends Error {
  override readonly name = 'RetryableError'
}

/** Our own database or engine is away, so the case is not at fault: trying again uses up no retries. */
export class OutageError extends RetryableError {}

/** Trying again cannot help: an operator has to do what `advice` says, then retry the incident. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError'
  readonly advice: string

  constructor(message: string, advice: string, options?: ErrorOptions) {
    super(message, options)
    this.advice = advice
  }
}

/** The caller asked for something that does not exist or is not allowed; the API turns `code` into a status. */
export class DomainError<const Code extends string = string> extends Error {
  override readonly name = 'DomainError'
  readonly code: Code
  /** JSON pointer of the field at fault, e.g. `/declaration/members/0/fin`. */
  readonly field: string | undefined
  /** More for the caller, without personal data, e.g. the number of the case already open. */
  readonly detail: Readonly<Record<string, string>>

  constructor(
    code: Code,
    message: string,
    options: ErrorOptions & { field?: string; detail?: Record<string, string> } = {},
  ) {
    super(message, options)
    this.code = code
    this.field = options.field
    this.detail = options.detail ?? {}
  }
}

/** What the caller did wrong, by its code; `undefined` for every other error. */
export const codeOf = (error: unknown): string | undefined =>
  // Narrowing by `instanceof` alone loses the type of the code.
  error instanceof DomainError ? (error as DomainError).code : undefined
