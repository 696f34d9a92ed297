/** What the bank sends back: each level of pain.002, both statement versions, and files that are broken or hostile. */
import { describe, expect, test } from 'vitest'
import { openBankMessage, readBankMessage } from '../../../adapters/bank/read-bank-message.ts'
import { DomainError } from '../../../domain/errors.ts'
import type { BankLine } from '../../../domain/payment.ts'
import { debtor } from './orders.ts'

const ID = '7K3M9QX2V5B8N4TA'
const PAYEE = 'AZ55BRES22247507319920835821'

const pain002 = (body: string, version = '10') =>
  `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.${version}">` +
  `<CstmrPmtStsRpt><GrpHdr><MsgId>B1</MsgId><CreDtTm>2026-11-23T08:00:00</CreDtTm></GrpHdr>${body}</CstmrPmtStsRpt></Document>`

describe('pain.002', () => {
  test.each(['03', '10', '12'])('a single payment of version %s is rejected with its reason', (version) => {
    const message = readBankMessage(
      pain002(
        `<OrgnlGrpInfAndSts><OrgnlMsgId>F1</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId><GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
        <OrgnlPmtInfAndSts><OrgnlPmtInfId>F1-1</OrgnlPmtInfId><TxInfAndSts><OrgnlEndToEndId>${ID}</OrgnlEndToEndId><TxSts>RJCT</TxSts>
        <StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>account closed</AddtlInf></StsRsnInf>
        <OrgnlTxRef><Amt><InstdAmt Ccy="AZN">640.00</InstdAmt></Amt><CdtrAcct><Id><IBAN>${PAYEE}</IBAN></Id></CdtrAcct></OrgnlTxRef>
        </TxInfAndSts></OrgnlPmtInfAndSts>`,
        version,
      ),
    )
    expect(message).toEqual({
      messageId: 'B1',
      type: 'pain.002',
      lines: [
        {
          endToEndId: ID,
          foundIn: 'end-to-end',
          amountQepik: 640_00,
          currency: 'AZN',
          iban: PAYEE,
          bookedOn: undefined,
          status: 'rejected',
          reason: 'AC04 account closed',
          scope: 'payment',
          originalMessageId: 'F1',
        },
      ],
    })
  })

  test('a file rejected as a whole is one line about the file', () => {
    const { lines } = readBankMessage(
      pain002(
        `<OrgnlGrpInfAndSts><OrgnlMsgId>F2</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId><GrpSts>RJCT</GrpSts>
        <StsRsnInf><Rsn><Cd>AM10</Cd></Rsn></StsRsnInf></OrgnlGrpInfAndSts>`,
      ),
    )
    expect(lines).toMatchObject([
      { scope: 'file', originalMessageId: 'F2', status: 'rejected', reason: 'AM10', endToEndId: undefined },
    ])
  })

  test('payments share the judgement and reason of their block', () => {
    const { lines } = readBankMessage(
      pain002(
        `<OrgnlGrpInfAndSts><OrgnlMsgId>F3</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts>
        <OrgnlPmtInfAndSts><OrgnlPmtInfId>F3-1</OrgnlPmtInfId><PmtInfSts>RJCT</PmtInfSts><StsRsnInf><Rsn><Prtry>NOFUNDS</Prtry></Rsn></StsRsnInf>
        <TxInfAndSts><OrgnlInstrId>${ID}</OrgnlInstrId><OrgnlEndToEndId>NOTPROVIDED</OrgnlEndToEndId></TxInfAndSts></OrgnlPmtInfAndSts>`,
      ),
    )
    expect(lines).toMatchObject([
      { scope: 'payment', endToEndId: ID, foundIn: 'instruction', status: 'rejected', reason: 'NOFUNDS' },
      { scope: 'block', status: 'rejected', originalMessageId: 'F3' },
    ])
  })

  test('an acceptance of the whole file moves nothing by itself', () => {
    const accepted = `<OrgnlGrpInfAndSts><OrgnlMsgId>F4</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId><GrpSts>ACCP</GrpSts></OrgnlGrpInfAndSts>`
    expect(readBankMessage(pain002(accepted)).lines).toEqual([])
  })
})

interface StatementParts {
  readonly version?: '02' | '08'
  readonly details?: string
  readonly amount?: string
  readonly currency?: string
  readonly indicator?: 'DBIT' | 'CRDT'
  readonly account?: string
  readonly closing?: string
  readonly entries?: number
}

