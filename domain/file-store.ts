/**
 * Port to where payment files and messages of the bank are kept as bytes; the database keeps their names and hashes.
 * Implemented by adapters/files/folder-store.ts.
 */

/** What is known of a file that was kept whole. */
export interface StoredFile {
  readonly name: string
  /** SHA-256 of the bytes, hex. */
  readonly sha256: string
  readonly byteCount: number
}

export interface FileStore {
  /**
   * Keeps the bytes whole or not at all: nobody ever sees half a file under its name. A file of that name is replaced.
   * @param name letters, digits, `.`, `_` and `-`; or made from the hash, which is known when all bytes are there
   * @throws RangeError for another name; what `bytes` throws
   */
  write(
    name: string | ((sha256: string) => string),
    bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ): Promise<StoredFile>
  /**
   * The bytes in pieces, no faster than they are used. The last piece comes only when the whole file has the hash.
   * @throws OperatorError when the file is missing or is not what was kept
   */
  read(file: Pick<StoredFile, 'name' | 'sha256'>): AsyncIterable<Uint8Array>
}

/**
 * A name that differs when the bytes differ, so that a writer whose work was given to another, and that comes to its
 * end late, overwrites nothing. E.g. `DSMF-B2-000001-9f86d081884c7d65.xml`.
 */
export const nameByHash =
  (stem: string, extension: string) =>
  (sha256: string): string =>
    `${stem}-${sha256.slice(0, 16)}.${extension}`
