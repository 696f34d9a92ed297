/** The statement of one account, camt.053 (.08 or .02), piece by piece. What is booked oddly is told by `Payment.odd`. */
import type { Payment } from './books.ts'
import type { Behaviour, Verdict } from './rules.ts'
import { amount, documentStart, el, iban, text } from './xml.ts'

export interface Statement {
  readonly messageId: string
  readonly number: number
  readonly createdAt: Date
  readonly accountIban: string
  readonly openingQepik: number
  /** Sum of all entries. */
  readonly totalQepik: number
  readonly entryCount: number
  readonly bookedOn: string
  /** Entries are payments that came back, each with its reason. */
  readonly returnedFor?: (payment: Payment) => Verdict
  readonly behaviour: Behaviour
}

/** What an entry books: of a partial one a tenth is missing. */
export const bookedQepik = ({ amountQepik, odd }: Pick<Payment, 'amountQepik' | 'odd'>): number =>
  odd === 'partial' ? amountQepik - Math.ceil(amountQepik / 10) : amountQepik
/** Entries of a payment on the statement. */
export const entriesOf = ({ odd }: Pick<Payment, 'odd'>): number => (odd === 'twice' ? 2 : 1)

/** @param payments only those of the account */
export async function* writeCamt053(
  statement: Statement,
  payments: AsyncIterable<readonly Payment[]>,
): AsyncGenerator<string, void> {
  const { behaviour, returnedFor, totalQepik } = statement
  const batch = behaviour.bookedAs === 'batch' && returnedFor === undefined
  yield statementStart(statement, batch ? 1 : statement.entryCount)
  if (batch) {
    yield `<Ntry>${entryStart(totalQepik, statement, `B${statement.number}`)}<NtryDtls>`
    yield el('Btch', text('NbOfTxs', String(statement.entryCount)))
  }
  for await (const part of payments) {
    let piece = ''
    for (const payment of part) {
      const one = batch
        ? details(payment, statement)
        : el(
            'Ntry',
            entryStart(bookedQepik(payment), statement, servicer(payment, statement)),
            el('NtryDtls', details(payment, statement)),
          )
      piece += one.repeat(returnedFor === undefined ? entriesOf(payment) : 1)
    }
    yield piece
  }
  yield `${batch ? '</NtryDtls></Ntry>' : ''}</Stmt></BkToCstmrStmt></Document>\n`
}

function statementStart(statement: Statement, entries: number): string {
  const { messageId, number, createdAt, accountIban, openingQepik, totalQepik, bookedOn, returnedFor } =
    statement
  const closing = openingQepik + (returnedFor === undefined ? -totalQepik : totalQepik)
  const created = text('CreDtTm', createdAt.toISOString())
  const balance = (code: string, qepik: number) =>
    el(
      'Bal',
      el('Tp', el('CdOrPrtry', text('Cd', code))),
      amount('Amt', 'AZN', Math.abs(qepik)),
      text('CdtDbtInd', qepik < 0 ? 'DBIT' : 'CRDT'),
      el('Dt', text('Dt', bookedOn)),
    )
  return (
    `${documentStart(`camt.053.001.${statement.behaviour.statementVersion}`)}<BkToCstmrStmt>` +
    el('GrpHdr', text('MsgId', messageId), created) +
    `<Stmt>${text('Id', `${messageId}-1`)}${text('ElctrncSeqNb', String(number))}${created}` +
    el('Acct', el('Id', text('IBAN', accountIban)), text('Ccy', 'AZN')) +
    balance('OPBD', openingQepik) +
    balance('CLBD', closing) +
    el('TxsSummry', el('TtlNtries', text('NbOfNtries', String(entries))))
  )
}

function entryStart(qepik: number, statement: Statement, reference: string): string {
  const { returnedFor, bookedOn, behaviour } = statement
  const [direction, family, subFamily] =
    returnedFor === undefined ? ['DBIT', 'ICDT', 'DMCT'] : ['CRDT', 'RCDT', 'RRTN']
  return (
    amount('Amt', 'AZN', qepik) +
    text('CdtDbtInd', direction) +
    (behaviour.statementVersion === '02' ? text('Sts', 'BOOK') : el('Sts', text('Cd', 'BOOK'))) +
    el('BookgDt', text('Dt', bookedOn)) +
    text('AcctSvcrRef', reference) +
    el('BkTxCd', el('Domn', text('Cd', 'PMNT'), el('Fmly', text('Cd', family), text('SubFmlyCd', subFamily))))
  )
}

const servicer = (payment: Payment, { behaviour, number }: Statement): string =>
  behaviour.referenceIn === 'servicer' && payment.odd !== 'bare'
    ? payment.endToEndId
    : `B${number}-${payment.number}`

function details(payment: Payment, { returnedFor, behaviour }: Statement): string {
  const { statementVersion } = behaviour
  const referenceIn = payment.odd === 'bare' ? 'nowhere' : behaviour.referenceIn
  const money = amount('Amt', payment.currency, bookedQepik(payment))
  const payee = text('Nm', payment.name)
  const back = returnedFor?.(payment)
  return el(
    'TxDtls',
    el(
      'Refs',
      referenceIn === 'nowhere' ? '' : text('MsgId', payment.messageId),
      referenceIn === 'instruction' ? text('InstrId', payment.instructionId) : '',
      text('EndToEndId', referenceIn === 'end-to-end' ? payment.endToEndId : 'NOTPROVIDED'),
    ),
    statementVersion === '02'
      ? el('AmtDtls', el('TxAmt', money))
      : money + text('CdtDbtInd', back === undefined ? 'DBIT' : 'CRDT'),
    el(
      'RltdPties',
      el('Cdtr', statementVersion === '02' ? payee : el('Pty', payee)),
      iban('CdtrAcct', payment.iban),
    ),
    referenceIn === 'unstructured' ? el('RmtInf', text('Ustrd', payment.remittance)) : '',
    referenceIn === 'structured'
      ? el('RmtInf', el('Strd', el('CdtrRefInf', text('Ref', payment.endToEndId))))
      : '',
    back === undefined ? '' : el('RtrInf', el('Rsn', text('Cd', back.code)), text('AddtlInf', 'returned')),
  )
}
