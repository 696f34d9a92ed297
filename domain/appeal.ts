/**
 * An appeal on a decision or a payment of a case (docs/domain.md 1.8 and 3.1): what is lodged, what may be appealed, who
 * decides it and what the decision says. Its terms are in appeal-term.ts, the case decided again in redecision.ts.
 */
import { Type, type Static } from 'typebox'
import type { CaseFile } from './case.ts'
import { CaseId } from './identifiers.ts'
import { literals } from './literals.ts'
import { isDecidedFromFacts, type Corrections } from './redecision.ts'
import { FreeText } from './service-request.ts'
import type { StaffGroup } from './staff.ts'

export const appealSubjects = ['decision', 'payment'] as const
export type AppealSubject = (typeof appealSubjects)[number]
/** The applicant of the contested case, or a DOST centre on behalf of the law. */
export const appellants = ['applicant', 'dost-centre'] as const
export type Appellant = (typeof appellants)[number]
export const appealOutcomes = ['upheld', 'partly-upheld', 'rejected'] as const
export type AppealOutcome = (typeof appealOutcomes)[number]
/** Whether there was a good reason for coming after the term. */
export const latenessResults = ['good-reason', 'no-good-reason'] as const
export type Lateness = (typeof latenessResults)[number]
/** What an upheld appeal leads to: the case is decided again, or a group puts it right. */
export const appealRemedies = ['none', 'redecision', 'carry-out'] as const
export type AppealRemedy = (typeof appealRemedies)[number]

const strict = { additionalProperties: false }

/** What is told when an appeal is lodged, beside the case it is on. */
export const AppealLodged = Type.Object(
  {
    subject: literals(appealSubjects),
    appellant: literals(appellants),
    /** In the words of who appeals. */
    grounds: FreeText,
    /** Why it comes after the term, when it does. */
    latenessReason: Type.Optional(FreeText),
  },
  strict,
)
export type AppealLodged = Static<typeof AppealLodged>
export const NewAppeal = Type.Object({ contestedCaseId: CaseId, ...AppealLodged.properties }, strict)
export type NewAppeal = Static<typeof NewAppeal>

/** What the member of staff writes before the task is finished. */
export interface AppealFindings {
  readonly reasons: string
  /** Articles that the decision rests on. */
  readonly legalBase: string
  readonly corrections: Corrections
}

export interface Appeal {
  readonly caseId: string
  readonly contestedCaseId: string
  readonly subject: AppealSubject
  readonly appellant: Appellant
  readonly grounds: string
  readonly latenessReason: string | undefined
  /** Day from which the term to appeal ran, `YYYY-MM-DD` in Baku. */
  readonly contestedOn: string
  /** Who decides, and who puts right what is upheld; `undefined` until registered. */
  readonly appealsGroup: StaffGroup | undefined
  readonly carryOutGroup: StaffGroup | undefined
  readonly late: boolean | undefined
  readonly lateness: Lateness | undefined
  readonly latenessJudgedAt: string | undefined
  readonly reasons: string | undefined
  readonly legalBase: string | undefined
  readonly corrections: Corrections
  readonly outcome: AppealOutcome | undefined
  readonly remedy: AppealRemedy | undefined
  readonly decidedAt: string | undefined
  /** When the appellant took it back. */
  readonly withdrawnAt: string | undefined
}

/** What may be appealed on a case, as the record has it. */
export interface Contestable {
  /** When the decision was made; `undefined` while there is none, or none that can be appealed. */
  readonly decidedAt: string | undefined
  /** When a payment last changed; `undefined` when nothing was ever ordered. */
  readonly paidAt: string | undefined
  /** Number of the case whose decision took the place of this one. */
  readonly supersededBy: string | undefined
  /** Number of the appeal on the same subject that is still open. */
  readonly openAppeal: string | undefined
  /** Whoever asked can be told of it. */
  readonly hasApplicant: boolean
  /** Who handled a request for a service. */
  readonly staffGroup: StaffGroup | undefined
  /** Another entitlement of the household in the months in question: a second one may not be assigned beside it. */
  readonly otherEntitlement: boolean
  /** What the demand of a recovery still asks back; `undefined` for anything else, and once it is over. */
  readonly owedQepik: number | undefined
}

