import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { notices } from '../../bpmn/contract.ts'
import { groundInWords, knownGrounds } from '../../domain/ground-words.ts'
import { noticeNames } from '../../domain/notice-words.ts'
import { noticeText } from '../../domain/notices.ts'

const follow = {
  caseNumber: 'UDSY-2026-000123',
  followUrl: 'https://dost.example/follow',
  followCode: 'K7QM2XWD',
}
/** A fact of each name that some notice tells. */
const facts = {
  due: { day: '2026-12-07' },
  amount: { qepik: 700_00 },
  until: { day: '2027-10-31' },
  paid: { qepik: 1400_00 },
  grounds: { grounds: ['vehicle', 'income-at-or-above-criterion'] },
  service: { text: 'Referral to a sanatorium' },
  other: { text: 'BEN-2026-000124' },
  outcome: { text: 'passed on to the responsible body' },
  change: { text: 'a good reason for not collecting' },
  answer: { text: 'Your place is kept.' },
  contested: { text: 'UDSY-2026-000123' },
  court: { day: '2026-12-23' },
  reasons: { text: 'The vehicle was sold before the application.' },
  base: { text: 'Law on targeted state social assistance, Art. 7' },
  back: { qepik: 120_00 },
  months: { count: 2 },
  left: { qepik: 300_50 },
  why: { grounds: ['vehicle'] },
  contract: { text: 'OMP-2026-000123' },
  reason: { text: 'it is not used as the plan says' },
  job: { text: 'Elektrik montyoru' },
  employer: { text: 'Xəzər Tikinti MMC' },
  vacancy: { text: 'VAC-2026-000123' },
  judgement: { text: 'unfounded' },
  since: { day: '2026-12-07' },
  ceiling: { qepik: 5_000_00 },
  benefit: { text: 'Child benefit' },
  from: { day: '2027-01-01' },
  arrears: { qepik: 280_00 },
  missing: { text: 'birth certificate' },
}

describe('notices', () => {
  test('are the ones the diagrams may name', () => {
    expect(noticeNames).toEqual(notices)
  })

  const all = notices.flatMap((notice) =>
    (['az', 'en', 'ru'] as const).map((language) => ({ notice, language })),
  )

  test.each(all)(
    '$notice in $language is filled in, with case number, link and code',
    ({ notice, language }) => {
      const text = noticeText(notice, language, follow, facts)
      for (const part of Object.values(text)) expect(part).not.toMatch(/[{}]|undefined/)
      for (const part of [text.sms, text.email]) {
        expect(part).toContain('UDSY-2026-000123')
        expect(part).toContain('https://dost.example/follow')
        expect(part).toContain('K7QM2XWD')
      }
    },
  )

  // 70 characters are one message in Azerbaijani or Russian letters, 67 each part of a longer one.
  test.each(all.filter(({ notice }) => notice !== 'refused'))(
    '$notice in $language is a short SMS',
    ({ notice, language }) => {
      expect(noticeText(notice, language, follow, facts).sms.length).toBeLessThanOrEqual(3 * 67)
    },
  )

  test('tell amount, days and grounds in words', () => {
    expect(noticeText('assigned', 'az', follow, facts).sms).toContain('ayda 700.00 AZN, 31 oktyabr 2027')
    expect(noticeText('registered', 'ru', follow, facts).sms).toContain('до 7 декабря 2026')
    expect(noticeText('paid', 'en', follow, facts).email).toContain('1400.00 AZN')
    expect(noticeText('refused', 'en', follow, facts).sms).toContain(
      "the family owns or uses a vehicle; the family's average monthly income is not below the sum of need criteria",
    )
  })

  test('are not sent with a gap', () => {
    const { paid: _, ...withoutAmount } = facts
    expect(() => noticeText('paid', 'az', follow, withoutAmount)).toThrow('needs paid')
  })

  test('know every ground of the decision table', async () => {
    const table = await readFile('bpmn/decisions/refusal-grounds.dmn', 'utf8')
    const listed = /<text>("declaration-mismatch"[^<]*)<\/text>/.exec(table)?.[1]?.match(/[a-z-]{3,}/g) ?? []
    expect(listed.length).toBeGreaterThanOrEqual(7)
    expect(knownGrounds).toEqual(expect.arrayContaining(listed))
    expect(groundInWords('a-ground-of-tomorrow', 'az')).toBe('a-ground-of-tomorrow')
  })
})
