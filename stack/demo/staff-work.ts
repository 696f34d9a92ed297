/** What the staff do with each user task: who takes it, and what that person enters in the form. */
import type { FormVariables } from '../../bpmn/forms.ts'
import type { StaffGroup } from '../../domain/staff.ts'
import { sampleStaff } from '../staff.ts'
import type { Family } from './families.ts'

interface Work {
  /** The first group of the task when left out. */
  readonly group?: StaffGroup
  /** What is said of it while it is done. */
  readonly doing: string
  readonly enters: (family: Family, round: number, now: Date) => Readonly<Record<string, unknown>>
}

/** In the order of a case; the names are those of the diagrams. */
const works: Readonly<Record<string, Work>> = {
  ResolveRegisterQuestion: {
    doing: 'asks the register what its answer means',
    enters: (): FormVariables<'resolve-register-question'> => ({ registerResolution: 'register-fault-over' }),
  },
  VisitHousehold: { doing: 'visits the family', enters: visit },
  ReinspectHousehold: { doing: 'visits the family once more, as a sample', enters: visit },
  ReviewOverdueCase: {
    doing: 'looks why the case is late',
    enters: (): FormVariables<'review-overdue-case'> => ({ overdueCause: 'other' }),
  },
  ApproveFirstPayment: {
    doing: 'approves the payment',
    enters: (): FormVariables<'approve-first-payment'> => ({ approval: 'approve' }),
  },
  CorrectAccount: {
    group: 'dsmf-payment-maker',
    doing: 'enters the other account on the case page',
    enters: (): FormVariables<'correct-account'> => ({ accountCorrected: true }),
  },
  ApproveRepair: {
    doing: 'compares the other account and approves the repair',
    enters: (): FormVariables<'approve-repair'> => ({ approval: 'approve' }),
  },
  ClearRefusedFile: {
    doing: 'asks the bank why it refused the file',
    enters: (): FormVariables<'clear-refused-file'> => ({ fileCleared: true }),
  },
  AskBank: {
    doing: 'asks the bank and waits',
    enters: (): FormVariables<'ask-bank'> => ({ bankQuestion: 'wait' }),
  },
}

/** The form of that round; later rounds find what the last one found. */
function visit({ visits }: Family, round: number, now: Date) {
  const found = visits[Math.min(round, visits.length) - 1]
  if (found === undefined) throw new RangeError(`Nobody knows what round ${round} of the visit finds`)
  // A minute ago: clocks of two machines differ, and a visit in the future is refused.
  return { ...found, visitedAt: new Date(now.getTime() - 60_000).toISOString() }
}

export interface Assignment {
  readonly userName: string
  readonly displayName: string
  readonly doing: string
  readonly variables: Readonly<Record<string, unknown>>
}

/**
 * Who does a task of this family, and with what.
 * @param round 1 for the first time the element is reached on the case
 * @returns undefined for a task that nobody here knows
 */
export function assignmentOf(
  task: { readonly elementId: string; readonly candidateGroups: readonly string[] },
  family: Family,
  round: number,
  now: Date,
): Assignment | undefined {
  const work = works[task.elementId]
  if (work === undefined) return undefined
  const group = work.group ?? task.candidateGroups[0]
  const person = sampleStaff().find(({ groups }) => groups.some((name) => name === group))
  if (person === undefined) return undefined
  const { userName, displayName } = person
  return { userName, displayName, doing: work.doing, variables: work.enters(family, round, now) }
}
