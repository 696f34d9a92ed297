/** Forms against their schemas, field by field: name, kind, choices, limits, what is required; and how they speak. */
import { isPersonalName } from '../../../domain/personal-data.ts'
import { forms } from '../../forms.ts'
import type { Bundle } from '../bundle.ts'
import { variablesRead } from '../feel.ts'
import { dataFields, variablesShown, type Field, type Form } from '../read-form.ts'
import { sameSet } from './sets.ts'

/** The part of JSON Schema that the schemas of forms use. */
interface Schema {
  readonly type?: string
  readonly format?: string
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
}

// TypeBox objects are JSON Schema; only the part read here is named.
const schemas = forms as Readonly<Record<string, unknown>> as Readonly<Record<string, Schema>>

export function formProblems({ forms: files, diagrams }: Bundle): readonly string[] {
  const starts = (formId: string) =>
    diagrams.some(({ steps }) => steps.some(({ type, form }) => type === 'StartEvent' && form?.id === formId))
  return [
    ...files.flatMap((form) => {
      const schema = schemas[form.id]
      return schema === undefined
        ? []
        : [
            ...fieldsProblems(form.id, form.components, schema),
            ...(starts(form.id) ? [] : speechProblems(form)),
          ]
    }),
    // What a person entered leaves the task only through its mappings: each field is taken, none is forgotten.
    ...diagrams.flatMap(({ steps }) =>
      steps.flatMap(({ id, type, form, outputs }) => {
        const schema = schemas[form?.id ?? '']
        // What a start form sends are the variables that the process begins with.
        if (schema === undefined || type === 'StartEvent') return []
        const taken = outputs
          .flatMap(({ source }) => variablesRead(source))
          .filter((name) => !name.endsWith('DueAt'))
        return sameSet(taken, Object.keys(schema.properties ?? {}), `${id}: form variable`)
      }),
    ),
  ]
}

function fieldsProblems(place: string, components: readonly Field[], schema: Schema): readonly string[] {
  const fields = dataFields(components)
  const properties = schema.properties ?? {}
  const name = (field: Field) => field.key ?? field.path ?? ''
  return [
    ...sameSet(fields.map(name), Object.keys(properties), `${place}: field`),
    ...fields.flatMap((field) => {
      const property = properties[name(field)]
      return property === undefined
        ? []
        : fieldProblems(
            `${place}, ${name(field)}`,
            field,
            property,
            (schema.required ?? []).includes(name(field)),
          )
    }),
  ]
}

function fieldProblems(place: string, field: Field, schema: Schema, required: boolean): readonly string[] {
  const { validate = {} } = field
  const same = (what: string, inForm: unknown, inSchema: unknown) =>
    JSON.stringify(inForm) === JSON.stringify(inSchema)
      ? []
      : [
          `${place}: ${what} is ${JSON.stringify(inForm)} in the form, ${JSON.stringify(inSchema)} in the schema`,
        ]
  const choices = (from: Schema | undefined) => from?.anyOf?.map((option) => option.const)
  const label = field.label ?? field.dateLabel ?? ''
  return [
    ...same('required', validate.required ?? false, required),
    ...same('kind', kindOfField(field), kindOfSchema(schema)),
    ...same('minimum', validate.min, schema.minimum),
    ...same('maximum', validate.max, schema.maximum),
    ...same('shortest', validate.minLength, schema.pattern === undefined ? schema.minLength : undefined),
    ...same('longest', validate.maxLength, schema.maxLength),
    ...same('pattern', validate.pattern, schema.pattern),
    ...same(
      'choices',
      field.values?.map(({ value }) => value),
      choices(schema) ?? choices(schema.items),
    ),
    ...(field.type === 'dynamiclist'
      ? fieldsProblems(place, field.components ?? [], schema.items ?? {})
      : []),
    ...(label.includes(' / ') ? [] : [`${place}: label it in Azerbaijani and English`]),
    ...(isPersonalName(field.key ?? '') ? [`${place}: is personal data and belongs on the case page`] : []),
  ]
}

const kindOfField = ({ type, subtype, decimalDigits }: Field): string =>
  type === 'number'
    ? decimalDigits === 0
      ? 'integer'
      : 'number'
    : type === 'datetime'
      ? (subtype ?? '')
      : (kinds[type] ?? type)

const kinds: Readonly<Record<string, string>> = {
  textfield: 'text',
  textarea: 'text',
  select: 'choice',
  radio: 'choice',
  checklist: 'choices',
  checkbox: 'boolean',
  dynamiclist: 'list',
}

function kindOfSchema({ type, format, anyOf, items }: Schema): string {
  if (anyOf !== undefined) return 'choice'
  if (type === 'array') return items?.anyOf === undefined ? 'list' : 'choices'
  if (type === 'string') return format === 'date-time' ? 'datetime' : format === 'date' ? 'date' : 'text'
  return type ?? ''
}

/** Every form of a task names the case, links to its page, and says what an earlier try lacked. */
function speechProblems({ id, components }: Form): readonly string[] {
  const shown = variablesShown(components)
  return ['caseNumber', 'caseUrl', 'completionProblem']
    .filter((name) => !shown.includes(name))
    .map((name) => `${id}: does not show ${name}`)
}
