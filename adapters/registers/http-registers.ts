/**
 * Step query-register: asks one state register about a household and believes nothing that its schema does not
 * promise (docs/domain.md 1.7 step 6). Slow or down → `RetryableError`, so the job tries again later; an answer of
 * the wrong shape → `RegisterAnswerUnusable`, so that people look. Next: the answer is stored by the worker.
 */
import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import { OperatorError } from '../../domain/errors.ts'
import { formats } from '../../domain/identifiers.ts'
import {
  registerAnswers,
  RegisterAnswerUnusable,
  registerNames,
  type RegisterAnswer,
  type RegisterName,
  type Registers,
} from '../../domain/registers.ts'
import { AnswerTooLarge, call, type HttpAnswer } from '../http/call.ts'
import { createResilience, standardResilience, type ResilienceOptions } from '../http/resilience.ts'

export interface HttpRegistersOptions {
  /** Address under which each register answers `POST /{register}`. */
  readonly url: string
  /** For one call; a query with its retries takes a few of these at most. */
  readonly timeoutMs?: number
  readonly maxAnswerBytes?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly resilience?: Partial<ResilienceOptions>
  /** For metrics: each call with its outcome and how long it took. */
  readonly onCall?: (
    register: RegisterName,
    outcome: 'answered' | 'failed' | 'unusable',
    seconds: number,
  ) => void
}

const ajv = addFormats.default(new Ajv({ allErrors: false, formats }))
const validators = new Map<RegisterName, ValidateFunction>(
  registerNames.map((register) => [register, ajv.compile(registerAnswers[register])]),
)

/** One port for all registers; each has a circuit of its own, so that one that is down does not hold up the others. */
export function createHttpRegisters({
  url,
  timeoutMs = 5_000,
  maxAnswerBytes = 2_000_000,
  headers,
  resilience,
  onCall,
}: HttpRegistersOptions): Registers {
  const options = { ...standardResilience, ...resilience }
  const circuits = new Map(
    registerNames.map((register) => [register, createResilience(`register ${register}`, options)]),
  )

  return {
    async ask(register, query) {
      const startedAt = performance.now()
      const tell = (outcome: 'answered' | 'failed' | 'unusable') => {
        onCall?.(register, outcome, (performance.now() - startedAt) / 1_000)
      }
      const circuit = circuits.get(register)
      if (circuit === undefined) throw new RangeError(`There is no register ${register}`)
      try {
        const answer = await circuit(() =>
          call({
            target: `register ${register}`,
            url: `${url.replace(/\/$/, '')}/${register}`,
            method: 'POST',
            headers: { ...headers, 'content-type': 'application/json', accept: 'application/json' },
            body: JSON.stringify(query),
            timeoutMs,
            maxAnswerBytes,
          }),
        )
        const usable = readAnswer(register, answer)
        tell('answered')
        return usable
      } catch (error) {
        tell(
          error instanceof RegisterAnswerUnusable || error instanceof AnswerTooLarge ? 'unusable' : 'failed',
        )
        if (error instanceof AnswerTooLarge) throw new RegisterAnswerUnusable(error.message, { cause: error })
        throw error
      }
    },
  }
}

function readAnswer<R extends RegisterName>(register: R, { status, text }: HttpAnswer): RegisterAnswer<R> {
  if (status === 404) return nothingKnown(register)
  if (status !== 200) {
    throw new OperatorError(
      `Register ${register} refused the query with status ${status}`,
      'Check address and access rights for this register, then retry.',
    )
  }
  let answer: unknown
  try {
    answer = JSON.parse(text)
  } catch (error) {
    // The parser's own message quotes the answer, which may hold personal data.
    if (!(error instanceof SyntaxError)) throw error
    throw new RegisterAnswerUnusable(`Register ${register} answered with something that is not JSON`)
  }
  if (isAnswerOf(register, answer)) return answer
  const problem = validators.get(register)?.errors?.[0]
  const pointer = problem === undefined || problem.instancePath === '' ? '/' : problem.instancePath
  throw new RegisterAnswerUnusable(
    `Register ${register} answered in the wrong shape: ${pointer} ${problem?.message ?? 'is wrong'}`,
  )
}

function isAnswerOf<R extends RegisterName>(register: R, answer: unknown): answer is RegisterAnswer<R> {
  return validators.get(register)?.(answer) === true
}

/** A register that does not know the household answers 404, which is an answer: nothing is recorded there. */
function nothingKnown<R extends RegisterName>(register: R): RegisterAnswer<R> {
  const empty: unknown = Object.fromEntries(
    Object.keys(registerAnswers[register].properties).map((list) => [list, []]),
  )
  if (!isAnswerOf(register, empty)) throw new RangeError(`Register ${register} has no empty answer`)
  return empty
}
