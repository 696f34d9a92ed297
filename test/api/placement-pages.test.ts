/** The employer's answer and the page of a job-seeker: who sees what, what can be entered, and every mistake. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aVacancy } from '../support/job-seekers.ts'
import { openJobOffice, type JobOffice } from './job-office.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
let jobs: JobOffice
beforeAll(async () => {
  office = await openOffice()
  jobs = openJobOffice(office)
})
afterAll(() => office.close())

describe('an employer', () => {
  test('reads and answers by number and code, once; a late or second answer is told what stands', async () => {
    const { caseId } = await jobs.registered('7JBAP05')
    const { id, number } = await jobs.refer(caseId)
    const code = office.code(number)
    const look = (typed: string) => office.app.inject({ url: `/v1/referrals/${number}?code=${typed}` })
    const answer = (payload: object) =>
      office.app.inject({ method: 'POST', url: `/v1/referrals/${number}/answer`, payload })
    expect((await look('WRONG')).statusCode).toBe(404)
    expect((await look(code)).json()).toMatchObject({ state: 'sent', person: { givenName: 'Aygün' } })

    expect((await answer({ code: 'WRONG', answer: 'hired' })).statusCode).toBe(404)
    expect((await answer({ code, answer: 'refused' })).json()).toMatchObject({
      errors: [{ field: '/reason' }],
    })
    expect((await answer({ code, answer: 'perhaps' })).statusCode).toBe(400)
    expect((await answer({ code, answer: 'refused', reason: 'not-qualified' })).json()).toMatchObject({
      state: 'employer-refused',
      person: null,
    })
    expect((await answer({ code, answer: 'hired' })).json()).toMatchObject({
      code: 'REFERRAL_NOT_WAITING',
      facts: { state: 'employer-refused' },
    })
    expect(await jobs.toldOf(id)).toEqual(['employer-answered'])
    const opened = await office.database.db.rows<{ action: string }>(
      `select action from ledger where case_id = $1 and actor = 'system:employer' order by sequence`,
      [caseId],
    )
    expect(opened.map(({ action }) => action)).toEqual(['referral.opened', 'referral.answered'])
  })

  test('does the same on a page, in both languages, with the code in no address', async () => {
    const { caseId } = await jobs.registered('7JBAP06')
    const { number } = await jobs.refer(caseId)
    const form = (url: string, fields: Readonly<Record<string, string>>, lang = 'en') =>
      office.app.inject({
        method: 'POST',
        url: `${url}?lang=${lang}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ number, code: office.code(number), ...fields }).toString(),
      })
    const empty = await office.app.inject({ url: `/referral?number=${number}` })
    expect(empty.body).toContain(number)
    expect(empty.body).toContain('name="viewport"')
    expect((await form('/referral', { code: 'WRONG' })).statusCode).toBe(404)
    const seen = await form('/referral', {})
    expect(seen.body).toContain('Aygün')
    expect((await form('/referral', {}, 'az')).body).toContain('İşə götürürük')
    expect((await form('/referral/answer', { answer: 'refused', reason: '' })).statusCode).toBe(400)
    expect((await form('/referral/answer', { answer: 'maybe', reason: '' })).statusCode).toBe(400)
    expect((await form('/referral/answer', { answer: 'hired', reason: '' })).body).toContain('registered')
    const late = await form('/referral/answer', { answer: 'refused', reason: 'other' })
    expect([late.statusCode, late.body.includes('waits for no answer')]).toEqual([409, true])
  })
})

describe('the case page', () => {
  test('shows profile, ranking and why to the adviser, and no person to an analyst', async () => {
    const { caseId } = await jobs.registered('7JBAP07')
    await jobs.refer(caseId)
    await office.deps.transact((records) =>
      records.vacancies.add(aVacancy({ title: 'Quraşdırıcı', place: 'Buzovna' }), {
        actor: 'system:test',
        year: '2026',
      }),
    )
    const page = async (group: 'employment-adviser' | 'analyst') =>
      office.app.inject({ url: `/cases/${caseId}?lang=en`, headers: await office.logIn(group) })
    const { body } = await page('employment-adviser')
    for (const text of [
      '7411',
      'Quraşdırıcı',
      'the same occupation',
      'heavy lifting',
      'Individual employment',
    ])
      expect(body).toContain(text)
    const analyst = await page('analyst')
    expect(analyst.statusCode).toBe(200)
    for (const text of ['7411', 'heavy lifting', 'Aygün']) expect(analyst.body).not.toContain(text)
  })

  test('takes the profile, a refused job and the leaving, each with a clear answer', async () => {
    const { caseId } = await jobs.registered('7JBAP08')
    const enter: Office['enter'] = (...form) => office.enter(...form)
    const profile = {
      education: 'higher',
      field: 'it',
      occupationCode: '2512',
      experienceYears: '4',
      wageWanted: '900.50',
      places: 'Qala',
      languages: 'az',
      employedAs: '',
    }
    const url = `/cases/${caseId}`
    const saved = await enter('employment-adviser', `${url}/job-profile`, profile)
    expect([saved.statusCode, saved.body.includes('900.50')]).toEqual([200, true])
    for (const wrong of [{ wageWanted: '0' }, { places: 'Mars' }, { experienceYears: '99' }]) {
      const answer = await enter('employment-adviser', `${url}/job-profile`, { ...profile, ...wrong })
      expect(answer.statusCode, JSON.stringify(wrong)).toBe(400)
    }
    const none = await enter('dost-operator', `${url}/job-refusal`, { reason: 'Uzaqdır.' })
    expect(none.statusCode).toBe(409)
    await jobs.refer(caseId)
    const refused = await enter('dost-operator', `${url}/job-refusal`, { reason: 'Uzaqdır.' })
    expect([refused.statusCode, refused.body.includes('Uzaqdır.')]).toEqual([200, true])
    expect((await enter('dost-operator', `${url}/job-refusal`, { reason: '' })).statusCode).toBe(400)
    expect((await enter('dost-operator', `${url}/job-removal`, { reason: 'own-request' })).statusCode).toBe(
      200,
    )
    expect((await enter('dost-operator', `${url}/job-removal`, { reason: 'own-request' })).statusCode).toBe(
      409,
    )
    expect((await enter('dost-operator', `${url}/job-removal`, { reason: 'x' })).statusCode).toBe(400)
  })
})