/** Port: appeals beside their case. */
export interface Appeals {
  contestable(caseId: string, subject: AppealSubject): Promise<Contestable>
  /** Throws `DomainError` `APPEAL_ALREADY_OPEN` when another one has just been lodged. */
  add(
    appeal: Pick<
      Appeal,
      'caseId' | 'contestedCaseId' | 'subject' | 'appellant' | 'grounds' | 'contestedOn'
    > & {
      readonly latenessReason: string | undefined
    },
  ): Promise<void>
  /** Throws `OperatorError` when the case is no appeal. */
  get(caseId: string): Promise<Appeal>
  register(
    caseId: string,
    found: { readonly appealsGroup: StaffGroup; readonly carryOutGroup: StaffGroup; readonly late: boolean },
  ): Promise<void>
  judgeLateness(caseId: string, lateness: Lateness): Promise<void>
  /** Kept until the task is finished. Throws `DomainError` `APPEAL_CLOSED` for one decided or withdrawn. */
  draft(caseId: string, findings: AppealFindings): Promise<void>
  /** Decides once; `false` when it was withdrawn at the same moment. */
  decide(caseId: string, outcome: AppealOutcome, remedy: AppealRemedy): Promise<boolean>
  /** `true` the first time. Throws `DomainError` `APPEAL_CLOSED` for a decided one. */
  withdraw(caseId: string): Promise<boolean>
}

const employmentKinds: readonly string[] = [
  'job-placement',
  'self-employment',
  'asset-monitoring',
  'territorial-employment-programme',
]
const isEmploymentGroup = (group: StaffGroup | undefined) => group?.startsWith('employment-') === true

/** Who decides the appeal and who puts right what is upheld: by the subject, to DSMF or to the Employment Centre. */
export function responsibleFor(
  { kind }: Pick<CaseFile, 'kind'>,
  subject: AppealSubject,
  handledBy: StaffGroup | undefined,
): { readonly appealsGroup: StaffGroup; readonly carryOutGroup: StaffGroup } {
  if (subject === 'payment') return { appealsGroup: 'dsmf-appeals', carryOutGroup: 'dsmf-payment-maker' }
  if (employmentKinds.includes(kind) || isEmploymentGroup(handledBy)) {
    return { appealsGroup: 'employment-appeals', carryOutGroup: handledBy ?? 'employment-adviser' }
  }
  return { appealsGroup: 'dsmf-appeals', carryOutGroup: handledBy ?? 'dsmf-assignment' }
}

/** What the case page has to hold before the decision counts: a code for the ledger and a sentence for the form. */
export function missingFindings(
  { reasons, legalBase, corrections }: Pick<Appeal, 'reasons' | 'legalBase' | 'corrections'>,
  outcome: AppealOutcome,
  { owedQepik }: Pick<Contestable, 'owedQepik'>,
): { readonly code: string; readonly told: string } | undefined {
  if (reasons === undefined || legalBase === undefined) {
    return {
      code: 'reasons-missing',
      told: 'Əsaslandırmanı və hüquqi əsası işin səhifəsində yazın / Write the reasons and the legal base on the case page',
    }
  }
  const { demandedQepik } = corrections
  const lessIsOwed = demandedQepik !== undefined && owedQepik !== undefined && demandedQepik < owedQepik
  if (owedQepik !== undefined && outcome !== 'rejected' && lessIsOwed !== (outcome === 'partly-upheld')) {
    return {
      code: 'amount-does-not-fit',
      told: 'Qismən təmin edilən şikayətdə işin səhifəsində azaldılmış məbləği yazın, tam təmin edilən məbləği ləğv edir / Upheld in part, the lower amount stands on the case page; upheld, nothing is owed',
    }
  }
  return outcome === 'rejected' && Object.keys(corrections).length > 0
    ? {
        code: 'rejection-corrects-facts',
        told: 'Rədd edilən şikayət heç bir faktı düzəltmir: düzəlişləri silin və ya nəticəni dəyişin / A rejection corrects no fact: take the corrections out or change the result',
      }
    : undefined
}

/** What follows: decided again from corrected facts, unless a second aid would stand beside another; else by a group. */
export function remedyFor(
  outcome: AppealOutcome,
  about: Pick<Appeal, 'subject' | 'corrections'> &
    Pick<CaseFile, 'kind'> &
    Pick<Contestable, 'otherEntitlement' | 'owedQepik'>,
): AppealRemedy {
  if (outcome === 'rejected') return 'none'
  if (about.owedQepik !== undefined) return 'redecision'
  const corrected = Object.keys(about.corrections).length > 0
  return about.subject === 'decision' &&
    isDecidedFromFacts(about.kind) &&
    corrected &&
    !about.otherEntitlement
    ? 'redecision'
    : 'carry-out'
}
