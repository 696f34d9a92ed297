/**
 * Evidence of a handover: a film, photo or deed goes to the file store as it comes; name, hash and type to the contract.
 * Its type is found from its bytes before anything is kept. docs/domain.md 2.4 step 8.
 */
import type { EvidenceType } from '../../domain/asset-contract.ts'
import { DomainError } from '../../domain/errors.ts'
import { EVIDENCE_HEAD_BYTES, evidenceExtensions, evidenceTypeOf } from '../../domain/evidence-file.ts'
import { nameByHash, type FileStore, type StoredFile } from '../../domain/file-store.ts'
import type { ApiDeps } from '../ports.ts'
import { openWay, stepNotOpen } from './programme.ts'

export interface EvidenceReceipt extends Pick<StoredFile, 'sha256' | 'byteCount'> {
  readonly type: EvidenceType
}

export function createEvidenceStore({
  transact,
  fileStore,
}: Pick<ApiDeps, 'transact'> & { readonly fileStore: Pick<FileStore, 'write'> }) {
  const contractNumber = (caseId: string): Promise<string> =>
    transact(async (records) => {
      await openWay(records, caseId)
      const contract = await records.assetContracts.find(caseId)
      if (contract === undefined) throw stepNotOpen('There is no contract yet')
      return contract.number
    })

  /**
   * The newest evidence counts until the handover.
   * Throws `DomainError` `CASE_NOT_FOUND`, `PROGRAMME_STEP_NOT_OPEN` or `EVIDENCE_NOT_USABLE`, and what `bytes` throws.
   */
  return async function storeEvidence(
    caseId: string,
    bytes: AsyncIterable<Uint8Array>,
    actor: string,
  ): Promise<EvidenceReceipt> {
    const number = await contractNumber(caseId)
    const { type, whole } = await lookAtHead(bytes)
    const stored = await fileStore.write(nameByHash(number, evidenceExtensions[type]), whole)
    return transact(async (records) => {
      await openWay(records, caseId)
      await records.assetContracts.setEvidence(caseId, { ...stored, type })
      const { sha256, byteCount } = stored
      records.ledger.append({
        caseId,
        actor,
        action: 'asset.evidence-stored',
        after: { contractNumber: number, type, sha256, byteCount },
      })
      return { type, sha256, byteCount }
    })
  }
}
export type StoreEvidence = ReturnType<typeof createEvidenceStore>

/** Reads as far as the type is known; the rest flows on untouched. */
async function lookAtHead(bytes: AsyncIterable<Uint8Array>) {
  const pieces = bytes[Symbol.asyncIterator]()
  let head = Buffer.alloc(0)
  while (head.byteLength < EVIDENCE_HEAD_BYTES) {
    const next = await pieces.next()
    if (next.done === true) break
    head = Buffer.concat([head, next.value])
  }
  const type = evidenceTypeOf(head)
  if (type === undefined) {
    throw new DomainError('EVIDENCE_NOT_USABLE', 'Send a PDF, JPEG, PNG or MP4 file')
  }
  async function* whole(): AsyncGenerator<Uint8Array, void> {
    yield head
    for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) yield next.value
  }
  return { type, whole: whole() }
}
