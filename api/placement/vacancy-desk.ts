/** Vacancies as an adviser or another system enters them, once per key. */
import { dateInBaku } from '../../domain/clock.ts'
import type { NewVacancy, Vacancy } from '../../domain/vacancy.ts'
import { oncePerKey } from '../intake/open-once.ts'
import type { ApiDeps } from '../ports.ts'
import { InvalidFields } from '../problem.ts'

export function createVacancyDesk({ transact, clock }: Pick<ApiDeps, 'transact' | 'clock'>) {
  return {
    /** Throws `InvalidFields` for a day in the past, and what `oncePerKey` throws. */
    enter: (
      wanted: NewVacancy,
      by: { readonly actor: string; readonly idempotencyKey: string | undefined },
    ): Promise<{ readonly value: Vacancy; readonly repeated: boolean }> => {
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
  }
}
export type VacancyDesk = ReturnType<typeof createVacancyDesk>
