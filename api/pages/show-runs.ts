/** The list of payment runs and one run as pages: shown when they are opened, and again with a message after a form. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { randomUUID } from 'node:crypto'
import { cancelReasons } from '../../bpmn/contract/payment.ts'
import { exceptionWords } from '../../domain/exception-words.ts'
import { holdReasons, holdScopes } from '../../domain/payment-hold.ts'
import { paymentRunStates } from '../../domain/payment-run.ts'
import type { StaffGroup } from '../../domain/staff.ts'
import { paymentOffice } from '../auth/access.ts'
import { callerOf } from '../auth/guard.ts'
import { scopeOf } from '../payment-run/run-answer.ts'
import { decodeCursor, encodeCursor } from '../routes/cursor.ts'
import { runPosition } from '../routes/payment-runs.ts'
import { byProcess, createCaseStory } from './case-story.ts'
import type { HoldForm } from './hold-form.ts'
import type { PageDeps } from './pages.ts'
import { renderPage } from './render.ts'
import { comparisonOf, hasEnded, monthsOf, stepsOf } from './run-figures.ts'
import type { Message } from './show-case.ts'
import { chooseLanguage, createTexts } from './texts.ts'
import { toTimeline } from './timeline.ts'

const PAGE_SIZE = 25
const HOLDS_SHOWN = 100
const isPeriod = /^\d{4}-(0[1-9]|1[0-2])$/

/** Said after a form was done and the page is asked for anew. */
const said: Readonly<Record<string, Message>> = {
  held: { good: true, text: 'holds.saved' },
  released: { good: true, text: 'holds.released' },
  opened: { good: true, text: 'runs.open.opened' },
  found: { good: true, text: 'runs.open.found' },
  cancelling: { good: true, text: 'run.cancel.asked' },
}

export interface Shown {
  readonly message?: Message | undefined
  readonly status?: number
  readonly entered?: Partial<HoldForm>
}

export function createShowRuns(deps: PageDeps) {
  const { settings, transact, runOpener } = deps
  const { newestHistory, positionsOf } = createCaseStory(deps)

  /** What the form for a hold needs; the key makes a form sent twice one hold. */
  const holdForm = (entered: Partial<HoldForm> = {}) => ({
    holdReasons,
    holdScopes,
    scopeOf,
    entered,
    holdKey: randomUUID(),
  })

  async function showRuns(request: FastifyRequest, reply: FastifyReply, shown: Shown = {}) {
    const query = request.query as Readonly<Record<string, string | undefined>>
    const { kind = '', period = '', state = '', cursor } = query
    const { runs, kinds, found } = await transact(async ({ paymentRuns, paymentRunViews }) => ({
      runs: await paymentRuns.list({
        kind: kind === '' ? undefined : kind,
        period: isPeriod.test(period) ? period : undefined,
        state: paymentRunStates.find((name) => name === state),
        before: decodeCursor(cursor, runPosition),
        limit: PAGE_SIZE + 1,
      }),
      kinds: await paymentRunViews.kinds(),
      found: await paymentRunViews.holds({
        inForce: true,
        onOrders: false,
        before: undefined,
        limit: HOLDS_SHOWN,
      }),
    }))
    const items = runs.slice(0, PAGE_SIZE)
    const next = runs.length > PAGE_SIZE ? items.at(-1)?.number : undefined
    const firstPage = `/payment-runs?${new URLSearchParams({ kind, period, state }).toString()}`
    return renderPage(request, reply, settings, {
      template: 'payment-runs',
      title: 'runs.title',
      status: shown.status ?? 200,
      data: {
        runs: items,
        kinds,
        states: paymentRunStates,
        filter: { kind, period, state, cursor },
        firstPage,
        nextPage: next === undefined ? undefined : `${firstPage}&cursor=${encodeCursor(next) ?? ''}`,
        holds: { items: found, count: found.length },
        message: shown.message ?? said[query['said'] ?? ''],
        back: '',
        mayOpenRuns: groupsOf(request).includes('dsmf-payment-maker'),
        ...holdForm(shown.entered),
      },
    })
  }

  async function showRun(request: FastifyRequest, reply: FastifyReply, caseRef: string, shown: Shown = {}) {
    const principal = callerOf(request)
    const groups = groupsOf(request)
    const seen = await runOpener.openRun({ caseRef, principal })
    const { caseId, number, kind, state } = seen.run
    const texts = createTexts(chooseLanguage(request))
    const positions = await positionsOf(request, caseId)
    return renderPage(request, reply, settings, {
      template: 'payment-run',
      title: number,
      status: shown.status ?? 200,
      data: {
        seen,
        ended: hasEnded(seen.run),
        // The answer to a form is not asked for again.
        follows: !hasEnded(seen.run) && request.method === 'GET',
        steps: stepsOf(seen),
        comparison: comparisonOf(seen, texts),
        months: monthsOf(seen, texts),
        diagrams: true,
        positions: positions === undefined ? undefined : byProcess(positions),
        timeline: toTimeline(await newestHistory(caseId), texts),
        exceptionWord: inOneLanguage(texts.language),
        seesPayees: groups.some(isOfPaymentOffice),
        mayCancel: state === 'approved' && groups.some(isOfPaymentOffice),
        mayReopen: state === 'cancelled' && groups.includes('dsmf-payment-maker'),
        cancelReasons,
        holds: seen.holds,
        kinds: [kind],
        message: shown.message ?? said[(request.query as Readonly<Record<string, string>>)['said'] ?? ''],
        back: number,
        ...holdForm(shown.entered),
      },
    })
  }

  return { showRuns, showRun }
}

function groupsOf(request: FastifyRequest): readonly StaffGroup[] {
  const principal = callerOf(request)
  return principal.kind === 'staff' ? principal.groups : []
}

const isOfPaymentOffice = (group: StaffGroup): boolean => paymentOffice.includes(group)

/** Words of the forms hold both languages. */
export const inOneLanguage = (language: 'az' | 'en') => (kind: keyof typeof exceptionWords) =>
  exceptionWords[kind].split(' / ')[language === 'az' ? 0 : 1] ?? kind
