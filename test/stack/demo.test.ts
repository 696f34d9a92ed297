/** What the demo tells people, and the tokens with which it is let in; no engine. */
import { generateKeyPairSync } from 'node:crypto'
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import { createBearerVerifier } from '../../api/auth/bearer.ts'
import { systemClock } from '../../domain/clock.ts'
import type { CaseAnswer } from '../../api/case/case-answer.ts'
import { createBoard, type BoardLine } from '../../stack/demo/board.ts'
import { storyOrder } from '../../stack/demo/families.ts'
import { assignmentOf } from '../../stack/demo/staff-work.ts'
import { findDifference, summaryTable, type CaseEnd } from '../../stack/demo/summary.ts'
import { publicJwks, signToken, tokenAudience, tokenIssuer } from '../../stack/demo/token.ts'
import { households } from '../../stack/simulated/registers/households.ts'
import { scenarioNames } from '../../stack/simulated/registers/scenarios.ts'

const pem = () =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

describe('tokens of the one-machine stack', () => {
  const key = pem()
  const verify = createBearerVerifier({
    settings: { issuer: tokenIssuer, audience: tokenAudience, publicJwks: publicJwks(key) },
    clock: systemClock,
  })
  const wanted = { client: 'demo', scopes: ['applications:write', 'cases:read'], minutes: 5 }

  test('the API lets in whom the stack vouches for, with the scopes it names and no others', async () => {
    const client = await verify(await signToken(key, wanted))
    expect(client).toEqual({ kind: 'client', id: 'demo', scopes: ['applications:write', 'cases:read'] })
  })

  test('a token of another stack is not accepted', async () => {
    await expect(verify(await signToken(pem(), wanted))).rejects.toThrow(/not accepted/)
  })

  test('what the API is told holds no private part', () => {
    expect(publicJwks(key).keys[0]).not.toHaveProperty('d')
  })
})

type Decision = NonNullable<CaseAnswer['decision']>
const decided = (outcome: 'assign' | 'refuse', grounds: readonly string[], amount: number): Decision => ({
  outcome,
  monthlyAmountQepik: amount,
  decidedAt: '2026-11-20T08:00:00.000Z',
  reasons: outcome === 'assign' ? [{ reason: 'carer', members: 1 }] : [],
  grounds: grounds.map((ground) => ({ ground, figure: 1, threshold: 0, unit: 'count' })),
  facts: {} as Decision['facts'],
  parameters: {},
})
const payment = (state: CaseAnswer['payments'][number]['state'], amountQepik: number) => ({
  id: 'order',
  period: '2026-11',
  orderKind: 'first',
  amountQepik,
  endToEndId: 'E1',
  state,
  bankReason: null,
})
const ended = (changes: Partial<CaseEnd>): CaseEnd => ({
  caseNumber: 'UDSY-2026-000001',
  state: 'paid',
  decision: decided('assign', [], 906_00),
  payments: [payment('settled', 906_00)],
  ...changes,
})
const assigned = { story: 'Nothing odd', expected: { outcome: 'assign', grounds: [] } } as const
const refused = { story: 'A car the family uses', expected: { outcome: 'refuse', grounds: [4] } } as const

describe('a case beside its story', () => {
  test('assigned and paid, or refused on the very grounds of the story, is as expected', () => {
    expect(findDifference(assigned, ended({}))).toBeUndefined()
    const refusal = ended({ state: 'refused', decision: decided('refuse', ['vehicle'], 0), payments: [] })
    expect(findDifference(refused, refusal)).toBeUndefined()
  })

  test.each([
    [
      'another ground',
      refused,
      ended({ decision: decided('refuse', ['large-purchases'], 0) }),
      /ground 4.*found 3/,
    ],
    [
      'a ground too many',
      refused,
      ended({ decision: decided('refuse', ['vehicle', 'large-purchases'], 0) }),
      /found 3, 4/,
    ],
    ['assigned against the law', refused, ended({}), /expected refuse, decided assign/],
    ['assigned and never paid', assigned, ended({ state: 'paying' }), /not paid/],
    ['nothing decided', assigned, ended({ state: 'awaiting-visit', decision: null }), /awaiting the visit/],
  ])('%s is told', (_name, family, end, words) => {
    expect(findDifference(family, end)).toMatch(words)
  })

  test('the table tells decision, reasons in words and money in manat, and counts only what the bank paid', () => {
    const rejected = ended({ state: 'paying', payments: [payment('rejected', 906_00)] })
    const table = summaryTable([
      { family: assigned, end: ended({}), keptOpen: false },
      { family: assigned, end: rejected, keptOpen: false },
      {
        family: assigned,
        end: ended({ state: 'awaiting-visit', decision: null, payments: [] }),
        keptOpen: true,
      },
    ])
    const [head, paid, unpaid, kept] = stripVTControlCharacters(table).split('\n')
    expect(head).toMatch(/^case +family +decision +why +a month +paid/)
    expect(paid).toMatch(/assign +Member who cares for another +906\.00 +906\.00 +as expected$/)
    expect(unpaid).toMatch(/906\.00 +NOT AS EXPECTED$/)
    expect(kept).toMatch(/awaiting the visit +left for you$/)
  })
})

describe('the staff of the demo', () => {
  test('every kind of family the registers know is in the demo once', () => {
    expect([...storyOrder].sort()).toEqual([...scenarioNames].sort())
  })

  test('the inspector of the district visits, and the second visit finds what the first did not', () => {
    const family = households.findHousehold({ scenario: 'nobody-home' })
    const task = { elementId: 'VisitHousehold', candidateGroups: ['dost-inspector-pirallahi'] }
    const now = new Date('2026-11-20T08:00:00.000Z')
    expect(assignmentOf(task, family, 1, now)).toMatchObject({
      userName: 'leyla.huseynova',
      variables: { visitResult: 'nobody-home', visitedAt: '2026-11-20T07:59:00.000Z' },
    })
    expect(assignmentOf(task, family, 2, now)?.variables).toMatchObject({ visitResult: 'inspected' })
  })

  test('a task that nobody knows is left alone', () => {
    const family = households.findHousehold({})
    const task = { elementId: 'SomethingNew', candidateGroups: ['dost-operator'] }
    expect(assignmentOf(task, family, 1, new Date())).toBeUndefined()
  })
})

describe('progress', () => {
  const line = (now: string): BoardLine => ({
    title: 'UDSY-2026-000001',
    story: 'Nothing odd',
    now,
    mark: 'open',
  })

  test('on a terminal the lines are drawn over; elsewhere a line is added only when something happened', () => {
    const drawn: string[] = []
    const terminal = { isTTY: true, columns: 100, rows: 30, write: (text: string) => drawn.push(text) }
    const onTerminal = createBoard(terminal)
    onTerminal.show([line('received'), line('received')])
    onTerminal.show([line('being checked'), line('received')])
    expect(drawn[1]).toMatch(/^\u001b\[2A/)

    const written: string[] = []
    const plain = createBoard({ write: (text: string) => written.push(text) })
    plain.show([line('received')])
    plain.show([line('received')])
    plain.show([line('being checked')])
    expect(written).toHaveLength(2)
  })
})
