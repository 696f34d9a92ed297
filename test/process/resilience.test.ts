/** Killed workers, a killed relay, a restarted broker: nothing lost, nothing twice. */
import { afterEach, expect, test } from 'vitest'
import { restartPart } from '../../stack/test-stack.ts'
import { startChild, startChildWorker, type ChildWorker } from '../support/child-worker.ts'
import { elements, processInstancesOfCase } from '../support/engine-view.ts'
import { eventually } from '../support/eventually.ts'
import { office } from '../support/office.ts'
import type { FiledCase } from '../support/filed-case.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World | undefined
const children: ChildWorker[] = []
afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => child.kill()))
  await world?.close()
  world = undefined
})

test('a worker killed between telling the family and saying so tells it once', async () => {
  let armed = true
  let died: () => void = () => undefined
  const killed = new Promise<void>((resolve) => {
    died = resolve
  })
  world = await openWorld({
    workers: false,
    onNotification: () => {
      if (!armed) return
      armed = false
      void children[0]?.kill().then(died)
    },
  })
  const settings = { ...world.settings, WORKERS_JOB_TIMEOUT_MS: '3000' }
  children.push(startChildWorker(settings))
  const filed = await world.apply(world.household('clean-assign'))
  await killed

  // The gateway has the message, the database knows nothing of it, the engine waits for the job.
  expect(await filed.notices()).toEqual([])
  children.push(startChildWorker(settings))
  await world.clock.advance(10_000)
  await filed.task('VisitHousehold')

  const phone = filed.household.application.applicant.phone
  const sent = (await world.messages()).filter(({ to }) => to === phone)
  expect(sent.filter(({ key }) => key.startsWith('notify-applicant:'))).toHaveLength(1)
  expect((await filed.notices()).filter(({ notice }) => notice === 'registered')).toHaveLength(
    filed.household.application.applicant.email === undefined ? 1 : 2,
  )
})

test('a relay killed after publishing starts one instance', async () => {
  world = await openWorld({ workers: false })
  const filed = await world.apply(world.household('clean-assign'))
  await startChild('test/support/relay-that-dies.ts', world.settings).done
  await eventually('the instance', () => filed.findRoot())

  children.push(startChildWorker(world.settings))
  await filed.task('VisitHousehold')
  expect(await processInstancesOfCase(filed.caseId, 'targeted-social-assistance')).toHaveLength(1)
})

test('a broker that is restarted in the middle of a case takes it up again', async () => {
  world = await openWorld({ parameters: { 'reinspection-percent': 0 } })
  const filed = await world.apply(world.household('clean-assign'))
  await filed.task('VisitHousehold')
  await restartPart('broker', 'SIGKILL')
  await world.clock.resume()

  await filed.visit(office.inspector)
  await filed.reaches('paying')
  await filed.completes('OrderFirstPayment')
  const done = await elements(await filed.instances(), 'ELEMENT_COMPLETED')
  for (const once of ['RegisterApplication', 'DecideApplication', 'AssignEntitlement', 'OrderFirstPayment']) {
    expect(done.filter((id) => id === once)).toHaveLength(1)
  }
})

test('three households that break off in the same second are all decided, each once', async () => {
  world = await openWorld({ workers: false, parameters: { 'reinspection-percent': 0 } })
  const settings = { ...world.settings, WORKERS_JOB_TIMEOUT_MS: '3000' }
  const filed: FiledCase[] = []
  for (let family = 0; family < 3; family += 1) filed.push(await world.apply(world.household('clean-assign')))
  // Workers that never live longer than a second or two, until a last one may finish.
  for (let round = 0; round < 3; round += 1) {
    const child = startChildWorker(settings)
    children.push(child)
    await new Promise((resolve) => setTimeout(resolve, 1_500 + 700 * round))
    await child.kill()
    await world.clock.advance(5_000)
  }
  children.push(startChildWorker(settings))
  for (const one of filed) {
    await one.visit(office.inspector)
    await one.reaches('paying')
    const { orders, decision } = await one.records()
    expect(orders).toHaveLength(1)
    expect(decision?.outcome).toBe('assign')
  }
  expect((await world.verifyLedger()).intact).toBe(true)
})
