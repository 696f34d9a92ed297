/**
 * Diagrams as they were deployed: a case that began under an older version is drawn on that version, which only
 * the engine's own records still have. Without a version, or for one the records do not reach back to, today's file.
 */
import { readFile } from 'node:fs/promises'
import type { RecordStore } from './record-store.ts'

/** BPMN XML of a process, `undefined` when there is none of that id. @throws RetryableError when the store is away */
export type FindDiagram = (processId: string, version: number | undefined) => Promise<string | undefined>

/** @param folder with a file `<process id>.bpmn` for each process; a URL that ends with a slash */
export function createFindDiagram(store: RecordStore, folder: URL): FindDiagram {
  /** A version never changes: asked for once. */
  const known = new Map<string, string>()

  async function deployed(processId: string, version: number): Promise<string | undefined> {
    const name = `${processId} ${version}`
    const [record] = known.has(name)
      ? []
      : await store.events('process', {
          bool: {
            filter: [{ term: { 'value.bpmnProcessId': processId } }, { term: { 'value.version': version } }],
          },
        })
    const resource = record?.value['resource']
    if (typeof resource === 'string') known.set(name, Buffer.from(resource, 'base64').toString('utf8'))
    return known.get(name)
  }

  return async (processId, version) => {
    if (!/^[a-z][a-z0-9-]*$/.test(processId)) return undefined
    const old = version === undefined ? undefined : await deployed(processId, version)
    return old ?? readToday(new URL(`${processId}.bpmn`, folder))
  }
}

async function readToday(file: URL): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
