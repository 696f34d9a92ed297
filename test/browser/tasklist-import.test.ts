/**
 * Tasklist 8.6.0 writes the time of a task finished in the first millisecond of a second in a way that its own
 * index refuses, and then shows no task any more (stack/parts/tasklist-dates.ts). The clock is stopped on a full
 * second, a visit is finished in it, and the next task must still show.
 */
import { randomBytes } from 'node:crypto'
import { hash } from 'bcryptjs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTasklist } from '../../stack/demo/tasklist.ts'
import { addStaffToTasklist } from '../../stack/staff.ts'
import { environment } from '../support/environment.ts'
import { eventually } from '../support/eventually.ts'
import { office } from '../support/office.ts'
import { openWorld, type World } from '../support/world.ts'

const PASSWORD = randomBytes(12).toString('base64url')

let world: World
beforeAll(async () => {
  world = await openWorld({ parameters: { 'reinspection-percent': 0 } })
  await addStaffToTasklist(environment.openSearchUrl, new Map([[office.checker, await hash(PASSWORD, 10)]]))
})
afterAll(() => world.close())

test('a task finished on the full second does not stop the list of tasks', async () => {
  const filed = await world.apply(world.household('clean-assign'))
  const visit = await filed.task('VisitHousehold')
  await world.clock.stopOnFullSecond()
  try {
    // With its clock the engine's exporter stands still too: nothing shows until it goes on.
    await filed.handIn(visit, office.inspector, filed.visitForm(1))
  } finally {
    await world.clock.resume()
  }
  await filed.reaches('paying')
  const approval = await filed.task('ApproveFirstPayment')

  const tasklist = await openTasklist(environment.tasklistUrl, office.checker, PASSWORD)
  const shown = await eventually('the next task in Tasklist', async () =>
    (await tasklist.openTasks()).find(({ id }) => id === approval.userTaskKey),
  )
  expect(shown.elementId).toBe('ApproveFirstPayment')
})
