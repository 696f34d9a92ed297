/** Marks of the panel are in PostgreSQL alone: nothing that the engine holds or tells names a criterion. */
import { expect, test } from 'vitest'
import { jobs, messages } from '../../bpmn/contract.ts'
import { forms } from '../../bpmn/forms.ts'
import { loadSources } from '../../bpmn/tools/bundle.ts'
import { planCriteria } from '../../domain/business-plan.ts'

const { files } = await loadSources()
/** As a form's key, a mapping or a variable's name; prose may speak of it. */
const names = (text: string, criterion: string) => new RegExp(`"=?${criterion}"`).test(text)

test.each(planCriteria)('no diagram, form, job or message has %s', (criterion) => {
  expect(Object.keys(files).filter((path) => names(files[path] ?? '', criterion))).toEqual([])
  expect(names(JSON.stringify({ jobs, messages, forms }), criterion)).toBe(false)
})
