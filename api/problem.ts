/**
 * The one error body of the API (RFC 9457) and the one place where an error becomes a status. Whatever a
 * caller sends, the answer is a 4xx that names the field; a 5xx means that we failed, and says nothing more.
 */
import type { FastifyError } from 'fastify'
import { Type, type Static } from 'typebox'
import { DomainError, RetryableError } from '../domain/errors.ts'
import { describeViolations } from './violations.ts'

export const FieldProblem = Type.Object({
  field: Type.String({ description: 'JSON pointer into the request, e.g. /declaration/members/0/fin' }),
  problem: Type.String(),
})
export type FieldProblem = Static<typeof FieldProblem>

export const Problem = Type.Object(
  {
    type: Type.String({ description: 'URI reference naming the kind of problem' }),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String({ description: 'Stable name of the problem, for programs' }),
    detail: Type.Optional(Type.String()),
    errors: Type.Optional(Type.Array(FieldProblem)),
    /** More facts for programs, e.g. the number of the case already open. */
    facts: Type.Optional(Type.Record(Type.String(), Type.String())),
    instance: Type.String({ description: 'The request: quote it when asking for help' }),
  },
  { $id: 'Problem', description: 'application/problem+json' },
)
export type Problem = Static<typeof Problem>

/** Every code of a `DomainError` that can reach a caller, and of our own refusals. */
const statuses = {
  INVALID_REQUEST: 400,
  INVALID_JSON: 400,
  INVALID_CURSOR: 400,
  IDEMPOTENCY_KEY_INVALID: 400,
  BANK_MESSAGE_UNREADABLE: 422,
  NOT_AUTHENTICATED: 401,
  TOKEN_INVALID: 401,
  LOGIN_REFUSED: 401,
  NOT_ALLOWED: 403,
  CSRF_TOKEN_INVALID: 403,
  CASE_NOT_FOUND: 404,
  HOLD_NOT_FOUND: 404,
  RUN_NOT_TO_CANCEL: 409,
  RUN_NOT_TO_REOPEN: 409,
  HOLD_RELEASED_BY_ITS_MAKER: 409,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CASE_ALREADY_OPEN: 409,
  APPLICATION_BLOCKED: 409,
  ASSISTANCE_RUNNING: 409,
  ASSISTANCE_ENDED: 409,
  CHANGE_DECIDED: 409,
  ACCOUNT_NOT_TO_CORRECT: 409,
  SERVICE_REQUEST_CLOSED: 409,
  CASE_NOT_DECIDED: 409,
  APPEAL_ALREADY_OPEN: 409,
  APPEAL_CLOSED: 409,
  APPEAL_NOT_POSSIBLE: 409,
  RECOVERY_ALREADY_OPEN: 409,
  NOTHING_PAID: 409,
  OBJECTION_NOT_POSSIBLE: 409,
  BENEFIT_NOT_PAID: 409,
  DOCUMENTS_NOT_AWAITED: 409,
  EVENT_ID_REUSED: 409,
  REPAYMENT_NOT_POSSIBLE: 409,
  EARLY_END_NOT_POSSIBLE: 409,
  RETURN_NOT_POSSIBLE: 409,
  PROGRAMME_ALREADY_THERE: 409,
  PROGRAMME_NOT_TO_CHANGE: 409,
  COMMENT_NOT_POSSIBLE: 409,
  COMMENT_NOT_TO_ANSWER: 409,
  PROGRESS_NOT_POSSIBLE: 409,
  JOB_SEEKER_ALREADY_REGISTERED: 409,
  JOB_SEEKER_TOO_YOUNG: 400,
  OFF_REGISTER: 409,
  NOT_ON_REGISTER: 409,
  REFERRAL_NOT_FOUND: 404,
  REFERRAL_NOT_WAITING: 409,
  PROGRAMME_STEP_NOT_OPEN: 409,
  MARKS_GIVEN: 409,
  ASSET_GIVEN_ALREADY: 409,
  EVIDENCE_NOT_USABLE: 422,
  VACANCY_FULL: 409,
  VACANCY_NOT_FOUND: 404,
  VACANCY_CLOSED: 409,
  ALREADY_REFERRED: 409,
  SERVICE_UNKNOWN: 404,
  APPLICANT_IMPOSSIBLE: 400,
  BODY_TOO_LARGE: 413,
  BODY_TOO_SLOW: 408,
  BODY_CUT_OFF: 400,
  UNSUPPORTED_MEDIA_TYPE: 415,
  APPLICATION_INCONSISTENT: 400,
  IDEMPOTENCY_KEY_IN_FLIGHT: 409,
  IDEMPOTENCY_KEY_REUSED: 422,
  TOO_MANY_REQUESTS: 429,
  TEMPORARILY_UNAVAILABLE: 503,
  INTERNAL: 500,
} as const
export type ProblemCode = keyof typeof statuses

