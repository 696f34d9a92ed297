/** The page of the workload: figures by group and step, drawn as bars, with how old they are. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inWords } from '../../api/pages/workload-page.ts'
import { stackedBars } from '../../api/pages/charts.ts'
import { createTexts } from '../../api/pages/texts.ts'
import type { Workload } from '../../domain/workload.ts'
import { openOffice, type Office } from './office.ts'

let figures: Workload
let office: Office
beforeAll(async () => {
  office = await openOffice({ workload: async () => figures })
})
afterAll(() => office.close())

const open = async (group: Parameters<Office['logIn']>[0]) =>
  office.app.inject({ url: '/workload?lang=en', headers: await office.logIn(group) })

test('shows who has how much to do, by settlement, and how long steps take', async () => {
  figures = {
    groups: [
      { group: 'dost-operator', place: 'Buzovna', open: 3, dueToday: 1, late: 1 },
      { group: 'dost-operator', place: undefined, open: 1, dueToday: 0, late: 0 },
      { group: 'dsmf-assignment', place: 'Qala <b>', open: 2, dueToday: 0, late: 0 },
    ],
    steps: [
      {
        processId: 'service-request',
        elementId: 'HandleServiceRequest',
        finished: 12,
        medianSeconds: 3 * 3600,
        ninetiethSeconds: 2 * 86_400 + 3600,
      },
    ],
    imported: { lookedAt: '2026-11-23T05:59:57Z', newestRecordAt: '2026-11-23T05:59:00Z' },
  }
  const { statusCode, body } = await open('head-of-unit')
  expect(statusCode).toBe(200)
  const text = body.replaceAll(/\s+/g, ' ')
  expect(text).toMatch(
    /DOST front desk<\/th>.*data-label="Open">4<.*data-label="Due today">1<.*class="late">1</,
  )
  expect(text).toContain('Qala &lt;b&gt;')
  expect(text).toMatch(/Handling of a request<\/td>.*data-label="Finished">12<.*>3 h<.*>2 d 1 h</)
  expect(text).toContain('lag: 3 s')
  expect(text).not.toContain('class="notice bad"')
  // Bars in proportion: four tasks fill the width, two half of it.
  expect(text).toMatch(/<rect class="late" x="190" y="8" width="117.5"/)
  expect(text).toMatch(/<rect class="later" x="190" y="40" width="235"/)
})

test('says that figures are old, or that there are none yet', async () => {
  figures = {
    groups: [],
    steps: [],
    imported: { lookedAt: '2026-11-23T05:00:00Z', newestRecordAt: undefined },
  }
  const old = await open('analyst')
  expect(old.body).toContain('class="notice bad"')
  expect(old.body).toContain('lag: 1 h')
  expect(old.body).toContain('There are no open tasks.')
  figures = { groups: [], steps: [], imported: { lookedAt: undefined, newestRecordAt: undefined } }
  expect((await open('head-of-unit')).body).toContain('have not been read yet')
})

test('is for heads of unit and analysts', async () => {
  expect((await open('dost-operator')).statusCode).toBe(403)
})

test.each([
  [0.4, '0 s'],
  [59, '59 s'],
  [60, '1 min'],
  [3_661, '1 h 1 min'],
  [86_400, '1 d'],
  [100 * 86_400 + 3_599, '100 d'],
])('%d seconds are %s', (seconds, words) => {
  expect(inWords(seconds, createTexts('en'))).toBe(words)
})

test('bars of nothing have no width', () => {
  const chart = stackedBars([{ label: 'none', parts: [{ kind: 'late', value: 0 }] }])
  expect(chart.bars[0]).toMatchObject({ segments: [], end: 190, total: 0 })
})
