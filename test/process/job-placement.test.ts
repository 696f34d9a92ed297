/**
 * Job-seekers on the real engine: found work by referral, refused it twice, found none, took measures, left; each term,
 * the wrong person, and answers early, twice and late.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createServiceRequestIntake } from '../../api/service/accept-service-request.ts'
import { DomainError } from '../../domain/errors.ts'
import type { OpenMeasureCase } from '../../workers/placement/measure-openers.ts'
import { CLERK, CODE, openJobCentre, settings, type JobCentre } from '../support/job-centre.ts'
import { anApplicant, electrician } from '../support/job-seekers.ts'
import { office } from '../support/office.ts'
import { openWorld, type World } from '../support/world.ts'

/** The process of self-employment takes one case of a person, and then no second one. */
let selfEmployed = 0
const selfEmployment: OpenMeasureCase = async (records, { placement, registeredOn }) => {
  selfEmployed += 1
  if (selfEmployed > 1) throw new DomainError('CASE_ALREADY_OPEN', 'One is open')
  return records.cases.add({
    kind: 'self-employment',
    numberPrefix: 'SELF',
    district: placement.district,
    language: placement.language,
    registeredOn,
    relatedCaseId: placement.id,
  })
}

let world: World
let centre: JobCentre
beforeAll(async () => {
  world = await openWorld({
    measureOpeners: new Map([['self-employment', selfEmployment]]),
    // Measures of days instead of months: the clock of the other tests stays near.
    parameters: {
      'job-training-days': 1,
      'job-self-employment-days': 2,
      'job-subsidised-days': 2,
      'reinspection-percent': 0,
    },
  })
  centre = openJobCentre(world)
})
afterAll(() => world.close())