const titles: Readonly<Record<ProblemCode, string>> = {
  INVALID_REQUEST: 'The request does not have the right form',
  INVALID_JSON: 'The body is not readable JSON',
  INVALID_CURSOR: 'The cursor is not one this list gave out',
  IDEMPOTENCY_KEY_INVALID: 'The Idempotency-Key header is not usable',
  BANK_MESSAGE_UNREADABLE: 'The bank message cannot be read',
  NOT_AUTHENTICATED: 'Log in or send a bearer token',
  TOKEN_INVALID: 'The bearer token is not accepted',
  LOGIN_REFUSED: 'Name or password is wrong, or the account is locked',
  NOT_ALLOWED: 'This is not allowed for your role',
  CSRF_TOKEN_INVALID: 'The form has expired: load the page again',
  CASE_NOT_FOUND: 'No such case',
  RUN_NOT_TO_CANCEL: 'This run cannot be stopped now',
  RUN_NOT_TO_REOPEN: 'This run was not cancelled',
  HOLD_NOT_FOUND: 'No such hold on payments',
  HOLD_RELEASED_BY_ITS_MAKER: 'Somebody else has to release a hold',
  NOT_FOUND: 'There is nothing at this address',
  METHOD_NOT_ALLOWED: 'This method is not offered here',
  APPLICATION_BLOCKED: 'A member of the household lost the right for false data until that day',
  ASSISTANCE_RUNNING:
    'The household is being assisted: report a change in its term, or ask there for its renewal',
  ASSISTANCE_ENDED: 'The assistance had ended before',
  CHANGE_DECIDED: 'The change is decided, or waits for no representative',
  CASE_ALREADY_OPEN: 'The household has an application open already',
  ACCOUNT_NOT_TO_CORRECT: 'No payment of this case is waiting for another account',
  BODY_TOO_LARGE: 'The body is too large',
  BODY_TOO_SLOW: 'The body came too slowly',
  BODY_CUT_OFF: 'The body was cut off',
  UNSUPPORTED_MEDIA_TYPE: 'The body has a media type that is not taken here',
  APPLICATION_INCONSISTENT: 'The parts of the application contradict each other',
  IDEMPOTENCY_KEY_IN_FLIGHT: 'The same request is being worked on: try again shortly',
  SERVICE_UNKNOWN: 'The catalogue has no such service',
  APPLICANT_IMPOSSIBLE: 'The birth date cannot be',
  CASE_NOT_DECIDED: 'There is nothing to appeal yet',
  APPEAL_ALREADY_OPEN: 'An appeal on the same is still open',
  APPEAL_CLOSED: 'The appeal is decided, withdrawn or was not taken up',
  APPEAL_NOT_POSSIBLE: 'This cannot be appealed here',
  RECOVERY_ALREADY_OPEN: 'Months of this are asked back already',
  NOTHING_PAID: 'Nothing was paid in this case that could be asked back',
  BENEFIT_NOT_PAID: 'Nothing is paid any more in this case',
  DOCUMENTS_NOT_AWAITED: 'No papers are awaited in this case any more',
  EVENT_ID_REUSED: 'Another event was told under this id',
  OBJECTION_NOT_POSSIBLE: 'No demand awaits its answer, or it was objected to before',
  REPAYMENT_NOT_POSSIBLE: 'This cannot be entered as a repayment',
  EARLY_END_NOT_POSSIBLE: 'The asset is not visited any more, or its early end was entered otherwise',
  RETURN_NOT_POSSIBLE: 'The asset is not asked back, or its return was entered otherwise',
  PROGRAMME_ALREADY_THERE: 'This year has a programme already',
  PROGRAMME_NOT_TO_CHANGE: 'The programme is not drafted or revised now',
  COMMENT_NOT_POSSIBLE: 'No comment of this body is awaited',
  COMMENT_NOT_TO_ANSWER: 'There is no such comment to answer now',
  PROGRESS_NOT_POSSIBLE: 'No quarter is reported on now',
  JOB_SEEKER_ALREADY_REGISTERED: 'The person is on the register of job-seekers already',
  JOB_SEEKER_TOO_YOUNG: 'The person is too young to be a job-seeker',
  OFF_REGISTER: 'The person is off the register of job-seekers until that day',
  NOT_ON_REGISTER: 'The person is not on the register of job-seekers',
  REFERRAL_NOT_FOUND: 'There is no referral of that number with that code',
  REFERRAL_NOT_WAITING: 'The referral waits for no answer',
  PROGRAMME_STEP_NOT_OPEN: 'This cannot be entered at this step of the programme',
  MARKS_GIVEN: 'Your marks are given, and stay as they are',
  ASSET_GIVEN_ALREADY: 'An asset of that number is under another contract',
  EVIDENCE_NOT_USABLE: 'The file is none of the kinds that show a handover',
  VACANCY_FULL: 'Every place of the vacancy is taken or waits for an answer',
  VACANCY_NOT_FOUND: 'No such vacancy',
  VACANCY_CLOSED: 'The vacancy is closed',
  ALREADY_REFERRED: 'The person was referred there before, or still waits for an answer',
  SERVICE_REQUEST_CLOSED: 'The request has been answered or became another case',
  IDEMPOTENCY_KEY_REUSED: 'The Idempotency-Key was used with another body',
  TOO_MANY_REQUESTS: 'Too many requests: wait a moment',
  TEMPORARILY_UNAVAILABLE: 'Something we depend on does not answer: try again later',
  INTERNAL: 'The request could not be completed',
}

