/** Opens the term of an entitlement as a case of its own, in the transaction that assigns it; its people are the family. */
import { openCase, type OpenedBy } from '../../domain/open-case.ts'
import type { Party } from '../../domain/parties.ts'
import type { Application } from '../../domain/application.ts'
import type { Entitlement } from '../../domain/payment.ts'
import type { Records } from '../../domain/records.ts'

/**
 * Next: bpmn/assistance-term.bpmn begins.
 * @param registeredOn `YYYY-MM-DD` in Baku
 * @returns id of the case
 */
export async function openTermOf(
  records: Records,
  { id, caseId }: Entitlement,
  registeredOn: string,
  by: OpenedBy,
): Promise<string> {
  // Assigned after an appeal, the family is that of the application that was refused.
  const redecision = await records.redecisions.find(caseId)
  const [application, { district, language }] = await Promise.all([
    records.applications.get(redecision?.applicationCaseId ?? caseId),
    records.cases.get(caseId),
  ])
  const term = await openCase(
    records,
    {
      kind: 'assistance-term',
      parties: familyParties(application),
      district,
      language,
      registeredOn,
      relatedCaseId: caseId,
    },
    by,
  )
  await records.assistanceTerms.open({ caseId: term.id, entitlementId: id })
  return term.id
}

/** The representative, who is told, and the other members. */
export function familyParties({
  applicant,
  declaration,
}: Pick<Application, 'applicant' | 'declaration'>): readonly Party[] {
  return declaration.members.map(({ fin, givenName, familyName, birthDate }): Party => {
    const person = { fin, givenName, familyName, birthDate }
    return fin === applicant.fin
      ? { role: 'applicant', ...person, phone: applicant.phone, email: applicant.email }
      : { role: 'family-member', ...person }
  })
}
