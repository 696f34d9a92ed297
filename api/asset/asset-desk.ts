/**
 * What the offices enter about a given asset while its contract runs: that the person does not go on, and that the asset
 * was handed back. Next: bpmn/asset-monitoring.bpmn hears of it.
 */
import type { AssetReturn, EarlyEnd, MonitoredAsset } from '../../domain/asset-monitoring.ts'
import { dateInBaku } from '../../domain/clock.ts'
import type { Records } from '../../domain/records.ts'
import { DomainError } from '../../domain/errors.ts'
import { findCase } from '../case/open-case.ts'
import { oncePerKey, type EnteredBy } from '../intake/open-once.ts'
import type { ApiDeps } from '../ports.ts'
import { InvalidFields } from '../problem.ts'

/** Either may be entered while its case still works on the steps before. */
const TIME_TO_LIVE_MS = 24 * 60 * 60 * 1000

export function createAssetDesk({ transact, clock }: Pick<ApiDeps, 'transact' | 'clock'>) {
  /** Throws `DomainError` `CASE_NOT_FOUND` when there is no such monitoring, `InvalidFields` for a day that cannot be. */
  async function assetOf(
    records: Records,
    caseRef: string,
    { field, day }: { readonly field: string; readonly day: string },
  ): Promise<MonitoredAsset> {
    const { id, kind } = await findCase(records, caseRef)
    const asset = kind === 'asset-monitoring' ? await records.assetMonitoring.find(id) : undefined
    if (asset === undefined)
      throw new DomainError('CASE_NOT_FOUND', 'There is no monitoring of an asset of that id')
    const problem =
      day > dateInBaku(clock.now())
        ? 'is in the future'
        : day < asset.handedOverOn
          ? `is before the handover on ${asset.handedOverOn}`
          : undefined
    if (problem !== undefined) throw new InvalidFields('INVALID_REQUEST', [{ field, problem }])
    return asset
  }

  /** Does it once per key and once at all; the engine and the ledger hear of it the first time. */
  async function enter(
    records: Records,
    caseId: string,
    request: EnteredBy & { readonly body: unknown },
    work: () => Promise<boolean>,
    told: { readonly message: 'asset-ended-early' | 'asset-returned'; readonly after: object },
  ): Promise<void> {
    const { message, after } = told
    await oncePerKey(records, request, {
      first: async () => {
        if (await work()) {
          records.ledger.append({
            caseId,
            actor: request.actor,
            action: message === 'asset-returned' ? 'asset.returned' : 'asset-monitoring.ended-early',
            after: { ...after },
          })
          await records.outbox.publish({
            name: message,
            correlationKey: caseId,
            variables: { caseId },
            timeToLiveMs: TIME_TO_LIVE_MS,
          })
        }
        return { value: true, became: { caseId } }
      },
      again: async (became) => ('caseId' in became && became.caseId === caseId ? true : undefined),
    })
  }

  return {
    /** Throws what `assetOf` throws, and `DomainError` `EARLY_END_NOT_POSSIBLE`. */
    endEarly: (caseRef: string, end: EarlyEnd, by: EnteredBy): Promise<void> =>
      transact(async (records) => {
        const { caseId } = await assetOf(records, caseRef, { field: '/endedOn', day: end.endedOn })
        await enter(
          records,
          caseId,
          { ...by, body: { caseId, ...end } },
          async () => (await records.assetMonitoring.endEarly(caseId, end)) === 'ended',
          { message: 'asset-ended-early', after: end },
        )
      }),

    /** Throws what `assetOf` throws, and `DomainError` `RETURN_NOT_POSSIBLE`. */
    recordReturn: (caseRef: string, back: AssetReturn, by: EnteredBy): Promise<void> =>
      transact(async (records) => {
        const { caseId } = await assetOf(records, caseRef, { field: '/returnedOn', day: back.returnedOn })
        await enter(
          records,
          caseId,
          { ...by, body: { caseId, ...back } },
          async () =>
            (await records.assetMonitoring.recordReturn(caseId, { ...back, by: by.actor })) === 'returned',
          { message: 'asset-returned', after: back },
        )
      }),
  }
}
export type AssetDesk = ReturnType<typeof createAssetDesk>
