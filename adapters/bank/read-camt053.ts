/**
 * camt.053, the account statement: what was truly booked. Versions .02 and later, whose statuses, parties and
 * amounts stand in different places. A debit booked is a payment made; a credit that returns or reverses one
 * is a payment come back; any other credit is no payment of ours and says so.
 */
import type { BankLine } from '../../domain/payment.ts'
import { findReference, readAmount, readDay, type ReadAmount } from './bank-values.ts'
import type { LineCollector } from './read-bank-message.ts'
import { createStatementTotals } from './statement-totals.ts'
import { describeFields, type Values } from './xml-fields.ts'

const statement = 'BkToCstmrStmt/Stmt'
const entry = `${statement}/Ntry`
const details = `${entry}/NtryDtls/TxDtls`

const camt053 = describeFields(
  {
    messageId: 'BkToCstmrStmt/GrpHdr/MsgId',
    statementId: `${statement}/Id`,
    account: `${statement}/Acct/Id/IBAN`,
    announced: `${statement}/TxsSummry/TtlNtries/NbOfNtries`,
    balanceCode: `${statement}/Bal/Tp/CdOrPrtry/Cd`,
    balanceAmount: `${statement}/Bal/Amt`,
    balanceCurrency: `${statement}/Bal/Amt@Ccy`,
    balanceIndicator: `${statement}/Bal/CdtDbtInd`,
    entryAmount: `${entry}/Amt`,
    entryCurrency: `${entry}/Amt@Ccy`,
    entryIndicator: `${entry}/CdtDbtInd`,
    reversal: `${entry}/RvslInd`,
    // A code of its own since .04; before, the text of the element.
    statusText: `${entry}/Sts`,
    statusCode: `${entry}/Sts/Cd`,
    bookedDay: `${entry}/BookgDt/Dt`,
    bookedInstant: `${entry}/BookgDt/DtTm`,
    entryServicer: `${entry}/AcctSvcrRef`,
    entryFamily: `${entry}/BkTxCd/Domn/Fmly/SubFmlyCd`,
    entryWords: `${entry}/AddtlNtryInf`,
    batchMessageId: `${entry}/NtryDtls/Btch/MsgId`,
    originalMessageId: `${details}/Refs/MsgId`,
    endToEndId: `${details}/Refs/EndToEndId`,
    instructionId: `${details}/Refs/InstrId`,
    servicer: `${details}/Refs/AcctSvcrRef`,
    indicator: `${details}/CdtDbtInd`,
    amount: `${details}/Amt`,
    currency: `${details}/Amt@Ccy`,
    transactionAmount: `${details}/AmtDtls/TxAmt/Amt`,
    transactionCurrency: `${details}/AmtDtls/TxAmt/Amt@Ccy`,
    instructedAmount: `${details}/AmtDtls/InstdAmt/Amt`,
    instructedCurrency: `${details}/AmtDtls/InstdAmt/Amt@Ccy`,
    family: `${details}/BkTxCd/Domn/Fmly/SubFmlyCd`,
    creditorIban: `${details}/RltdPties/CdtrAcct/Id/IBAN`,
    debtorIban: `${details}/RltdPties/DbtrAcct/Id/IBAN`,
    structured: `${details}/RmtInf/Strd/CdtrRefInf/Ref`,
    unstructured: `${details}/RmtInf/Ustrd+`,
    additional: `${details}/AddtlTxInf`,
    supplementary: `${details}/SplmtryData/**`,
    returnMark: `${details}/RtrInf?`,
    returnCode: `${details}/RtrInf/Rsn/Cd`,
    returnOwnCode: `${details}/RtrInf/Rsn/Prtry`,
    returnWords: `${details}/RtrInf/AddtlInf`,
  },
  { header: 'BkToCstmrStmt/GrpHdr', statement, balance: `${statement}/Bal`, entry, details },
  [`${entry}/NtryDtls`],
)
type Camt053Field = (typeof camt053.fields)[number]
type StatementValues = Values<Camt053Field>

