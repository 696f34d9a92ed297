/** Status of the parts as a table for the terminal. */
import pc from 'picocolors'
import type { PartStatus } from './supervisor.ts'

const colours: Record<PartStatus['state'], (text: string) => string> = {
  running: pc.green,
  done: pc.green,
  external: pc.cyan,
  stopped: pc.yellow,
  'to do': pc.yellow,
  dead: pc.red,
}

/** One line per part: state, process, uptime, memory, address. */
export function statusTable(parts: readonly PartStatus[]): string {
  const rows = parts.map(({ name, title, state, pid, startedAt, memory, address }) => [
    name,
    title,
    state,
    pid === undefined ? '' : String(pid),
    startedAt === undefined ? '' : duration(Date.now() - Date.parse(startedAt)),
    memory === undefined ? '' : `${memory} MB`,
    address,
  ])
  const head = ['part', 'what', 'state', 'pid', 'up for', 'memory', 'address']
  return columns([head, ...rows], (cell, column, row) => {
    if (row === 0) return pc.bold(cell)
    return column === 2 ? colours[cell.trim() as PartStatus['state']](cell) : cell
  })
}

/** Cells in columns of equal width; `paint` colours a cell after it was padded. */
export function columns(
  rows: readonly (readonly string[])[],
  paint: (cell: string, column: number, row: number) => string = (cell) => cell,
): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  )
  // The last column is not padded: colour would hide its trailing blanks from any trimming.
  const padded = (cell: string, column: number) =>
    column === widths.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)
  return rows
    .map((row, at) =>
      row
        .map((cell, column) => paint(padded(cell, column), column, at))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function duration(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000)
  if (minutes < 1) return `${Math.floor(milliseconds / 1000)} s`
  if (minutes < 60) return `${minutes} min`
  return minutes < 60 * 48
    ? `${Math.floor(minutes / 60)} h ${minutes % 60} min`
    : `${Math.floor(minutes / 1440)} d`
}
