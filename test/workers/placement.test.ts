/** Steps of job placement on the real database: a second delivery changes nothing, and what stands in the record counts. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCase } from '../../domain/open-case.ts'
import { anApplicant, jobSeekersOf, nextFin } from '../support/job-seekers.ts'
import { openWorkerBench, variablesOf, type WorkerBench } from '../support/worker-bench.ts'

let bench: WorkerBench
beforeAll(async () => {
  bench = await openWorkerBench('2026-11-23T08:00:00Z')
})
afterAll(() => bench.close())

const by = { actor: 'system:test', caseUrl: (id: string) => id }
const register = (fin?: string) => jobSeekersOf(bench.transact).register(fin, '2026-11-23')
const vacancy = () => jobSeekersOf(bench.transact).vacancy()
const referralsOf = (caseId: string) => bench.transact(({ jobReferrals }) => jobReferrals.of(caseId))
const choose = (caseId: string, vacancyNumber: string, step?: string) =>
  bench.run(
    'record-vacancy-choice',
    { caseId, vacancyChoice: 'refer', vacancyNumber },
    step === undefined ? {} : { step },
  )

describe('a choice', () => {
  test('delivered twice refers once; the last place is given once, and the second adviser is told', async () => {
    const [one, other, wanted] = [await register(), await register(), await vacancy()]
    const first = await choose(one, wanted.number, 'choice-1')
    expect(variablesOf(first)).toMatchObject({ referred: true })
    expect(await choose(one, wanted.number, 'choice-1')).toEqual(first)
    expect(await referralsOf(one)).toHaveLength(1)
    expect(await choose(other, wanted.number)).toMatchObject({
      kind: 'refused',
      code: 'VACANCY_NOT_TO_REFER',
      message: 'VACANCY_FULL',
    })
    expect(await choose(other, '')).toMatchObject({ kind: 'refused', message: 'no-number' })
    expect(await choose(other, 'VAC-2026-999999')).toMatchObject({ kind: 'refused', message: 'no-vacancy' })
  })

  test('asks the employer once, with what the form of the message promises and no name', async () => {
    const [caseId, wanted] = [await register(), await vacancy()]
    await choose(caseId, wanted.number)
    const [referral] = await referralsOf(caseId)
    const asked = { caseId, referralId: referral?.id ?? '' }
    const before = (await bench.sentMessages()).length
    const first = await bench.run('ask-employer', asked, { step: 'ask-1' })
    expect(await bench.run('ask-employer', asked, { step: 'ask-1' })).toEqual(first)
    expect(variablesOf(first)).toEqual({ answerDueAt: '2026-11-30T14:00:00.000Z' })
    const sent = (await bench.sentMessages()).slice(before)
    expect(sent.map(({ text }) => [text.includes(wanted.number), text.includes('Aygün')])).toEqual([
      [true, false],
    ])
  })
})

describe('an employer whose answer is awaited no more', () => {
  const EMPLOYER = '+994502223344'
  /** A person referred there, the employer asked; what the employer was sent from then on. */
  async function asked() {
    const [caseId, wanted] = [await register(), await vacancy()]
    await choose(caseId, wanted.number)
    const [referral] = await referralsOf(caseId)
    if (referral === undefined) throw new Error('Nobody was referred')
    await bench.run('ask-employer', { caseId, referralId: referral.id })
    const before = (await bench.sentMessages()).length
    const toldSince = async () =>
      (await bench.sentMessages())
        .slice(before)
        .filter(({ to }) => to === EMPLOYER)
        .map(({ text }) => text)
    const noticesOf = async () =>
      (await bench.transact(({ notifications }) => notifications.of(caseId))).map(({ notice }) => notice)
    return { caseId, wanted, referral, referralId: referral.id, toldSince, noticesOf }
  }

  test('because the person refuses is told once, and not why', async () => {
    const { caseId, referral, referralId, toldSince, noticesOf } = await asked()
    await bench.transact(({ jobReferrals }) => jobReferrals.refuse(referralId, 'Uzaqdır.'))
    const first = await bench.run('settle-referral', { caseId, referralId }, { step: 'settle-1' })
    expect(await bench.run('settle-referral', { caseId, referralId }, { step: 'settle-1' })).toEqual(first)
    expect(variablesOf(first)).toMatchObject({ referralOutcome: 'seeker-refused' })
    const told = await toldSince()
    expect(told).toHaveLength(1)
    expect(told[0]).toContain(referral.number)
    expect(told[0]).not.toContain('Uzaqdır')
    expect(await noticesOf()).toEqual(['employer-asked', 'referral-called-off'])
  })

  test('because the vacancy is closed is told so, and the search goes on', async () => {
    const { caseId, wanted, referralId, toldSince } = await asked()
    await bench.transact(async ({ vacancies, jobReferrals }) => {
      await vacancies.close(wanted.id, { reason: 'filled-otherwise', by: 'system:test' })
      await jobReferrals.endForClosed(wanted.id)
    })
    expect(variablesOf(await bench.run('settle-referral', { caseId, referralId }))).toMatchObject({
      referralOutcome: 'vacancy-closed',
    })
    expect(await toldSince()).toEqual([expect.stringContaining('the vacancy is closed')])
    expect(await choose(await register(), wanted.number)).toMatchObject({
      kind: 'refused',
      message: 'no-vacancy',
    })
  })

  test('because the person leaves the register is told; nobody is, where nobody waited', async () => {
    const { caseId, toldSince, noticesOf } = await asked()
    await bench.transact(({ jobSeekers }) => jobSeekers.leave(caseId, 'found-work', '2026-11-23'))
    await bench.run('close-placement', { caseId, placementEnd: 'left' })
    expect(await toldSince()).toEqual([expect.stringContaining('the referral is withdrawn')])
    expect(await noticesOf()).toContain('referral-called-off')

    const other = await register()
    await bench.transact(({ jobSeekers }) => jobSeekers.leave(other, 'own-request', '2026-11-23'))
    await bench.run('close-placement', { caseId: other, placementEnd: 'left' })
    expect(await toldSince()).toHaveLength(1)
  })

  test('is not asked first, when it was called off before', async () => {
    const [caseId, wanted] = [await register(), await vacancy()]
    await choose(caseId, wanted.number)
    const [{ id: referralId } = { id: '' }] = await referralsOf(caseId)
    await bench.transact(({ jobReferrals }) => jobReferrals.refuse(referralId, 'Uzaqdır.'))
    const before = (await bench.sentMessages()).length
    expect(variablesOf(await bench.run('ask-employer', { caseId, referralId }))).toHaveProperty('answerDueAt')
    expect(await bench.sentMessages()).toHaveLength(before)
  })
})

