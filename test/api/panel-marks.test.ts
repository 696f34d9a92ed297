/** Marks of the panel by API and on the case page: entered by each member, and seen by nobody else too early. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSelfEmployment } from '../../domain/open-self-employment.ts'
import { aPlan } from '../support/self-employed.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const marks = { feasibility: 23, marketPotential: 22, budgetQuality: 21, defence: 20 }
const form = { feasibility: '23', marketPotential: '22', budgetQuality: '21', defence: '19', remark: '' }
let people = 0
const opened = async (): Promise<string> => {
  const applicant = {
    fin: `5SM${String((people += 1)).padStart(4, '0')}`,
    givenName: 'Aygün',
    familyName: 'Əliyeva',
    birthDate: '1990-05-17',
    phone: '+994501234567',
  }
  const { id } = await office.deps.transact((records) =>
    openSelfEmployment(
      records,
      { applicant, language: 'az', registeredOn: '2026-11-23' },
      { actor: 'system:test', caseUrl: () => '' },
    ),
  )
  return id
}
/** As the steps before the panel leave it. */
async function atThePanel(): Promise<string> {
  const caseId = await opened()
  await office.deps.transact(async ({ selfEmployments }) => {
    await selfEmployments.addPlan(caseId, { ...aPlan, by: 'staff:x' })
    await selfEmployments.keep(caseId, { planTaken: 1 })
  })
  return caseId
}
const codeOf = (answer: { json: () => unknown }) => (answer.json() as { code: string }).code
const asPanelist = async (caseId: string, payload: object) =>
  office.app.inject({
    method: 'POST',
    url: `/v1/self-employment-applications/${caseId}/panel-marks`,
    headers: await office.logIn('employment-panel'),
    payload,
  })
const enter = (caseId: string, fields: Readonly<Record<string, string>>) =>
  office.enter('employment-panel', `/cases/${caseId}/panel-marks`, fields)
const give = (caseId: string, member: string, seat: number) =>
  office.deps.transact(({ selfEmployments }) => selfEmployments.giveMarks(caseId, member, seat))
const giveAsAnother = async (caseId: string, member: string, seat: number) => {
  const remark = `Rəy: ${member}`
  await office.deps.transact(({ selfEmployments }) =>
    selfEmployments.enterMarks(caseId, member, { ...marks, remark }),
  )
  await give(caseId, member, seat)
}
const seen = async (caseId: string, group: Parameters<Office['logIn']>[0]) =>
  (await office.app.inject({ url: `/v1/cases/${caseId}`, headers: await office.logIn(group) })).json<{
    details: { marks: readonly object[]; marksGiven: number; ownMarks?: object }
  }>().details

describe('marks of the panel', () => {
  test('are entered while the panel has the plan, and corrected until they are given', async () => {
    const early = await opened()
    expect(codeOf(await asPanelist(early, marks))).toBe('PROGRAMME_STEP_NOT_OPEN')
    expect((await asPanelist('00000000-0000-4000-8000-000000000000', marks)).statusCode).toBe(404)
    const caseId = await atThePanel()
    expect((await asPanelist(caseId, { ...marks, defence: 26 })).json()).toMatchObject({
      errors: [{ field: '/defence' }],
    })
    expect((await asPanelist(caseId, { ...marks, seat: 1 })).json()).toMatchObject({
      errors: [{ field: '/seat' }],
    })
    expect((await asPanelist(caseId, marks)).statusCode).toBe(204)
    expect((await enter(caseId, { ...form, remark: 'Büdcə əsaslıdır.' })).body).toContain(
      'Your marks are entered.',
    )
    expect(await seen(caseId, 'employment-panel')).toMatchObject({
      marks: [],
      marksGiven: 0,
      ownMarks: { ...marks, defence: 19, remark: 'Büdcə əsaslıdır.', seat: null },
    })
    await give(caseId, 'employment-panel', 1)
    expect(codeOf(await asPanelist(caseId, marks))).toBe('MARKS_GIVEN')
    const late = await enter(caseId, form)
    expect([late.statusCode, late.body.includes('stay as they are')]).toEqual([409, true])
    expect(late.body).not.toContain('panel-marks"')
    // The ledger says who and when, and not which.
    const told = await office.database.db.rows<{ actor: string; after: object | null }>(
      `select actor, after from ledger where case_id = $1 and action = 'panel.marks-entered'`,
      [caseId],
    )
    expect(told).toHaveLength(2)
    for (const { actor, after } of told) expect([actor, after]).toEqual(['staff:employment-panel', null])
  })

  test('are refused by the page beside the field, with everything else as it was typed', async () => {
    const caseId = await atThePanel()
    for (const defence of ['26', '-1', '12.5', '', '99999999999']) {
      const refused = await enter(caseId, { ...form, feasibility: '11', defence })
      expect(refused.statusCode, defence).toBe(400)
      expect(refused.body).toContain('id="defence-fault"')
      expect(refused.body).not.toContain('id="feasibility-fault"')
      expect(refused.body).toContain('value="11"')
    }
    expect((await enter(caseId, { ...form, remark: 'x' })).body).toContain('id="remark-fault"')
    const { defence: _, ...incomplete } = form
    expect((await enter(caseId, incomplete)).body).toContain('id="defence-fault"')
    expect(await seen(caseId, 'employment-panel')).not.toHaveProperty('ownMarks')
  })

  test('are seen by nobody but their member before all three are in', async () => {
    const caseId = await atThePanel()
    await asPanelist(caseId, { ...marks, remark: 'Rəyim budur.' })
    await giveAsAnother(caseId, 'one', 1)
    await giveAsAnother(caseId, 'two', 2)
    const page = async (group: Parameters<Office['logIn']>[0]) =>
      (await office.app.inject({ url: `/cases/${caseId}?lang=en`, headers: await office.logIn(group) })).body
    for (const group of ['employment-adviser', 'head-of-unit', 'auditor'] as const) {
      const details = await seen(caseId, group)
      expect(details).toMatchObject({ marks: [], marksGiven: 2 })
      expect(details).not.toHaveProperty('ownMarks')
      expect(await page(group)).not.toMatch(/Market potential|Rəy/)
    }
    expect(await seen(caseId, 'employment-panel')).toMatchObject({ marks: [], ownMarks: marks })
    const own = await page('employment-panel')
    expect([own.includes('Rəyim budur.'), own.includes('Rəy: one')]).toEqual([true, false])

    await give(caseId, 'employment-panel', 3)
    expect((await seen(caseId, 'employment-adviser')).marks).toHaveLength(3)
    expect(await page('employment-adviser')).toContain('Rəy: one')
    expect(await page('analyst')).not.toContain('Rəy: one')
    expect(await page('analyst')).toContain('Market potential')
  })
})
