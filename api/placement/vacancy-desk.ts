/** Vacancies as an adviser or another system enters and closes them, once per key. */
import { dateInBaku } from '../../domain/clock.ts'
import { DomainError } from '../../domain/errors.ts'
import type { Records } from '../../domain/records.ts'
import type { ClosingReason, NewVacancy, Vacancy } from '../../domain/vacancy.ts'
import { oncePerKey, type EnteredBy } from '../intake/open-once.ts'
import type { ApiDeps } from '../ports.ts'
import { InvalidFields } from '../problem.ts'
import { tellAnswered } from './tell-answered.ts'

interface Taken {
  readonly value: Vacancy
  readonly repeated: boolean
}

/**
 * Whoever was referred there and waits is looked for elsewhere: their process goes on as with any other answer, and tells
 * the employer (bpmn/job-placement.bpmn).
 */
async function endReferrals(
  { jobReferrals, ledger, outbox }: Records,
  { id, number: vacancyNumber }: Vacancy,
  actor: string,
): Promise<number> {
  const ended = await jobReferrals.endForClosed(id)
  for (const { id: referralId, number: referralNumber, caseId } of ended) {
    ledger.append({
      caseId,
      actor,
      action: 'referral.vacancy-closed',
      after: { referralNumber, vacancyNumber },
    })
    await tellAnswered({ outbox }, referralId)
  }
  return ended.length
}

export function createVacancyDesk({ transact, clock }: Pick<ApiDeps, 'transact' | 'clock'>) {
  return {
    /** Throws `InvalidFields` for a day in the past, and what `oncePerKey` throws. */
    enter: (wanted: NewVacancy, by: EnteredBy): Promise<Taken> => {
      const today = dateInBaku(clock.now())
      if (wanted.openUntil < today) {
        throw new InvalidFields('INVALID_REQUEST', [{ field: '/openUntil', problem: 'is in the past' }])
      }
      return transact((records) =>
        oncePerKey(
          records,
          { ...by, body: wanted },
          {
            first: async () => {
              const vacancy = await records.vacancies.add(wanted, {
                actor: by.actor,
                year: today.slice(0, 4),
              })
              records.ledger.append({
                actor: by.actor,
                action: 'vacancy.entered',
                after: { vacancyNumber: vacancy.number, field: vacancy.field, places: vacancy.places },
              })
              return { value: vacancy, became: { vacancyId: vacancy.id } }
            },
            again: async (became) =>
              'vacancyId' in became ? records.vacancies.get(became.vacancyId) : undefined,
          },
        ),
      )
    },

    /**
     * Nobody is referred there any more. Throws `DomainError` `VACANCY_NOT_FOUND`, `VACANCY_CLOSED` with the reason for which
     * it was closed before, and what `oncePerKey` throws.
     */
    close: (vacancyNumber: string, reason: ClosingReason, by: EnteredBy): Promise<Taken> =>
      transact(async (records) => {
        const vacancy = await records.vacancies.findByNumber(vacancyNumber)
        if (vacancy === undefined) throw new DomainError('VACANCY_NOT_FOUND', 'There is no such vacancy')
        const { id } = vacancy
        const closed = () => records.vacancies.get(id)
        return oncePerKey(
          records,
          { ...by, body: { vacancyNumber, reason } },
          {
            first: async () => {
              if (!(await records.vacancies.close(id, { reason, by: by.actor }))) {
                throw new DomainError('VACANCY_CLOSED', 'The vacancy was closed before', {
                  detail: { closingReason: (await closed()).closed?.reason ?? '' },
                })
              }
              const referralsEnded = await endReferrals(records, vacancy, by.actor)
              records.ledger.append({
                actor: by.actor,
                action: 'vacancy.closed',
                reason,
                after: { vacancyNumber, referralsEnded },
              })
              return { value: await closed(), became: { vacancyId: id } }
            },
            again: async (became) =>
              'vacancyId' in became && became.vacancyId === id ? closed() : undefined,
          },
        )
      }),
  }
}
export type VacancyDesk = ReturnType<typeof createVacancyDesk>
