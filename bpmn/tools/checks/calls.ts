/** What one file says of another: called processes, decisions, forms, their bindings, and messages. */
import { forms } from '../../forms.ts'
import { messages, type MessageName } from '../../contract.ts'
import type { Bundle } from '../bundle.ts'
import { soleVariable } from '../feel.ts'
import type { Diagram, Step } from '../read-diagram.ts'
import { difference, sameSet } from './sets.ts'

const PLATFORM = /^Camunda Cloud 8\.6\.\d+$/

export function callProblems({ diagrams, decisions, forms: formFiles }: Bundle): readonly string[] {
  const steps = diagrams.flatMap((diagram) => diagram.steps)
  const formIds = formFiles.map(({ id }) => id)
  const linked = steps.flatMap(({ form }) => form?.id ?? [])
  const decided = steps.flatMap(({ decision }) => decision?.id ?? [])
  const decisionIds = decisions.map(({ id }) => id)
  return [
    ...steps.flatMap(({ id, call }) => (call === undefined ? [] : calledProblems(id, call, diagrams))),
    ...difference(decided, decisionIds).map((id) => `There is no decision "${id}"`),
    ...difference(decisionIds, decided).map((id) => `No diagram uses the decision "${id}"`),
    ...difference(linked, formIds).map((id) => `There is no form "${id}"`),
    ...difference(formIds, linked).map((id) => `No user task links the form "${id}"`),
    ...sameSet(formIds, Object.keys(forms), 'bpmn/forms.ts: form'),
    ...steps.flatMap(bindingProblems),
    ...handOverProblems(steps),
    ...[...diagrams, ...decisions, ...formFiles].flatMap(({ file, platform }) =>
      PLATFORM.test(platform) ? [] : [`${file}: made for "${platform}" and not for Camunda Cloud 8.6`],
    ),
    ...diagrams.flatMap(({ file, processId, versionTag }) => [
      ...(file.endsWith(`/${processId}.bpmn`) ? [] : [`${file}: the process is called "${processId}"`]),
      ...(versionTag === undefined ? [`${file}: has no version tag`] : []),
    ]),
    ...messageProblems(diagrams),
  ]
}

const calledProblems = (id: string, call: NonNullable<Step['call']>, diagrams: readonly Diagram[]) => [
  ...(diagrams.some(({ processId }) => processId === call.processId)
    ? []
    : [`${id}: there is no process "${call.processId}"`]),
  ...(call.passesEverything ? [`${id}: passes all variables on; map what is needed`] : []),
]

/** Every call of a process hands over the same variables: what one of them leaves out the process would miss. */
function handOverProblems(steps: readonly Step[]): readonly string[] {
  const handed = (id: string) =>
    steps
      .filter(({ call }) => call?.processId === id)
      .flatMap(({ inputs }) => inputs.map(({ target }) => target))
  return steps.flatMap(({ id, call, inputs }) =>
    call === undefined
      ? []
      : difference(
          handed(call.processId),
          inputs.map(({ target }) => target),
        ).map((name) => `${id}: does not hand "${name}" to ${call.processId}, as another call does`),
  )
}

const bindingProblems = ({ id, form, decision, call }: Step): readonly string[] =>
  [form, decision, call].flatMap((called) =>
    called === undefined || called.binding === 'deployment' || called.binding === 'versionTag'
      ? []
      : [`${id}: binds to the latest version instead of its deployment`],
  )

/** Messages both ways: name, correlation key, and what is taken from them. */
function messageProblems(diagrams: readonly Diagram[]): readonly string[] {
  const waiting = diagrams.flatMap(({ steps }) => steps.filter(({ message }) => message !== undefined))
  const names = waiting.flatMap(({ message }) => message?.name ?? [])
  return [
    ...difference(names, Object.keys(messages)).map((name) => `The contract has no message "${name}"`),
    ...difference(Object.keys(messages), names).map((name) => `No diagram waits for the message "${name}"`),
    ...waiting.flatMap(({ id, type, message, outputs }) => {
      // A start event begins an instance by the name alone and takes all variables of the message.
      if (message === undefined || !isMessage(message.name) || type === 'StartEvent') return []
      const { correlatesOn, variables } = messages[message.name]
      return [
        ...(soleVariable(message.correlationKey ?? '') === correlatesOn
          ? []
          : [
              `${id}: the message correlates on ${correlatesOn}, the diagram on ${message.correlationKey ?? 'nothing'}`,
            ]),
        ...sameSet(
          outputs.flatMap(({ source }) => soleVariable(source) ?? []),
          Object.keys(variables.properties),
          `${id}: message variable`,
        ),
      ]
    }),
  ]
}

const isMessage = (name: string): name is MessageName => Object.hasOwn(messages, name)
