/** Files that show a handover: what they are is found from their bytes, whatever their name or sender says. */
import type { EvidenceType } from './asset-contract.ts'

/** So many bytes tell the type. */
export const EVIDENCE_HEAD_BYTES = 12

export const evidenceExtensions: Readonly<Record<EvidenceType, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'video/mp4': 'mp4',
}

const beginnings: readonly (readonly [EvidenceType, number, readonly number[]])[] = [
  ['application/pdf', 0, [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/jpeg', 0, [0xff, 0xd8, 0xff]],
  ['image/png', 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  // `ftyp`, behind the length of the box.
  ['video/mp4', 4, [0x66, 0x74, 0x79, 0x70]],
]

/** @param head the first bytes of the file */
export const evidenceTypeOf = (head: Uint8Array): EvidenceType | undefined =>
  beginnings.find(([, offset, bytes]) => bytes.every((byte, index) => head[offset + index] === byte))?.[0]
