import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { checkDecider, deciderProblems, tellDeciderProblem } from '../../domain/check-decider.ts'
import { inspectorGroup, isSampledForReinspection } from '../../domain/inspection-plan.ts'
import { actIsIntact, createActCheck, signAct } from '../../domain/signed-act.ts'
import { createEd25519Signer } from '../../domain/signing.ts'
import type { StaffMember } from '../../domain/staff.ts'
import { visitProblems } from '../../domain/visit-rules.ts'
import { aVisitForm, anAct } from '../support/family.ts'

describe('who visits', () => {
  test.each([
    ['khazar', { 'dost-inspector-khazar': 99 }, 'dost-inspector-khazar'],
    ['pirallahi', {}, 'dost-inspector-pirallahi'],
    ['other-baku', { 'dost-inspector-khazar': 3, 'dost-inspector-pirallahi': 2 }, 'dost-inspector-pirallahi'],
    ['other-baku', { 'dost-inspector-khazar': 2, 'dost-inspector-pirallahi': 2 }, 'dost-inspector-khazar'],
    ['other-baku', {}, 'dost-inspector-khazar'],
  ] as const)('a household of %s with open visits %j', (district, open, group) => {
    expect(inspectorGroup(district, open)).toBe(group)
  })

  test('about the share asked for is visited again, and always the same cases', () => {
    const cases = Array.from({ length: 10_000 }, (_, index) => `case-${index}`)
    const sampled = cases.filter((id) => isSampledForReinspection(id, 5))
    expect(sampled.length).toBeGreaterThan(400)
    expect(sampled.length).toBeLessThan(600)
    expect(cases.filter((id) => isSampledForReinspection(id, 5))).toEqual(sampled)
    expect(cases.some((id) => isSampledForReinspection(id, 0))).toBe(false)
    expect(cases.every((id) => isSampledForReinspection(id, 100))).toBe(true)
  })
})

describe('the form of a visit', () => {
  const now = new Date('2026-11-18T07:00:00Z')
  const problems = (changes: Parameters<typeof aVisitForm>[0]) =>
    visitProblems(aVisitForm(changes), now, '2026-11-16')

  test('that is whole', () => {
    expect(problems({})).toEqual([])
  })

  test('says what is missing, Azerbaijani first', () => {
    const { electricityMeter: _, ...form } = aVisitForm()
    expect(visitProblems(form, now, '2026-11-16')).toEqual([
      'Elektrik sayğacının nömrəsi yoxdur / The electricity meter number is missing',
    ])
  })

  test('asks for nothing more when nobody was met', () => {
    const form = { visitResult: 'nobody-home', visitedAt: '2026-11-18T10:30:00+04:00' } as const
    expect(visitProblems(form, now, '2026-11-16')).toEqual([])
  })

  test.each([
    ['a visit in the future', { visitedAt: '2026-11-18T11:20:00+04:00' }],
    ['a visit before the application', { visitedAt: '2026-11-15T23:59:00+04:00' }],
    ['a gas meter without its subscriber', { gasMeter: 'G-1' }],
    ['an old purchase', { purchases: [{ item: 'x', valueManat: 1, boughtOn: '2025-11-15' }] }],
    ['a purchase to come', { purchases: [{ item: 'x', valueManat: 1, boughtOn: '2026-11-19' }] }],
  ])('%s', (_, changes) => {
    expect(problems(changes)).toHaveLength(1)
  })
})

describe('a signed act', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  const signer = createEd25519Signer(privateKey)
  const { sha256: _, signature: __, keyId: ___, ...unsigned } = anAct()

  test('is intact, in whatever order its fields are stored', async () => {
    const act = await signAct(unsigned, signer)
    const reordered = Object.fromEntries(Object.entries(act.form).toReversed()) as typeof act.form
    expect(actIsIntact({ ...act, form: reordered }, publicKey)).toBe(true)
    expect(signer.publicKeyPem).toBe(publicKey)
  })

  test('shows every change', async () => {
    const act = await signAct(unsigned, signer)
    expect(actIsIntact({ ...act, form: { ...act.form, peopleLivingHere: 5 } }, publicKey)).toBe(false)
    expect(actIsIntact({ ...act, inspector: 'somebody.else' }, publicKey)).toBe(false)
    const other = createEd25519Signer(
      generateKeyPairSync('ed25519', {
        privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
        publicKeyEncoding: { type: 'spki', format: 'pem' },
      }).privateKey,
    )
    expect(actIsIntact(await signAct(unsigned, other), publicKey)).toBe(false)
  })

  test('is checked under the key it names, also after a change of keys', async () => {
    const act = await signAct(unsigned, signer)
    const today = createEd25519Signer(
      generateKeyPairSync('ed25519', {
        privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
        publicKeyEncoding: { type: 'spki', format: 'pem' },
      }).privateKey,
    )
    const check = createActCheck([today.publicKeyPem, publicKey])
    expect(check(act)).toBe('valid')
    expect(check({ ...act, inspector: 'somebody.else' })).toBe('invalid')
    expect(check({ ...act, keyId: today.keyId })).toBe('invalid')
    expect(createActCheck([today.publicKeyPem])(act)).toBe('unknown-key')
  })

  test('is not signed by a key of another kind', () => {
    const { privateKey: rsa } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    })
    expect(() => createEd25519Signer(rsa)).toThrow(RangeError)
  })
})

describe('who decided', () => {
  const staff: StaffMember = {
    userName: 'inspector.khazar',
    displayName: 'I. K.',
    groups: ['dost-inspector-khazar'],
    fin: '8AAAAAA',
    active: true,
  }
  const completion = {
    assignee: 'inspector.khazar',
    staff,
    allowedGroups: ['dost-inspector-khazar'],
    earlierAssignees: ['inspector.pirallahi'],
    ownFins: ['1AAAAAA'],
  } as const

  test('the right person counts', () => {
    expect(checkDecider(completion)).toBeUndefined()
    expect(checkDecider({ ...completion, staff: { ...staff, fin: undefined } })).toBeUndefined()
  })

  test.each([
    ['nobody', { assignee: undefined }, 'nobody-named'],
    ['a stranger', { staff: undefined }, 'not-staff'],
    ['somebody who left', { staff: { ...staff, active: false } }, 'not-active'],
    ['another group', { allowedGroups: ['dost-quality'] }, 'wrong-group'],
    ['the maker of what is checked', { earlierAssignees: ['inspector.khazar'] }, 'own-work'],
    ['a member of the household', { ownFins: ['1AAAAAA', '8AAAAAA'] }, 'own-household'],
  ] as const)('%s does not count', (_, changes, problem) => {
    expect(checkDecider({ ...completion, ...changes })).toBe(problem)
  })

  test.each(deciderProblems)('%s is told in both languages', (problem) => {
    expect(tellDeciderProblem(problem)).toMatch(/^\p{Lu}.+ \/ [A-Z].+$/u)
  })
})
