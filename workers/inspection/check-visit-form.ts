/**
 * From what Tasklist sent to a form that can be signed: empty fields dropped, times made exact, shape and
 * rules checked, every problem told in words the inspector understands.
 */
import { Value } from 'typebox/value'
import { fieldNames, visitProblems } from '../../domain/visit-rules.ts'
import { VisitForm } from '../../domain/visit.ts'

const upperCased = /^(?:electricity|gas|water)(?:Subscriber|Meter)$/

/** A form left empty gives null, '' and empty lists; Tasklist gives times without seconds or zone. */
export function tidyForm(sent: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const form: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(sent)) {
    const tidied = tidyValue(value)
    if (tidied === undefined) continue
    if (typeof tidied !== 'string') form[field] = tidied
    else if (field === 'visitedAt') form[field] = exactTime(tidied)
    else form[field] = upperCased.test(field) ? tidied.replace(/\s+/g, '').toUpperCase() : tidied
  }
  return form
}

function tidyValue(value: unknown): unknown {
  if (value === null || value === undefined) return undefined
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim()
  if (Array.isArray(value)) {
    const items: unknown[] = value.map(tidyValue).filter((item) => item !== undefined)
    return items.length === 0 ? undefined : items
  }
  if (typeof value === 'object') {
    const entries = Object.entries(value).flatMap(([key, inner]) => {
      const tidied = tidyValue(inner)
      return tidied === undefined ? [] : [[key, tidied] as const]
    })
    return entries.length === 0 ? undefined : Object.fromEntries(entries)
  }
  return value
}

/** Inspectors' devices show Baku time, so a time without a zone means Baku. */
function exactTime(time: string): string {
  const match = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/.exec(time)
  return match === null ? time : `${match[1]}${match[2] ?? ':00'}${match[3] ?? '+04:00'}`
}

/** @returns the form, or sentences about everything that is wrong with it, Azerbaijani first */
export function checkVisitForm(
  sent: Readonly<Record<string, unknown>>,
  now: Date,
  applicationDate: string,
): { readonly form: VisitForm } | { readonly problems: readonly string[] } {
  const form = tidyForm(sent)
  if (!Value.Check(VisitForm, form)) return { problems: shapeProblems(form) }
  const problems = visitProblems(form, now, applicationDate)
  return problems.length === 0 ? { form } : { problems }
}

function shapeProblems(form: unknown): string[] {
  const problems = Value.Errors(VisitForm, form).map((error) => {
    if (error.keyword === 'required') {
      return error.params.requiredProperties.map((field) => `${nameOf(field)}: yoxdur / missing`).join('; ')
    }
    if (error.keyword === 'additionalProperties') {
      return `Naməlum sahə / Unknown field: ${error.params.additionalProperties.join(', ')}`
    }
    const [, field = '', index] = error.instancePath.split('/')
    const place = index === undefined ? nameOf(field) : `${nameOf(field)} ${Number(index) + 1}`
    // The union of choices reports each choice; the field is what the inspector needs to know.
    return `${place}: dəyər yanlışdır / not a valid value`
  })
  return [...new Set(problems)].slice(0, 10)
}

const nameOf = (field: string): string =>
  Object.hasOwn(fieldNames, field) ? fieldNames[field as keyof typeof fieldNames] : field
