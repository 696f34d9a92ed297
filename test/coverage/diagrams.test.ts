/**
 * Which part of each diagram the process tests went through, from the engine's own records. Runs last. An
 * element or flow that no test touches is a path that nobody has seen work.
 */
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { touchedElements } from '../support/engine-view.ts'
import { readDiagram } from '../support/read-diagram.ts'

const LEAST_SHARE = 0.95

const diagrams = readdirSync('bpmn').filter((file) => file.endsWith('.bpmn'))

test.each(diagrams)('the process tests touch %s', async (file) => {
  const { processId, elementIds } = await readDiagram(`bpmn/${file}`)
  const touched = await touchedElements(processId)
  const missed = elementIds.filter((id) => !touched.has(id))
  const share = (elementIds.length - missed.length) / elementIds.length
  console.log(
    `${processId}: ${elementIds.length - missed.length} of ${elementIds.length} elements and flows touched ` +
      `(${(share * 100).toFixed(1)} %)${missed.length > 0 ? `; not touched: ${missed.join(', ')}` : ''}`,
  )
  expect(share, `not touched: ${missed.join(', ')}`).toBeGreaterThanOrEqual(LEAST_SHARE)
})
