/** What notices are written with: the sentences of one, and what stands around all of them. */
import type { Language } from '../identifiers.ts'

export interface Sentences {
  readonly subject: string
  /** At most three parts of an SMS, 67 characters each. */
  readonly sms: string
  readonly email: string
}
export type Notices<N extends string> = Readonly<Record<N, Readonly<Record<Language, Sentences>>>>

interface Frame {
  readonly greeting: string
  readonly follow: string
  readonly closing: string
}

/** The sentences of a capability, each in every language; `{number}`, `{url}`, `{code}` and its facts are filled in. */
export const notices = <const N extends string>(list: Notices<N>): Notices<N> => list

export const months: Readonly<Record<Language, readonly string[]>> = {
  az: 'yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
  ru: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' '),
}

export const frame: Readonly<Record<Language, Frame>> = {
  az: {
    greeting: 'Hörmətli vətəndaş,',
    follow: 'Müraciətin gedişini izləyin: {url} (nömrə {number}, kod {code}).',
    closing: '2 saylı DOST Mərkəzi. Suallar üçün: 142',
  },
  en: {
    greeting: 'Dear applicant,',
    follow: 'Follow your case at {url} (number {number}, code {code}).',
    closing: 'DOST Centre No. 2. Questions: call 142',
  },
  ru: {
    greeting: 'Уважаемый заявитель!',
    follow: 'Следить за ходом дела: {url} (номер {number}, код {code}).',
    closing: 'Центр DOST № 2. Вопросы по телефону 142',
  },
}