describe('a job-seeker', () => {
  test('asks at the front desk, tells what they can do, is referred and hired', async () => {
    const ask = createServiceRequestIntake({ transact: world.transact, clock: world.clock, settings })
    const request = await ask(
      { serviceCode: 'DOST2-EMP-001', applicant: anApplicant('7JBASKD'), language: 'az' },
      { actor: 'system:test', idempotencyKey: undefined },
    )
    const desked = centre.followSeeker(request.caseId)
    await desked.completes('OpenServiceCase')
    const { openedCaseId = '' } = await world.transact(({ serviceRequests }) =>
      serviceRequests.get(request.caseId),
    )
    const seeker = centre.followSeeker(openedCaseId)
    const [suits, heavy] = [await centre.vacancy(), await centre.vacancy({ conditions: ['heavy-lifting'] })]

    // Nobody has entered the profile yet; then the wrong person says so.
    await seeker.finish('CompleteProfile', office.adviser, { profileEntered: true })
    await seeker.task('CompleteProfile', { after: 1 })
    await centre.desk.enterProfile(seeker.caseId, electrician, CLERK)
    await seeker.finish('CompleteProfile', office.operator, { profileEntered: true })
    await seeker.task('CompleteProfile', { after: 2 })
    await seeker.finish('CompleteProfile', office.adviser, { profileEntered: true })

    await centre.choose(seeker, suits, office.operator)
    await seeker.task('ChooseVacancy', { after: 1 })
    // Health forbids it: it comes back, whatever the adviser thinks.
    await centre.choose(seeker, heavy)
    await seeker.task('ChooseVacancy', { after: 2 })
    await centre.choose(seeker, suits)

    // Perhaps before the process waits for it; the code has to be right, and an answer counts once.
    const { number } = await centre.referralOf(seeker)
    await expect(centre.employer.answer(number, 'WRONG', { answer: 'hired' })).rejects.toMatchObject({
      code: 'REFERRAL_NOT_FOUND',
    })
    await centre.employer.answer(number, CODE, { answer: 'hired' })
    await expect(
      centre.employer.answer(number, CODE, { answer: 'refused', reason: 'other' }),
    ).rejects.toMatchObject({ code: 'REFERRAL_NOT_WAITING', detail: { state: 'hired' } })
    await seeker.completes('Placed')

    expect(await centre.seekerOf(seeker.caseId)).toMatchObject({ state: 'placed' })
    expect((await centre.fileOf(seeker.caseId)).state).toBe('granted')
    expect(await centre.noticesOf(seeker.caseId)).toEqual([
      'job-seeker-registered',
      'employer-asked',
      'job-referred',
      'job-found',
    ])
    const sent = (await world.messages()).find(({ to }) => to === '+994502223344')
    expect(sent?.text).toContain(suits)
    expect(sent?.text).not.toContain('Aygün')
    expect(await seeker.incidents()).toEqual([])
    // Everything is over: nothing more can be said of it.
    await expect(centre.desk.leave(seeker.caseId, 'own-request', CLERK)).rejects.toMatchObject({
      code: 'NOT_ON_REGISTER',
    })
  })

  test('who refuses two suitable jobs without a reason is off the register, and gets no targeted assistance', async () => {
    const household = world.household('no-reason')
    const { members } = household.application.declaration
    const { fin, birthDate } = idleMember(members)
    const seeker = await centre.registered(fin, electrician, birthDate)
    for (const round of [1, 2]) {
      await centre.choose(seeker, await centre.vacancy())
      await centre.referralOf(seeker, round)
      await centre.desk.refuse(seeker.caseId, 'Uzaqdır.', CLERK)
      await expect(centre.desk.refuse(seeker.caseId, 'Yenə.', CLERK)).rejects.toMatchObject({
        code: 'REFERRAL_NOT_WAITING',
      })
      await seeker.task('JudgeRefusal', { after: round === 1 ? 0 : 2 })
      if (round === 1) {
        // Whoever referred the person does not judge.
        await seeker.finish('JudgeRefusal', office.adviser, { refusalJudgement: 'founded' })
        await seeker.task('JudgeRefusal', { after: 1 })
      } else {
        await centre.termPasses(seeker, 'JudgeRefusal')
        await seeker.completes('JudgementReported')
      }
      await seeker.finish('JudgeRefusal', office.otherAdviser, { refusalJudgement: 'unfounded' })
      await seeker.completes('NotifyJudged', round)
    }
    await seeker.completes('TakenOff')
    const { state, offRegisterUntil = '' } = await centre.seekerOf(seeker.caseId)
    expect(state).toBe('off-register')
    await expect(centre.register(fin, electrician, birthDate)).rejects.toMatchObject({
      code: 'OFF_REGISTER',
      detail: { offRegisterUntil },
    })
    expect((await centre.fileOf(seeker.caseId)).state).toBe('refused')

    // Ground 5 of targeted assistance reads the same refusals, though the employment register knows of none.
    const applied = await world.apply(household)
    await applied.visit(office.inspector)
    await applied.completes('DecideApplication')
    const decision = await world.transact(({ decisions }) => decisions.find(applied.caseId))
    expect(decision?.facts.refusedSuitableJobs).toBe(2)
    expect(decision?.grounds.map(({ ground }) => ground)).toContain('refused-suitable-jobs')
  })
})

