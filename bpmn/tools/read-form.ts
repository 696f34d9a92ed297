/** A form as plain data: its fields with their limits, and the variables it shows. */
import { templateExpressions, variablesRead } from './feel.ts'

export interface Field {
  readonly type: string
  readonly key?: string
  /** Of a dynamic list: the variable that holds the items. */
  readonly path?: string
  readonly label?: string
  readonly dateLabel?: string
  readonly text?: string
  /** Of a table: the rows it shows. */
  readonly dataSource?: string
  readonly subtype?: string
  readonly decimalDigits?: number
  readonly values?: readonly { readonly value: string; readonly label: string }[]
  readonly validate?: {
    readonly required?: boolean
    readonly min?: number
    readonly max?: number
    readonly minLength?: number
    readonly maxLength?: number
    readonly pattern?: string
  }
  readonly conditional?: { readonly hide?: string }
  readonly components?: readonly Field[]
}

export interface Form {
  readonly file: string
  readonly id: string
  readonly platform: string
  readonly components: readonly Field[]
}

interface FormFile {
  readonly id: string
  readonly executionPlatform: string
  readonly executionPlatformVersion: string
  readonly components: readonly Field[]
}

export function readForm(file: string, json: string): Form {
  const { id, components, ...form } = JSON.parse(json) as FormFile
  return { file, id, components, platform: `${form.executionPlatform} ${form.executionPlatformVersion}` }
}

/** The fields that carry data, groups opened; a dynamic list stays one field. */
export const dataFields = (components: readonly Field[]): readonly Field[] =>
  components.flatMap((field) => {
    if (field.type === 'group') return dataFields(field.components ?? [])
    return field.key === undefined && field.path === undefined ? [] : [field]
  })

/** Variables that texts and conditions of a form read, its own fields included. */
export const variablesShown = (components: readonly Field[]): readonly string[] => [
  ...new Set(
    components.flatMap((field) => [
      ...templateExpressions(field.text ?? '').flatMap(variablesRead),
      ...variablesRead(field.conditional?.hide ?? ''),
      ...variablesRead(field.dataSource ?? ''),
      ...variablesShown(field.components ?? []),
    ]),
  ),
]
