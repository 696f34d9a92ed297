/**
 * A payment hub after GovStack's payments building block where the bank is (steps send-payment-file and its like): the
 * orders of a file go out as bulk requests, the hub reports by callback on `POST /v1/bank-messages`. Request and batch ids
 * are derived from the file, so that a file sent again asks for nothing new. Next: read-bulk-results.ts.
 */
import { createHash } from 'node:crypto'
import { Ajv } from 'ajv'
import { base32 } from '../../domain/end-to-end-id.ts'
import { DomainError, OperatorError } from '../../domain/errors.ts'
import { formatManat } from '../../domain/money.ts'
import type { Bank, OutgoingFile } from '../../domain/payment.ts'
import { call, type HttpAnswer } from '../http/call.ts'
import { createResilience, standardResilience, type ResilienceOptions } from '../http/resilience.ts'
import { Acknowledgement, BANK_ACCOUNT, type BeneficiaryUpdate, type BulkRequest } from './forms.ts'
import { transfersOf, type Transfer } from './read-payment-file.ts'

export interface GovStackBankOptions {
  readonly url: string
  /** Our id at the hub, 12 characters. */
  readonly sourceId: string
  /** Where the hub reports to. */
  readonly callbackUrl: string
  /** Functional ids (20 characters) of payees by EndToEndId: under them the hub's account mapper knows an account. */
  readonly payeeIds: (endToEndIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
  readonly instructionsPerRequest?: number
  readonly timeoutMs?: number
  readonly resilience?: Partial<ResilienceOptions>
}

/** Step by step over the whole file, so that what the hub will not have is known before the first payment. */
const steps = ['update-beneficiary-details', 'prepayment-validation', 'bulk-payment'] as const
/** Who is new at the hub is registered, with the same body, when it does not take the update. */
type Step = (typeof steps)[number] | 'register-beneficiary'

const isAcknowledgement = new Ajv().compile<Acknowledgement>(Acknowledgement)

export function createGovStackBank(options: GovStackBankOptions): Bank {
  const { sourceId, callbackUrl, instructionsPerRequest = 1_000, timeoutMs = 30_000 } = options
  const base = options.url.replace(/\/$/, '')
  const steadily = createResilience('payment hub', { ...standardResilience, ...options.resilience })

  const bodyOf = async (
    step: Step,
    { messageId, sha256 }: OutgoingFile,
    number: number,
    transfers: readonly Transfer[],
  ): Promise<BulkRequest | BeneficiaryUpdate> => {
    const payees = await options.payeeIds(transfers.map(({ endToEndId }) => endToEndId))
    const payeeOf = ({ endToEndId }: Transfer): string => payees.get(endToEndId) ?? missingPayee(endToEndId)
    // Another file under the same message id would be another request.
    const RequestID = derivedId(`${messageId}|${sha256}|${step}|${number}`)
    if (step === 'update-beneficiary-details' || step === 'register-beneficiary') {
      const beneficiary = (transfer: Transfer): BeneficiaryUpdate['Beneficiaries'][number] => ({
        PayeeFunctionalID: payeeOf(transfer),
        PaymentModality: BANK_ACCOUNT,
        FinancialAddress: transfer.iban,
      })
      return { RequestID, SourceBBID: sourceId, Beneficiaries: transfers.map(beneficiary) }
    }
    const instruction = (transfer: Transfer) => ({
      InstructionID: transfer.endToEndId,
      PayeeFunctionalID: payeeOf(transfer),
      Amount: Number(formatManat(transfer.amountQepik)),
      Currency: transfer.currency,
      Narration: transfer.remittance.slice(0, 50),
    })
    return {
      RequestID,
      SourceBBID: sourceId,
      BatchID: derivedId(`${messageId}|${number}`),
      CreditInstructions: transfers.map(instruction),
    }
  }

  /** @returns why the hub does not take it; `undefined` when it does */
  const ask = async (step: Step, body: BulkRequest | BeneficiaryUpdate): Promise<string | undefined> => {
    const answer = await steadily(() =>
      call({
        target: 'payment hub',
        url: `${base}/${step}`,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          'x-callback-url': callbackUrl,
        },
        body: JSON.stringify(body),
        timeoutMs,
        maxAnswerBytes: 100_000,
      }),
    )
    return refusalOf(answer, body.RequestID)
  }

  return {
    send: async (file) => {
      for (const step of steps) {
        let number = 0
        for await (const transfers of transfersOf(file.open(), instructionsPerRequest)) {
          number += 1
          const tell = async (what: Step) => ask(what, await bodyOf(what, file, number, transfers))
          let refusal = await tell(step)
          if (refusal !== undefined && step === 'update-beneficiary-details') {
            refusal = await tell('register-beneficiary')
          }
          if (refusal === undefined) continue
          if (step !== 'bulk-payment' || number === 1) {
            throw new DomainError(
              'BANK_REFUSED_FILE',
              `The payment hub refused file ${file.messageId}: ${refusal}`,
            )
          }
          throw new OperatorError(
            `The payment hub took ${number - 1} batches of file ${file.messageId} and refused the next: ${refusal}`,
            'Settle it with the hub, then retry: what it took is not paid twice. Do not send the file another way.',
          )
        }
      }
    },
    // A hub reports by itself; there is nothing to collect.
    waiting: async () => [],
    fetch: (id) => Promise.reject(new RangeError(`A payment hub keeps no messages: ${id}`)),
    acknowledge: async () => undefined,
  }
}

/** Twelve letters and digits that differ when the text does. */
const derivedId = (text: string): string =>
  base32(createHash('sha256').update(text).digest().subarray(0, 10)).slice(0, 12)

function missingPayee(endToEndId: string): never {
  throw new OperatorError(
    `Payment ${endToEndId} of the file is not in the database`,
    'Check that file store and database belong together before anything is sent.',
  )
}

function refusalOf({ status, text }: HttpAnswer, requestId: string): string | undefined {
  const answer = parse(text)
  if (!isAcknowledgement(answer)) {
    if (status === 400 || status === 422) return `status ${status}`
    throw new OperatorError(
      `The payment hub answered with status ${status}, not in its own form`,
      "Check the hub's address and our access, then retry.",
    )
  }
  const { ResponseCode, ResponseDescription, RequestID } = answer
  if (ResponseCode !== '00' || status >= 300) return ResponseDescription.slice(0, 200)
  if (RequestID === requestId) return undefined
  throw new OperatorError(
    'The payment hub answered another request than ours',
    'Do not retry before the hub has explained it: whether the request was taken is not known.',
  )
}

/** `undefined` for what is not JSON, which no form accepts. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
