/** Mistakes of an application: what is changed, the field that must be named, and what must be said of it. */
import type { NewApplication } from '../../domain/application.ts'
import { aFin } from './families.ts'

type Change = (family: NewApplication) => unknown
const withMember =
  (index: number, change: object): Change =>
  (family) => ({
    ...family,
    declaration: {
      ...family.declaration,
      members: family.declaration.members.map((member, at) =>
        at === index ? { ...member, ...change } : member,
      ),
    },
  })
const withDeclaration =
  (change: object): Change =>
  (family) => ({
    ...family,
    declaration: { ...family.declaration, ...change },
  })
const withApplicant =
  (change: object): Change =>
  (family) => ({
    ...family,
    applicant: { ...family.applicant, ...change },
  })
const withAddress = (address: object): Change => withDeclaration({ address })
const street = { street: 'Yesenin küçəsi', building: '12' }

export const mistakes: readonly [name: string, change: Change, field: string, said: RegExp][] = [
  ['an unknown field', (family) => ({ ...family, nickname: 'x' }), '/nickname', /not a known field/],
  [
    'an unknown field of a member',
    withMember(1, { nickname: 'x' }),
    '/declaration/members/1/nickname',
    /known/,
  ],
  ['another kind', (family) => ({ ...family, kind: 'pension' }), '/kind', /targeted-social-assistance/],
  ['no applicant', ({ kind, declaration }) => ({ kind, declaration }), '/applicant', /missing/],
  ['a FIN with a letter O', withMember(1, { fin: 'O234567' }), '/declaration/members/1/fin', /FIN/],
  ['a number for a FIN', withMember(1, { fin: 1_234_567 }), '/declaration/members/1/fin', /string/],
  [
    'an IBAN with wrong check digits',
    withDeclaration({ iban: 'AZ22NABZ00000000137010001944' }),
    '/declaration/iban',
    /IBAN/,
  ],
  ['a German IBAN', withDeclaration({ iban: 'DE89370400440532013000' }), '/declaration/iban', /./],
  ['a phone number that cannot be', withApplicant({ phone: '+99412' }), '/applicant/phone', /phone|form/],
  ['an e-mail without a place', withApplicant({ email: 'aynur' }), '/applicant/email', /e-mail/],
  ['a language nobody speaks here', withApplicant({ language: 'fr' }), '/applicant/language', /az, en, ru/],
  ['30 February', withMember(1, { birthDate: '2012-02-30' }), '/declaration/members/1/birthDate', /exists/],
  [
    'a birth date in the future',
    withMember(1, { birthDate: '2027-01-01' }),
    '/declaration/members/1/birthDate',
    /future/,
  ],
  [
    'a birth date of another century',
    withMember(1, { birthDate: '1820-01-01' }),
    '/declaration/members/1/birthDate',
    /130/,
  ],
  [
    'a representative of fifteen',
    withMember(0, { birthDate: '2011-01-01' }),
    '/declaration/members/0/birthDate',
    /18/,
  ],
  [
    'a representative who is a child of the family',
    withMember(0, { relation: 'child' }),
    '/declaration/members/0/relation',
    /representative/,
  ],
  [
    'two representatives',
    withMember(1, { relation: 'representative' }),
    '/declaration/members/1/relation',
    /somebody else/,
  ],
  ['an applicant from outside', withApplicant({ fin: aFin() }), '/applicant/fin', /member/],
  [
    'the same person twice',
    (family) => withMember(2, { fin: family.declaration.members[1]?.fin })(family),
    '/declaration/members/2/fin',
    /another member/,
  ],
  [
    'care for somebody else',
    withMember(0, { caresFor: aFin() }),
    '/declaration/members/0/caresFor',
    /another member/,
  ],
  [
    'income of a stranger',
    withDeclaration({ declaredIncome: [{ fin: aFin(), kind: 'wage', totalLast12MonthsQepik: 1 }] }),
    '/declaration/declaredIncome/0/fin',
    /member/,
  ],
  [
    'income below nothing',
    (family) =>
      withDeclaration({
        declaredIncome: [{ fin: family.applicant.fin, kind: 'wage', totalLast12MonthsQepik: -1 }],
      })(family),
    '/declaration/declaredIncome/0/totalLast12MonthsQepik',
    />= 0/,
  ],
  [
    'half a qəpik',
    (family) =>
      withDeclaration({
        declaredIncome: [{ fin: family.applicant.fin, kind: 'wage', totalLast12MonthsQepik: 0.5 }],
      })(family),
    '/declaration/declaredIncome/0/totalLast12MonthsQepik',
    /integer/,
  ],
  [
    'an unknown settlement',
    withAddress({ settlement: 'Atlantis', ...street }),
    '/declaration/address/settlement',
    /Binə, Buzovna.*Gürgən/,
  ],
  [
    'neither settlement nor district',
    withAddress(street),
    '/declaration/address/settlement',
    /missing.*Binə/,
  ],
  [
    'settlement and district',
    withAddress({ settlement: 'Qala', district: 'Nizami', ...street }),
    '/declaration/address/district',
    /only/,
  ],
  [
    'a street with a control character',
    withAddress({ settlement: 'Qala', ...street, street: 'a\u0000b' }),
    '/declaration/address/street',
    /one line/,
  ],
  [
    'half a character',
    withAddress({ settlement: 'Qala', ...street, building: '\ud800' }),
    '/declaration/address/building',
    /one line/,
  ],
  ['no meter of electricity', withDeclaration({ meters: {} }), '/declaration/meters/electricity', /missing/],
  ['no member', withDeclaration({ members: [] }), '/declaration/members', /fewer than 1/],
]
