/** Applications in the record without intake around them: no ledger entry, no message, no key. */
import { randomUUID } from 'node:crypto'
import type { NewApplication } from '../../domain/application.ts'
import type { CaseFile } from '../../domain/case.ts'
import type { Records } from '../../domain/records.ts'

/** @throws Error with the receipt when the application was not stored */
export async function receive(
  { applications, cases }: Records,
  application: NewApplication,
  applicationDate: string,
): Promise<CaseFile> {
  const [receipt] = await applications.receive([{ caseId: randomUUID(), application, applicationDate }])
  if (receipt?.outcome !== 'stored') throw new Error(`Not stored: ${JSON.stringify(receipt)}`)
  return cases.get(receipt.caseId)
}
