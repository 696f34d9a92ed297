/**
 * An employer answers a referral with its number and code, without a login, as an applicant follows a case: on the page or
 * by another system. An answer counts once, while it is awaited; a later one is told what stands.
 */
import { DomainError } from '../../domain/errors.ts'
import { answerIsWhole, type EmployerAnswer, type JobReferral } from '../../domain/job-referral.ts'
import type { Records, Transact } from '../../domain/records.ts'
import { equalInConstantTime } from '../auth/guard.ts'
import { InvalidFields } from '../problem.ts'
import { tellAnswered } from './tell-answered.ts'

/** Whoever knows number and code. */
const EMPLOYER = 'system:employer'

export interface ReferralSeen {
  readonly referralNumber: string
  readonly vacancyNumber: string
  readonly title: string
  readonly state: JobReferral['state']
  readonly answerDueAt: string
  /** Who comes, while the answer is awaited or when they are hired. */
  readonly person:
    { readonly givenName: string; readonly familyName: string; readonly phone: string } | undefined
}

export function createEmployerDesk({
  transact,
  followCode,
}: {
  readonly transact: Transact
  readonly followCode: (referralNumber: string) => string
}) {
  /** A wrong number and a wrong code are one answer, which takes as long. */
  async function find(records: Records, number: string, code: string): Promise<JobReferral | undefined> {
    const isRight = equalInConstantTime(code.trim().toUpperCase(), followCode(number).toUpperCase())
    const found = await records.jobReferrals.findByNumber(number)
    return isRight ? found : undefined
  }

  async function see(records: Records, referral: JobReferral): Promise<ReferralSeen> {
    const { number, title } = await records.vacancies.get(referral.vacancyId)
    const isShown = referral.state === 'sent' || referral.state === 'hired'
    const person = isShown ? await records.parties.applicantOf(referral.caseId) : undefined
    return {
      referralNumber: referral.number,
      vacancyNumber: number,
      title,
      state: referral.state,
      answerDueAt: referral.answerDueAt,
      person:
        person === undefined
          ? undefined
          : { givenName: person.givenName, familyName: person.familyName, phone: person.phone },
    }
  }

  return {
    /** `undefined` when there is no referral of that number with that code. */
    look: (number: string, code: string): Promise<ReferralSeen | undefined> =>
      transact(async (records) => {
        const referral = await find(records, number, code)
        if (referral === undefined) return undefined
        records.ledger.append({
          caseId: referral.caseId,
          actor: EMPLOYER,
          action: 'referral.opened',
          after: { referralNumber: referral.number },
        })
        return see(records, referral)
      }),

    /**
     * Throws `InvalidFields` for a refusal without a reason, `DomainError` `REFERRAL_NOT_FOUND`, or
     * `REFERRAL_NOT_WAITING` with what stands when it was answered, refused, over or withdrawn before.
     */
    answer: (number: string, code: string, answer: EmployerAnswer): Promise<ReferralSeen> => {
      if (!answerIsWhole(answer)) {
        throw new InvalidFields('INVALID_REQUEST', [
          { field: '/reason', problem: 'is given with a refusal, and only then' },
        ])
      }
      return transact(async (records) => {
        const referral = await find(records, number, code)
        if (referral === undefined) {
          throw new DomainError('REFERRAL_NOT_FOUND', 'There is no referral of that number with that code')
        }
        if (!(await records.jobReferrals.answer(referral.id, answer))) {
          const { state } = await records.jobReferrals.get(referral.id)
          throw new DomainError('REFERRAL_NOT_WAITING', 'The referral waits for no answer', {
            detail: { state },
          })
        }
        records.ledger.append({
          caseId: referral.caseId,
          actor: EMPLOYER,
          action: 'referral.answered',
          after: { referralNumber: referral.number, ...answer },
        })
        await tellAnswered(records, referral.id)
        return see(records, await records.jobReferrals.get(referral.id))
      })
    },
  }
}
export type EmployerDesk = ReturnType<typeof createEmployerDesk>
