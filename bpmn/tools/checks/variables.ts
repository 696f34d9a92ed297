/**
 * The flow of variables: whatever an expression reads was put there before by a message, a call, a job, a form,
 * a decision or an error of the same process; timers wait for an instant that a job worked out.
 */
import { jobs, messages, type MessageName } from '../../contract.ts'
import { errorVariables, forms, type FormId } from '../../forms.ts'
import type { Bundle } from '../bundle.ts'
import { soleVariable, variablesRead } from '../feel.ts'
import type { Diagram, Step } from '../read-diagram.ts'
import { variablesShown } from '../read-form.ts'
import { difference } from './sets.ts'

export const variableProblems = (bundle: Bundle): readonly string[] =>
  bundle.diagrams.flatMap((diagram) => {
    const known = variablesOf(diagram, bundle)
    const unknown = (place: string, names: readonly string[]) =>
      difference(names, known).map(
        (name) => `${diagram.processId}, ${place}: nothing sets the variable "${name}"`,
      )
    return [
      ...diagram.steps.flatMap((step) => unknown(step.id, readBy(step, bundle))),
      ...diagram.conditions.flatMap(({ flowId, expression }) => unknown(flowId, variablesRead(expression))),
      ...diagram.steps.flatMap(({ id, timer }) =>
        timer === undefined ? [] : instantProblems(diagram, id, timer, bundle),
      ),
      ...diagram.steps.flatMap(({ id, dueDate }) =>
        dueDate === undefined ? [] : instantProblems(diagram, id, dueDate, bundle),
      ),
      ...diagram.steps.flatMap(rhythmProblems),
      ...diagram.steps.flatMap((step) => resultProblems(step, bundle)),
    ]
  })

/** Every variable that can be there somewhere in the process. */
function variablesOf(diagram: Diagram, { diagrams }: Bundle): readonly string[] {
  const passedIn = diagrams
    .flatMap(({ steps }) => steps)
    .filter(({ call }) => call?.processId === diagram.processId)
    .flatMap(({ inputs }) => inputs.map(({ target }) => target))
  return [...passedIn, ...diagram.steps.flatMap((step) => setBy(step))]
}

function setBy({ inputs, outputs, decision, loop, message, type, errorCode, form }: Step): readonly string[] {
  return [
    ...inputs.map(({ target }) => target),
    ...outputs.map(({ target }) => target),
    ...(decision === undefined ? [] : [decision.result]),
    ...(loop === undefined ? [] : [loop.element, ...(loop.results === undefined ? [] : [loop.results])]),
    // A start event takes all variables of its message or form.
    ...(type === 'StartEvent' ? [...broughtBy(message?.name), ...enteredIn(form?.id)] : []),
    ...(errorCode === undefined ? [] : (errorVariables[errorCode] ?? [])),
  ]
}

/** What an element reads; what its own job, form or message brings is there for its output mappings. */
function readBy(step: Step, bundle: Bundle): readonly string[] {
  const own = [
    ...(step.jobType !== undefined && step.jobType in jobs
      ? Object.keys(jobs[step.jobType as keyof typeof jobs].output.properties)
      : []),
    ...enteredIn(step.form?.id),
    ...broughtBy(step.message?.name),
  ]
  const form = bundle.forms.find(({ id }) => id === step.form?.id)
  const table = bundle.decisions.find(({ id }) => id === step.decision?.id)
  const before = [
    ...step.inputs.map(({ source }) => source),
    ...[step.candidateGroups, step.dueDate, step.timer, step.loop?.collection, step.message?.correlationKey],
  ].filter((expression) => expression?.startsWith('='))
  return [
    ...before.flatMap((expression) => variablesRead(expression ?? '')),
    ...difference(
      step.outputs.flatMap(({ source }) => variablesRead(source)),
      own,
    ),
    ...difference(variablesShown(form?.components ?? []), own),
    ...(table?.requires ?? []),
    // The correlation key of a start event is the case itself.
  ]
}

const enteredIn = (form: string | undefined): readonly string[] =>
  form !== undefined && Object.hasOwn(forms, form) ? Object.keys(forms[form as FormId].properties) : []

const broughtBy = (message: string | undefined): readonly string[] =>
  message !== undefined && Object.hasOwn(messages, message)
    ? Object.keys(messages[message as MessageName].variables.properties)
    : []

/** A timer or due date is one variable: an instant that a job worked out, here or in a called process, or a message brought. */
function instantProblems(diagram: Diagram, id: string, instant: string, bundle: Bundle): readonly string[] {
  const variable = soleVariable(instant)
  return variable !== undefined && givesInstant(diagram, variable, bundle)
    ? []
    : [`${id}: no job works out the instant "${variable ?? instant}" that it waits for`]
}

/** What a call takes back is a variable of the called process. */
function resultProblems({ id, call, outputs }: Step, bundle: Bundle): readonly string[] {
  const called = bundle.diagrams.find(({ processId }) => processId === call?.processId)
  if (called === undefined) return []
  return difference(
    outputs.flatMap(({ source }) => variablesRead(source)),
    variablesOf(called, bundle),
  ).map((name) => `${id}: ${called.processId} gives no "${name}"`)
}

/** Terms are parameters with dates: in a diagram stands only how often something is looked at. */
const rhythmProblems = ({ id, type, rhythm }: Step): readonly string[] =>
  rhythm === undefined || type === 'StartEvent' || type === 'IntermediateCatchEvent'
    ? []
    : [`${id}: the term ${rhythm} stands in the diagram; let a job work out its instant from the parameters`]

function givesInstant(
  { processId, steps }: Diagram,
  variable: string,
  bundle: Bundle,
  asked: readonly string[] = [],
): boolean {
  // A call may lead back to where it was asked from.
  const here = `${processId} ${variable}`
  if (asked.includes(here)) return false
  const further = (diagram: Diagram, name: string) => givesInstant(diagram, name, bundle, [...asked, here])
  const handedIn = bundle.diagrams.some((caller) =>
    caller.steps
      .filter(({ call }) => call?.processId === processId)
      .flatMap(({ inputs }) => inputs.filter(({ target }) => target === variable))
      .some(({ source }) => further(caller, soleVariable(source) ?? '')),
  )
  if (handedIn) return true
  const isInstant = (properties: Readonly<Record<string, unknown>>) =>
    (properties[variable] as { readonly format?: string } | undefined)?.format === 'date-time'
  return steps.some(({ type, jobType, outputs, message, call }) => {
    if (type === 'StartEvent') {
      const name = message?.name ?? ''
      return name in messages && isInstant(messages[name as MessageName].variables.properties)
    }
    if (!outputs.some(({ source, target }) => target === variable && soleVariable(source) === variable)) {
      return false
    }
    if (jobType !== undefined && jobType in jobs) {
      return isInstant(jobs[jobType as keyof typeof jobs].output.properties)
    }
    const called = bundle.diagrams.find(({ processId }) => processId === call?.processId)
    return called !== undefined && further(called, variable)
  })
}
