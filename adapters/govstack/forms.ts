/**
 * Forms of GovStack's payments building block, G2P bulk payment: what a payment hub takes from a programme, and what it
 * says afterwards. Names, lengths and codes are those of the published interface (bb-payments: `/bulk-payment`,
 * `/prepayment-validation`, `/register-beneficiary`, `/update-beneficiary-details`, and the callbacks on them).
 */
import { Type, type Static, type TSchema } from 'typebox'

const strict = { additionalProperties: false }
const exactly = (length: number) => Type.String({ minLength: length, maxLength: length })
const nullable = <T extends TSchema>(schema: T) => Type.Optional(Type.Union([schema, Type.Null()]))

const envelope = {
  /** Unique for each request: the same one with the same body is answered the same. */
  RequestID: exactly(12),
  /** Who pays. */
  SourceBBID: exactly(12),
}

const CreditInstruction = Type.Object(
  {
    /** Our EndToEndId has exactly that many letters and digits. */
    InstructionID: exactly(16),
    /** Whom the hub's account mapper knows under it. */
    PayeeFunctionalID: exactly(20),
    /** In manat. */
    Amount: Type.Number({ exclusiveMinimum: 0 }),
    Currency: exactly(3),
    Narration: Type.Optional(Type.String({ minLength: 1, maxLength: 50 })),
  },
  strict,
)
export type CreditInstruction = Static<typeof CreditInstruction>

/** Body of both `/bulk-payment` and `/prepayment-validation`. */
export const BulkRequest = Type.Object(
  { ...envelope, BatchID: exactly(12), CreditInstructions: Type.Array(CreditInstruction, { minItems: 1 }) },
  strict,
)
export type BulkRequest = Static<typeof BulkRequest>

/** `00` a bank account; the building block also knows mobile money, vouchers, wallets and proxies. */
export const BANK_ACCOUNT = '00'

/** Body of `/register-beneficiary` and `/update-beneficiary-details`: where a payee is paid from now on. */
export const BeneficiaryUpdate = Type.Object(
  {
    ...envelope,
    Beneficiaries: Type.Array(
      Type.Object(
        {
          PayeeFunctionalID: exactly(20),
          PaymentModality: Type.Literal(BANK_ACCOUNT),
          FinancialAddress: Type.String({ minLength: 1, maxLength: 30 }),
        },
        strict,
      ),
      { minItems: 1 },
    ),
  },
  strict,
)
export type BeneficiaryUpdate = Static<typeof BeneficiaryUpdate>

/** The hub's answer to each of them: `00` taken, `01` not. */
export const Acknowledgement = Type.Object({
  ResponseCode: Type.Enum(['00', '01']),
  ResponseDescription: Type.String(),
  RequestID: Type.String(),
})
export type Acknowledgement = Static<typeof Acknowledgement>

/** Callback on a batch: totals, and what became of each instruction it tells of; may come several times. */
export const BulkResults = Type.Object({
  requestId: Type.String(),
  batchId: Type.String({ minLength: 1, maxLength: 50 }),
  TotalTransactions: Type.Integer({ minimum: 0 }),
  ongoing: Type.Optional(Type.Integer({ minimum: 0 })),
  failed: Type.Integer({ minimum: 0 }),
  completed: Type.Integer({ minimum: 0 }),
  resultGeneratedAt: Type.String(),
  creditInstructions: Type.Array(
    Type.Object({
      instructionID: Type.String({ minLength: 1, maxLength: 16 }),
      status: Type.Enum(['COMPLETED', 'FAILED', 'ONGOING']),
      /** In manat. */
      amount: nullable(Type.Number()),
      currency: nullable(Type.String({ maxLength: 3 })),
      failureReason: nullable(Type.String({ maxLength: 100 })),
    }),
  ),
})
export type BulkResults = Static<typeof BulkResults>

/** Callback on a prepayment validation: instructions that could not be credited as things stand. */
export const ValidationResults = Type.Object({
  RequestID: Type.String(),
  Source_BatchID: Type.String({ minLength: 1, maxLength: 50 }),
  NumberFailedCases: Type.Optional(Type.Integer({ minimum: 0 })),
  FailedAccounts: Type.Optional(
    Type.Array(
      Type.Object({
        InstructionID: Type.String({ minLength: 1, maxLength: 16 }),
        FailureReason: nullable(Type.String({ maxLength: 100 })),
      }),
    ),
  ),
})
export type ValidationResults = Static<typeof ValidationResults>
