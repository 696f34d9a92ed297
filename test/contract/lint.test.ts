/** Our own lint rules, each with a diagram that keeps it and one that breaks it; and the real diagrams, which keep all. */
import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Linter } from 'bpmnlint'
import NodeResolver from 'bpmnlint/lib/resolver/node-resolver.js'
import { expect, test } from 'vitest'
import personalNamesOfLint from '../../bpmn/lint/personal-names.json' with { type: 'json' }
import { createModdle } from '../../bpmn/tools/read-diagram.ts'
import { personalNames } from '../../domain/personal-data.ts'

const rules = readdirSync('bpmn/lint/rules').map((file) => file.replace('.cjs', ''))
const diagrams = readdirSync('bpmn').filter((file) => file.endsWith('.bpmn'))

const lint = async (path: string, config: object): Promise<string[]> =>
  lintText(await readFile(path, 'utf8'), config)

async function lintText(xml: string, config: object): Promise<string[]> {
  const { rootElement } = await createModdle().fromXML(xml)
  const linter = new Linter({ config, resolver: new NodeResolver() })
  const reports = await linter.lint(rootElement)
  return Object.values(reports).flatMap((found) => found.map(({ id, message }) => `${id}: ${message}`))
}

const only = (rule: string) => ({ rules: { [`social-protection/${rule}`]: 'error' } })

test.each(rules)('%s passes what is right and reports what is not', async (rule) => {
  expect(await lint('test/contract/lint/good.bpmn', only(rule))).toEqual([])
  expect(await lint(`test/contract/lint/${rule}.bad.bpmn`, only(rule))).not.toEqual([])
})

test.each(diagrams)('%s keeps the rules of bpmnlint, of Camunda 8.6 and our own', async (file) => {
  const config = JSON.parse(await readFile('.bpmnlintrc', 'utf8')) as object
  expect(await lint(`bpmn/${file}`, config)).toEqual([])
})

test.each([
  ['a step without a job', /<zeebe:taskDefinition [^>]*>/, /taskDefinition|task definition/i],
  ['an expression that is no FEEL', 'source="=caseId"', /FEEL|expression/i],
  [
    'a way out of a gateway without a condition',
    /<bpmn:conditionExpression[^]*?<\/bpmn:conditionExpression>/,
    /condition/i,
  ],
  ['a step without a name', ' name="Plan visit"', /name|label/i],
])('the configuration itself reports %s', async (_what, from, said) => {
  const xml = await readFile('test/contract/lint/good.bpmn', 'utf8')
  const changed = xml.replace(from, from === 'source="=caseId"' ? 'source="=caseId +"' : '')
  expect(changed).not.toBe(xml)
  const config = JSON.parse(await readFile('.bpmnlintrc', 'utf8')) as object
  expect(await lintText(xml, config)).toEqual([])
  expect((await lintText(changed, config)).join('\n')).toMatch(said)
})

test('the rule about personal data knows every name that is personal', () => {
  expect(personalNamesOfLint).toEqual(personalNames)
})
