/** A referral waits for its employer no more: the process of the job-seeker goes on (bpmn/job-placement.bpmn). */
import type { Records } from '../../domain/records.ts'

/** The process may still work on the steps before. */
export const TOLD_TIME_TO_LIVE_MS = 24 * 60 * 60 * 1000

export const tellAnswered = ({ outbox }: Pick<Records, 'outbox'>, referralId: string): Promise<void> =>
  outbox.publish({
    name: 'employer-answered',
    correlationKey: referralId,
    variables: { referralId },
    timeToLiveMs: TOLD_TIME_TO_LIVE_MS,
  })
