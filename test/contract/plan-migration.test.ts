/** Moving running instances to a changed diagram, thought through on paper: what fits, what does not, what is lost. */
import { expect, test } from 'vitest'
import { planMigration } from '../../bpmn/tools/plan-migration.ts'

const NAMESPACES =
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:office" id="Definitions"'
const diagram = (flowElements: string) =>
  `<bpmn:definitions ${NAMESPACES}><bpmn:process id="visit" isExecutable="true">${flowElements}</bpmn:process></bpmn:definitions>`

const visit = '<bpmn:userTask id="Visit" name="Visit household" />'
const term = (id: string, host: string, definition = 'timer') =>
  `<bpmn:boundaryEvent id="${id}" name="Visit is due" attachedToRef="${host}"><bpmn:${definition}EventDefinition id="${id}Definition" /></bpmn:boundaryEvent>`

const plan = (
  source: string,
  target: string,
  renamed: Readonly<Record<string, string>> = {},
  activeElementIds: readonly string[] = ['Visit'],
) => planMigration({ source: diagram(source), target: diagram(target), activeElementIds, renamed })

test('where nothing has changed, instances and their terms are carried over', async () => {
  const same = visit + term('Due', 'Visit')
  expect(await plan(same, same)).toEqual({
    mapping: [
      { sourceElementId: 'Visit', targetElementId: 'Visit' },
      { sourceElementId: 'Due', targetElementId: 'Due' },
    ],
    problems: [],
    notes: [],
  })
})

test('a task with another id is carried over when it is said what it becomes', async () => {
  const inspect = '<bpmn:userTask id="Inspect" name="Inspect household" />'
  const unsaid = await plan(visit, inspect)
  expect(unsaid.problems).toEqual([
    'Instances stand in "Visit household" (Visit), which the target version does not have: say what it becomes with --map Visit=<id>.',
  ])
  const said = await plan(visit + term('Due', 'Visit'), inspect + term('Due', 'Inspect'), {
    Visit: 'Inspect',
  })
  expect(said).toMatchObject({ problems: [], notes: [] })
  expect(said.mapping[0]).toEqual({ sourceElementId: 'Visit', targetElementId: 'Inspect' })
})

test('a mapping to or from an element that is not there is refused', async () => {
  const { problems } = await plan(visit, visit, { Visit: 'Nowhere', Never: 'Visit' })
  expect(problems).toContain('The target version has no element Nowhere (named by --map Visit=Nowhere).')
  expect(problems).toContain('The running version has no element Never (named by --map Never=Visit).')
})

test('only the same kind of element can take over', async () => {
  const { problems } = await plan(visit, '<bpmn:serviceTask id="Visit" name="Look it up" />')
  expect(problems).toEqual([
    '"Visit household" (Visit) is a UserTask and would become "Look it up" (Visit), a ServiceTask: only the same type can take over.',
  ])
})

test('an instance cannot move into another surrounding part', async () => {
  const outer = (id: string) => `<bpmn:subProcess id="${id}" name="${id}">${visit}</bpmn:subProcess>`
  const { problems } = await plan(outer('First'), outer('Second'))
  expect(problems).toEqual([
    '"Visit household" (Visit) stands inside First, Visit inside Second: an instance cannot change its surrounding part.',
  ])
})

test('terms that end or begin with the move are told', async () => {
  const { notes, mapping } = await plan(visit + term('Due', 'Visit'), visit + term('Late', 'Visit'))
  expect(notes).toEqual([
    '"Visit is due" (Due) is no longer waited for.',
    '"Visit is due" (Late) is waited for from now on, its term counted from now.',
  ])
  expect(mapping).toEqual([{ sourceElementId: 'Visit', targetElementId: 'Visit' }])
})

test('a term that becomes a message is another thing, though its id is the same', async () => {
  const { notes } = await plan(visit + term('Due', 'Visit'), visit + term('Due', 'Visit', 'message'))
  expect(notes).toHaveLength(2)
})

test('messages that an event sub-process waits for are carried over as well', async () => {
  const withdrawal =
    '<bpmn:subProcess id="Withdrawal" triggeredByEvent="true"><bpmn:startEvent id="Withdrawn" name="Withdrawn"><bpmn:messageEventDefinition id="W" /></bpmn:startEvent></bpmn:subProcess>'
  const { mapping, notes } = await plan(visit + withdrawal, visit + withdrawal)
  expect(mapping).toContainEqual({ sourceElementId: 'Withdrawn', targetElementId: 'Withdrawn' })
  expect(notes).toEqual([])
})
