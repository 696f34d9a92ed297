/** An XLSX read by its central directory and a strict XML parser: sheets as rows of texts and numbers. */
import { inflateRawSync } from 'node:zlib'
import { SaxesParser } from 'saxes'

/** Files of a ZIP, by name. */
function unzip(bytes: Buffer): ReadonlyMap<string, Buffer> {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end === -1) throw new Error('There is no end of a ZIP')
  const files = new Map<string, Buffer>()
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [packed, nameLength, extra, comment, local] = [
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
      bytes.readUInt16LE(at + 32),
      bytes.readUInt32LE(at + 42),
    ]
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const data = bytes.subarray(start, start + packed)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    files.set(name, bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(data) : data)
    at += 46 + nameLength + extra + comment
  }
  return files
}

type Value = string | number

function rowsOf(xml: string): readonly (readonly Value[])[] {
  const rows: (Value | undefined)[][] = []
  let text = ''
  let isText = false
  let column = 0
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'row') rows.push([])
    if (name === 'c') {
      isText = attributes['t'] === 'inlineStr'
      const letter = /^[A-Z]/.exec(attributes['r'] ?? '')?.[0]
      column = letter === undefined ? (rows.at(-1)?.length ?? 0) : letter.charCodeAt(0) - 65
    }
    text = ''
  })
  parser.on('text', (piece) => {
    text += piece
  })
  parser.on('closetag', ({ name }) => {
    const row = rows.at(-1)
    if (row === undefined || (name !== 't' && name !== 'v')) return
    row[column] = isText ? text : Number(text)
  })
  parser.on('error', (error) => {
    throw error
  })
  parser.write(xml).close()
  return rows.map((row) => Array.from(row, (value) => value ?? ''))
}

/** Sheets in the order of the workbook. @throws Error for what is no workbook, or not well-formed */
export function readWorkbook(bytes: Buffer): readonly (readonly (readonly Value[])[])[] {
  const files = unzip(bytes)
  const part = (name: string): string => {
    const found = files.get(name)
    if (found === undefined) throw new Error(`The workbook has no ${name}`)
    return found.toString('utf8')
  }
  part('[Content_Types].xml')
  part('_rels/.rels')
  part('xl/styles.xml')
  const targets = new Map(
    [...part('xl/_rels/workbook.xml.rels').matchAll(/Id="(\w+)"[^>]*Target="([^"]+)"/g)].map(
      ([, id = '', target = '']) => [id, target],
    ),
  )
  return [...part('xl/workbook.xml').matchAll(/r:id="(\w+)"/g)].map(([, id = '']) =>
    rowsOf(part(`xl/${targets.get(id) ?? ''}`)),
  )
}
