/** All words of the pages, joined: one file per capability beside this one, keys by `kind.code`. */
import { appealWords } from './appeal.ts'
import { assetWords } from './asset.ts'
import { assistanceWords } from './assistance.ts'
import { benefitWords } from './benefit.ts'
import { caseWords } from './case.ts'
import { followWords } from './follow.ts'
import { inspectionWords } from './inspection.ts'
import { jobMatchWords, placementWords } from './placement.ts'
import { paymentRunWords } from './payment-run.ts'
import { paymentWords } from './payment.ts'
import { programmeWords } from './programme.ts'
import { recoveryWords } from './recovery.ts'
import { selfEmploymentWords } from './self-employment.ts'
import { serviceWords } from './service.ts'
import { siteWords } from './site.ts'
import { socialAssistanceWords } from './social-assistance.ts'
import { staffWords } from './staff.ts'
import { vacancyWords } from './vacancy.ts'
import { workloadWords } from './workload.ts'

const all = {
  ...siteWords,
  ...followWords,
  ...caseWords,
  ...assistanceWords,
  ...socialAssistanceWords,
  ...inspectionWords,
  ...paymentWords,
  ...paymentRunWords,
  ...serviceWords,
  ...appealWords,
  ...recoveryWords,
  ...assetWords,
  ...programmeWords,
  ...placementWords,
  ...jobMatchWords,
  ...vacancyWords,
  ...selfEmploymentWords,
  ...benefitWords,
  ...staffWords,
  ...workloadWords,
}

export type WordKey = keyof typeof all
export type Dictionary = Readonly<Record<WordKey, string>>

const inLanguage = (place: 0 | 1): Dictionary =>
  // Made of the keys of `all`, each with its word.
  Object.fromEntries(Object.entries(all).map(([key, pair]) => [key, pair[place]])) as Dictionary

export type PageLanguage = 'az' | 'en'
export const dictionaries: Readonly<Record<PageLanguage, Dictionary>> = {
  az: inLanguage(0),
  en: inLanguage(1),
}
