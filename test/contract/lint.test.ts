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

async function lint(path: string, config: object): Promise<string[]> {
  const { rootElement } = await createModdle().fromXML(await readFile(path, 'utf8'))
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

test('the rule about personal data knows every name that is personal', () => {
  expect(personalNamesOfLint).toEqual(personalNames)
})
