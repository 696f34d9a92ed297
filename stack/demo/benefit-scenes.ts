/** A benefit that a register tells of by itself is assigned; another one lacks its papers, gets them, and is refused. */
import { dateInBaku } from '../../domain/clock.ts'
import { addToMonth, monthOf } from '../../domain/days.ts'
import type { Scene } from './stage.ts'

const person = {
  // Another one with each demo: a benefit is assigned once to a person.
  fin: `7D${String(Math.floor(Date.now() / 1000)).slice(-5)}`,
  givenName: 'Rəna',
  familyName: 'Səfərova',
  birthDate: '1984-06-21',
  phone: '+994501112244',
  iban: 'AZ21NABZ00000000137010001944',
  address: { settlement: 'Buzovna', street: 'Dəniz', building: '7' },
} as const

const paper = (text: string) => Buffer.from(`%PDF-1.7\n${text}\n`).toString('base64')

export const benefitScenes: readonly Scene[] = [
  {
    kind: 'benefit-assignment',
    story: 'A register tells of a disability: assigned without an application, paid with its back pay',
    play: async ({ request, newest, finish, reaches, find }) => {
      const known = new Set(
        (await newest('benefit-assignment', 'paying')).map(({ caseNumber }) => caseNumber),
      )
      await request('/v1/benefit-events', {
        eventId: `demo-${Date.now()}`,
        kind: 'disability-decision',
        happenedOn: `${addToMonth(monthOf(dateInBaku(new Date())), -2)}-01`,
        applicant: person,
        disabilityPercent: 81,
      })
      const { caseId, caseNumber } = await find(
        'the benefit assigned',
        'benefit-assignment',
        (found) => found.state === 'paying' && !known.has(found.caseNumber),
      )
      await finish('dsmf-payment-checker', caseNumber, 'ApproveFirstPayment', { approval: 'approve' })
      await reaches(caseId, 'paid')
      return `${caseNumber} paid`
    },
  },
  {
    kind: 'benefit-assignment',
    story: 'A funeral grant: the certificate is asked for once, handed in, and not accepted',
    play: async ({ request, finish, reaches }) => {
      const { caseId, caseNumber } = await request('/v1/benefit-applications', {
        benefit: 'funeral-grant',
        applicant: person,
        beneficiary: { fin: '7DEM0CC', givenName: 'Adil', familyName: 'Səfərov', birthDate: '1941-01-02' },
        eventDate: dateInBaku(new Date()),
        language: 'az',
      })
      await reaches(caseId, 'awaiting-applicant')
      await request(`/v1/cases/${caseId}/documents`, {
        documents: [
          { kind: 'death-certificate', mediaType: 'application/pdf', content: paper('Ölüm şəhadətnaməsi') },
        ],
      })
      await finish('dsmf-assignment', caseNumber, 'ExamineBenefit', {
        benefitDecision: 'refuse',
        refusalReason: 'documents-not-genuine',
      })
      await reaches(caseId, 'refused')
      return `${caseNumber} refused, with its reason`
    },
  },
]
