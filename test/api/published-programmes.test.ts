/** A published programme: a page and a PDF for everybody, with counts of few people left out. */
import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asOwner } from '../support/database.ts'
import { jobSeeker } from '../support/counted-people.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const targets = { registered: 400, placed: 150, trained: 60, 'self-employed': 25 }
const measures = 'Ə, ğ, ş, ı, İ, ö, ü, ç: yarmarka, təlim və özünüməşğulluq.'
const records: Office['deps']['transact'] = (work) => office.deps.transact(work)
const get = (url: string) => office.app.inject({ url })
/** Opened by hand by whoever drafts it. */
async function opened(year: number): Promise<string> {
  const answer = await office.app.inject({
    method: 'POST',
    url: '/v1/employment-programmes',
    headers: await office.logIn('employment-programme'),
    payload: { year },
  })
  return answer.json<{ caseId: string }>().caseId
}

describe('a published programme', () => {
  test('is a page and a PDF for everybody; before that there is nothing to read', async () => {
    const caseId = await opened(2027)
    for (const url of [
      '/programmes/2027',
      '/programmes/2027.pdf',
      '/programmes/2031',
      '/programmes/x',
      '/programmes/27.pdf',
    ]) {
      expect([400, 404], url).toContain((await get(url)).statusCode)
    }
    const rows = (sql: string, values: readonly unknown[] = []) => asOwner(office.database, sql, values)
    for (const [place, many] of [
      ['Buzovna', 12],
      ['Mərdəkan', 9],
      ['Çilov', 2],
    ] as const) {
      for (let number = 0; number < many; number += 1) {
        const fin = `7${place.length}${String(number).padStart(5, '0')}`
        await jobSeeker(
          { transact: office.deps.transact, rows },
          { fin, settlement: place, registeredOn: '2026-06-01' },
        )
      }
    }
    const ages = { youthYears: 29, longTermMonths: 12, workingAgeFrom: 15, pensionAgeMonths: 780 }
    await records(async ({ employmentProgrammes }) => {
      await employmentProgrammes.count(caseId, 0, { from: '2025-10-05', to: '2026-10-04' }, ages)
      await employmentProgrammes.saveDraft(caseId, { measures: `${measures} <i>`, targets })
      await employmentProgrammes.setState(caseId, 'published')
      await employmentProgrammes.count(caseId, 1, { from: '2026-01-01', to: '2026-12-31' }, ages)
      await employmentProgrammes.openQuarter(caseId, 1, '2027-04-14T14:00:00.000Z')
      await employmentProgrammes.saveProgress(caseId, 'Birinci rübün izahatı.', 'staff:test')
    })
    const unpublished = await get('/programmes/2027?lang=en')
    expect(unpublished.statusCode).toBe(200)
    expect(unpublished.body).not.toContain('Birinci rübün izahatı.')
    await records(({ employmentProgrammes }) => employmentProgrammes.publishQuarter(caseId, 1))

    const page = await get('/programmes/2027?lang=en')
    expect(page.body).toContain('Employment programme 2027 for Khazar and Pirallahi')
    expect(page.body).toContain('&lt;i&gt;')
    expect(page.body).toMatch(/<svg class="chart[\s\S]*<rect class="now"/)
    expect(page.body).toContain('Birinci rübün izahatı.')
    // 23 of 400; Çilov has 2 people, and other settlements none.
    expect(page.body).toContain('6 %')
    const row = (name: string) =>
      new RegExp(`<th scope="row"[^>]*>${name}</th>(.*)</tr>`)
        .exec(page.body)?.[1]
        ?.replaceAll(/<[^>]+>/g, ' ')
    expect(row('Buzovna')?.trim().split(/\s+/)[0]).toBe('12')
    expect(row('Çilov')?.trim().split(/\s+/)[0]).toBe('&lt;5')
    expect(row('Total')?.trim().split(/\s+/)[0]).toBe('23')
    expect((await get('/programmes/2027?lang=az')).body).toContain('İşlə təmin olunub')
    expect((await get('/programmes')).body).toContain('/programmes/2027.pdf')
    expect((await get('/programmes')).body).not.toContain('TEP-')

    const pdf = await get('/programmes/2027.pdf?lang=az')
    expect(pdf.headers['content-type']).toBe('application/pdf')
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    const letters = lettersOf(pdf.rawPayload)
    for (const letter of 'əğşıİöüçƏQ') expect(letters, `${letter} in ${letters}`).toContain(letter)
    expect((await get('/programmes/2027.pdf?lang=az')).rawPayload.length).toBe(pdf.rawPayload.length)
  })
})

/** What a reader can copy out of the embedded fonts: the letters that their maps to Unicode name. */
function lettersOf(pdf: Buffer): string {
  const text = pdf.toString('latin1')
  const maps = [...text.matchAll(/stream\r?\n/g)].flatMap(({ index, 0: head }) => {
    const start = index + head.length
    const end = text.indexOf('endstream', start)
    try {
      const stream = inflateSync(pdf.subarray(start, end)).toString('latin1')
      return stream.includes('beginbfrange') || stream.includes('beginbfchar') ? [stream] : []
    } catch {
      return []
    }
  })
  const codes = maps.flatMap((map) =>
    [...map.matchAll(/<([0-9a-fA-F]{4})>/g)].map(([, code = '']) => parseInt(code, 16)),
  )
  return String.fromCodePoint(...new Set(codes.filter((code) => code > 31)))
}