/** Collects the lines of one message, which may hold several statements. */
export function createCamt053Collector(ourIbans: readonly string[]): LineCollector<Camt053Field> {
  const lines: BankLine[] = []
  const problems: string[] = []
  const totals = createStatementTotals()
  let messageId: string | undefined
  let detailsOfEntry = 0

  const isForeign = ({ account }: StatementValues): boolean =>
    ourIbans.length > 0 && (account === undefined || !ourIbans.includes(account))
  const addLine = (values: StatementValues) => {
    const amount = amountOf(values)
    const line = bookedLine(values, amount)
    const found = problemsOf(values, amount)
    if (isForeign(values)) found.unshift('the statement is of an account that is not ours')
    lines.push(found.length === 0 ? line : { ...line, problem: found.join('; ') })
  }

  return {
    type: 'camt.053',
    lines,
    messageId: () => messageId,
    problems: () => problems,
    handler: {
      fields: camt053,
      record(name, values) {
        switch (name) {
          case 'header':
            messageId ??= values.messageId
            break
          case 'balance':
            totals.balance(
              values.balanceCode,
              readAmount(values.balanceAmount, values.balanceCurrency).amountQepik,
              values.balanceIndicator,
            )
            break
          case 'details':
            detailsOfEntry += 1
            addLine(values)
            break
          case 'entry':
            // Without details the entry itself is the line.
            if (detailsOfEntry === 0) addLine(values)
            detailsOfEntry = 0
            if (isBooked(values)) {
              const { amountQepik } = readAmount(values.entryAmount, values.entryCurrency)
              totals.entry(amountQepik, values.entryIndicator)
            }
            break
          default:
            problems.push(...totals.finish(values.statementId, values.announced))
            if (isForeign(values)) problems.push('a statement is of an account that is not ours')
        }
      },
    },
  }
}

const isBooked = ({ statusCode, statusText }: StatementValues): boolean =>
  (statusCode ?? statusText) === 'BOOK'

const isReversal = ({ reversal }: StatementValues): boolean => reversal === 'true' || reversal === '1'

const isReturn = (values: StatementValues): boolean =>
  isReversal(values) ||
  values.returnMark !== undefined ||
  [values.family, values.entryFamily].some((code) => code === 'RRTN' || code === 'RPCR')

/** The amount of the single payment; of the entry only where nothing nearer is given. */
function amountOf(values: StatementValues): ReadAmount {
  if (values.amount !== undefined) return readAmount(values.amount, values.currency)
  if (values.transactionAmount !== undefined)
    return readAmount(values.transactionAmount, values.transactionCurrency)
  if (values.instructedAmount !== undefined)
    return readAmount(values.instructedAmount, values.instructedCurrency)
  return readAmount(values.entryAmount, values.entryCurrency)
}

const isCredit = (values: StatementValues): boolean => (values.indicator ?? values.entryIndicator) === 'CRDT'

/** The payee's account: of a return, banks name either side as creditor, so the one that is not ours is taken. */
function otherAccount({ account, creditorIban, debtorIban }: StatementValues): string | undefined {
  if (creditorIban !== undefined && creditorIban !== account) return creditorIban
  return debtorIban === account ? undefined : debtorIban
}

function bookedLine(values: StatementValues, { amountQepik, currency }: ReadAmount): BankLine {
  const { endToEndId, foundIn } = findReference({
    endToEndId: values.endToEndId,
    instructionId: values.instructionId,
    structured: values.structured,
    unstructured: values.unstructured,
    additional: values.additional ?? values.entryWords,
    servicer: values.servicer,
    entryServicer: values.entryServicer,
    supplementary: values.supplementary,
  })
  const code = values.returnCode ?? values.returnOwnCode
  const original = values.originalMessageId ?? values.batchMessageId
  return {
    endToEndId,
    foundIn,
    amountQepik,
    currency,
    iban: otherAccount(values),
    bookedOn: readDay(values.bookedDay ?? values.bookedInstant),
    status: !isBooked(values) ? 'pending' : isCredit(values) ? 'returned' : 'booked',
    reason: [code, values.returnWords].filter((part) => part !== undefined).join(' ') || undefined,
    scope: 'payment',
    ...(original === undefined ? {} : { originalMessageId: original }),
  }
}

function problemsOf(values: StatementValues, { amountQepik, problem }: ReadAmount): string[] {
  const found: string[] = []
  if (problem !== undefined) found.push(problem)
  if (amountQepik === undefined && problem === undefined) found.push('there is no amount')
  const credit = isCredit(values)
  if (credit && !isReturn(values)) found.push('a credit that returns no payment')
  if (!credit && isReversal(values)) found.push('a debit that reverses a credit')
  const { entryIndicator } = values
  if (entryIndicator !== 'CRDT' && entryIndicator !== 'DBIT') found.push('neither debit nor credit')
  const day = values.bookedDay ?? values.bookedInstant
  if (day !== undefined && readDay(day) === undefined) found.push('the day of the booking is no day')
  return found
}
