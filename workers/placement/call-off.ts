/** A referral that ended while its employer was to answer, and not by them: the employer is told. */
import { isCalledOff, type JobReferral } from '../../domain/job-referral.ts'
import { callOffNotice } from '../../domain/notices/employer.ts'
import type { Records } from '../../domain/records.ts'
import type { Vacancy } from '../../domain/vacancy.ts'
import type { WorkerDependencies } from '../dependencies.ts'
import { sendToEmployer, type SentToEmployer } from './message-to-employer.ts'

export interface CalledOff {
  readonly referral: JobReferral
  readonly vacancy: Vacancy
}

/** The referral with its vacancy, when it is called off. */
export const calledOff = async (
  records: Pick<Records, 'vacancies'>,
  referral: JobReferral | undefined,
): Promise<CalledOff | undefined> =>
  referral !== undefined && isCalledOff(referral)
    ? { referral, vacancy: await records.vacancies.get(referral.vacancyId) }
    : undefined

/** Nothing is sent where nothing is called off. @returns what records it, in the transaction of the step */
export async function tellCalledOff(
  notifications: WorkerDependencies['notifications'],
  { stepKey }: { readonly stepKey: string },
  ended: CalledOff | undefined,
): Promise<(records: Pick<Records, 'notifications'>) => Promise<SentToEmployer['channels']>> {
  if (ended === undefined) return async () => []
  const { referral, vacancy } = ended
  const text = callOffNotice({
    referralNumber: referral.number,
    vacancyNumber: vacancy.number,
    title: vacancy.title,
    vacancyClosed: referral.state === 'vacancy-closed',
  })
  const sent = await sendToEmployer(notifications, stepKey, vacancy, text)
  return async (records) => {
    await sent.record(records, { caseId: referral.caseId, notice: 'referral-called-off' })
    return sent.channels
  }
}
