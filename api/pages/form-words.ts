/**
 * What somebody entered in a form, in the words of that form: labels and choices come from the form file itself,
 * which is bilingual (`az / en`), so that a page and Tasklist never say it differently.
 */
import { readFileSync } from 'node:fs'
import type { Texts } from './texts.ts'

interface Component {
  readonly type: string
  readonly key?: string
  readonly path?: string
  readonly label?: string
  readonly dateLabel?: string
  readonly values?: readonly { readonly value: string; readonly label: string }[]
  readonly components?: readonly Component[]
}

export interface FormLine {
  readonly label: string
  readonly text: string
}

/** Answers entered, in the order of the form; what the form does not know is shown under its own name. */
export type FormWords = (answers: Readonly<Record<string, unknown>>, texts: Texts) => readonly FormLine[]

/** @param formId name of a file in bpmn/forms */
export function readFormWords(formId: string): FormWords {
  const file = new URL(`../../bpmn/forms/${formId}.form`, import.meta.url)
  const fields = flatten((JSON.parse(readFileSync(file, 'utf8')) as Component).components ?? [])
  const order = [...fields.keys()]
  const place = (name: string) => (fields.has(name) ? order.indexOf(name) : order.length)

  function lines(answers: Readonly<Record<string, unknown>>, texts: Texts): readonly FormLine[] {
    return Object.entries(answers)
      .toSorted(([one], [other]) => place(one) - place(other))
      .map(([name, value]) => {
        const field = fields.get(name)
        const label = field?.label ?? field?.dateLabel
        return {
          label: label === undefined ? name : inLanguage(label, texts.language),
          text: inWords(value, field, texts),
        }
      })
  }

  function inWords(value: unknown, field: Component | undefined, texts: Texts): string {
    if (Array.isArray(value)) {
      return value
        .map((part) => inWords(part, field, texts))
        .join(field?.type === 'dynamiclist' ? '; ' : ', ')
    }
    if (typeof value === 'boolean') return texts.t(value ? 'yes' : 'no')
    if (typeof value === 'object' && value !== null) {
      return lines(value as Readonly<Record<string, unknown>>, texts)
        .map(({ label, text }) => `${label}: ${text}`)
        .join(', ')
    }
    const choice = field?.values?.find((one) => one.value === value)
    if (choice !== undefined) return inLanguage(choice.label, texts.language)
    if (field?.type !== 'datetime' || typeof value !== 'string') return String(value)
    return value.includes('T') ? texts.instant(value) : texts.day(value)
  }

  return lines
}

/** Fields by name, with those inside groups and lists. */
function flatten(components: readonly Component[]): Map<string, Component> {
  return new Map(
    components.flatMap((component): [string, Component][] => {
      const name = component.key ?? component.path
      return [
        ...(name === undefined ? [] : [[name, component] as [string, Component]]),
        ...flatten(component.components ?? []),
      ]
    }),
  )
}

function inLanguage(label: string, language: Texts['language']): string {
  const [az = label, en = az] = label.split(' / ')
  return language === 'az' ? az : en
}
