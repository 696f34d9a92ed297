/** Families that apply in these tests. */
import { randomInt } from 'node:crypto'
import type { NewApplication } from '../../domain/application.ts'

const LETTERS = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** A FIN nobody has had yet in this run. */
export const aFin = (): string => Array.from({ length: 7 }, () => LETTERS[randomInt(LETTERS.length)]).join('')

export const goodIban = 'AZ21NABZ00000000137010001944'
export const otherIban = 'AZ96AZEJ00000000001234567890'

/** The Həsənovs of Mərdəkan: a mother with three children, one of them small. */
export function aFamily(changes: Partial<NewApplication['declaration']> = {}): NewApplication {
  const [mother, daughter, son, baby] = [aFin(), aFin(), aFin(), aFin()]
  return {
    kind: 'targeted-social-assistance',
    applicant: { fin: mother, phone: '+994501234567', email: 'aynur@example.az', language: 'az' },
    declaration: {
      members: [
        {
          fin: mother,
          givenName: 'Aynur',
          familyName: 'Həsənova',
          birthDate: '1988-04-12',
          relation: 'representative',
          ableToWork: true,
          study: 'none',
          caresFor: baby,
        },
        {
          fin: daughter,
          givenName: 'Nigar',
          familyName: 'Həsənova',
          birthDate: '2012-09-01',
          relation: 'child',
          ableToWork: false,
          study: 'school',
        },
        {
          fin: son,
          givenName: 'Tural',
          familyName: 'Həsənov',
          birthDate: '2016-01-20',
          relation: 'child',
          ableToWork: false,
          study: 'school',
        },
        {
          fin: baby,
          givenName: 'Əli',
          familyName: 'Həsənov',
          birthDate: '2024-05-05',
          relation: 'child',
          ableToWork: false,
          study: 'none',
        },
      ],
      address: { settlement: 'Mərdəkan', street: 'Yesenin küçəsi', building: '12', apartment: '4' },
      meters: {
        electricity: { subscriberNumber: '1234567', meterNumber: 'E-998877' },
        gas: { subscriberNumber: '7654321', meterNumber: 'G-112233' },
      },
      declaredIncome: [{ fin: mother, kind: 'alimony', totalLast12MonthsQepik: 120_000 }],
      iban: goodIban,
      ...changes,
    },
  }
}
