/**
 * The page of one case, of any kind: shown when it is opened, and again with a message after something was entered on
 * it. What the kind adds is a template of its own (templates/kinds/).
 */
import { Type } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AssetVisitForm } from '../../domain/asset-visit.ts'
import { openCaseStates } from '../../domain/case.ts'
import * as jobWords from '../../domain/job-profile.ts'
import { benefitDocumentKinds, stipendVariants, utilityVariants } from '../../domain/benefit-kinds.ts'
import { HIGHEST_MARK, planCriteria } from '../../domain/business-plan.ts'
import { overpaymentCauses } from '../../domain/overpayment.ts'
import { registerNames } from '../../domain/registers.ts'
import { activities } from '../../domain/self-employment.ts'
import type { StaffGroup } from '../../domain/staff.ts'
import type { VisitForm } from '../../domain/visit.ts'
import { callerOf } from '../auth/guard.ts'
import { hasKindDetails } from '../case/kind-details.ts'
import type { CaseSeen } from '../case/open-case.ts'
import { createCaseStory } from './case-story.ts'
import { readFormWords } from './form-words.ts'
import type { PageDeps } from './pages.ts'
import { renderPage } from './render.ts'
import { chooseLanguage, createTexts } from './texts.ts'
import { toTimeline } from './timeline.ts'

export const CaseRef = Type.Object({ caseRef: Type.String({ pattern: '^[\\w-]{1,60}$' }) })
export const Csrf = Type.String({ maxLength: 100 })

/** Visit and re-inspection have the same fields. */
const visitWords = readFormWords('visit-household')
const assetVisitWords = readFormWords('visit-asset')

export interface Message {
  readonly good: boolean
  /** Key of the sentence. */
  readonly text: string
}

export interface Shown {
  /** Why an auditor looks at personal data. */
  readonly reason?: string
  readonly message?: Message
  readonly status?: number
  /** What was entered and could not be taken, to be corrected. */
  readonly entered?: Readonly<Record<string, string>>
}

const mayTakeAppeals = (groups: readonly StaffGroup[]) =>
  groups.includes('dost-operator') || groups.includes('dost-quality')

/** A demand that is not answered yet is a decision, though its case goes on. */
const hasOpenDemand = ({ case: { kind }, details }: Pick<CaseSeen, 'case' | 'details'>): boolean =>
  kind === 'overpayment-recovery' && typeof details['demandedAt'] === 'string' && details['outcome'] === null

export function createShowCase({ settings, opener, lists, processPositions }: PageDeps) {
  const { newestHistory, positionsOf } = createCaseStory({ lists, processPositions })

  return async function showCase(
    request: FastifyRequest,
    reply: FastifyReply,
    caseRef: string,
    { reason, message, status = 200, entered = {} }: Shown = {},
  ): Promise<FastifyReply> {
    const principal = callerOf(request)
    const groups = principal.kind === 'staff' ? principal.groups : []
    const seen = await opener.openCase({ caseRef, principal, reason })
    const newest = seen.orders.at(-1)
    const texts = createTexts(chooseLanguage(request))
    return renderPage(request, reply, settings, {
      template: 'case',
      title: seen.case.number,
      status,
      data: {
        seen,
        entered,
        groups,
        mayAppeal:
          mayTakeAppeals(groups) &&
          seen.case.kind !== 'appeal' &&
          (!openCaseStates.includes(seen.case.state) || hasOpenDemand(seen)),
        isApplication: seen.case.kind === 'targeted-social-assistance',
        kindTemplate: hasKindDetails(seen.case.kind) ? `./kinds/${seen.case.kind}` : undefined,
        message,
        diagrams: true,
        registers: registerNames,
        positions: await positionsOf(request, seen.case.id),
        timeline: toTimeline(await newestHistory(seen.case.id), texts),
        visitLines: (form: VisitForm) => visitWords(form, texts),
        assetVisitLines: (form: AssetVisitForm) => assetVisitWords(form, texts),
        mayCorrectAccount:
          groups.includes('dsmf-payment-maker') &&
          newest !== undefined &&
          ['ordered', 'rejected', 'returned'].includes(newest.state),
        mayAskBack:
          groups.includes('dsmf-assignment') &&
          seen.case.kind !== 'overpayment-recovery' &&
          seen.orders.some(({ state }) => state === 'settled'),
        overpaymentCauses,
        jobWords,
        activities,
        documentKinds: benefitDocumentKinds,
        benefitVariants: [...stipendVariants, ...utilityVariants],
        planCriteria,
        highestMark: HIGHEST_MARK,
        mayAskForPersonalData: groups.includes('auditor') && seen.sections.length === 0,
      },
    })
  }
}
export type ShowCase = ReturnType<typeof createShowCase>
