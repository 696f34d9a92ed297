/**
 * After the first payments: next month's run of a kind of aid, from the frozen list to the closed run. Maker, checker
 * and, where the sum asks for it, the head of the branch do their tasks in Tasklist; the bank answers.
 */
import { openDatabase, type Database } from '../../adapters/postgres/database.ts'
import { createTransact } from '../../adapters/postgres/records.ts'
import type { FormVariables } from '../../bpmn/forms.ts'
import { dateInBaku, systemClock } from '../../domain/clock.ts'
import { addToMonth, monthOf } from '../../domain/days.ts'
import { groupedManat, tellProgress } from '../../domain/payment-run-words.ts'
import { payDayOf, payDayParameter } from '../../domain/payment-calendar.ts'
import { payingBody, type PaymentRunState, type RunProgress } from '../../domain/payment-run.ts'
import type { StaffGroup } from '../../domain/staff.ts'
import type { Transact } from '../../domain/records.ts'
import { openPaymentRun, type OpenedRun } from '../../workers/payment/open-payment-run.ts'
import { staffPages } from '../../workers/payment/tell-processes.ts'
import { sampleStaff } from '../staff.ts'
import type { Board } from './board.ts'
import type { Places } from './places.ts'
import { createStaffRoom, type StaffRoom } from './staff-room.ts'
import type { OpenTask } from './tasklist.ts'

const PAUSE_MS = 700
/** Instead of two hours; until then `cancel` on the page of the run would still stop it. */
const DEMO_WINDOW_MINUTES = 1
/** Money for the month: the demo's families are few. */
const APPROPRIATION_QEPIK = 1_000_000_00

interface Work {
  readonly group: StaffGroup
  readonly doing: string
  readonly enters: Readonly<Record<string, unknown>>
}

/** In the order of a run; the names are those of bpmn/benefit-payment.bpmn. */
const works: Readonly<Record<string, Work>> = {
  ReviewPaymentRun: {
    group: 'dsmf-payment-maker',
    doing: 'reviews totals and differences, and submits the run',
    enters: { runReview: 'submit' } satisfies FormVariables<'review-payment-run'>,
  },
  ApprovePaymentRun: {
    group: 'dsmf-payment-checker',
    doing: 'compares the totals and approves the run',
    enters: { runApproval: 'approve' } satisfies FormVariables<'approve-payment-run'>,
  },
  SignLargeRun: {
    group: 'dsmf-head',
    doing: 'signs the run',
    enters: { runApproval: 'approve' } satisfies FormVariables<'approve-payment-run'>,
  },
}

const stateWords: Readonly<Record<PaymentRunState, string>> = {
  open: 'freezing what is payable',
  frozen: 'checking totals, duplicates and funds',
  checked: 'waiting for review and approval',
  approved: `approved; the window in which it can be cancelled is ${DEMO_WINDOW_MINUTES} minute here`,
  released: 'files are written and sent, the bank answers',
  closed: 'closed',
  cancelled: 'cancelled',
}

export interface PlayedMonth {
  readonly run: OpenedRun
  readonly url: string
  readonly end: RunProgress
}

/** @returns the run as it ended, or as it stands when the time is over */
export async function playMonth(options: {
  /** Of aid, e.g. `targeted-social-assistance`. */
  readonly kind: string
  readonly places: Places
  readonly board: Board
  readonly limitMs: number
}): Promise<PlayedMonth> {
  const { kind, places, board } = options
  const staff = createStaffRoom(places)
  const database = openDatabase(places.databaseUrl, { maxConnections: 2 })
  try {
    const transact = createTransact(database, systemClock)
    await shortenWindow(places.databaseOwnerUrl)
    const { runUrl } = staffPages(places.publicUrl)
    const { run, period } = await openNextMonth(kind, database, transact, runUrl)
    const progress = () => transact((records) => records.paymentRuns.progress(run.caseId))

    let doing = ''
    const show = ({ run: { state, orderCount, totalQepik } }: RunProgress) => {
      const sum =
        orderCount === 0
          ? ''
          : `, ${orderCount} ${orderCount === 1 ? 'payment' : 'payments'}, ${groupedManat(totalQepik)} AZN`
      const now = doing === '' ? stateWords[state] : `${stateWords[state]}; ${doing}`
      board.show([{ title: run.number, story: `${kind} for ${period}${sum}`, now, mark: markOf(state) }])
    }
    const handled = new Set<string>()
    const until = Date.now() + options.limitMs
    let seen = await progress()
    while (seen.run.endedAt === undefined && Date.now() < until) {
      const tasks = await (await staff.anybody()).openTasks()
      for (const task of tasks.filter((one) => one.caseNumber === run.number && !handled.has(one.id))) {
        const done = await work(task, staff)
        doing = done.said
        if (done.isDone) handled.add(task.id)
      }
      const before = seen.run.state
      seen = await progress()
      // What somebody did last has had its effect.
      if (seen.run.state !== before) doing = ''
      show(seen)
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    }
    show(seen)
    return { run, url: runUrl(run.caseId), end: seen }
  } finally {
    await database.close()
  }
}

