/** Camunda Modeler reads and writes files with bpmn-moddle and dmn-moddle: nothing but white space may change. */
import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { createDecisionModdle } from '../../bpmn/tools/read-decision.ts'
import { createModdle } from '../../bpmn/tools/read-diagram.ts'

const withoutWhiteSpace = (xml: string) => xml.replaceAll(/\s+/g, ' ').replaceAll(/> </g, '><').trim()
const files = (folder: string, ending: string) =>
  readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .map((file) => `${folder}/${file}`)

test.each(files('bpmn', '.bpmn'))('%s comes back as it was', async (path) => {
  const xml = await readFile(path, 'utf8')
  const moddle = createModdle()
  const { rootElement, warnings } = await moddle.fromXML(xml)
  expect(warnings).toEqual([])
  const written = await moddle.toXML(rootElement, { format: true })
  expect(withoutWhiteSpace(written.xml)).toBe(withoutWhiteSpace(xml))
})

test.each(files('bpmn/decisions', '.dmn'))('%s comes back as it was', async (path) => {
  const xml = await readFile(path, 'utf8')
  const moddle = createDecisionModdle()
  const { rootElement, warnings } = await moddle.fromXML(xml)
  expect(warnings).toEqual([])
  const written = await moddle.toXML(rootElement, { format: true })
  expect(withoutWhiteSpace(written.xml)).toBe(withoutWhiteSpace(xml))
})
