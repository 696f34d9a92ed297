/**
 * pain.002, the bank's report on a payment file: on the whole file, on a block, or on single payments.
 * A judgement of a file or block becomes a line of its own, because it decides about orders it does not list.
 */
import type { BankLine } from '../../domain/payment.ts'
import { readAmount } from './bank-values.ts'
import type { LineCollector } from './read-bank-message.ts'
import { describeFields, type Values } from './xml-fields.ts'

const file = 'CstmrPmtStsRpt/OrgnlGrpInfAndSts'
const block = 'CstmrPmtStsRpt/OrgnlPmtInfAndSts'
const payment = `${block}/TxInfAndSts`

/** Versions .03 to .14 have these in the same places. */
const pain002 = describeFields(
  {
    messageId: 'CstmrPmtStsRpt/GrpHdr/MsgId',
    originalMessageId: `${file}/OrgnlMsgId`,
    fileStatus: `${file}/GrpSts`,
    fileReason: `${file}/StsRsnInf/Rsn/Cd`,
    fileOwnReason: `${file}/StsRsnInf/Rsn/Prtry`,
    fileWords: `${file}/StsRsnInf/AddtlInf`,
    blockStatus: `${block}/PmtInfSts`,
    blockReason: `${block}/StsRsnInf/Rsn/Cd`,
    blockOwnReason: `${block}/StsRsnInf/Rsn/Prtry`,
    blockWords: `${block}/StsRsnInf/AddtlInf`,
    endToEndId: `${payment}/OrgnlEndToEndId`,
    instructionId: `${payment}/OrgnlInstrId`,
    status: `${payment}/TxSts`,
    reason: `${payment}/StsRsnInf/Rsn/Cd`,
    ownReason: `${payment}/StsRsnInf/Rsn/Prtry`,
    words: `${payment}/StsRsnInf/AddtlInf`,
    amount: `${payment}/OrgnlTxRef/Amt/InstdAmt`,
    currency: `${payment}/OrgnlTxRef/Amt/InstdAmt@Ccy`,
    iban: `${payment}/OrgnlTxRef/CdtrAcct/Id/IBAN`,
  },
  { header: 'CstmrPmtStsRpt/GrpHdr', file, block, payment },
)
type Pain002Field = (typeof pain002.fields)[number]

/** ISO external status codes; what is not listed is only news, so the order waits. */
const statuses: Readonly<Record<string, BankLine['status']>> = {
  RJCT: 'rejected',
  CANC: 'rejected',
  ACTC: 'accepted',
  ACCP: 'accepted',
  ACSP: 'accepted',
  ACSC: 'accepted',
  ACCC: 'accepted',
  ACWC: 'accepted',
  PART: 'accepted',
}
const statusOf = (code: string | undefined): BankLine['status'] => statuses[code ?? ''] ?? 'pending'

/** Code and words of the bank, e.g. `AC04 account closed`. */
const reasonOf = (code: string | undefined, words: string | undefined): string | undefined =>
  code === undefined || words === undefined ? (code ?? words) : `${code} ${words}`

/** Collects the lines of one report. */
export function createPain002Collector(): LineCollector<Pain002Field> {
  const lines: BankLine[] = []
  let messageId: string | undefined
  let originalMessageId: string | undefined

  /** An acceptance of the whole moves no order: the single payments or the statement do. */
  const addWhole = (scope: 'file' | 'block', code: string | undefined, reason: string | undefined) => {
    if (code === undefined || statusOf(code) !== 'rejected') return
    lines.push({ ...emptyLine(originalMessageId), status: 'rejected', reason, scope })
  }
  return {
    type: 'pain.002',
    lines,
    messageId: () => messageId,
    problems: () =>
      originalMessageId === undefined ? ['it does not say which payment file it is about'] : [],
    handler: {
      fields: pain002,
      record(name, values) {
        switch (name) {
          case 'header':
            messageId ??= values.messageId
            break
          case 'file':
            originalMessageId = values.originalMessageId
            addWhole(
              'file',
              values.fileStatus,
              reasonOf(values.fileReason ?? values.fileOwnReason, values.fileWords),
            )
            break
          case 'block':
            addWhole('block', values.blockStatus, blockReasonOf(values))
            break
          default:
            lines.push(paymentLine(values, originalMessageId))
        }
      },
    },
  }
}

const blockReasonOf = (values: Values<Pain002Field>): string | undefined =>
  reasonOf(values.blockReason ?? values.blockOwnReason, values.blockWords)

const emptyLine = (originalMessageId: string | undefined) => ({
  endToEndId: undefined,
  amountQepik: undefined,
  currency: undefined,
  iban: undefined,
  bookedOn: undefined,
  foundIn: undefined,
  ...(originalMessageId === undefined ? {} : { originalMessageId }),
})

function paymentLine(values: Values<Pain002Field>, originalMessageId: string | undefined): BankLine {
  const { instructionId } = values
  const amount = readAmount(values.amount, values.currency)
  const reference = values.endToEndId === 'NOTPROVIDED' ? undefined : values.endToEndId
  return {
    endToEndId: reference ?? instructionId,
    amountQepik: amount.amountQepik,
    currency: amount.currency,
    iban: values.iban,
    bookedOn: undefined,
    // A payment without a status of its own shares its block's.
    status: statusOf(values.status ?? values.blockStatus),
    reason: reasonOf(values.reason ?? values.ownReason, values.words) ?? blockReasonOf(values),
    foundIn: reference !== undefined ? 'end-to-end' : instructionId !== undefined ? 'instruction' : undefined,
    scope: 'payment',
    ...(originalMessageId === undefined ? {} : { originalMessageId }),
    ...(amount.problem === undefined ? {} : { problem: amount.problem }),
  }
}
