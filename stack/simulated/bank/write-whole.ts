/** Writes a file piece by piece, waiting for the disk. */
import { open } from 'node:fs/promises'

/** @returns the bytes written */
export async function writeWhole(path: string, pieces: AsyncIterable<string | Uint8Array>): Promise<number> {
  const handle = await open(path, 'w', 0o600)
  let bytes = 0
  try {
    let buffer = ''
    const flush = async () => {
      if (buffer === '') return
      const { bytesWritten } = await handle.write(buffer)
      bytes += bytesWritten
      buffer = ''
    }
    for await (const piece of pieces) {
      if (typeof piece === 'string') {
        buffer += piece
        if (buffer.length >= 262_144) await flush()
        continue
      }
      await flush()
      await handle.appendFile(piece)
      bytes += piece.byteLength
    }
    await flush()
  } finally {
    await handle.close()
  }
  return bytes
}
