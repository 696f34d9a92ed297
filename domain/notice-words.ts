/** All notices, joined: the sentences of each capability are in domain/notices/<capability>.ts. */
import { appealNotices } from './notices/appeal.ts'
import { assetNotices } from './notices/asset.ts'
import { assistanceNotices } from './notices/assistance.ts'
import { inspectionNotices } from './notices/inspection.ts'
import { paymentNotices } from './notices/payment.ts'
import { recoveryNotices } from './notices/recovery.ts'
import { selfEmploymentNotices } from './notices/self-employment.ts'
import { serviceNotices } from './notices/service.ts'
import { socialAssistanceNotices } from './notices/social-assistance.ts'

export const sentences = {
  ...socialAssistanceNotices,
  ...assistanceNotices,
  ...inspectionNotices,
  ...paymentNotices,
  ...serviceNotices,
  ...appealNotices,
  ...recoveryNotices,
  ...assetNotices,
  ...selfEmploymentNotices,
}
export type NoticeName = keyof typeof sentences
export const noticeNames = Object.keys(sentences) as readonly NoticeName[]
