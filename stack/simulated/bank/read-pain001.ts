/** Reads a payment file as the bank does, transfer by transfer: what is to be paid from which account to whom. */
import { createXmlReader, type XmlReader } from '../../../adapters/bank/read-xml.ts'
import { describeFields } from '../../../adapters/bank/xml-fields.ts'
import { parseManat } from '../../../domain/money.ts'

export interface Transfer {
  readonly blockId: string
  readonly instructionId: string
  readonly endToEndId: string
  readonly amountQepik: number
  readonly currency: string
  readonly iban: string
  readonly name: string
  readonly remittance: string
  readonly debtorIban: string
  readonly debtorName: string
  /** `YYYY-MM-DD`. */
  readonly executionDay: string
}

export interface FileHeader {
  readonly messageId: string
  readonly announced: { readonly count: number; readonly sumQepik: number }
}

const block = 'CstmrCdtTrfInitn/PmtInf'
const transfer = `${block}/CdtTrfTxInf`
const pain001 = describeFields(
  {
    messageId: 'CstmrCdtTrfInitn/GrpHdr/MsgId',
    count: 'CstmrCdtTrfInitn/GrpHdr/NbOfTxs',
    sum: 'CstmrCdtTrfInitn/GrpHdr/CtrlSum',
    blockId: `${block}/PmtInfId`,
    debtorIban: `${block}/DbtrAcct/Id/IBAN`,
    debtorName: `${block}/Dbtr/Nm`,
    executionDay: `${block}/ReqdExctnDt/Dt`,
    instructionId: `${transfer}/PmtId/InstrId`,
    endToEndId: `${transfer}/PmtId/EndToEndId`,
    amount: `${transfer}/Amt/InstdAmt`,
    currency: `${transfer}/Amt/InstdAmt@Ccy`,
    iban: `${transfer}/CdtrAcct/Id/IBAN`,
    name: `${transfer}/Cdtr/Nm`,
    remittance: `${transfer}/RmtInf/Ustrd+`,
  },
  { header: 'CstmrCdtTrfInitn/GrpHdr', block, transfer },
)

/** @throws DomainError `BANK_MESSAGE_UNREADABLE` from the reader, also for amounts that are none */
export function createPain001Reader(on: {
  readonly header: (header: FileHeader) => void
  readonly transfer: (transfer: Transfer) => void
}): XmlReader {
  return createXmlReader(() => ({
    fields: pain001,
    record(name, values) {
      if (name === 'header') {
        on.header({
          messageId: values['messageId'] ?? '',
          announced: { count: Number(values['count'] ?? 0), sumQepik: parseManat(values['sum'] ?? '0') },
        })
      }
      if (name !== 'transfer') return
      on.transfer({
        blockId: values['blockId'] ?? '',
        instructionId: values['instructionId'] ?? '',
        endToEndId: values['endToEndId'] ?? '',
        amountQepik: parseManat(values['amount'] ?? '0'),
        currency: values['currency'] ?? '',
        iban: values['iban'] ?? '',
        name: values['name'] ?? '',
        remittance: values['remittance'] ?? '',
        debtorIban: values['debtorIban'] ?? '',
        debtorName: values['debtorName'] ?? '',
        executionDay: values['executionDay'] ?? '',
      })
    },
  }))
}

export interface PaymentFileRead extends FileHeader {
  readonly transfers: readonly Transfer[]
}

/** A small file at once. */
export function readPain001(xml: string): PaymentFileRead {
  const transfers: Transfer[] = []
  let header: FileHeader = { messageId: '', announced: { count: 0, sumQepik: 0 } }
  const reader = createPain001Reader({
    header: (read) => {
      header = read
    },
    transfer: (read) => transfers.push(read),
  })
  reader.write(xml)
  reader.close()
  return { ...header, transfers }
}
