/**
 * What is entered about job-seekers: a person registered with their profile, the profile of one who asked at the front
 * desk, a job refused, somebody who leaves. They start bpmn/job-placement.bpmn, or tell it.
 */
import { dateInBaku } from '../../domain/clock.ts'
import { DomainError } from '../../domain/errors.ts'
import type { JobProfile } from '../../domain/job-profile.ts'
import type { LeavingReason, NewJobSeeker } from '../../domain/job-seeker.ts'
import type { Records } from '../../domain/records.ts'
import { registerJobSeeker } from '../../domain/register-job-seeker.ts'
import { districtOf } from '../../domain/territory.ts'
import { createOpenOnce, type EnteredBy } from '../intake/open-once.ts'
import type { AcceptedCase } from '../intake/receipt.ts'
import type { ApiDeps } from '../ports.ts'
import { InvalidFields } from '../problem.ts'
import { applicantFaults, applicantParty } from '../service/accept-service-request.ts'
import { TOLD_TIME_TO_LIVE_MS } from './tell-answered.ts'

export function createJobSeekerDesk({
  transact,
  clock,
  settings,
}: Pick<ApiDeps, 'transact' | 'clock'> & { readonly settings: Pick<ApiDeps['settings'], 'publicUrl'> }) {
  const openOnce = createOpenOnce({ transact })

  async function seekerOf(records: Records, caseId: string): Promise<void> {
    if ((await records.jobSeekers.find(caseId)) === undefined) {
      throw new DomainError('CASE_NOT_FOUND', 'There is no such entry in the register of job-seekers')
    }
  }

  return {
    /**
     * Throws `InvalidFields` for a birth date that cannot be, `DomainError` `JOB_SEEKER_TOO_YOUNG`,
     * `JOB_SEEKER_ALREADY_REGISTERED` or `OFF_REGISTER`, and what `openOnce` throws.
     */
    register: (asked: NewJobSeeker, by: EnteredBy): Promise<AcceptedCase> => {
      const { applicant, language, profile } = asked
      const today = dateInBaku(clock.now())
      const faults = applicantFaults(applicant, today)
      if (faults.length > 0) throw new InvalidFields('INVALID_REQUEST', faults)
      return openOnce({ ...by, body: asked }, (records) =>
        registerJobSeeker(
          records,
          {
            applicant: applicantParty(applicant),
            profile,
            language,
            district: districtOf(applicant.address ?? {}),
            registeredOn: today,
          },
          {
            actor: by.actor,
            reason: 'job-seeker',
            caseUrl: (id) => `${settings.publicUrl}/cases/${id}`,
          },
        ),
      )
    },

    /** Throws `DomainError` `CASE_NOT_FOUND` or `NOT_ON_REGISTER`. */
    enterProfile: (caseId: string, profile: JobProfile, actor: string): Promise<void> =>
      transact(async (records) => {
        await seekerOf(records, caseId)
        await records.jobSeekers.setProfile(caseId, profile)
        records.ledger.append({ caseId, actor, action: 'job-profile.entered' })
      }),

    /** The person refuses the job they are referred to. Throws `DomainError` `CASE_NOT_FOUND` or `REFERRAL_NOT_WAITING`. */
    refuse: (caseId: string, reason: string, actor: string): Promise<void> =>
      transact(async (records) => {
        await seekerOf(records, caseId)
        const waiting = (await records.jobReferrals.of(caseId)).find(({ state }) => state === 'sent')
        if (waiting === undefined || !(await records.jobReferrals.refuse(waiting.id, reason))) {
          throw new DomainError(
            'REFERRAL_NOT_WAITING',
            'The person is referred to no job that waits for an answer',
          )
        }
        records.ledger.append({
          caseId,
          actor,
          action: 'job.refused',
          after: { referralNumber: waiting.number },
        })
        await records.outbox.publish({
          name: 'job-refused',
          correlationKey: waiting.id,
          variables: { referralId: waiting.id },
          timeToLiveMs: TOLD_TIME_TO_LIVE_MS,
        })
      }),

    /** Throws `DomainError` `CASE_NOT_FOUND` or `NOT_ON_REGISTER`. */
    leave: (caseId: string, reason: LeavingReason, actor: string): Promise<void> =>
      transact(async (records) => {
        await seekerOf(records, caseId)
        if (!(await records.jobSeekers.leave(caseId, reason, dateInBaku(clock.now())))) {
          throw new DomainError('NOT_ON_REGISTER', 'The person is not on the register any more')
        }
        records.ledger.append({ caseId, actor, action: 'job-seeker.left', reason })
        await records.outbox.publish({
          name: 'job-seeker-left',
          correlationKey: caseId,
          variables: { caseId },
          timeToLiveMs: TOLD_TIME_TO_LIVE_MS,
        })
      }),
  }
}
export type JobSeekerDesk = ReturnType<typeof createJobSeekerDesk>
