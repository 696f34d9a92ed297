/** Lines for the person who waits: what began, what is done, how long it took. Never a bar, so that logs stay readable. */
import pc from 'picocolors'

export interface Progress {
  /** A step begins; the returned functions end it or tell where it is. */
  begin(title: string): Step
  note(text: string): void
}
export interface Step {
  done(detail?: string): void
  skipped(why: string): void
  failed(): void
  /** Something to say while it runs; said at most every few seconds. */
  busy(detail: string): void
}

const titleWidth = 38
const busyEverySeconds = 10

/** @param write takes one line without its end */
export function createProgress(write: (line: string) => void): Progress {
  return {
    begin(title) {
      const started = Date.now()
      let lastSaid = started
      const elapsed = () => `${((Date.now() - started) / 1000).toFixed(1)} s`.padStart(8)
      const line = (mark: string, detail: string) => {
        write(`${mark} ${title.padEnd(titleWidth)} ${elapsed()}${detail === '' ? '' : `  ${pc.dim(detail)}`}`)
      }
      return {
        done: (detail = '') => {
          line(pc.green('✓'), detail)
        },
        skipped: (why) => {
          line(pc.yellow('–'), why)
        },
        failed: () => {
          line(pc.red('✗'), '')
        },
        busy: (detail) => {
          if (Date.now() - lastSaid < busyEverySeconds * 1000) return
          lastSaid = Date.now()
          line(pc.cyan('…'), detail)
        },
      }
    },
    note: (text) => {
      write(text)
    },
  }
}

/** Says nothing: for tests. */
export const silentProgress: Progress = createProgress(() => undefined)
