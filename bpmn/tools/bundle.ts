/** Everything that is deployed together, as text from the disk and as plain data: what the checks compare. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readDecisions, type DecisionTable } from './read-decision.ts'
import { readDiagram, type Diagram } from './read-diagram.ts'
import { readForm, type Form } from './read-form.ts'

/** The files as text: path from the root of the project → content; `workerFiles` are paths only. */
export interface Sources {
  readonly files: Readonly<Record<string, string>>
  readonly workerFiles: readonly string[]
}

export interface Bundle {
  readonly diagrams: readonly Diagram[]
  readonly decisions: readonly DecisionTable[]
  readonly forms: readonly Form[]
  readonly workerFiles: readonly string[]
}

export async function loadSources(root = '.'): Promise<Sources> {
  const paths = await Promise.all([
    list(root, 'bpmn', '.bpmn'),
    list(root, 'bpmn/decisions', '.dmn'),
    list(root, 'bpmn/forms', '.form'),
  ])
  const files = await Promise.all(
    paths.flat().map(async (path) => [path, await readFile(join(root, path), 'utf8')] as const),
  )
  const workers = await readdir(join(root, 'workers'), { recursive: true })
  return { files: Object.fromEntries(files), workerFiles: workers.filter((path) => path.endsWith('.ts')) }
}

const list = async (root: string, folder: string, ending: string): Promise<readonly string[]> =>
  (await readdir(join(root, folder)))
    .filter((name) => name.endsWith(ending))
    .toSorted()
    .map((name) => `${folder}/${name}`)

export async function readBundle({ files, workerFiles }: Sources): Promise<Bundle> {
  const ending = (suffix: string) => Object.entries(files).filter(([path]) => path.endsWith(suffix))
  const decisions = await Promise.all(ending('.dmn').map(([path, xml]) => readDecisions(path, xml)))
  return {
    diagrams: await Promise.all(ending('.bpmn').map(([path, xml]) => readDiagram(path, xml))),
    decisions: decisions.flat(),
    forms: ending('.form').map(([path, json]) => readForm(path, json)),
    workerFiles,
  }
}
