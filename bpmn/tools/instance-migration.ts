/**
 * Plans and carries out a migration of running instances; the command around it is migrate-instances.ts. Engine and
 * ledger cannot commit together: what the engine is asked is written down first, and whatever a run that was cut off
 * left open is settled by the next one from the engine's own records.
 */
import type { AskedMove, InstanceMoves } from '../../adapters/postgres/instance-moves.ts'
import type { EngineRest } from '../../adapters/zeebe/rest.ts'
import { EngineError, type EngineStatus } from '../../adapters/zeebe/gateway.ts'
import type {
  DeployedVersion,
  RunningInstance,
  RunningInstances,
} from '../../adapters/zeebe/running-instances.ts'
import type { Clock } from '../../domain/clock.ts'
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

/** What became of a move that an earlier run asked for: `unknown` while the engine's records may not tell yet. */
export interface Settled extends AskedMove {
  readonly outcome: 'moved' | 'not-moved' | 'unknown'
}

/** The records follow the engine by a second or two; whoever looks so much later sees what it did. */
const RECORDED_AFTER_MS = 60_000
/** With these answers nothing was moved; after any other the engine may have done it all the same. */
const refusals: readonly EngineStatus[] = [
  'INVALID_ARGUMENT',
  'NOT_FOUND',
  'FAILED_PRECONDITION',
  'PERMISSION_DENIED',
  'UNAUTHENTICATED',
  'RESOURCE_EXHAUSTED',
]

/** What was asked for cannot be planned, e.g. a version that is not deployed. */
export class MigrationRefused extends Error {
  override readonly name = 'MigrationRefused'
}

export function createInstanceMigration({
  running,
  rest,
  transact,
  moves,
  clock,
}: {
  readonly running: RunningInstances
  readonly rest: EngineRest
  readonly transact: Transact
  readonly moves: InstanceMoves
  readonly clock: Clock
}) {
  /** The ledger of the case says that its way was changed; the case page then draws the new version. */
  async function record(key: string, to: number, from: number, reason?: string): Promise<void> {
    await transact(async (records) => {
      const caseId = await records.cases.movedToVersion(key, to)
      if (caseId === undefined) return
      records.ledger.append({
        caseId,
        actor: 'system:migrate-instances',
        action: 'instance.migrated',
        ...(reason === undefined ? {} : { reason }),
        before: { version: from },
        after: { version: to },
        processInstanceKey: key,
      })
    })
  }

  async function settleOne(asked: AskedMove, version: number | undefined): Promise<Settled['outcome']> {
    const { processInstanceKey, fromVersion, toVersion, askedAt } = asked
    if (version === toVersion) {
      await record(processInstanceKey, toVersion, fromVersion, `Asked for at ${askedAt}, recorded later`)
      return 'moved'
    }
    if (clock.now().getTime() - Date.parse(askedAt) < RECORDED_AFTER_MS) return 'unknown'
    await moves.forget(processInstanceKey)
    return 'not-moved'
  }

  return {
    unsettled: (processId: string) => moves.unanswered(processId),

    /** Records what earlier runs asked for and the engine did, and forgets what it did not. */
    settle: async (processId: string): Promise<readonly Settled[]> => {
      const asked = await moves.unanswered(processId)
      if (asked.length === 0) return []
      const versions = await running.versionsOf(asked.map(({ processInstanceKey }) => processInstanceKey))
      const settled: Settled[] = []
      for (const move of asked) {
        const outcome = await settleOne(move, versions.get(move.processInstanceKey))
        settled.push({ ...move, outcome })
      }
      return settled
    },

    /** @throws MigrationRefused when the target version is not deployed */
    plan: async (wanted: {
      readonly processId: string
      readonly to: number
      readonly from: number | undefined
      readonly renamed: Readonly<Record<string, string>>
      /** Left where they are: it is not known yet whether an earlier run has moved them. */
      readonly except?: readonly string[]
    }): Promise<{ readonly target: DeployedVersion; readonly batches: readonly Batch[] }> => {
      const versions = await running.versions(wanted.processId)
      const target = versions.find(({ version }) => version === wanted.to)
      if (target === undefined) {
        const known = versions.map(({ version }) => version).join(', ')
        throw new MigrationRefused(
          `Version ${wanted.to} of ${wanted.processId} is not deployed${known === '' ? '' : `; there are ${known}`}.`,
        )
      }
      const instances = (await running.find(wanted.processId)).filter(
        ({ processInstanceKey }) => wanted.except?.includes(processInstanceKey) !== true,
      )
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
          await moves.ask(processInstanceKey, target.version)
          try {
            await rest.send('POST', `/process-instances/${processInstanceKey}/migration`, {
              targetProcessDefinitionKey: target.processDefinitionKey,
              mappingInstructions: plan.mapping,
            })
          } catch (error) {
            if (!(error instanceof EngineError)) throw error
            if (refusals.includes(error.status)) await moves.forget(processInstanceKey)
            yield { processInstanceKey, problem: error.message }
            continue
          }
          await record(processInstanceKey, target.version, from.version)
          yield { processInstanceKey, problem: undefined }
        }
      }
    },
  }
}
