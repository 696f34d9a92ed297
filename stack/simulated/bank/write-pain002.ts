/** The bank's report on a file, pain.002.001.10, piece by piece: group, block and payment level. */
import { formatManat } from '../../../domain/money.ts'
import type { Payment, TakenFile } from './books.ts'
import type { Verdict } from './rules.ts'
import { amount, documentStart, el, iban, text } from './xml.ts'

/** What a report says of a file. */
type ReportedFile = Pick<TakenFile, 'messageId' | 'announced' | 'verdict' | 'paymentCount' | 'blocks'>

export async function* writePain002(
  messageId: string,
  createdAt: Date,
  file: ReportedFile,
  payments: AsyncIterable<readonly Payment[]>,
): AsyncGenerator<string, void> {
  const group = el(
    'OrgnlGrpInfAndSts',
    text('OrgnlMsgId', file.messageId),
    text('OrgnlMsgNmId', 'pain.001.001.09'),
    text('OrgnlNbOfTxs', String(file.announced.count)),
    text('OrgnlCtrlSum', formatManat(file.announced.sumQepik)),
    text('GrpSts', groupStatus(file)),
    reason(file.verdict),
  )
  const header = el('GrpHdr', text('MsgId', messageId), text('CreDtTm', createdAt.toISOString()))
  yield `${documentStart('pain.002.001.10')}<CstmrPmtStsRpt>${header}${group}`
  let open: string | undefined
  for await (const batch of payments) {
    let piece = ''
    for (const payment of batch) {
      if (payment.blockId !== open) {
        piece += open === undefined ? '' : '</OrgnlPmtInfAndSts>'
        piece += blockStart(file, payment.blockId)
        open = payment.blockId
      }
      piece += paymentStatus(payment)
    }
    yield piece
  }
  yield `${open === undefined ? '' : '</OrgnlPmtInfAndSts>'}</CstmrPmtStsRpt></Document>\n`
}

const reason = (verdict: Verdict | undefined): string =>
  verdict === undefined
    ? ''
    : el('StsRsnInf', el('Rsn', text('Cd', verdict.code)), text('AddtlInf', verdict.words))

const statusOf = (count: number, rejected: number): string =>
  rejected === 0 ? 'ACSC' : rejected === count ? 'RJCT' : 'PART'

function groupStatus({ verdict, paymentCount, blocks }: ReportedFile): string {
  if (verdict !== undefined) return 'RJCT'
  return statusOf(
    paymentCount,
    blocks.reduce((sum, { rejected }) => sum + rejected, 0),
  )
}

function blockStart({ blocks }: ReportedFile, blockId: string): string {
  const { count = 0, rejected = 0 } = blocks.find(({ id }) => id === blockId) ?? {}
  return `<OrgnlPmtInfAndSts>${text('OrgnlPmtInfId', blockId)}${text('PmtInfSts', statusOf(count, rejected))}`
}

const paymentStatus = (payment: Payment): string =>
  el(
    'TxInfAndSts',
    text('OrgnlInstrId', payment.instructionId),
    text('OrgnlEndToEndId', payment.endToEndId),
    text('TxSts', payment.status === 'rejected' ? 'RJCT' : 'ACSC'),
    reason(payment.rejection),
    el(
      'OrgnlTxRef',
      el('Amt', amount('InstdAmt', payment.currency, payment.amountQepik)),
      iban('CdtrAcct', payment.iban),
    ),
  )