describe('whoever finds no job in 5 working days', () => {
  test('is registered as unemployed and offered measures, one of which becomes a job', async () => {
    const seeker = await centre.registered('7JBFND1')
    // The employer refuses while the term runs: the search goes on.
    await centre.choose(seeker, await centre.vacancy())
    await centre.answer(seeker, { answer: 'refused', reason: 'place-taken' })
    // The next vacancy is closed while its employer is asked: the search goes on, and the employer is told.
    const filled = await centre.vacancy()
    await centre.choose(seeker, filled)
    await centre.referralOf(seeker, 2)
    await centre.close(filled)
    await centre.choose(seeker, await centre.vacancy())
    expect(await centre.noticesOf(seeker.caseId)).toContain('referral-called-off')
    const { answerDueAt, number } = await centre.referralOf(seeker, 3)
    await seeker.completes('NotifyReferred', 3)
    await world.clock.advanceTo(answerDueAt)
    await seeker.completes('SettleReferral', 3)
    // Nobody answered in time.
    await expect(centre.employer.answer(number, CODE, { answer: 'hired' })).rejects.toMatchObject({
      code: 'REFERRAL_NOT_WAITING',
      detail: { state: 'no-answer' },
    })
    await seeker.completes('TermIsOver')

    await centre.termPasses(seeker, 'ChooseMeasures')
    await seeker.completes('MeasuresReported')
    const measures = ['training', 'subsidised-job', 'self-employment']
    await seeker.finish('ChooseMeasures', office.operator, { measures })
    await seeker.task('ChooseMeasures', { after: 1 })
    await seeker.finish('ChooseMeasures', office.adviser, { measures })
    await seeker.completes('CaseOpened')
    const [first] = await seeker.openTasks('RecordMeasure', 2)
    if (first === undefined) throw new Error('No measure goes on')
    await world.clock.advanceTo(first.dueDate)
    await seeker.completes('MeasureReported')
    await seeker.handIn(first, office.operator, { recordedOutcome: 'placed' })
    await seeker.waitFor('the measure to come back', async () =>
      (await seeker.completions('MeasureByRightPerson')) >= 1 ? true : undefined,
    )
    for (const task of await seeker.openTasks('RecordMeasure', 2)) {
      await seeker.handIn(task, office.adviser, { recordedOutcome: 'placed' })
    }
    await seeker.completes('Working')

    expect(await centre.seekerOf(seeker.caseId)).toMatchObject({ state: 'placed' })
    expect((await centre.seekerOf(seeker.caseId)).unemployedSince).toBeDefined()
    const taken = await world.transact(({ jobSeekers }) => jobSeekers.measures(seeker.caseId))
    expect(taken.map(({ measure, outcome }) => `${measure}: ${String(outcome)}`).toSorted()).toEqual([
      'self-employment: case-opened',
      'subsidised-job: placed',
      'training: placed',
    ])
    expect(await seeker.incidents()).toEqual([])
  })

  test('is told before, looked for again when no measure helped, and may leave', async () => {
    const seeker = await centre.registered('7JBNNE1')
    const { dueDate } = await seeker.task('ChooseVacancy')
    await world.clock.advanceTo(dueDate)
    await seeker.completes('SearchReported')
    await seeker.completes('NothingInTerm')
    await seeker.finish('ChooseMeasures', office.adviser, { measures: [] })
    // A round of its own, with a term of its own.
    await centre.noneSuits(seeker)
    await seeker.completes('NoneSuitable')
    const { unemployedSince } = await centre.seekerOf(seeker.caseId)
    await seeker.task('ChooseMeasures', { after: 1 })
    await seeker.finish('ChooseMeasures', office.adviser, { measures: ['self-employment'] })
    // The one place of that process is taken: the adviser sees to it.
    await seeker.finish('RecordMeasure', office.adviser, { recordedOutcome: 'not-held' })
    await seeker.completes('SearchOnceMore', 3)
    const left = await centre.vacancy()
    await centre.choose(seeker, left)
    const { number } = await centre.referralOf(seeker)

    await centre.desk.leave(seeker.caseId, 'found-work', CLERK)
    await seeker.completes('LeftRegister')
    expect(await centre.seekerOf(seeker.caseId)).toMatchObject({ state: 'left', unemployedSince })
    expect((await centre.fileOf(seeker.caseId)).state).toBe('closed')
    await expect(centre.employer.answer(number, CODE, { answer: 'hired' })).rejects.toMatchObject({
      detail: { state: 'withdrawn' },
    })
    const told = await centre.noticesOf(seeker.caseId)
    expect(told).toEqual(expect.arrayContaining(['left-register', 'referral-called-off']))
    expect(await seeker.incidents()).toEqual([])
  })

  test('but counts as employed, is given no status', async () => {
    const seeker = await centre.registered('7JBENT1', { ...electrician, employedAs: 'entrepreneur' })
    await centre.noneSuits(seeker)
    await seeker.completes('NoStatus')
    expect(await centre.seekerOf(seeker.caseId)).toMatchObject({
      state: 'not-unemployed',
      unemployedSince: undefined,
    })
    expect(await centre.noticesOf(seeker.caseId)).toContain('unemployed-status-refused')
    expect((await world.verifyLedger()).intact).toBe(true)
  })
})

interface Member {
  readonly fin: string
  readonly birthDate: string
  readonly relation: string
}
/** The one whom no reason explains. */
function idleMember(members: readonly Member[]): Member {
  const found = members.find(({ relation }) => relation === 'representative')
  if (found === undefined) throw new Error('The family has no representative')
  return found
}