/** Codes that Fastify and its plugins give, in our words. */
const fastifyCodes: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'INVALID_JSON',
  FST_ERR_CTP_INVALID_JSON_BODY: 'INVALID_JSON',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'INVALID_REQUEST',
}

export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(statuses, code)

export interface FieldError {
  readonly field: string
  readonly problem: string
}

/** Several fields at fault at once: a `DomainError` names one, this one all. */
export class InvalidFields extends Error {
  override readonly name = 'InvalidFields'
  readonly code: ProblemCode
  readonly errors: readonly FieldError[]

  constructor(code: ProblemCode, errors: readonly FieldError[]) {
    super(errors.map(({ field, problem }) => `${field} ${problem}`).join('; '))
    this.code = code
    this.errors = errors
  }
}

interface Extra {
  readonly detail?: string
  readonly errors?: FieldError[]
  readonly facts?: Record<string, string>
}

export function problem(code: ProblemCode, requestId: string, extra: Extra = {}): Problem {
  return {
    type: `/problems/${code.toLowerCase().replaceAll('_', '-')}`,
    title: titles[code],
    status: statuses[code],
    code,
    ...extra,
    instance: `urn:request:${requestId}`,
  }
}

function fromDomainError(error: DomainError, requestId: string): Problem {
  if (!isProblemCode(error.code)) return problem('INTERNAL', requestId)
  return problem(error.code, requestId, {
    detail: error.message,
    ...(error.field === undefined ? {} : { errors: [{ field: error.field, problem: error.message }] }),
    ...(Object.keys(error.detail).length === 0 ? {} : { facts: { ...error.detail } }),
  })
}

function fromFramework(error: FastifyError, requestId: string): Problem {
  if (error.validation !== undefined) {
    return problem('INVALID_REQUEST', requestId, {
      errors: describeViolations(error.validation, error.validationContext ?? 'body'),
    })
  }
  if (error instanceof SyntaxError && error.statusCode === 400) return problem('INVALID_JSON', requestId)
  const known = fastifyCodes[error.code]
  if (known !== undefined) return problem(known, requestId)
  if (error.statusCode === 429) return problem('TOO_MANY_REQUESTS', requestId)
  // Whatever else the framework refuses with a 4xx is the caller's doing: a header, an encoding, a bad escape.
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return problem('INVALID_REQUEST', requestId, { detail: error.message })
  }
  return problem('INTERNAL', requestId)
}

/** What a caller is told of an error. Only codes listed above leave the house; everything else is `INTERNAL`. */
export function toProblem(error: unknown, requestId: string): Problem {
  if (error instanceof DomainError) return fromDomainError(error as DomainError, requestId)
  if (error instanceof InvalidFields) return problem(error.code, requestId, { errors: [...error.errors] })
  if (error instanceof RetryableError) return problem('TEMPORARILY_UNAVAILABLE', requestId)
  if (error instanceof Error) return fromFramework(error as FastifyError, requestId)
  return problem('INTERNAL', requestId)
}

/** Problem answers for a route's schema. */
export const problems = <const S extends readonly number[]>(...codes: S): Record<S[number], typeof Problem> =>
  Object.fromEntries(codes.map((code) => [code, Problem])) as Record<S[number], typeof Problem>
