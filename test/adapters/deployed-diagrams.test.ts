/** Diagrams as deployed: by version from the engine's records, today's file where they do not reach. */
import { expect, test } from 'vitest'
import { createFindDiagram } from '../../adapters/zeebe/deployed-diagrams.ts'
import type { RecordStore } from '../../adapters/zeebe/record-store.ts'

const folder = new URL('../../bpmn/', import.meta.url)
const xml = '<definitions><!-- Baxış, version 3 --></definitions>'

function aStore() {
  const asked: unknown[] = []
  const store: RecordStore = {
    pagesFrom: async function* () {
      yield []
    },
    events: async (valueType, query) => {
      asked.push([valueType, query])
      if (!JSON.stringify(query).includes('"value.version":3')) return []
      const resource = Buffer.from(xml).toString('base64')
      return [
        { key: '9007199254740993', intent: 'CREATED', timestamp: 0, position: '1', value: { resource } },
      ]
    },
  }
  return { store, asked }
}

test('an older version is the diagram that was deployed, asked for once', async () => {
  const { store, asked } = aStore()
  const find = createFindDiagram(store, folder)
  expect(await find('household-inspection', 3)).toBe(xml)
  expect(await find('household-inspection', 3)).toBe(xml)
  expect(asked).toHaveLength(1)
})

test('a version that the records have lost, or none, is today’s file', async () => {
  const { store } = aStore()
  const find = createFindDiagram(store, folder)
  expect(await find('household-inspection', 1)).toContain('<bpmn:process id="household-inspection"')
  expect(await find('household-inspection', undefined)).toContain('<bpmn:process id="household-inspection"')
})

test('no name leaves the folder of diagrams', async () => {
  const find = createFindDiagram(aStore().store, folder)
  expect(await find('../package', undefined)).toBeUndefined()
  expect(await find('unheard-of', undefined)).toBeUndefined()
})
