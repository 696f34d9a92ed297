/**
 * The bank of the payment bench: a status report for each file that accepts every payment, and one statement that
 * books them all. Written from the database itself, because the bank's own time is left out.
 */
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { copyStatement, type CopyStatement, type CopyStreams } from '../../adapters/postgres/copy-streams.ts'

const iban = 'AZ21NABZ00000000137010001944'
const manat = (qepik: string): string =>
  `${qepik.padStart(3, '0').slice(0, -2)}.${qepik.padStart(3, '0').slice(-2)}`

interface Paid {
  readonly endToEndId: string
  readonly amount: string
  readonly iban: string
}

async function* paid(copies: CopyStreams, statement: CopyStatement): AsyncGenerator<readonly Paid[]> {
  let rest = ''
  for await (const bytes of copies.copyOut(statement)) {
    const texts = (rest + Buffer.from(bytes).toString('latin1')).split('\n')
    rest = texts.pop() ?? ''
    yield texts.map((text) => {
      const [endToEndId = '', qepik = '', account = ''] = text.split('\t')
      return { endToEndId, amount: manat(qepik), iban: account }
    })
  }
}

async function write(
  path: string,
  head: string,
  rows: AsyncIterable<readonly Paid[]>,
  entry: (payment: Paid) => string,
  foot: string,
): Promise<string> {
  const text = async function* () {
    yield head
    for await (const payments of rows) yield payments.map(entry).join('')
    yield foot
  }
  await pipeline(Readable.from(text()), createWriteStream(path))
  return path
}

export const writeStatus = (copies: CopyStreams, folder: string, file: { id: string; messageId: string }) =>
  write(
    join(folder, `${file.messageId}.pain.002.xml`),
    `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.12"><CstmrPmtStsRpt><GrpHdr><MsgId>STS-${file.messageId}</MsgId><CreDtTm>2027-01-28T10:00:00Z</CreDtTm></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>${file.messageId}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId><GrpSts>ACCP</GrpSts></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>${file.messageId}-1</OrgnlPmtInfId>\n`,
    paid(
      copies,
      copyStatement`copy (select end_to_end_id, amount_qepik, iban from payment_order where file_id = ${file.id}) to stdout`,
    ),
    (payment) =>
      `<TxInfAndSts><OrgnlEndToEndId>${payment.endToEndId}</OrgnlEndToEndId><TxSts>ACCP</TxSts><OrgnlTxRef><Amt><InstdAmt Ccy="AZN">${payment.amount}</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>\n`,
    '</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>\n',
  )

export const writeStatement = (copies: CopyStreams, folder: string, today: string) =>
  write(
    join(folder, 'camt.053.xml'),
    `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>STMT-BENCH</MsgId><CreDtTm>${today}T18:00:00Z</CreDtTm></GrpHdr><Stmt><Id>1</Id><Acct><Id><IBAN>${iban}</IBAN></Id></Acct>\n`,
    paid(copies, copyStatement`copy (select end_to_end_id, amount_qepik, iban from payment_order) to stdout`),
    (payment) =>
      `<Ntry><Amt Ccy="AZN">${payment.amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${today}</Dt></BookgDt><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls><TxDtls><Refs><EndToEndId>${payment.endToEndId}</EndToEndId></Refs><Amt Ccy="AZN">${payment.amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd><RltdPties><CdtrAcct><Id><IBAN>${payment.iban}</IBAN></Id></CdtrAcct></RltdPties></TxDtls></NtryDtls></Ntry>\n`,
    '</Stmt></BkToCstmrStmt></Document>\n',
  )
