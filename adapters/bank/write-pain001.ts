/**
 * Writes the credit transfers of payment orders as pain.001.001.09, the file DSMF hands to the bank
 * (docs/domain.md 1.8: cash-free, centrally, to an account in the payee's name). Written as a stream: a monthly run
 * never stands in memory. The same orders and header give the same bytes. Next: `payment-files.ts` checks and keeps it.
 */
import { OperatorError } from '../../domain/errors.ts'
import { formatManat } from '../../domain/money.ts'
import { transliterate } from '../../domain/transliteration.ts'

/** One credit transfer. */
export interface PaymentLine {
  /** At most 16 letters and digits: statements of some banks keep no more. */
  readonly endToEndId: string
  readonly amountQepik: number
  readonly iban: string
  readonly payeeName: string
  /** What the payee reads on the statement; no personal data. */
  readonly remittance: string
}

/** Who pays: the account the block is debited from. */
export interface Debtor {
  readonly name: string
  readonly iban: string
  /** BIC of the bank that keeps the account, 8 or 11 characters. */
  readonly bic: string
}

export interface ControlTotals {
  readonly count: number
  readonly sumQepik: number
}

export type Batches<T> = Iterable<readonly T[]> | AsyncIterable<readonly T[]>

/** One PmtInf: all transfers from one account on one day. Its totals are known before it is written. */
export interface PaymentBlock {
  readonly blockId: string
  readonly debtor: Debtor
  /** `YYYY-MM-DD`, a working day. */
  readonly executionDay: string
  /** ISO 20022 purpose code: `SSBE` social security benefit, `SALA` salary. */
  readonly purpose: 'SSBE' | 'SALA'
  readonly totals: ControlTotals
  readonly lines: Batches<PaymentLine>
}

export interface Pain001Header {
  /** At most 35 characters; the bank takes one message id once. */
  readonly messageId: string
  readonly createdAt: Date
  readonly initiatingParty: string
}

const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09'
const CHUNK_CHARACTERS = 64 * 1024

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string): string =>
  /[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign) : text
const text = (name: string, value: string, maxLength: number): string => {
  if (value.length === 0 || value.length > maxLength) {
    throw new RangeError(`${name} must have 1 to ${maxLength} characters and has ${value.length}`)
  }
  return `<${name}>${escape(value)}</${name}>`
}
const totals = ({ count, sumQepik }: ControlTotals): string =>
  `<NbOfTxs>${count}</NbOfTxs><CtrlSum>${formatManat(sumQepik)}</CtrlSum>`

