/** The least that each part of a run could cost, on the same data in the same run: plain SQL, plain files, the bare parser. */
import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Client } from 'pg'
import { SaxesParser } from 'saxes'
import { copyStatement, type CopyStreams } from '../../adapters/postgres/copy-streams.ts'
import type { Timed } from './stopwatch.ts'

/** A table with the columns of an order and its primary key, and nothing else. */
const plainTable = `
  create table plain_order as select id, entitlement_id, period::text, order_kind::text, amount_qepik, end_to_end_id::text,
    iban::text, payee_name, state, file_id, bank_reason, ordered_at, state_changed_at from payment_order limit 0;
  alter table plain_order add primary key (id);
  grant select on plain_order to dost_app`

const plainInsert = `
  insert into plain_order (id, entitlement_id, period, order_kind, amount_qepik, end_to_end_id, iban, payee_name, state, ordered_at, state_changed_at)
  select uuidv7(), entitlement.id, '2027-01', 'monthly', monthly_amount_qepik, left(entitlement.id::text, 16), iban, payee_name,
    'ordered', now(), now()
  from entitlement join payment_account using (case_id)`

/** @param bytes how many bytes of XML our files had; `statement` is the bank's, `timed` runs and notes each */
export async function measureBaselines(
  owner: Client,
  copies: CopyStreams,
  {
    folder,
    bytes,
    statement,
    timed,
  }: {
    readonly folder: string
    readonly bytes: number
    readonly statement: string
    readonly timed: Timed
  },
): Promise<void> {
  await owner.query('drop table if exists plain_order')
  await owner.query(plainTable)
  await timed('insert', () => owner.query(plainInsert))
  await timed('copyOut', async () => {
    let copied = 0
    for await (const piece of copies.copyOut(copyStatement`copy plain_order to stdout`))
      copied += piece.length
    if (copied === 0) throw new Error('Nothing was copied out')
  })
  await timed('update', () =>
    owner.query(`update plain_order set state = 'settled', state_changed_at = now()`),
  )
  await owner.query('drop table plain_order')
  await timed('writeXml', () => writeTemplate(join(folder, 'template.xml'), bytes))
  await timed('readStatement', () => parse(statement))
}

async function writeTemplate(path: string, bytes: number): Promise<void> {
  const piece = Buffer.alloc(
    64 * 1024,
    '<CdtTrfTxInf><PmtId><EndToEndId>0123456789ABCDEF</EndToEndId></PmtId></CdtTrfTxInf>\n',
  )
  const pieces = function* () {
    for (let left = bytes; left > 0; left -= piece.length)
      yield left < piece.length ? piece.subarray(0, left) : piece
  }
  await pipeline(Readable.from(pieces()), createWriteStream(path))
  await rm(path)
}

/** The parser that our reader uses, with nobody listening but a counter of elements. */
async function parse(path: string): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: true })
  let elements = 0
  parser.on('opentag', () => {
    elements += 1
  })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const piece of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    parser.write(decoder.decode(piece, { stream: true }))
  }
  parser.close()
  if (elements === 0) throw new Error('The statement has no elements')
}