test('an answer in the last moment counts, though the timer came first', async () => {
  const [caseId, wanted] = [await register(), await vacancy()]
  await choose(caseId, wanted.number)
  const [{ id: referralId } = { id: '' }] = await referralsOf(caseId)
  await bench.transact(({ jobReferrals }) => jobReferrals.answer(referralId, { answer: 'hired' }))
  expect(variablesOf(await bench.run('settle-referral', { caseId, referralId }))).toMatchObject({
    referralOutcome: 'hired',
  })
})

test('a measure begins once for each delivery, and one that goes on as a case is opened once', async () => {
  const caseId = await register()
  await bench.run('decide-unemployed', { caseId })
  const begun = await bench.run('begin-measure', { caseId, measure: 'training' }, { step: 'measure-1' })
  expect(await bench.run('begin-measure', { caseId, measure: 'training' }, { step: 'measure-1' })).toEqual(
    begun,
  )
  // Self-employment is a case of its own, opened once; a second wish for it goes to the adviser.
  const opened = await bench.run('open-self-employment', { caseId }, { step: 'measure-2' })
  expect(opened).toEqual({ kind: 'completed', variables: { measureOutcome: 'case-opened' } })
  expect(await bench.run('open-self-employment', { caseId }, { step: 'measure-2' })).toEqual(opened)
  expect(await bench.run('open-self-employment', { caseId }, { step: 'measure-3' })).toMatchObject({
    code: 'CASE_NOT_OPENED',
    message: 'CASE_ALREADY_OPEN',
  })
  const taken = await bench.transact(({ jobSeekers }) => jobSeekers.measures(caseId))
  expect(taken.map(({ measure }) => measure).sort()).toEqual(['self-employment', 'training'])
  const goesOnAs = taken.find(({ measure }) => measure === 'self-employment')?.openedCaseId ?? ''
  expect(await bench.transact(({ cases }) => cases.get(goesOnAs))).toMatchObject({
    kind: 'self-employment',
    relatedCaseId: caseId,
  })
})

test('somebody on the register already who asks at the front desk is seen to by people, and no case is left half', async () => {
  const fin = nextFin()
  await register(fin)
  const requestId = await bench.transact(async (records) => {
    const { id } = await openCase(
      records,
      {
        kind: 'service-request',
        parties: [{ role: 'applicant', ...anApplicant(fin) }],
        district: 'khazar',
        language: 'az',
        registeredOn: '2026-11-23',
      },
      by,
    )
    await records.serviceRequests.add({
      caseId: id,
      serviceCode: 'DOST2-EMP-001',
      channel: 'other-system',
      wish: undefined,
    })
    return id
  })
  expect(variablesOf(await bench.run('look-up-service', { caseId: requestId }))).toMatchObject({
    serviceRoute: 'process',
  })
  expect(await bench.run('open-service-case', { caseId: requestId })).toMatchObject({
    code: 'CASE_NOT_OPENED',
    message: 'JOB_SEEKER_ALREADY_REGISTERED',
  })
  expect(await bench.transact(({ cases }) => cases.about(requestId))).toEqual([])
})
