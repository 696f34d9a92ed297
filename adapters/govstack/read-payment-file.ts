/** The transfers of our own payment file again, in batches: a hub is told of the same file a bank would have got. */
import { parseManat } from '../../domain/money.ts'
import { createXmlReader } from '../bank/read-xml.ts'
import { describeFields } from '../bank/xml-fields.ts'

export interface Transfer {
  readonly endToEndId: string
  readonly amountQepik: number
  readonly currency: string
  readonly iban: string
  readonly remittance: string
}

const transfer = 'CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf'
const pain001 = describeFields(
  {
    endToEndId: `${transfer}/PmtId/EndToEndId`,
    amount: `${transfer}/Amt/InstdAmt`,
    currency: `${transfer}/Amt/InstdAmt@Ccy`,
    iban: `${transfer}/CdtrAcct/Id/IBAN`,
    remittance: `${transfer}/RmtInf/Ustrd`,
  },
  { transfer },
)

/** At most `size` at a time, in the order of the file: the same file gives the same batches. */
export async function* transfersOf(
  bytes: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<readonly Transfer[], void> {
  const found: Transfer[] = []
  const reader = createXmlReader(() => ({
    fields: pain001,
    record: (_name, values) => {
      found.push({
        endToEndId: values['endToEndId'] ?? '',
        amountQepik: parseManat(values['amount'] ?? ''),
        currency: values['currency'] ?? '',
        iban: values['iban'] ?? '',
        remittance: values['remittance'] ?? '',
      })
    },
  }))
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const piece of bytes) {
    reader.write(decoder.decode(piece, { stream: true }))
    while (found.length >= size) yield found.splice(0, size)
  }
  reader.close()
  if (found.length > 0) yield found
}
