/** The official schema over a file in pieces finds what it finds over the whole. */
import { expect, test } from 'vitest'
import { checkXml } from '../../adapters/bank/check-xml.ts'
import { createPieceCheck } from '../../stack/simulated/bank/check-pieces.ts'
import { anOrder, openFiles, textOf } from '../adapters/bank/orders.ts'

const { outgoing } = openFiles()
const many = (count: number) => Array.from({ length: count }, (_, number) => anOrder(number + 1))
const valid = async (count: number) => textOf((await outgoing(`PIECE-${count}`, ...many(count))).open())
const check = (xml: string, step = 10_000) => {
  const pieces = createPieceCheck('pain.001.001.09', 7)
  for (let at = 0; at < xml.length; at += step) pieces.write(xml.slice(at, at + step))
  pieces.close()
  return pieces.problem()
}

test.each([1, 6, 7, 8, 50])(
  'finds nothing in a valid file of %i transfers, however it is cut',
  async (count) => {
    const xml = await valid(count)
    expect(checkXml(xml, 'pain.001.001.09')).toEqual([])
    for (const step of [xml.length, 1_000, 37]) expect(check(xml, step)).toBeUndefined()
  },
)

const at = (xml: string, text: string, times: number) =>
  Array.from({ length: times }).reduce<number>((from) => xml.indexOf(text, from + 1), 0)
test.each<readonly [string, (xml: string) => string]>([
  [
    'an element too many in the last transfer',
    (xml) => xml.slice(0, xml.lastIndexOf('</Cdtr>')) + '<Nonsense/>' + xml.slice(xml.lastIndexOf('</Cdtr>')),
  ],
  [
    'an account that is none in the middle',
    (xml) => `${xml.slice(0, at(xml, '<IBAN>', 30) + 6)}!${xml.slice(at(xml, '<IBAN>', 30) + 6)}`,
  ],
  ['a block without its account', (xml) => xml.replace(/<DbtrAcct>.*<\/DbtrAcct>/, '')],
  ['a header without its number of transfers', (xml) => xml.replace(/<NbOfTxs>\d+<\/NbOfTxs>/, '')],
  ['something behind the last transfer', (xml) => xml.replace('</PmtInf>', '<Extra/></PmtInf>')],
  ['an end that is missing', (xml) => xml.replace('</CstmrCdtTrfInitn></Document>', '')],
  ['a second root', (xml) => `${xml}<Document/>`],
])('finds what the schema finds: %s', async (_what, change) => {
  const wrong = change(await valid(50))
  const [first] = checkXml(wrong, 'pain.001.001.09')
  expect(first).toBeDefined()
  expect(check(wrong)?.line).toBe(first?.line)
})
