/**
 * A PDF written from top to bottom: headings, paragraphs, tables and bars, with a new page where something does not
 * fit. Noto Sans is embedded, because the fonts that every reader has lack ə, ğ and ş.
 */
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import PDFDocument from 'pdfkit'
import type { ProgrammeChart } from './programme-charts.ts'

const font = (file: string) => fileURLToPath(import.meta.resolve(`@expo-google-fonts/noto-sans/${file}`))
const REGULAR = font('400Regular/NotoSans_400Regular.ttf')
const BOLD = font('700Bold/NotoSans_700Bold.ttf')

const MARGIN = 48
const CELL = { padding: 4, size: 8.5, headSize: 7.5 } as const
const INK = '#16313a'
const SOFT = '#5b6f76'
const LINE = '#c9d4d7'
/** The colours of the pages. */
const FILLS: Readonly<Record<string, string>> = { now: '#0f6b78', before: '#9cc3c9', ninetieth: '#d8e6e8' }
const BAR = { height: 9, row: 15, label: 150, figure: 60 } as const

export interface Table {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** The last row is a sum. */
  readonly hasSum?: boolean
  /** Share of the width that the first column takes. */
  readonly first: number
}

export function openSheet(about: {
  readonly title: string
  readonly author: string
  readonly language: string
  /** Of its content: the same programme gives the same file. */
  readonly writtenAt: Date
}) {
  const doc = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    bufferPages: true,
    lang: about.language,
    displayTitle: true,
    info: { Title: about.title, Author: about.author, CreationDate: about.writtenAt },
  })
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  doc.registerFont('regular', REGULAR)
  doc.registerFont('bold', BOLD)
  const width = doc.page.width - 2 * MARGIN
  const bottom = doc.page.height - MARGIN

  const room = (height: number) => {
    if (doc.y + height > bottom) doc.addPage()
  }
  const write = (face: 'regular' | 'bold', size: number, text: string, color = INK) => {
    doc.font(face).fontSize(size).fillColor(color).text(text, MARGIN, doc.y, { width })
  }

  function row(
    cells: readonly string[],
    widths: readonly number[],
    face: 'regular' | 'bold',
    size: number = CELL.size,
  ): void {
    doc.font(face).fontSize(size)
    const inner = (column: number) => (widths[column] ?? 0) - 2 * CELL.padding
    const height =
      Math.max(...cells.map((cell, column) => doc.heightOfString(cell, { width: inner(column) }))) +
      2 * CELL.padding
    room(height)
    const top = doc.y
    let x = MARGIN
    cells.forEach((cell, column) => {
      doc.fillColor(INK).text(cell, x + CELL.padding, top + CELL.padding, {
        width: inner(column),
        align: column === 0 ? 'left' : 'right',
      })
      x += widths[column] ?? 0
    })
    const end = top + height
    doc
      .moveTo(MARGIN, end)
      .lineTo(MARGIN + width, end)
      .lineWidth(0.5)
      .strokeColor(LINE)
      .stroke()
    doc.y = end
  }

  return {
    title: (text: string) => {
      write('bold', 18, text)
      doc.moveDown(0.3)
    },
    note: (text: string) => {
      write('regular', 9, text, SOFT)
      doc.moveDown(0.6)
    },
    /** @param following height of what should stand on the same page */
    heading: (text: string, following = 70) => {
      room(following)
      doc.moveDown(0.6)
      write('bold', 12.5, text)
      doc.moveDown(0.3)
    },
    /** What the colours of the bars mean. */
    legend: (meanings: readonly { readonly kind: string; readonly text: string }[]) => {
      const y = doc.y
      let x = MARGIN
      for (const { kind, text } of meanings) {
        doc.rect(x, y + 2, 9, 9).fill(FILLS[kind] ?? INK)
        doc
          .font('regular')
          .fontSize(9)
          .fillColor(SOFT)
          .text(text, x + 13, y, { lineBreak: false })
        x += doc.widthOfString(text) + 30
      }
      doc.x = MARGIN
      doc.y = y + 18
    },
    paragraph: (text: string) => {
      write('regular', 10, text)
      doc.moveDown(0.4)
    },
    table: ({ head, rows, hasSum = false, first }: Table) => {
      const other = (width * (1 - first)) / Math.max(1, head.length - 1)
      const widths = head.map((_, column) => (column === 0 ? width * first : other))
      row(head, widths, 'bold', CELL.headSize)
      rows.forEach((cells, place) => {
        row(cells, widths, hasSum && place === rows.length - 1 ? 'bold' : 'regular')
      })
      doc.moveDown(0.4)
    },
    bars: ({ chart, figures }: ProgrammeChart) => {
      room(chart.bars.length * BAR.row + 6)
      const longest = Math.max(1, ...chart.bars.map(({ total }) => total))
      const scale = (width - BAR.label - BAR.figure) / longest
      const top = doc.y + 3
      chart.bars.forEach(({ label, segments }, place) => {
        const y = top + place * BAR.row
        doc.font('regular').fontSize(CELL.size).fillColor(INK)
        doc.text(label, MARGIN, y - 1.5, { width: BAR.label - 8, lineBreak: false })
        let x = MARGIN + BAR.label
        for (const { kind, value } of segments) {
          doc.rect(x, y, value * scale, BAR.height).fill(FILLS[kind] ?? INK)
          x += value * scale
        }
        doc.fillColor(INK).text(figures[place] ?? '', x + 5, y - 1.5, { lineBreak: false })
      })
      doc.x = MARGIN
      doc.y = top + chart.bars.length * BAR.row + 6
    },
    /** Numbers the pages and gives the file. */
    close: async (): Promise<Buffer> => {
      const { start, count } = doc.bufferedPageRange()
      for (let page = start; page < start + count; page += 1) {
        doc.switchToPage(page)
        // In the margin, where text would begin a new page.
        doc.page.margins.bottom = 0
        doc.font('regular').fontSize(8).fillColor(SOFT)
        doc.text(`${page + 1} / ${count}`, MARGIN, doc.page.height - MARGIN + 14, { width, align: 'right' })
      }
      const ended = once(doc, 'end')
      doc.end()
      await ended
      return Buffer.concat(chunks)
    },
  }
}
