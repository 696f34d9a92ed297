/** What an applicant is told of their own case: where it stands, what comes next and by when. Nothing else. */
import type { CaseFile, CaseState } from '../../domain/case.ts'
import { openCaseStates } from '../../domain/case.ts'
import type { Transact } from '../../domain/records.ts'
import { equalInConstantTime } from '../auth/guard.ts'

export const nextSteps = [
  'registration',
  'checks',
  'visit',
  'work',
  'answer',
  'decision',
  'payment',
  'bank',
  'none',
] as const
export type NextStep = (typeof nextSteps)[number]

const nextStepOf: Readonly<Record<CaseState, NextStep>> = {
  received: 'registration',
  checking: 'checks',
  'awaiting-visit': 'visit',
  'in-progress': 'work',
  'awaiting-applicant': 'answer',
  deciding: 'decision',
  assigned: 'payment',
  granted: 'none',
  paying: 'bank',
  paid: 'none',
  refused: 'none',
  withdrawn: 'none',
  closed: 'none',
  cancelled: 'none',
}

export interface Followed {
  readonly caseNumber: string
  readonly state: CaseState
  readonly nextStep: NextStep
  /** Instant; only while a decision is due. */
  readonly deadline: string | undefined
  /** What the page offers beside: an appeal on a decided case, and taking back one that is not decided. */
  readonly mayAppeal: boolean
  readonly mayWithdraw: boolean
}

const demanded: readonly CaseState[] = ['awaiting-applicant', 'in-progress']
const endedUndecided: readonly CaseState[] = ['withdrawn', 'cancelled']

const tell = ({ number, kind, state, decisionDueAt }: CaseFile): Followed => ({
  caseNumber: number,
  state,
  nextStep: nextStepOf[state],
  deadline: openCaseStates.includes(state) ? decisionDueAt : undefined,
  mayAppeal:
    kind !== 'appeal' &&
    !endedUndecided.includes(state) &&
    // A demand is a decision from the moment it is told, though its case goes on.
    (!openCaseStates.includes(state) || (kind === 'overpayment-recovery' && demanded.includes(state))),
  mayWithdraw: kind === 'appeal' && openCaseStates.includes(state),
})

export function createFollower({
  transact,
  followCode,
}: {
  readonly transact: Transact
  readonly followCode: (caseNumber: string) => string
}) {
  /**
   * `undefined` for a wrong number as for a wrong code: whoever guesses learns neither. The case is looked up
   * either way, so that both answers take as long.
   */
  return async function follow(caseNumber: string, code: string): Promise<Followed | undefined> {
    const right = equalInConstantTime(code.trim().toUpperCase(), followCode(caseNumber).toUpperCase())
    return transact(async (records) => {
      const found = await records.cases.findByNumber(caseNumber)
      if (found === undefined || !right) return undefined
      records.ledger.append({ caseId: found.id, actor: 'applicant', action: 'case.followed' })
      return tell(found)
    })
  }
}
export type Follow = ReturnType<typeof createFollower>