const markOf = (state: PaymentRunState) =>
  state === 'closed' ? 'done' : state === 'cancelled' ? 'wrong' : 'open'

/** @returns what was done; a task that Tasklist refuses is tried again with the next look at the list */
async function work(
  { id, elementId }: OpenTask,
  staff: StaffRoom,
): Promise<{ readonly isDone: boolean; readonly said: string }> {
  const known = works[elementId]
  const person = sampleStaff().find(({ groups }) => known !== undefined && groups.includes(known.group))
  if (known === undefined || person === undefined) {
    return { isDone: false, said: `nobody here knows the task ${elementId}` }
  }
  try {
    const tasklist = await staff.inTasklist(person.userName)
    await tasklist.take(id)
    await tasklist.complete(id, known.enters)
    return { isDone: true, said: `${person.displayName} ${known.doing}` }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { isDone: false, said: `${person.displayName} tries again: ${why}` }
  }
}

/** The first month after this one that has no run of that kind yet. */
async function openNextMonth(
  kind: string,
  database: Database,
  transact: Transact,
  runUrl: (caseId: string) => string,
) {
  const [last] = await database.rows<{ period: string }>(
    `select max(period) as period from payment_run where kind = $1`,
    [kind],
  )
  const thisMonth = monthOf(dateInBaku(systemClock.now()))
  const newest = last?.period ?? thisMonth
  const period = addToMonth(newest > thisMonth ? newest : thisMonth, 1)
  const run = await transact(async (records) => {
    await records.paymentRuns.setAppropriation(kind, period, APPROPRIATION_QEPIK, 'demo')
    const dayOfMonth = (await records.parametersOn(`${period}-01`)).value(payDayParameter(kind))
    const payDay = payDayOf(period, dayOfMonth, await records.calendarMoves())
    return openPaymentRun(
      records,
      { kind, period, body: payingBody, purpose: 'monthly', payDay },
      { actor: 'system:demo', runUrl },
    )
  })
  return { run, period }
}

/** On a stack with sample staff, so never in production: nobody watching a demo waits two hours. */
async function shortenWindow(ownerUrl: string): Promise<void> {
  const owner = openDatabase(ownerUrl, { maxConnections: 1 })
  try {
    await owner.rows(
      `insert into legal_parameter (name, valid_from, value, unit, source, certainty)
       values ('payment-cancel-window-minutes', '2017-01-02', $1, 'minutes', 'npm run demo', 'assumption')
       on conflict (name, valid_from) do update set value = excluded.value`,
      [DEMO_WINDOW_MINUTES],
    )
  } finally {
    await owner.close()
  }
}

/** What came of the month, for the end of the demo. */
export function monthSummary({ run, end }: PlayedMonth): string {
  const { lines, openExceptions } = tellProgress(end)
  const sums = lines.map(({ what, count, sum }) => `  ${what}: ${count}, ${sum} AZN`)
  const files = end.files.map(({ messageId }) => messageId ?? '').join(', ')
  const open = openExceptions === 0 ? [] : [`  open exceptions: ${openExceptions}`]
  const head = `The month ${run.number} of ${end.run.kind} (${end.run.state}), files ${files}:`
  return [head, ...sums, ...open].join('\n')
}
