/**
 * Brings forms, decisions and diagrams of bpmn/ into the engine in one deployment: forms and decisions bound by
 * `deployment` must be in the deployment of the diagram that uses them. What has not changed keeps its version.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Engine } from './engine.ts'
import type { Deployment, Topology } from './gateway.ts'
import { EngineError } from './gateway.ts'

export interface DeployedResource {
  readonly kind: 'process' | 'decision' | 'form'
  readonly id: string
  readonly version: number
}

/** Files of bpmn/ in the order of deployment: forms, decisions, diagrams. */
export async function readResources(folder: string): Promise<{ name: string; content: Buffer }[]> {
  const kinds = [
    ['forms', '.form'],
    ['decisions', '.dmn'],
    ['', '.bpmn'],
  ] as const
  const files = await Promise.all(
    kinds.map(async ([below, ending]) => {
      const names = (await readdir(join(folder, below))).filter((name) => name.endsWith(ending)).sort()
      return names.map((name) => ({ name, path: join(folder, below, name) }))
    }),
  )
  return Promise.all(files.flat().map(async ({ name, path }) => ({ name, content: await readFile(path) })))
}

/** Every partition has a healthy leader. */
export function isHealthy(topology: Topology): boolean {
  const led = new Set(
    topology.brokers.flatMap(({ partitions }) =>
      partitions
        .filter(({ role, health }) => role === 'LEADER' && health === 'HEALTHY')
        .map(({ partitionId }) => partitionId),
    ),
  )
  return topology.partitionsCount > 0 && led.size === topology.partitionsCount
}

/** Waits until every partition is led by a healthy broker. @throws EngineError when that takes longer than `limitMs` */
export async function waitForEngine(engine: Engine, limitMs: number): Promise<Topology> {
  const until = Date.now() + limitMs
  for (;;) {
    let problem = 'not every partition has a healthy leader'
    try {
      const topology = await engine.topology()
      if (isHealthy(topology)) return topology
    } catch (error) {
      if (!(error instanceof EngineError && error.transient)) throw error
      problem = error.message
    }
    if (Date.now() > until) throw new EngineError('topology', 'UNAVAILABLE', `not ready in time: ${problem}`)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

/** Deploys everything in the folder. @throws EngineError `INVALID_ARGUMENT` naming each element at fault */
export async function deployFolder(engine: Engine, folder: string): Promise<readonly DeployedResource[]> {
  const resources = await readResources(folder)
  return (await engine.deploy(resources)).flatMap(toDeployed)
}

function toDeployed({ process, decision, form }: Deployment): DeployedResource[] {
  if (process) return [{ kind: 'process', id: process.bpmnProcessId, version: process.version }]
  if (decision) return [{ kind: 'decision', id: decision.dmnDecisionId, version: decision.version }]
  if (form) return [{ kind: 'form', id: form.formId, version: form.version }]
  return []
}