function statement({
  version = '08',
  details = `<Refs><EndToEndId>${ID}</EndToEndId></Refs><RltdPties><CdtrAcct><Id><IBAN>${PAYEE}</IBAN></Id></CdtrAcct></RltdPties>`,
  amount = '640.00',
  currency = 'AZN',
  indicator = 'DBIT',
  account = debtor.iban,
  closing = indicator === 'DBIT' ? '360.00' : '1640.00',
  entries = 1,
}: StatementParts = {}): string {
  const status = version === '02' ? 'BOOK' : '<Cd>BOOK</Cd>'
  const balance = (code: string, value: string) =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="AZN">${value}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-27</Dt></Dt></Bal>`
  return `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.${version}"><BkToCstmrStmt>
    <GrpHdr><MsgId>S1</MsgId><CreDtTm>2026-11-27T18:00:00</CreDtTm></GrpHdr><Stmt><Id>S1-1</Id><CreDtTm>2026-11-27T18:00:00</CreDtTm>
    <Acct><Id><IBAN>${account}</IBAN></Id></Acct>${balance('OPBD', '1000.00')}${balance('CLBD', closing)}
    <TxsSummry><TtlNtries><NbOfNtries>${entries}</NbOfNtries></TtlNtries></TxsSummry>
    <Ntry><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${indicator}</CdtDbtInd><Sts>${status}</Sts><BookgDt><Dt>2026-11-27</Dt></BookgDt>
    <BkTxCd/><NtryDtls><TxDtls>${details}</TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>`
}
const ours = { ourIbans: [debtor.iban] }

describe('camt.053', () => {
  test.each(['02', '08'] as const)('a booked debit of version .%s is a payment made', (version) => {
    expect(readBankMessage(statement({ version }), ours)).toEqual({
      messageId: 'S1',
      type: 'camt.053',
      lines: [
        {
          endToEndId: ID,
          foundIn: 'end-to-end',
          amountQepik: 640_00,
          currency: 'AZN',
          iban: PAYEE,
          bookedOn: '2026-11-27',
          status: 'booked',
          reason: undefined,
          scope: 'payment',
        },
      ],
    })
  })

  test.each([
    ['end-to-end', `<Refs><EndToEndId>${ID}</EndToEndId></Refs>`],
    ['instruction', `<Refs><InstrId>${ID}</InstrId><EndToEndId>NOTPROVIDED</EndToEndId></Refs>`],
    ['structured', `<RmtInf><Strd><CdtrRefInf><Ref>${ID}</Ref></CdtrRefInf></Strd></RmtInf>`],
    ['unstructured', `<RmtInf><Ustrd>UDSY UDSY-2026-000123 2026-11 ${ID}</Ustrd></RmtInf>`],
    ['servicer', `<Refs><AcctSvcrRef>${ID}</AcctSvcrRef></Refs>`],
    ['supplementary', `<SplmtryData><Envlp><Any><Reference>${ID}</Reference></Any></Envlp></SplmtryData>`],
  ])('our reference is found as %s', (foundIn, details) => {
    expect(readBankMessage(statement({ details })).lines).toMatchObject([{ endToEndId: ID, foundIn }])
  })

  test('a payment without any reference stays a line', () => {
    const { lines } = readBankMessage(
      statement({ details: '<Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>' }),
    )
    expect(lines).toMatchObject([
      { endToEndId: undefined, foundIn: undefined, status: 'booked', amountQepik: 640_00 },
    ])
  })

  test('money that came back is a return, with reason and the account of the payee', () => {
    const details =
      `<Refs><EndToEndId>${ID}</EndToEndId></Refs><RltdPties><DbtrAcct><Id><IBAN>${PAYEE}</IBAN></Id></DbtrAcct>` +
      `<CdtrAcct><Id><IBAN>${debtor.iban}</IBAN></Id></CdtrAcct></RltdPties><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>`
    const { lines, problems } = readBankMessage(statement({ details, indicator: 'CRDT' }), ours)
    expect(problems).toBeUndefined()
    expect(lines).toMatchObject([{ status: 'returned', reason: 'AC04', iban: PAYEE, endToEndId: ID }])
    expect(lines[0]).not.toHaveProperty('problem')
  })

  test.each([
    ['another currency', { currency: 'USD' }, 'the currency is not AZN'],
    ['a negative amount', { amount: '-640.00' }, 'the amount is negative'],
    ['a third of a qəpik', { amount: '640.003' }, 'the amount is not an amount in manat'],
    ['a credit that is no return', { indicator: 'CRDT' }, 'a credit that returns no payment'],
    ['an account of somebody else', { account: PAYEE }, 'the statement is of an account that is not ours'],
  ] as const)('%s stays a line that says so', (_what, parts, problem) => {
    const { lines } = readBankMessage(statement(parts), ours)
    expect(lines).toHaveLength(1)
    expect(lines[0]?.problem).toContain(problem)
  })

  test('statements that do not add up say so', () => {
    expect(readBankMessage(statement({ closing: '361.00', entries: 2 })).problems).toEqual([
      'statement S1-1 announces 2 booked entries and holds 1',
      'the balances of statement S1-1 do not add up',
    ])
  })

  test('an entry of many payments gives a line each, read in small pieces', async () => {
    const one = (number: number) =>
      `<TxDtls><Refs><EndToEndId>${String(number).padStart(16, '0')}</EndToEndId></Refs><Amt Ccy="AZN">1.00</Amt></TxDtls>`
    const many = Array.from({ length: 5_000 }, (_, number) => one(number)).join('\n          ')
    const xml = statement({ amount: '5000.00', closing: '-4000.00' }).replace(/<TxDtls>.*<\/TxDtls>/s, many)
    async function* pieces() {
      const bytes = Buffer.from(xml)
      for (let at = 0; at < bytes.length; at += 1_000) yield bytes.subarray(at, at + 1_000)
    }
    const { batches, problems } = await openBankMessage(pieces(), { limits: { elements: 200 } })
    const lines: BankLine[] = []
    for await (const batch of batches) {
      expect(batch.length).toBeLessThan(20)
      lines.push(...batch)
    }
    expect(problems()).toEqual([])
    expect(lines).toHaveLength(5_000)
    expect(lines.at(-1)).toMatchObject({ endToEndId: '0000000000004999', amountQepik: 100, status: 'booked' })
  })
})

describe('what cannot be read is refused with its place, and nothing of its content', () => {
  const whole = statement()
  const cases: readonly (readonly [string, string])[] = [
    ['nothing at all', ''],
    ['a file cut off', whole.slice(0, -200)],
    ['a file cut off inside a tag', whole.slice(0, whole.indexOf('<EndToEndId>') + 5)],
    ['text', 'HTTP 500 please call the helpdesk'],
    ['JSON', '{"messages":[]}'],
    ['another root', '<html xmlns="http://www.w3.org/1999/xhtml"/>'],
    ['another message', whole.replaceAll('camt.053.001.08', 'camt.054.001.08')],
    ['no message id', whole.replace('<MsgId>S1</MsgId>', '')],
    ['wrong nesting', whole.replace('</Stmt>', '</Smtm>')],
    [
      'an entity bomb',
      `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${whole.replace('<?xml version="1.0"?>', '').replace('S1-1', '&b;')}`,
    ],
    ['an outside entity', `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><Document>&x;</Document>`],
    ['an unknown entity', whole.replace('S1-1', '&secret;')],
    ['a field without end', whole.replace('S1-1', 'x'.repeat(50_000))],
    ['an attribute without end', whole.replace('Ccy="AZN"', `Ccy="${'A'.repeat(50_000)}"`)],
    ['elements without end', whole.replace('<Stmt>', '<Stmt>'.repeat(100))],
    ['elements side by side without end', whole.replace('<BkTxCd/>', '<BkTxCd/>'.repeat(30_000))],
    ['two documents', `${whole}${whole.replace('<?xml version="1.0"?>', '')}`],
  ]
  test.each(cases)('%s', (_what, xml) => {
    const read = () => readBankMessage(xml)
    expect(read).toThrow(DomainError)
    try {
      read()
    } catch (error) {
      expect(error).toMatchObject({ code: 'BANK_MESSAGE_UNREADABLE' })
      const { detail, message } = error as DomainError
      expect(`${detail['line'] ?? ''}:${detail['column'] ?? ''}`).toMatch(/^\d+:\d+$/)
      expect(message).not.toContain(ID)
      expect(message.length).toBeLessThan(300)
    }
  })

  test('more than the limit is not read on', () => {
    expect(() => readBankMessage(whole, { limits: { characters: 500 } })).toThrow(
      /longer than 500 characters/,
    )
  })
})
