/**
 * Papers for a claim, and the account it is paid to: kept in the file store under their hash, their type found in the bytes
 * as well as told. When nothing is missing any more the process that asked goes on.
 */
import type { BenefitUpload } from '../../domain/benefit.ts'
import { missingOfClaim } from '../../domain/benefit-evidence.ts'
import { DomainError } from '../../domain/errors.ts'
import { nameByHash } from '../../domain/file-store.ts'
import type { Records } from '../../domain/records.ts'
import { findCase } from '../case/open-case.ts'
import type { ApiDeps } from '../ports.ts'
import { InvalidFields } from '../problem.ts'

/** The process may still be on its way to where it waits. */
const TIME_TO_LIVE_MS = 24 * 60 * 60 * 1000

const signatures = {
  'application/pdf': { bytes: [0x25, 0x50, 0x44, 0x46, 0x2d], extension: 'pdf' },
  'image/jpeg': { bytes: [0xff, 0xd8, 0xff], extension: 'jpg' },
  'image/png': { bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], extension: 'png' },
} as const

export interface DocumentsTaken {
  readonly missing: readonly string[]
  readonly accountMissing: boolean
}

export function createTakeDocuments({ transact, caseFiles }: Pick<ApiDeps, 'transact' | 'caseFiles'>) {
  async function undecided(records: Records, caseRef: string): Promise<string> {
    const { id } = await findCase(records, caseRef)
    const claim = await records.benefits.find(id)
    if (claim === undefined) throw new DomainError('CASE_NOT_FOUND', 'That case is no claim to a benefit')
    if (claim.decision !== undefined) {
      throw new DomainError('DOCUMENTS_NOT_AWAITED', 'The claim is decided: appeal, or claim anew')
    }
    return id
  }

  /** Throws `InvalidFields` for bytes of another type, `DomainError` `CASE_NOT_FOUND` or `DOCUMENTS_NOT_AWAITED`. */
  return async function takeDocuments(
    caseRef: string,
    { documents = [], iban }: BenefitUpload,
    actor: string,
  ): Promise<DocumentsTaken> {
    const decoded = documents.map((document) => ({
      ...document,
      bytes: Buffer.from(document.content, 'base64'),
    }))
    const faults = decoded.flatMap(({ mediaType, bytes }, index) =>
      signatures[mediaType].bytes.every((byte, place) => bytes[place] === byte)
        ? []
        : [{ field: `/documents/${index}/content`, problem: `is not ${mediaType}` }],
    )
    if (documents.length === 0 && iban === undefined) {
      faults.push({ field: '/documents', problem: 'is missing, and so is the account' })
    }
    if (faults.length > 0) throw new InvalidFields('INVALID_REQUEST', faults)
    const caseId = await transact((records) => undecided(records, caseRef))
    // Before the row that names it: a file without a row is found by nobody and does no harm.
    const kept = await Promise.all(
      decoded.map(async ({ kind, mediaType, bytes }) => {
        const name = nameByHash(`${caseId}-${kind}`, signatures[mediaType].extension)
        const { sha256, byteCount } = await caseFiles.write(name, [bytes])
        return { kind, mediaType, sha256, byteCount }
      }),
    )
    return transact(async (records) => {
      await undecided(records, caseRef)
      const before = await missingOfClaim(records, caseId)
      for (const document of kept) {
        await records.benefits.addDocument(caseId, document, actor)
        const { kind, sha256, byteCount } = document
        records.ledger.append({
          caseId,
          actor,
          action: 'benefit.document-received',
          after: { kind, sha256, byteCount },
        })
      }
      if (iban !== undefined) {
        await records.benefits.enterAccount(caseId, iban)
        records.ledger.append({ caseId, actor, action: 'benefit.account-entered' })
      }
      const { missing, accountMissing } = await missingOfClaim(records, caseId)
      const wasComplete = before.missing.length === 0 && !before.accountMissing
      if (!wasComplete && missing.length === 0 && !accountMissing) {
        await records.outbox.publish({
          name: 'benefit-documents-received',
          correlationKey: caseId,
          variables: { caseId },
          timeToLiveMs: TIME_TO_LIVE_MS,
        })
      }
      return { missing, accountMissing }
    })
  }
}
export type TakeDocuments = ReturnType<typeof createTakeDocuments>
