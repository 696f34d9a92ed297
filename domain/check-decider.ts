/**
 * Whether the person who completed a task was one who may: Tasklist lets anybody logged in complete
 * anything, so the process asks afterwards and takes the task back when not (design rule 4).
 */
import type { StaffGroup, StaffMember } from './staff.ts'

export const deciderProblems = [
  'nobody-named',
  'not-staff',
  'not-active',
  'wrong-group',
  'own-work',
  'own-household',
  'decided-before',
] as const
export type DeciderProblem = (typeof deciderProblems)[number]

/**
 * @param assignee user name on the engine's own record of the completion
 * @param earlierAssignees who made the completions that this person may not check
 * @param ownFins FIN of everybody whom the case is about
 * @returns what is wrong, or `undefined` when the completion counts
 */
export function checkDecider(completion: {
  readonly assignee: string | undefined
  readonly staff: StaffMember | undefined
  readonly allowedGroups: readonly StaffGroup[]
  readonly earlierAssignees: readonly (string | undefined)[]
  readonly ownFins: readonly string[]
  /** Who worked on the case that this one reviews, or reviewed it before. */
  readonly reviewedAssignees?: readonly string[]
}): DeciderProblem | undefined {
  const { assignee, staff, allowedGroups, earlierAssignees, ownFins, reviewedAssignees = [] } = completion
  if (assignee === undefined || assignee === '') return 'nobody-named'
  if (staff === undefined) return 'not-staff'
  if (!staff.active) return 'not-active'
  if (!allowedGroups.some((group) => staff.groups.includes(group))) return 'wrong-group'
  if (earlierAssignees.includes(assignee)) return 'own-work'
  if (reviewedAssignees.includes(assignee)) return 'decided-before'
  if (staff.fin !== undefined && ownFins.includes(staff.fin)) return 'own-household'
  return undefined
}

const sentences: Readonly<Record<DeciderProblem, string>> = {
  'nobody-named':
    'Tapşırığı kimin bitirdiyi məlum deyil: əvvəlcə üzərinizə götürün / Nobody had taken the task: assign it to yourself first',
  'not-staff': 'Bu istifadəçi əməkdaş siyahısında yoxdur / This user is not on the list of staff',
  'not-active': 'Bu əməkdaşın hesabı bağlıdır / The account of this member of staff is closed',
  'wrong-group': 'Bu tapşırıq başqa qrupundur / This task belongs to another group',
  'own-work':
    'Öz işinizi yoxlaya bilməzsiniz: başqa əməkdaş etməlidir / Nobody checks their own work: somebody else has to do it',
  'own-household':
    'Öz işinizə və ailənizin işinə baxa bilməzsiniz / Nobody works on a case of their own or of their household',
  'decided-before':
    'Bu iş üzrə əvvəl siz işləmisiniz: şikayətə başqa əməkdaş baxmalıdır / You worked on this case before: somebody else has to look at the appeal',
}

/** What the next person reads in the form, Azerbaijani first. */
export const tellDeciderProblem = (problem: DeciderProblem): string => sentences[problem]
