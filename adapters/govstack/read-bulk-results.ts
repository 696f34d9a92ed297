/**
 * What a payment hub reports on a batch, as lines like those of a bank: matched by the same matching. Where a hub stands
 * for the bank, its word that a payment is completed is the booking. A batch is as large as our request was, so it is
 * read at once. Next: the lines are stored, then matched.
 */
import { createHash } from 'node:crypto'
import { Ajv } from 'ajv'
import { DomainError } from '../../domain/errors.ts'
import type { BankLine, BankMessageStream } from '../../domain/payment.ts'
import { readAmount, readDay } from '../bank/bank-values.ts'
import { BulkResults, ValidationResults } from './forms.ts'

/** Some hundred thousand instructions; our requests have a thousand. */
const MAX_BYTES = 32 * 1024 * 1024

const ajv = new Ajv()
const isBulkResults = ajv.compile<BulkResults>(BulkResults)
const isValidationResults = ajv.compile<ValidationResults>(ValidationResults)

/** @throws DomainError `BANK_MESSAGE_UNREADABLE` for what is neither of the two callbacks */
export async function openBulkResults(bytes: AsyncIterable<Uint8Array>): Promise<BankMessageStream> {
  const text = await whole(bytes)
  // A hub reports on a batch as often as it likes, so the content belongs to the id: the same report counts once.
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 16)
  const report = parse(text)
  if (isBulkResults(report)) {
    return message('bulk-result', `${report.batchId}-${digest}`, linesOf(report), problemsOf(report))
  }
  if (isValidationResults(report)) {
    return message('bulk-result', `${report.Source_BatchID}-validation-${digest}`, forecastsOf(report), [])
  }
  throw unreadable('it is no report on a bulk payment or its validation')
}

const message = (
  type: BankMessageStream['type'],
  messageId: string,
  lines: readonly BankLine[],
  problems: readonly string[],
): BankMessageStream => ({
  messageId,
  type,
  batches: (async function* () {
    yield lines
  })(),
  problems: () => problems,
  close: async () => undefined,
})

const statuses = { COMPLETED: 'booked', FAILED: 'rejected', ONGOING: 'pending' } as const

function linesOf({ creditInstructions, resultGeneratedAt }: BulkResults): readonly BankLine[] {
  const day = readDay(resultGeneratedAt)
  return creditInstructions.map(({ instructionID, status, amount, currency, failureReason }) => {
    const read = readAmount(
      amount === undefined || amount === null ? undefined : String(amount),
      currency ?? undefined,
    )
    return {
      ...plainLine(instructionID, failureReason),
      status: statuses[status],
      amountQepik: read.amountQepik,
      currency: read.currency,
      bookedOn: status === 'COMPLETED' ? day : undefined,
      ...(read.problem === undefined ? {} : { problem: read.problem }),
    }
  })
}

/** What a validation found is news, not an answer: nothing has been paid or refused yet. */
const forecastsOf = ({ FailedAccounts = [] }: ValidationResults): readonly BankLine[] =>
  FailedAccounts.map(({ InstructionID, FailureReason }) => ({
    ...plainLine(InstructionID, FailureReason),
    status: 'pending',
  }))

const plainLine = (endToEndId: string, reason: string | null | undefined) =>
  ({
    endToEndId,
    foundIn: 'instruction',
    amountQepik: undefined,
    currency: undefined,
    iban: undefined,
    bookedOn: undefined,
    reason: reason ?? undefined,
    scope: 'payment',
  }) as const

function problemsOf({ batchId, creditInstructions, ...totals }: BulkResults): readonly string[] {
  const count = (wanted: string) => creditInstructions.filter(({ status }) => status === wanted).length
  const adds =
    totals.completed === count('COMPLETED') &&
    totals.failed === count('FAILED') &&
    totals.completed + totals.failed + (totals.ongoing ?? 0) === totals.TotalTransactions
  return adds ? [] : [`the totals of batch ${batchId} are not those of its instructions`]
}

async function whole(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of bytes) {
    length += piece.byteLength
    if (length > MAX_BYTES) throw unreadable(`longer than ${MAX_BYTES} bytes`)
    pieces.push(piece)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces))
  } catch (error) {
    throw unreadable('it is not UTF-8', error)
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    // The parser's own words would quote the content.
    throw unreadable('it is not JSON', error)
  }
}

const unreadable = (problem: string, cause?: unknown): DomainError =>
  new DomainError('BANK_MESSAGE_UNREADABLE', `The hub's report cannot be read: ${problem}`, {
    detail: { line: '0', column: '0', problem },
    ...(cause === undefined ? {} : { cause }),
  })
