/** What a decision is made again from: the contested one and its facts as the appeal corrected them. */
import { OperatorError } from '../../domain/errors.ts'
import type { Decision, Facts } from '../../domain/facts.ts'
import type { Records } from '../../domain/records.ts'
import { correctFacts, type Redecision } from '../../domain/redecision.ts'

/** @throws OperatorError when the contested case has no decision of facts */
export async function correctedFactsOf(
  records: Records,
  caseId: string,
): Promise<{ readonly redecision: Redecision; readonly contested: Decision; readonly facts: Facts }> {
  const redecision = await records.redecisions.get(caseId)
  const [contested, { corrections }] = await Promise.all([
    records.decisions.find(redecision.contestedCaseId),
    records.appeals.get(redecision.appealCaseId),
  ])
  if (contested === undefined) {
    throw new OperatorError(
      `Case ${redecision.contestedCaseId} has no decision to make again`,
      'Check that engine and database belong together (a restored backup?); otherwise cancel the instance in Operate.',
    )
  }
  return { redecision, contested, facts: correctFacts(contested.facts, corrections) }
}
