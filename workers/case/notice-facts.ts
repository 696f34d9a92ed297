/** What each notice tells beside number, address and code: gathered by the capability that the notice belongs to. */
import type { CaseFile } from '../../domain/case.ts'
import type { NoticeName } from '../../domain/notice-words.ts'
import type { NoticeFacts } from '../../domain/notices.ts'
import type { Records } from '../../domain/records.ts'
import { appealNoticeFacts } from '../appeal/notice-facts.ts'
import { assetNoticeFacts } from '../asset/notice-facts.ts'
import { assistanceNoticeFacts } from '../assistance/notice-facts.ts'
import { applicationNoticeFacts } from '../decision/notice-facts.ts'
import { inspectionNoticeFacts } from '../inspection/notice-facts.ts'
import { paymentNoticeFacts } from '../payment/notice-facts.ts'
import { recoveryNoticeFacts } from '../recovery/notice-facts.ts'
import { selfEmploymentNoticeFacts } from '../self-employment/notice-facts.ts'
import { serviceNoticeFacts } from '../service/notice-facts.ts'

/** Only what the notice tells; a notice without its fact is a fault of the diagram and opens an incident. */
export type GatherFacts = (records: Records, file: CaseFile) => Promise<NoticeFacts>

export const noticeFacts: Readonly<Record<NoticeName, GatherFacts>> = {
  ...applicationNoticeFacts,
  ...assistanceNoticeFacts,
  ...inspectionNoticeFacts,
  ...paymentNoticeFacts,
  ...serviceNoticeFacts,
  ...appealNoticeFacts,
  ...recoveryNoticeFacts,
  ...assetNoticeFacts,
  ...selfEmploymentNoticeFacts,
}
