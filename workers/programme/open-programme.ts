/**
 * Opens the programme of a year, from the calendar or by hand (POST /v1/employment-programmes): one for each year and
 * body, whoever comes first. Next: bpmn/territorial-employment-programme.bpmn begins.
 */
import { dateInBaku } from '../../domain/clock.ts'
import type { CaseFile } from '../../domain/case.ts'
import { openCase, type OpenedBy } from '../../domain/open-case.ts'
import type { Records } from '../../domain/records.ts'

/** @returns the case, and whether it was opened now or there before */
export async function openProgramme(
  records: Records,
  year: number,
  now: Date,
  by: Pick<OpenedBy, 'actor' | 'caseUrl'>,
): Promise<{ readonly file: CaseFile; readonly created: boolean }> {
  const known = await records.employmentProgrammes.lockYear(year)
  if (known !== undefined) return { file: await records.cases.get(known), created: false }
  const file = await openCase(
    records,
    {
      kind: 'territorial-employment-programme',
      // Nobody asks for it, and it is for both districts.
      parties: [],
      district: 'other-baku',
      language: 'az',
      registeredOn: dateInBaku(now),
    },
    { ...by, reason: `programme of ${year}` },
  )
  await records.employmentProgrammes.add({ caseId: file.id, year })
  return { file, created: true }
}
