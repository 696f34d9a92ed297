/**
 * What PostgreSQL's errors mean to the rest of the program: try again, or ask an operator.
 * The driver's error never leaves this folder, for its detail quotes rows and so personal data.
 */
import { DatabaseError } from 'pg'
import { OperatorError, OutageError } from '../../domain/errors.ts'

/** The database understood and refused: a constraint, a missing grant, a value of the wrong form. */
export class QueryRefused extends OperatorError {
  readonly sqlState: string
  readonly constraint: string | undefined
  /** Detail of our own refusals (class `UD`), which name no person. */
  readonly detail: string | undefined

  constructor(error: DatabaseError) {
    const sqlState = error.code ?? 'XX000'
    const about = error.constraint === undefined ? '' : `, ${error.constraint}`
    // Class 22 (data) quotes the value it dislikes.
    const message = sqlState.startsWith('22') ? 'a value has the wrong form' : error.message
    super(
      `The database refused: ${message} (${sqlState}${about})`,
      'Compare the case with the rule that is named, correct it or report a fault of the program, then retry the incident.',
    )
    this.sqlState = sqlState
    this.constraint = error.constraint
    this.detail = sqlState.startsWith('UD') ? error.detail : undefined
  }
}

/** Connection trouble, rollbacks in favour of others, full or restarting server, locks that took too long. */
const RETRYABLE_STATE = /^(08|40|53|57P|55P03|57014|25P03|25P04)/

/**
 * @returns `OutageError` for what may work later, `QueryRefused` for what the database will always refuse,
 * and everything that does not come from the database unchanged
 */
export function translateFailure(error: unknown): unknown {
  if (error instanceof DatabaseError) {
    return RETRYABLE_STATE.test(error.code ?? '')
      ? new OutageError(`The database could not do it now: ${error.message} (${error.code ?? ''})`)
      : new QueryRefused(error)
  }
  if (error instanceof Error && isConnectionTrouble(error)) {
    return new OutageError(`The database is not reachable: ${error.message}`, { cause: error })
  }
  return error
}

function isConnectionTrouble(error: Error): boolean {
  const code: unknown = 'code' in error ? error.code : undefined
  return (
    (typeof code === 'string' && /^(ECONN|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)/.test(code)) ||
    /connection|Client was closed|Query read timeout|timeout exceeded when trying to connect/i.test(
      error.message,
    )
  )
}
