/** What a person at the terminal gets to read when a step of the stack fails: step, reason, last log lines, what to do. */

/** A failure that is explained in full by its own text; the command prints it without a stack trace. */
export class StackError extends Error {
  override readonly name = 'StackError'
  readonly step: string
  readonly advice: string
  readonly logTail: readonly string[]

  constructor(step: string, reason: string, advice: string, logTail: readonly string[] = []) {
    super(reason)
    this.step = step
    this.advice = advice
    this.logTail = logTail
  }
}

/** The whole message, several lines, for the terminal. */
export function explain(error: unknown): string {
  if (!(error instanceof StackError))
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  const lines = [`${error.step}: ${error.message}`]
  if (error.logTail.length > 0)
    lines.push('', 'Last lines of its log:', ...error.logTail.map((line) => `  ${line}`))
  lines.push('', `What to do: ${error.advice}`)
  return lines.join('\n')
}

/** The text of anything that was thrown. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(reasonOf).join('; ')
  if (!(error instanceof Error)) return String(error)
  // fetch says why only in its cause.
  const isVague = error.message === 'fetch failed' && error.cause instanceof Error
  return isVague ? `${error.message} (${reasonOf(error.cause)})` : error.message
}
