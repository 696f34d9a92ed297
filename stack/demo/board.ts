/** One line per case that changes in place on a terminal; elsewhere a line whenever something happens. */
import pc from 'picocolors'

export interface BoardLine {
  readonly title: string
  readonly story: string
  readonly now: string
  readonly mark: 'open' | 'done' | 'kept' | 'wrong'
}

export interface Board {
  show(lines: readonly BoardLine[]): void
}

export interface Terminal {
  readonly isTTY?: boolean
  readonly columns?: number
  readonly rows?: number
  write(text: string): unknown
}

const marks: Readonly<Record<BoardLine['mark'], string>> = {
  open: pc.cyan('…'),
  done: pc.green('✓'),
  kept: pc.yellow('–'),
  wrong: pc.red('✗'),
}
const STORY_WIDTH = 44

export function createBoard(terminal: Terminal, startedAt = Date.now()): Board {
  const shown = new Map<string, string>()
  let height = 0

  const cut = (text: string, width: number) =>
    text.length > width ? `${text.slice(0, Math.max(width - 1, 0))}…` : text
  const plain = ({ title, story, now, mark }: BoardLine, width: number) =>
    `${marks[mark]} ${cut(`${title}  ${cut(story, STORY_WIDTH).padEnd(STORY_WIDTH)}  ${now}`, width - 2)}`

  return {
    show: (lines) => {
      // A board higher than the window cannot be drawn over: then lines are added instead.
      if (terminal.isTTY === true && lines.length < (terminal.rows ?? 24)) {
        const text = lines.map((line) => `\u001b[2K${plain(line, terminal.columns ?? 80)}\n`).join('')
        terminal.write(`${height > 0 ? `\u001b[${height}A` : ''}${text}`)
        height = lines.length
        return
      }
      const seconds = `${((Date.now() - startedAt) / 1_000).toFixed(0)} s`.padStart(6)
      for (const line of lines) {
        const key = `${line.mark} ${line.now}`
        if (shown.get(line.title) === key) continue
        shown.set(line.title, key)
        terminal.write(`${seconds}  ${plain(line, Number.POSITIVE_INFINITY)}\n`)
      }
    },
  }
}
