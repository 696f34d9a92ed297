/** An applicant follows the case: state, next step and deadline, and nothing that a stranger could learn from. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decideCase, receiveCase, type Story } from './decided-case.ts'
import { openOffice, type Office } from './office.ts'

let office: Office
let story: Story
beforeAll(async () => {
  office = await openOffice()
  story = await receiveCase(office)
})
afterAll(() => office.close())

const follow = (caseNumber: string, code: string) =>
  office.app.inject({ url: `/v1/follow/${caseNumber}?code=${encodeURIComponent(code)}` })

test('with number and code: where it stands, and nothing else', async () => {
  const answer = await follow(story.caseNumber, office.code(story.caseNumber))
  expect(answer.json()).toEqual({
    caseNumber: story.caseNumber,
    state: 'received',
    nextStep: 'registration',
    deadline: null,
  })
})

test('the code may be typed small, with blanks around it', async () => {
  const code = ` ${office.code(story.caseNumber).toLowerCase()} `
  expect((await follow(story.caseNumber, code)).statusCode).toBe(200)
})

test('a decided case has no deadline any more', async () => {
  const { caseNumber } = await decideCase(office)
  const answer = await follow(caseNumber, office.code(caseNumber))
  expect(answer.json()).toMatchObject({ state: 'paying', nextStep: 'bank', deadline: null })
})

test('a wrong number and a wrong code get the same answer', async () => {
  const answers = [
    await follow(story.caseNumber, 'WRONGONE'),
    await follow('UDSY-2026-999999', office.code('UDSY-2026-999999')),
    await follow('UDSY-2026-999999', 'WRONGONE'),
  ]
  const told = answers.map((answer) => ({ ...answer.json<object>(), instance: '' }))
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404])
  expect(told[1]).toEqual(told[0])
  expect(told[2]).toEqual(told[0])
})

test('guessing is slowed down', async () => {
  const strict = await openOffice({ changedSettings: { guessesPerMinute: 3 } })
  try {
    const codes: number[] = []
    for (let times = 0; times < 5; times += 1) {
      const answer = await strict.app.inject({ url: `/v1/follow/UDSY-2026-000001?code=GUESS${times}` })
      codes.push(answer.statusCode)
    }
    expect(codes).toEqual([404, 404, 404, 429, 429])
  } finally {
    await strict.close()
  }
})
