/** Services of the catalogue that are an application for a benefit: each becomes the claim its row names. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { benefitKindNames, type BenefitKind } from '../../domain/benefit-kinds.ts'
import { openCase } from '../../domain/open-case.ts'
import type { Party } from '../../domain/parties.ts'
import type { BenefitTold } from '../../domain/service-request.ts'
import { caseOpeners } from '../../workers/service/case-openers.ts'
import { openWorkerBench, type WorkerBench } from '../support/worker-bench.ts'

let bench: WorkerBench
beforeAll(async () => {
  bench = await openWorkerBench('2026-11-23T08:00:00Z')
})
afterAll(() => bench.close())

const applicant: Party = {
  role: 'applicant',
  fin: '7SERVXC',
  givenName: 'Aygün',
  familyName: 'Əliyeva',
  birthDate: '1990-05-17',
  phone: '+994501234567',
}
const beneficiary: Party = {
  role: 'beneficiary',
  fin: '7SERVXD',
  givenName: 'Nihad',
  familyName: 'Əliyev',
  birthDate: '2025-05-17',
}
/** @param people beside who asks */
const claimed = (serviceCode: string, people: readonly Party[], benefit: BenefitTold | undefined) =>
  bench.transact(async (records) => {
    const by = { actor: 'system:test', caseUrl: (caseId: string) => caseId }
    const { id } = await openCase(
      records,
      {
        kind: 'service-request',
        parties: [{ ...applicant, iban: 'AZ31NABZ00000000137010002055' }, ...people],
        district: 'khazar',
        language: 'az',
        registeredOn: '2026-11-23',
      },
      by,
    )
    await records.serviceRequests.add({
      caseId: id,
      serviceCode,
      channel: 'other-system',
      wish: undefined,
      benefit,
    })
    const service = await records.services.find(serviceCode)
    const open = caseOpeners.get(service?.process ?? '')
    if (service === undefined || open === undefined) throw new Error('Nothing opens it')
    const opened = await open(records, { request: await records.cases.get(id), service, by })
    return {
      service,
      claim: await records.benefits.get(opened.id),
      parties: await records.parties.of(opened.id),
    }
  })

test('a service that is a benefit becomes a claim to that very benefit, for every row of the catalogue that names one', async () => {
  const rows = await bench.rows<{ code: string; benefit: BenefitKind; benefit_variant: string | null }>(
    `select code, benefit, benefit_variant from service where process_id = 'benefit-assignment' order by code`,
  )
  const found = []
  for (const { code, benefit, benefit_variant } of rows) {
    const told = {
      eventDate: '2026-10-02',
      sex: 'female',
      ...(benefit === 'utility-benefit' ? ({ variant: 'category-2' } as const) : {}),
    } as const
    // A stipend is claimed once for a person.
    const whom = { ...beneficiary, fin: `7SRV${code.slice(-3)}` }
    const { claim, parties } = await claimed(code, [whom], told)
    expect(claim).toMatchObject({ benefit, origin: 'desk', eventDate: '2026-10-02', sex: 'female' })
    expect(claim.variant).toBe(benefit_variant ?? told.variant)
    expect(parties.map(({ role, fin, iban }) => [role, fin, iban !== undefined])).toEqual([
      ['applicant', applicant.fin, true],
      ['beneficiary', whom.fin, false],
    ])
    found.push(benefit)
  }
  expect(new Set(found)).toEqual(new Set(benefitKindNames))
})

test.each([
  ['whom it is for', 'DOST2-BEN-028', {}],
  ['a category', 'DOST2-BEN-018', {}],
  ['a category that is one of its own', 'DOST2-BEN-018', { variant: 'blind' }],
  ['the sex, for the age differs', 'DOST2-BEN-012', {}],
] as const)('a benefit without %s is left to people', async (_, code, told) => {
  await expect(claimed(code, [], told)).rejects.toMatchObject({ code: 'BENEFIT_NEEDS_MORE' })
})
