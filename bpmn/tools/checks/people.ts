/**
 * Work for people: groups that exist, a form, and somebody who checks afterwards who did it (design rule: who
 * decided is checked). Every user task is followed by the check of exactly that task.
 */
import { staffGroups } from '../../../domain/staff.ts'
import type { Bundle } from '../bundle.ts'
import { soleVariable } from '../feel.ts'
import type { Diagram, Step } from '../read-diagram.ts'
import { difference, sameSet } from './sets.ts'

const groups: readonly string[] = staffGroups

export function peopleProblems({ diagrams }: Bundle): readonly string[] {
  const userTasks = diagrams.flatMap(({ steps }) => steps.filter(({ type }) => type === 'UserTask'))
  return diagrams.flatMap((diagram) => [
    ...diagram.steps.filter(({ type }) => type === 'UserTask').flatMap((task) => taskProblems(diagram, task)),
    ...diagram.steps
      .filter(({ jobType }) => jobType === 'verify-completion')
      .flatMap((check) => checkProblems(diagram, check, userTasks)),
  ])
}

function taskProblems({ steps }: Diagram, { id, candidateGroups = '', next }: Step): readonly string[] {
  const named = candidateGroups.startsWith('=') ? [] : candidateGroups.split(',').map((group) => group.trim())
  const followers = steps.filter((step) => next.includes(step.id))
  const checked = followers.some((step) => textInput(step, 'task') === id)
  return [
    ...difference(named, groups).map((group) => `${id}: there is no group "${group}"`),
    ...(checked
      ? []
      : [`${id}: nobody checks who completed it; let a job verify-completion of this task follow`]),
  ]
}

function checkProblems({ steps }: Diagram, check: Step, userTasks: readonly Step[]): readonly string[] {
  const task = textInput(check, 'task')
  const here = steps.some(({ id, type }) => id === task && type === 'UserTask')
  const others = listInput(check, 'notTheOneWho') ?? []
  const allowed = listInput(check, 'allowedGroups') ?? []
  const offeredTo = steps.find(({ id }) => id === task)?.candidateGroups ?? ''
  return [
    ...(here ? [] : [`${check.id}: there is no user task "${task ?? ''}" in this process`]),
    ...difference(
      others,
      userTasks.map(({ id }) => id),
    ).map((id) => `${check.id}: there is no user task "${id}" to compare with`),
    ...difference(allowed, groups).map((group) => `${check.id}: there is no group "${group}"`),
    ...(!here || offersTo(offeredTo, source(check, 'allowedGroups') ?? '', allowed)
      ? []
      : [`${check.id}: ${task ?? ''} is offered to ${offeredTo}, and ${allowed.join(', ')} may complete it`]),
  ]
}

/** Those to whom Tasklist offers a task are those whose completion counts. */
const offersTo = (candidates: string, allowedSource: string, allowed: readonly string[]): boolean =>
  candidates.startsWith('=')
    ? candidates.replaceAll(/\s/g, '') === allowedSource.replaceAll(/\s/g, '')
    : sameSet(
        candidates.split(',').map((group) => group.trim()),
        allowed,
        '',
      ).length === 0

const source = (step: Step, target: string) => step.inputs.find((input) => input.target === target)?.source

const textInput = (step: Step, target: string): string | undefined =>
  /^="(\w+)"$/.exec(source(step, target) ?? '')?.[1]

/** The words of a list written out; `undefined` when the list holds a variable. */
function listInput(step: Step, target: string): readonly string[] | undefined {
  const text = source(step, target) ?? ''
  const words = [...text.matchAll(/"([^"]+)"/g)].map(([, word]) => word ?? '')
  return words.length > 0 || soleVariable(text) === undefined ? words : undefined
}
