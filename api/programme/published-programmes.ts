/** Published programmes as everybody reads them. */
import { dateInBaku } from '../../domain/clock.ts'
import type { Programme } from '../../domain/employment-programme.ts'
import { DomainError } from '../../domain/errors.ts'
import type { ApiDeps } from '../ports.ts'
import { publishedPart, viewOf, type ProgrammeView } from './programme-view.ts'

export function createPublishedProgrammes({ transact }: Pick<ApiDeps, 'transact'>) {
  return {
    /** Throws `DomainError` `NOT_FOUND` for a year without a published programme. */
    read: (year: number): Promise<ProgrammeView> =>
      transact(async (records) => {
        const programme = await records.employmentProgrammes.findByYear(year)
        if (programme?.publishedAt === undefined) {
          throw new DomainError('NOT_FOUND', 'No programme of this year is published')
        }
        const parameters = await records.parametersOn(dateInBaku(new Date(programme.publishedAt)))
        const whole = await records.employmentProgrammes.whole(programme.caseId)
        return publishedPart(viewOf(whole, parameters.value('small-number-limit')))
      }),
    /** Newest year first; those in work apart. */
    list: (): Promise<{ readonly published: readonly Programme[]; readonly inWork: readonly Programme[] }> =>
      transact(async (records) => {
        const all = await records.employmentProgrammes.list()
        return {
          published: all.filter(({ publishedAt }) => publishedAt !== undefined),
          inWork: all.filter(({ publishedAt }) => publishedAt === undefined),
        }
      }),
  }
}
