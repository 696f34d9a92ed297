/** Plans and carries out a migration of running instances; the command around it is migrate-instances.ts. */
import type { EngineRest } from '../../adapters/zeebe/rest.ts'
import { EngineError } from '../../adapters/zeebe/gateway.ts'
import type {
  DeployedVersion,
  RunningInstance,
  RunningInstances,
} from '../../adapters/zeebe/running-instances.ts'
import type { Transact } from '../../domain/records.ts'
import { planMigration, type MigrationPlan } from './plan-migration.ts'

/** Instances of one version, and what moving them means. */
export interface Batch {
  readonly from: DeployedVersion
  readonly instances: readonly RunningInstance[]
  readonly plan: MigrationPlan
}

export interface Moved {
  readonly processInstanceKey: string
  /** Why the engine did not move it. */
  readonly problem: string | undefined
}

/** What was asked for cannot be planned, e.g. a version that is not deployed. */
export class MigrationRefused extends Error {
  override readonly name = 'MigrationRefused'
}

export function createInstanceMigration({
  running,
  rest,
  transact,
}: {
  readonly running: RunningInstances
  readonly rest: EngineRest
  readonly transact: Transact
}) {
  /** The ledger of the case says that its way was changed; the case page then draws the new version. */
  async function record(key: string, target: DeployedVersion, from: number): Promise<void> {
    await transact(async (records) => {
      const caseId = await records.cases.movedToVersion(key, target.version)
      if (caseId === undefined) return
      records.ledger.append({
        caseId,
        actor: 'system:migrate-instances',
        action: 'instance.migrated',
        before: { version: from },
        after: { version: target.version },
        processInstanceKey: key,
      })
    })
  }

  return {
    /** @throws MigrationRefused when the target version is not deployed */
    plan: async (wanted: {
      readonly processId: string
      readonly to: number
      readonly from: number | undefined
      readonly renamed: Readonly<Record<string, string>>
    }): Promise<{ readonly target: DeployedVersion; readonly batches: readonly Batch[] }> => {
      const versions = await running.versions(wanted.processId)
      const target = versions.find(({ version }) => version === wanted.to)
      if (target === undefined) {
        const known = versions.map(({ version }) => version).join(', ')
        throw new MigrationRefused(
          `Version ${wanted.to} of ${wanted.processId} is not deployed${known === '' ? '' : `; there are ${known}`}.`,
        )
      }
      const instances = await running.find(wanted.processId)
      const batches = []
      for (const from of versions) {
        const mine = instances.filter(({ version }) => version === from.version)
        const left = wanted.from !== undefined && from.version !== wanted.from
        if (left || from.version === target.version || mine.length === 0) continue
        const plan = await planMigration({
          source: from.xml,
          target: target.xml,
          activeElementIds: [...new Set(mine.flatMap(({ activeElementIds }) => activeElementIds))],
          renamed: wanted.renamed,
        })
        batches.push({ from, instances: mine, plan })
      }
      return { target, batches }
    },

    /** Moves one instance after the other; what the engine refuses is told and the next one goes on. */
    move: async function* (target: DeployedVersion, batches: readonly Batch[]): AsyncGenerator<Moved> {
      for (const { from, instances, plan } of batches) {
        for (const { processInstanceKey } of instances) {
          try {
            await rest.send('POST', `/process-instances/${processInstanceKey}/migration`, {
              targetProcessDefinitionKey: target.processDefinitionKey,
              mappingInstructions: plan.mapping,
            })
            await record(processInstanceKey, target, from.version)
            yield { processInstanceKey, problem: undefined }
          } catch (error) {
            if (!(error instanceof EngineError)) throw error
            yield { processInstanceKey, problem: error.message }
          }
        }
      }
    },
  }
}
