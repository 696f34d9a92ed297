/**
 * The simulated bank as a payment hub after GovStack's building block: keeps an account mapper, validates, pays in bulk,
 * and reports on each batch to the caller's `X-Callback-URL`. A request id is answered once: the same body again gets the
 * same answer. Behaves as `/control` says; in memory, so a restarted hub has forgotten. `/hub/payments` shows what was paid.
 */
import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import {
  BeneficiaryUpdate,
  BulkRequest,
  type Acknowledgement,
  type BulkResults,
  type CreditInstruction,
  type ValidationResults,
} from '../../../adapters/govstack/forms.ts'
import { judge, type Behaviour } from './rules.ts'

export interface HubOptions {
  readonly behaviour: () => Behaviour
  readonly now: () => Date
  /** Sent along with every report, e.g. our token at the caller. */
  readonly callbackHeaders?: Readonly<Record<string, string>>
}

interface HubPayment {
  readonly instructionId: string
  readonly account: string
  readonly amountQepik: number
}

const CALLBACK_TRIES = 8

export function addHub(app: FastifyInstance, { behaviour, now, callbackHeaders }: HubOptions): void {
  const answered = new Map<string, { readonly body: string; readonly answer: Acknowledgement }>()
  const accounts = new Map<string, string>()
  const payments = new Map<string, HubPayment>()
  const closing = new AbortController()
  app.addHook('onClose', async () => {
    closing.abort()
  })

  const report = async (request: FastifyRequest, body: BulkResults | ValidationResults): Promise<void> => {
    const url = request.headers['x-callback-url']
    if (typeof url !== 'string') return
    for (let tried = 1; tried <= CALLBACK_TRIES && !closing.signal.aborted; tried += 1) {
      const taken = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...callbackHeaders },
        body: JSON.stringify(body),
        signal: closing.signal,
      }).then(
        ({ status }) => status < 500,
        () => false, // Nobody listens yet, or no more: tried again.
      )
      if (taken) return
      await wait(25 * 2 ** tried, undefined, { ref: false })
    }
  }
  const acknowledge = (RequestID: string, refusal?: string): Acknowledgement => ({
    ResponseCode: refusal === undefined ? '00' : '01',
    ResponseDescription: refusal ?? 'Request successfully received by Pay-BB',
    RequestID,
  })
  /** Works once for a request id; afterwards only the answer is given again. */
  const once = (body: { readonly RequestID: string }, work: () => void): Acknowledgement => {
    const hash = createHash('sha256').update(JSON.stringify(body)).digest('hex')
    const known = answered.get(body.RequestID)
    if (known !== undefined) {
      return known.body === hash
        ? known.answer
        : acknowledge(body.RequestID, 'This RequestID was used for another request')
    }
    const answer = acknowledge(
      body.RequestID,
      behaviour().refuseFiles ? 'No requests are taken today' : undefined,
    )
    answered.set(body.RequestID, { body: hash, answer })
    if (answer.ResponseCode === '00') work()
    return answer
  }
  const qepik = (manat: number): number => Math.round(manat * 100)
  /** @returns why it cannot be credited */
  const problemOf = (instruction: CreditInstruction): string | undefined => {
    const iban = accounts.get(instruction.PayeeFunctionalID)
    if (iban === undefined) return 'the payee has no account in the mapper'
    const transfer = {
      iban,
      name: '',
      remittance: '',
      blockId: '',
      debtorIban: '',
      debtorName: '',
      executionDay: '',
    }
    const verdict = judge(
      {
        ...transfer,
        instructionId: instruction.InstructionID,
        endToEndId: instruction.InstructionID,
        amountQepik: qepik(instruction.Amount),
        currency: instruction.Currency,
      },
      behaviour(),
      Number.MAX_SAFE_INTEGER,
    )
    return verdict === undefined ? undefined : `${verdict.code} ${verdict.words}`
  }
  const pay = (instruction: CreditInstruction): BulkResults['creditInstructions'][number] => {
    const {
      InstructionID: instructionID,
      Amount: amount,
      Currency: currency,
      PayeeFunctionalID,
    } = instruction
    const problem = payments.has(instructionID) ? 'the instruction was paid before' : problemOf(instruction)
    if (problem !== undefined)
      return { instructionID, status: 'FAILED', amount, currency, failureReason: problem }
    const account = accounts.get(PayeeFunctionalID) ?? ''
    payments.set(instructionID, { instructionId: instructionID, account, amountQepik: qepik(amount) })
    return { instructionID, status: 'COMPLETED', amount, currency, failureReason: null }
  }

  void app.register(async (hub) => {
    hub.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
      const { RequestID = '' } = (request.body ?? {}) as { RequestID?: string }
      return reply.code(error.statusCode ?? 500).send(acknowledge(RequestID, error.message.slice(0, 200)))
    })
    const keepAccounts = (body: BeneficiaryUpdate) => {
      for (const { PayeeFunctionalID, FinancialAddress } of body.Beneficiaries)
        accounts.set(PayeeFunctionalID, FinancialAddress)
    }
    hub.post<{ Body: BeneficiaryUpdate }>(
      '/register-beneficiary',
      { schema: { body: BeneficiaryUpdate } },
      async ({ body }) =>
        once(body, () => {
          keepAccounts(body)
        }),
    )
    hub.post<{ Body: BeneficiaryUpdate }>(
      '/update-beneficiary-details',
      { schema: { body: BeneficiaryUpdate } },
      async ({ body }) => {
        // Not remembered as an answer: once they are registered, the same request is taken.
        const isNew = body.Beneficiaries.some(({ PayeeFunctionalID }) => !accounts.has(PayeeFunctionalID))
        if (isNew) return acknowledge(body.RequestID, 'A payee is not registered')
        return once(body, () => {
          keepAccounts(body)
        })
      },
    )
    hub.post<{ Body: BulkRequest }>(
      '/prepayment-validation',
      { schema: { body: BulkRequest } },
      async (request) => {
        const { body } = request
        return once(body, () => {
          const failed = body.CreditInstructions.flatMap((instruction) => {
            const problem = problemOf(instruction)
            return problem === undefined
              ? []
              : [{ InstructionID: instruction.InstructionID, FailureReason: problem }]
          })
          void report(request, {
            RequestID: body.RequestID,
            Source_BatchID: body.BatchID,
            NumberFailedCases: failed.length,
            FailedAccounts: failed,
          })
        })
      },
    )
    const payInBulk = async (request: FastifyRequest<{ Body: BulkRequest }>) => {
      const { body } = request
      return once(body, () => {
        const results = body.CreditInstructions.map(pay)
        const completed = results.filter(({ status }) => status === 'COMPLETED').length
        void report(request, {
          requestId: body.RequestID,
          batchId: body.BatchID,
          TotalTransactions: results.length,
          ongoing: 0,
          failed: results.length - completed,
          completed,
          resultGeneratedAt: now().toISOString(),
          creditInstructions: results,
        })
      })
    }
    // The published description names the second path, its published tests the first.
    for (const path of ['/bulk-payment', '/batchtransactions']) {
      hub.post<{ Body: BulkRequest }>(path, { schema: { body: BulkRequest } }, payInBulk)
    }
  })
  app.get('/hub/payments', () => ({ payments: [...payments.values()] }))
}
