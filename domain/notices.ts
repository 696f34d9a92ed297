/**
 * What applicants are told, in their language: short for an SMS, in full sentences for an e-mail. No more
 * than they need: case number, where it stands, amount or grounds in words, how to follow it.
 */
import type { Language } from './identifiers.ts'
import { formatManat } from './money.ts'
import { groundInWords } from './ground-words.ts'
import { sentences, type NoticeName } from './notice-words.ts'
import { frame, months } from './notices/words.ts'

/** A fact that a notice tells, before it is put into the applicant's language. */
export type Told =
  /** `YYYY-MM-DD` */
  | { readonly day: string }
  | { readonly qepik: number }
  | { readonly count: number }
  /** Codes of refusal grounds. */
  | { readonly grounds: readonly string[] }
  /** The same in every language, e.g. a case number. */
  | { readonly text: string }
  | { readonly words: Readonly<Record<Language, string>> }

/** By the name that stands in braces in the sentences. */
export type NoticeFacts = Readonly<Record<string, Told>>

/** Case number, address and code that every notice ends with. */
export interface FollowFacts {
  readonly caseNumber: string
  readonly followUrl: string
  readonly followCode: string
}

export interface NoticeText {
  readonly subject: string
  readonly sms: string
  readonly email: string
}

/** @throws RangeError when a fact that the notice tells is missing */
export function noticeText(
  notice: NoticeName,
  language: Language,
  { caseNumber, followUrl, followCode }: FollowFacts,
  facts: NoticeFacts,
): NoticeText {
  const told: NoticeFacts = {
    ...facts,
    number: { text: caseNumber },
    url: { text: followUrl },
    code: { text: followCode },
  }
  const fill = (template: string) =>
    template.replace(/\{(\w+)\}/g, (_, name: string) => {
      const fact = told[name]
      if (fact === undefined) throw new RangeError(`The notice ${notice} needs ${name}`)
      return inWords(fact, language)
    })
  const { subject, sms, email } = sentences[notice][language]
  const { greeting, follow, closing } = frame[language]
  return {
    subject: fill(subject),
    sms: fill(sms),
    email: fill(`${greeting}\n\n${email}\n\n${follow}\n\n${closing}`),
  }
}

function inWords(fact: Told, language: Language): string {
  if ('day' in fact) return dayInWords(fact.day, language)
  if ('qepik' in fact) return formatManat(fact.qepik)
  if ('count' in fact) return String(fact.count)
  if ('grounds' in fact) return fact.grounds.map((ground) => groundInWords(ground, language)).join('; ')
  return 'words' in fact ? fact.words[language] : fact.text
}

/** `2026-11-23` → `23 noyabr 2026`, `23 November 2026`, `23 ноября 2026`. */
function dayInWords(day: string, language: Language): string {
  const month = months[language][Number(day.slice(5, 7)) - 1] ?? ''
  return `${Number(day.slice(8))} ${month} ${day.slice(0, 4)}`
}
