/** An analyst changes a diagram while families are under way: instances finish on their version, or are moved with care. */
import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createGateway } from '../../adapters/zeebe/client.ts'
import { deployFolder } from '../../adapters/zeebe/deploy.ts'
import { createEngine } from '../../adapters/zeebe/engine.ts'
import { environment } from '../support/environment.ts'
import { eventually } from '../support/eventually.ts'
import { office } from '../support/office.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
const gateway = createGateway({ ZEEBE_ADDRESS: environment.zeebeAddress, ZEEBE_SECURE: false })
const engine = createEngine(gateway)
beforeAll(async () => {
  world = await openWorld({ parameters: { 'reinspection-percent': 0 } })
})
afterAll(async () => {
  await world.close()
  // What follows in other files runs on the diagrams of this repository again.
  await deployFolder(engine, 'bpmn')
  await gateway.close()
})

/** The same inspection with another id for the end of the visit's term, as an analyst might leave it behind. */
async function deployRenamed(): Promise<number> {
  const xml = await readFile('bpmn/household-inspection.bpmn', 'utf8')
  const deployed = await engine.deploy([
    {
      name: 'household-inspection.bpmn',
      content: Buffer.from(xml.replace(/\bVisitOverdue\b/g, 'VisitIsDue')),
    },
    ...(await Promise.all(
      ['visit-household', 'reinspect-household'].map(async (form) => ({
        name: `${form}.form`,
        content: await readFile(`bpmn/forms/${form}.form`),
      })),
    )),
  ])
  const version = deployed.flatMap(({ process }) => process ?? [])[0]?.version
  if (version === undefined) throw new Error('The inspection was not deployed')
  return version
}

async function migrate(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bpmn/tools/migrate-instances.ts', ...args], {
    env: { ...process.env, ...world.settings },
  })
  const [out, problems] = [text(child.stdout), text(child.stderr)]
  const code = await new Promise((resolve) => child.once('exit', resolve))
  return { code, said: (await out) + (await problems) }
}

test('instances keep their version, and are moved with their terms when every place has one to go to', async () => {
  const moving = await world.apply(world.household('clean-assign'))
  const { processInstanceKey, dueDate } = await moving.task('VisitHousehold')
  const version = await deployRenamed()
  const to = ['household-inspection', '--to', String(version)]

  const unfit = await migrate(...to, '--map', 'VisitHousehold=NoSuchTask', '--yes')
  expect(unfit.said).toContain('The target version has no element NoSuchTask')
  expect(unfit.code).toBe(2)
  const careless = await migrate(...to, '--dry-run')
  expect(careless.said).toContain('"Visit is due" (VisitOverdue) is no longer waited for.')

  const renamed = ['--map', 'VisitOverdue=VisitIsDue']
  const dry = await migrate(...to, ...renamed, '--dry-run')
  expect(dry.said).toMatch(/VisitHousehold → VisitHousehold {2}\(\d+\)/)
  expect(dry.said).toMatch(/VisitOverdue → VisitIsDue {2}\(waited for\)/)
  expect(dry.code).toBe(0)
  expect((await moving.ledger()).map(({ action }) => action)).not.toContain('instance.migrated')

  const done = await migrate(...to, ...renamed, '--yes')
  expect(done.said).toContain(`✓ ${processInstanceKey}`)
  expect(done.code).toBe(0)
  expect((await moving.ledger()).map(({ action }) => action)).toContain('instance.migrated')
  await eventually('nothing left to move', async () =>
    (await migrate(...to, '--dry-run')).said.includes('No running instance') ? true : undefined,
  )

  // As if that run had been killed after the engine's answer and before ours: the next one finds out from the records.
  await world.rows(
    `update case_process_instance set process_version = 1, moving_to_version = $2, move_asked_at = now()
     where process_instance_key = $1`,
    [processInstanceKey, version],
  )
  const later = await migrate(...to, '--yes')
  expect(later.said).toContain(
    `From an earlier run: ${processInstanceKey} → version ${version}: the engine did it; now in the ledger`,
  )
  expect((await moving.ledger()).filter(({ action }) => action === 'instance.migrated')).toHaveLength(2)

  // The term is the one from before, under the new name; the visit goes on as ever.
  await world.clock.advanceTo(dueDate)
  await moving.completes('VisitIsDue')
  await moving.task('VisitHousehold', { after: 1 })
  await moving.visit(office.inspector)
  await moving.reaches('paying')
})

test('a version that is not there is said, with those that are', async () => {
  const { code, said } = await migrate('household-inspection', '--to', '999')
  expect(said).toMatch(/Version 999 of household-inspection is not deployed; there are 1/)
  expect(code).toBe(2)
})
