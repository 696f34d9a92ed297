/**
 * Words that a gateway or a mapping compares a variable with: each is one that the variable can have, by the schemas of
 * jobs, forms and messages. Another word would make a way that nobody ever takes.
 */
import { jobs, messages, type MessageName } from '../../contract.ts'
import { forms, type FormId } from '../../forms.ts'
import type { Bundle } from '../bundle.ts'
import { soleVariable } from '../feel.ts'
import type { Diagram, Step } from '../read-diagram.ts'

/** The part of JSON Schema that says which words there are. */
interface Schema {
  readonly type?: string
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
}
/** The words a variable can have; `undefined` when that is not limited, or not known. */
type Words = readonly string[] | undefined

export const choiceProblems = (bundle: Bundle): readonly string[] =>
  bundle.diagrams.flatMap((diagram) =>
    [
      ...diagram.conditions.map(({ flowId, expression }) => ({ place: flowId, expression })),
      ...diagram.steps.flatMap(({ id, inputs, outputs }) =>
        [...inputs, ...outputs].map(({ source }) => ({ place: id, expression: source })),
      ),
    ].flatMap(({ place, expression }) =>
      [...expression.matchAll(/(?<![.\w])(\w+)\s*=\s*"([^"]*)"/g)].flatMap(([, name = '', word = '']) => {
        const known = wordsOf(name, diagram, bundle, new Set())
        return known === undefined || known.includes(word)
          ? []
          : [
              `${diagram.processId}, ${place}: ${name} is never "${word}", only ${known.join(', ') || 'no word at all'}`,
            ]
      }),
    ),
  )

/** @param seen processes and variables that are being looked at: a call may lead back to them */
function wordsOf(name: string, diagram: Diagram, bundle: Bundle, seen: Set<string>): Words {
  const here = `${diagram.processId} ${name}`
  if (seen.has(here)) return []
  seen.add(here)
  const handedIn = bundle.diagrams.flatMap((caller) =>
    caller.steps
      .filter(({ call }) => call?.processId === diagram.processId)
      .flatMap(({ inputs }) => inputs)
      .filter(({ target }) => target === name)
      .map(({ source }) => wordsOfSource(source, (variable) => wordsOf(variable, caller, bundle, seen))),
  )
  return together([...handedIn, ...diagram.steps.flatMap((step) => setBy(step, name, diagram, bundle, seen))])
}

function setBy(
  step: Step,
  name: string,
  diagram: Diagram,
  bundle: Bundle,
  seen: Set<string>,
): readonly Words[] {
  if (step.decision?.result === name || step.loop?.results === name || step.loop?.element === name) {
    return [undefined]
  }
  const brought = propertiesOf(step)
  // A start event takes everything its message or form brings.
  if (step.type === 'StartEvent') return name in brought ? [wordsOfSchema(brought[name])] : []
  const called = bundle.diagrams.find(({ processId }) => processId === step.call?.processId)
  return step.outputs
    .filter(({ target }) => target === name)
    .map(({ source }) =>
      wordsOfSource(source, (variable) => {
        if (variable in brought) return wordsOfSchema(brought[variable])
        if (called !== undefined) return wordsOf(variable, called, bundle, seen)
        return wordsOf(variable, diagram, bundle, seen)
      }),
    )
}

/** What its job, form or message brings to an element. */
function propertiesOf({ jobType, form, message }: Step): Readonly<Record<string, Schema>> {
  const schema =
    jobType !== undefined && Object.hasOwn(jobs, jobType)
      ? jobs[jobType as keyof typeof jobs].output
      : form !== undefined && Object.hasOwn(forms, form.id)
        ? forms[form.id as FormId]
        : message !== undefined && Object.hasOwn(messages, message.name)
          ? messages[message.name as MessageName].variables
          : undefined
  // TypeBox objects are JSON Schema; only the part read here is named.
  return schema?.properties ?? {}
}

/** Of `=variable` what the variable can be, of `="word"` the word; of anything larger nothing is known. */
function wordsOfSource(source: string, ofVariable: (name: string) => Words): Words {
  const variable = soleVariable(source)
  if (variable === 'null' || variable === 'true' || variable === 'false') return []
  if (variable !== undefined) return ofVariable(variable)
  const word = /^=\s*"([^"]*)"$/.exec(source)?.[1]
  return word === undefined ? undefined : [word]
}

function wordsOfSchema(schema: Schema | undefined): Words {
  if (schema === undefined) return undefined
  if (typeof schema.const === 'string') return [schema.const]
  if (schema.type === 'null') return []
  return schema.anyOf === undefined ? undefined : together(schema.anyOf.map(wordsOfSchema))
}

const together = (all: readonly Words[]): Words =>
  all.length === 0 || all.includes(undefined) ? undefined : [...new Set(all.flatMap((words) => words ?? []))]
