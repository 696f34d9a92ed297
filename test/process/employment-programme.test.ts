/**
 * The employment programme on the real engine, through its year: opened by the calendar, drafted, commented on side by
 * side, sent back, approved by somebody else, published, and reported on each quarter.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createProgrammeDesk } from '../../api/programme/programme-desk.ts'
import { createPublishedProgrammes } from '../../api/programme/published-programmes.ts'
import type { Principal } from '../../api/auth/principal.ts'
import { dateInBaku } from '../../domain/clock.ts'
import type { StaffGroup } from '../../domain/staff.ts'
import { findRootInstance } from '../support/engine-view.ts'
import { eventually } from '../support/eventually.ts'
import type { Followed } from '../support/followed.ts'
import { jobSeeker } from '../support/counted-people.ts'
import { office } from '../support/office.ts'
import { openWorld, type World } from '../support/world.ts'

const WEEK = 7 * 24 * 60 * 60 * 1000

let world: World
let desk: ReturnType<typeof createProgrammeDesk>
beforeAll(async () => {
  world = await openWorld()
  const { transact, clock } = world
  desk = createProgrammeDesk({ transact, clock, settings: { publicUrl: 'http://127.0.0.1:3000' } })
})
afterAll(() => world.close())

const by = (userName: string, ...groups: readonly StaffGroup[]): Principal => ({
  kind: 'staff',
  userName,
  displayName: userName,
  groups,
  csrfToken: '',
})
const drafter = by(office.programme, 'employment-programme')
const draft = {
  measures: 'Yarmarka, təlim, özünüməşğulluq.',
  targets: { registered: 10, placed: 4, trained: 2, 'self-employed': 1 },
}

/** The programme that the calendar opens when its time comes: the year is whatever the engine's clock has reached. */
async function openedByCalendar(): Promise<Followed & { readonly caseId: string; readonly year: number }> {
  const today = dateInBaku(world.clock.now())
  const thisYear = Number(today.slice(0, 4))
  const [from, until] = [`${thisYear}-10-01`, `${thisYear}-12-15`]
  if (today < from || today > until) {
    await world.clock.advanceTo(`${today < from ? thisYear : thisYear + 1}-10-02T08:00:00Z`)
  }
  await world.clock.advance(WEEK)
  const programme = await eventually('the programme of the next year', () =>
    world.transact(async ({ employmentProgrammes }) => (await employmentProgrammes.list())[0]),
  )
  const { caseId, year } = programme
  let root: string | undefined
  const roots = async () => [(root ??= await findRootInstance(caseId))].filter((key) => key !== undefined)
  return { caseId, year, ...world.follow(`programme ${year}`, roots) }
}

const programmeOf = (caseId: string) =>
  world.transact(({ employmentProgrammes }) => employmentProgrammes.get(caseId))
const commentsOf = (caseId: string) =>
  world.transact(({ employmentProgrammes }) => employmentProgrammes.comments(caseId))
const ledgerOf = (caseId: string) =>
  world.rows<{ action: string; element_id: string | null }>(
    'select action, element_id from ledger where case_id = $1 order by sequence',
    [caseId],
  )

