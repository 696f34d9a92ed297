/**
 * Targeted social assistance is assigned: every child under one of the household has a right to a benefit of its own
 * (docs/domain.md 3.1 and 3.2, proactive), claimed for the family in the same transaction.
 */
import { ageInMonths } from '../../domain/days.ts'
import { openBenefit } from '../../domain/open-benefit.ts'
import type { OpenedBy } from '../../domain/open-case.ts'
import type { Entitlement } from '../../domain/payment.ts'
import type { Records } from '../../domain/records.ts'

/** @param today a day in Baku; @returns numbers of the claims */
export async function openInfantBenefits(
  records: Records,
  { id, caseId, validFrom }: Entitlement,
  today: string,
  by: OpenedBy,
): Promise<readonly string[]> {
  const redecision = await records.redecisions.find(caseId)
  const { applicant, declaration } = await records.applications.get(redecision?.applicationCaseId ?? caseId)
  const { district, language } = await records.cases.get(caseId)
  const claimant = declaration.members.find(({ fin }) => fin === applicant.fin)
  const infantMonths = (await records.parametersOn(today)).value('benefit-infant-age') * 12
  const numbers: string[] = []
  for (const [place, child] of declaration.members.entries()) {
    const isInfant = child.birthDate <= today && ageInMonths(child.birthDate, today) < infantMonths
    if (!isInfant || claimant === undefined || child.fin === claimant.fin) continue
    if (await isClaimedOrPaid(records, child.fin, today)) continue
    const { fin, givenName, familyName, birthDate } = claimant
    const { phone, email } = applicant
    const { number } = await openBenefit(
      records,
      {
        benefit: 'low-income-infant',
        origin: 'assistance',
        eventKey: `assistance/${id}/${place}`,
        // Before the assistance there was no right to it.
        eventDate: child.birthDate > validFrom ? child.birthDate : validFrom,
        applicant: {
          fin,
          givenName,
          familyName,
          birthDate,
          phone,
          ...(email === undefined ? {} : { email }),
          address: declaration.address,
          iban: declaration.iban,
        },
        beneficiary: child,
        language,
        district,
        registeredOn: today,
        relatedCaseId: caseId,
      },
      by,
    )
    numbers.push(number)
  }
  return numbers
}

async function isClaimedOrPaid({ benefits }: Records, fin: string, today: string): Promise<boolean> {
  if ((await benefits.openClaim('low-income-infant', fin)) !== undefined) return true
  const open = await benefits.overlapping('low-income-infant', fin, today)
  return open.some(({ kind }) => kind === 'low-income-infant')
}
