/** Gathers what a decision is made from, the same way for comparing, computing and deciding. */
import { OperatorError } from '../../domain/errors.ts'
import { refusalsCountFrom } from '../../domain/job-referral.ts'
import type { Evidence } from '../../domain/evidence.ts'
import type { Parameters } from '../../domain/parameters.ts'
import type { Records } from '../../domain/records.ts'
import type { InspectionAct } from '../../domain/visit.ts'
import { registerNames } from '../../domain/registers.ts'
import type { RegisterAnswers } from '../../domain/registers.ts'

type Answered = Awaited<ReturnType<Records['registerAnswers']['newest']>>

/** @throws OperatorError when a register has not answered: deciding without it would be a guess */
export async function evidenceOfCase(
  records: Records,
  caseId: string,
): Promise<{ readonly evidence: Evidence; readonly parameters: Parameters }> {
  const [application, answers, acts, blockedUntil] = await Promise.all([
    records.applications.get(caseId),
    records.registerAnswers.newest(caseId),
    actsFor(records, caseId),
    records.applications.blockedUntil(caseId),
  ])
  if (!isComplete(answers)) {
    const missing = registerNames.filter((register) => answers[register] === undefined)
    throw new OperatorError(
      `No answer is kept of: ${missing.join(', ')}`,
      'Let the register queries run for this case (modify the instance back to them), then retry.',
    )
  }
  const { applicationDate: until } = application
  const parameters = await records.parametersOn(until)
  const ownRefusals = await records.jobReferrals.unfoundedRefusals(
    application.declaration.members.map(({ fin }) => fin),
    { from: refusalsCountFrom(until, parameters.value('job-refusal-window-months')), until },
  )
  return { evidence: { application, answers, acts, blockedUntil, ownRefusals }, parameters }
}

/**
 * A change during assistance is decided with what the visit for the application found; how many people lived there then
 * is not what is asked now.
 */
async function actsFor(records: Records, caseId: string): Promise<readonly InspectionAct[]> {
  const own = await records.inspections.acts(caseId)
  if (own.length > 0 || (await records.cases.get(caseId)).kind !== 'assistance-change') return own
  const { termCaseId } = await records.assistanceTerms.getChange(caseId)
  const { applicationCaseId } = await records.assistanceTerms.get(termCaseId)
  const decidedAgain = await records.redecisions.find(applicationCaseId)
  const acts = await records.inspections.acts(decidedAgain?.applicationCaseId ?? applicationCaseId)
  return acts.map(({ form: { peopleLivingHere: _, ...form }, ...act }) => ({ ...act, form }))
}

const isComplete = (answers: Answered): answers is RegisterAnswers =>
  registerNames.every((register) => answers[register] !== undefined)