test('a programme is made, heard, approved by another person, published, and followed through its year', async () => {
  const programme = await openedByCalendar()
  const { caseId, year } = programme
  expect(year).toBe(Number(dateInBaku(world.clock.now()).slice(0, 4)) + 1)
  // The calendar comes every week and opens it once; nor can it be opened by hand.
  await expect(desk.open(year, { principal: drafter, idempotencyKey: undefined })).rejects.toMatchObject({
    code: 'PROGRAMME_ALREADY_THERE',
  })

  // Drafted late, by the wrong person, with a gap, then whole.
  const { dueDate: draftDue } = await programme.task('DraftProgramme')
  await world.clock.advanceTo(draftDue)
  await programme.completes('DraftReported')
  await programme.finish('DraftProgramme', office.adviser, { draftReady: true })
  await programme.task('DraftProgramme', { after: 1 })
  await programme.finish('DraftProgramme', office.programme, { draftReady: true })
  await programme.task('DraftProgramme', { after: 2 })
  await desk.draft(caseId, draft, drafter)
  await programme.finish('DraftProgramme', office.programme, { draftReady: true })

  // Three bodies at the same time: one comments after a slip, one has nothing to say, one says nothing.
  const tasks = await programme.openTasks('CommentProgramme', 3)
  const taskOf = async (group: string) => {
    const open = await programme.openTasks('CommentProgramme', 1)
    const found = open.find(({ candidateGroupsList }) => candidateGroupsList.includes(group))
    if (found === undefined) throw new Error(`No task of ${group}`)
    return found
  }
  expect(tasks.flatMap(({ candidateGroupsList }) => candidateGroupsList).toSorted()).toEqual([
    'dost-quality',
    'khazar-administration',
    'pirallahi-administration',
  ])
  const khazar = by(office.khazarAdministration, 'khazar-administration')
  await programme.handIn(await taskOf('khazar-administration'), office.khazarAdministration, {
    commentResult: 'commented',
  })
  await programme.completes('CommentMissing')
  await desk.comment(caseId, 'Buzovnada təlim azdır.', khazar)
  await programme.handIn(await taskOf('dost-quality'), office.khazarAdministration, {
    commentResult: 'no-comment',
  })
  await programme.completes('VerifyComment', 2)
  await programme.openTasks('CommentProgramme', 3)
  await programme.handIn(await taskOf('khazar-administration'), office.khazarAdministration, {
    commentResult: 'commented',
  })
  await programme.completes('CommentRecorded')
  await programme.openTasks('CommentProgramme', 2)
  await programme.handIn(await taskOf('dost-quality'), office.quality, { commentResult: 'no-comment' })
  await programme.completes('CommentRecorded', 2)
  const silent = await taskOf('pirallahi-administration')
  await world.clock.advanceTo(silent.dueDate)
  await programme.completes('CommentReported')
  await programme.completes('NoComment')
  expect((await commentsOf(caseId)).map(({ body, outcome }) => [body, outcome])).toEqual([
    ['dost-centre', 'no-comment'],
    ['khazar-administration', 'commented'],
    ['pirallahi-administration', 'silent'],
  ])

  // Revised late, by the wrong person, without the answer, then with it.
  const { dueDate: revisionDue } = await programme.task('ReviseDraft')
  await world.clock.advanceTo(revisionDue)
  await programme.completes('RevisionReported')
  await programme.finish('ReviseDraft', office.head, { revisionReady: true })
  await programme.task('ReviseDraft', { after: 1 })
  await programme.finish('ReviseDraft', office.programme, { revisionReady: true })
  await programme.task('ReviseDraft', { after: 2 })
  const answer = { body: 'khazar-administration', answer: 'accepted', reason: 'Təlim əlavə edildi.' } as const
  await desk.answer(caseId, answer, drafter)
  await desk.draft(caseId, { ...draft, targets: { ...draft.targets, trained: 3 } }, drafter)
  await programme.finish('ReviseDraft', office.programme, { revisionReady: true })

  // Who drafted may not approve though she is a head of unit, too; the other one sends it back once.
  const approve = { programmeApproval: 'approve', approvalReason: null }
  const { dueDate: approvalDue } = await programme.task('ApproveProgramme')
  await world.clock.advanceTo(approvalDue)
  await programme.completes('ApprovalReported')
  await programme.finish('ApproveProgramme', office.programme, approve)
  await programme.task('ApproveProgramme', { after: 1 })
  await programme.finish('ApproveProgramme', office.head, {
    programmeApproval: 'return',
    approvalReason: 'Hədəf azdır.',
  })
  await programme.task('ReviseDraft', { after: 3 })
  await programme.finish('ReviseDraft', office.programme, { revisionReady: true })
  await programme.task('ApproveProgramme', { after: 2 })
  await programme.finish('ApproveProgramme', office.head, approve)
  await programme.completes('PublishProgramme')
  await expect(desk.draft(caseId, draft, drafter)).rejects.toMatchObject({ code: 'PROGRAMME_NOT_TO_CHANGE' })
  expect((await programmeOf(caseId)).targets).toMatchObject({ trained: 3 })

  // Nine people register in January, four of them are placed in the third quarter.
  for (let number = 0; number < 9; number += 1) {
    await jobSeeker(world, {
      fin: `7PRG0${number}A`.slice(0, 7),
      settlement: 'Buzovna',
      registeredOn: `${year}-01-20`,
      ...(number < 6 ? { state: 'placed', endedOn: `${year}-08-10` } : {}),
    })
  }
  const published = createPublishedProgrammes(world)
  for (const quarter of [1, 2, 3, 4]) {
    const end =
      quarter === 4
        ? `${year + 1}-01-01T08:00:00Z`
        : `${year}-${String(quarter * 3 + 1).padStart(2, '0')}-01T08:00:00Z`
    if (world.clock.now().toISOString() < end) await world.clock.advanceTo(end)
    const { dueDate } = await programme.task('ReportProgress', { after: quarter === 1 ? 0 : quarter + 1 })
    if (quarter === 1) {
      await world.clock.advanceTo(dueDate)
      await programme.completes('LateQuarterReported')
      await programme.finish('ReportProgress', office.head, { progressReported: true })
      await programme.task('ReportProgress', { after: 1 })
      await programme.finish('ReportProgress', office.programme, { progressReported: true })
      await programme.task('ReportProgress', { after: 2 })
    }
    await desk.explain(caseId, `${quarter}: görüşlər keçirilib.`, drafter)
    await programme.finish('ReportProgress', office.programme, { progressReported: true })
    await programme.completes('QuarterLeft', quarter)
  }
  await programme.completes('ProgrammeClosed')
  const { quarters } = await published.read(year)
  expect(
    quarters.map(({ quarter, rows }) => [quarter, ...rows.slice(0, 2).map(({ reached }) => reached)]),
  ).toEqual([
    [1, { value: 9 }, { under: 5 }],
    [2, { value: 9 }, { under: 5 }],
    [3, { value: 9 }, { value: 6 }],
    [4, { value: 9 }, { value: 6 }],
  ])
  expect((await programmeOf(caseId)).state).toBe('closed')
  expect(await programme.incidents()).toEqual([])
  const ledger = await ledgerOf(caseId)
  const actions = ledger.map(({ action }) => action)
  expect(actions.filter((action) => action === 'case.registered')).toHaveLength(1)
  expect(actions).toContain('programme.sent-back')
  const escalated = ledger.filter(({ action }) => action === 'case.escalated')
  expect([...new Set(escalated.map(({ element_id }) => element_id))]).toEqual([
    'EscalateDraft',
    'EscalateComment',
    'EscalateRevision',
    'EscalateApproval',
    'EscalateReport',
  ])
  expect(actions.at(-1)).toBe('programme.closed')
})