function fileStart(header: Pain001Header, total: ControlTotals): string {
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="${NAMESPACE}"><CstmrCdtTrfInitn>\n<GrpHdr>` +
    text('MsgId', header.messageId, 35) +
    `<CreDtTm>${header.createdAt.toISOString()}</CreDtTm>${totals(total)}` +
    `<InitgPty>${text('Nm', transliterate(header.initiatingParty), 140)}</InitgPty></GrpHdr>\n`
  )
}

function blockStart(block: PaymentBlock): string {
  const { debtor } = block
  return (
    `<PmtInf>${text('PmtInfId', block.blockId, 35)}<PmtMtd>TRF</PmtMtd>${totals(block.totals)}` +
    `<PmtTpInf><CtgyPurp><Cd>${block.purpose}</Cd></CtgyPurp></PmtTpInf>` +
    `<ReqdExctnDt><Dt>${block.executionDay}</Dt></ReqdExctnDt>` +
    `<Dbtr>${text('Nm', transliterate(debtor.name), 140)}</Dbtr>` +
    `<DbtrAcct><Id>${text('IBAN', debtor.iban, 34)}</Id><Ccy>AZN</Ccy></DbtrAcct>` +
    `<DbtrAgt><FinInstnId>${text('BICFI', debtor.bic, 11)}</FinInstnId></DbtrAgt><ChrgBr>SLEV</ChrgBr>\n`
  )
}

const reference = /^[0-9A-Z]{1,16}$/
/** As the schema has it; the check digits were checked when the account was entered. */
const account = /^[A-Z]{2}[0-9]{2}[A-Za-z0-9]{1,30}$/

/**
 * What the schema asks of the values that differ from transfer to transfer. The rest of a transfer is always the same, so a
 * file whose first transfers are valid (see `payment-files.ts`) and whose values fit is valid as a whole.
 */
function checkLine({ endToEndId, amountQepik, iban }: PaymentLine): void {
  const wrong = !reference.test(endToEndId)
    ? 'EndToEndId is not 1 to 16 capital letters and digits'
    : !Number.isSafeInteger(amountQepik) || amountQepik <= 0
      ? 'the amount is not a positive whole number of qəpik'
      : !account.test(iban)
        ? 'the account is no IBAN'
        : undefined
  if (wrong === undefined) return
  // The account itself is not told: the message goes to an incident.
  throw new OperatorError(
    `Payment ${endToEndId.slice(0, 35)} does not fit pain.001.001.09: ${wrong}`,
    'Look at that payment in the case page: account and amount. Correct it, then retry.',
  )
}

/** The payee's bank is named by the four letters of its code inside the IBAN; the clearing knows them as member ids. */
function transfer(line: PaymentLine, purpose: string): string {
  checkLine(line)
  const { endToEndId, iban } = line
  return (
    `<CdtTrfTxInf><PmtId><InstrId>${endToEndId}</InstrId><EndToEndId>${endToEndId}</EndToEndId></PmtId>` +
    `<Amt><InstdAmt Ccy="AZN">${formatManat(line.amountQepik)}</InstdAmt></Amt>` +
    `<CdtrAgt><FinInstnId><ClrSysMmbId><MmbId>${iban.slice(4, 8)}</MmbId></ClrSysMmbId></FinInstnId></CdtrAgt>` +
    `<Cdtr><Nm>${transliterate(line.payeeName)}</Nm></Cdtr>` +
    `<CdtrAcct><Id><IBAN>${iban}</IBAN></Id></CdtrAcct><Purp><Cd>${purpose}</Cd></Purp>` +
    `<RmtInf><Ustrd>${transliterate(line.remittance)}</Ustrd></RmtInf></CdtTrfTxInf>\n`
  )
}

/**
 * The file in pieces of about 64 K characters, in order, all of them ASCII.
 * @throws OperatorError when a value does not fit, or the lines of a block do not add up to its announced totals:
 *   nothing may be sent then
 */
export async function* pain001Chunks(
  header: Pain001Header,
  blocks: readonly PaymentBlock[],
): AsyncGenerator<string, void, undefined> {
  let buffer = fileStart(header, sumOf(blocks.map((block) => block.totals)))
  for (const block of blocks) {
    buffer += blockStart(block)
    let count = 0
    let sumQepik = 0
    for await (const lines of block.lines) {
      for (const line of lines) {
        buffer += transfer(line, block.purpose)
        count += 1
        sumQepik += line.amountQepik
        if (buffer.length >= CHUNK_CHARACTERS) {
          yield buffer
          buffer = ''
        }
      }
    }
    assertTotals(block, { count, sumQepik })
    buffer += '</PmtInf>\n'
  }
  yield `${buffer}</CstmrCdtTrfInitn></Document>\n`
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

const sumOf = (parts: readonly ControlTotals[]): ControlTotals => ({
  count: sum(parts.map((part) => part.count)),
  sumQepik: sum(parts.map((part) => part.sumQepik)),
})

function assertTotals(block: PaymentBlock, found: ControlTotals): void {
  const { totals: announced, blockId } = block
  if (found.count === announced.count && found.sumQepik === announced.sumQepik) return
  throw new OperatorError(
    `Block ${blockId} announces ${announced.count} payments of ${formatManat(announced.sumQepik)} AZN ` +
      `and holds ${found.count} of ${formatManat(found.sumQepik)} AZN`,
    'Do not send this file. Compare the payment orders of the run with its control totals, then write it again.',
  )
}
