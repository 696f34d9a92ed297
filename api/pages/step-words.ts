/** What a task for people is called on a page: the title of its form, which is bilingual, or its name in the diagram. */
import { readdirSync, readFileSync } from 'node:fs'

const folder = new URL('../../bpmn/', import.meta.url)

export type StepWords = (processId: string, elementId: string, language: 'az' | 'en') => string

/** Reads the diagrams and forms beside the program once. */
export function readStepWords(): StepWords {
  const names = new Map<string, { readonly az: string; readonly en: string }>()
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.bpmn'))) {
    const xml = readFileSync(new URL(file, folder), 'utf8')
    const tasks = xml.matchAll(/<bpmn:userTask id="(\w+)" name="([^"]*)"[\s\S]*?formId="([\w-]+)"/g)
    for (const [, id = '', name = '', formId = ''] of tasks) {
      const [az, en] = titleOf(formId) ?? [name, name]
      names.set(`${file.replace(/\.bpmn$/, '')}/${id}`, { az, en })
    }
  }
  return (processId, elementId, language) => names.get(`${processId}/${elementId}`)?.[language] ?? elementId
}

/** `# Azərbaycanca / English` at the head of a form. */
function titleOf(formId: string): readonly [string, string] | undefined {
  const { components } = JSON.parse(readFileSync(new URL(`forms/${formId}.form`, folder), 'utf8')) as {
    readonly components: readonly { readonly text?: string }[]
  }
  const [, az, en] = /^# (.+?) \/ (.+)$/.exec(components[0]?.text ?? '') ?? []
  return az === undefined || en === undefined ? undefined : [az, en]
}
