/** A diagram as plain data: what each element runs, maps, waits for and calls. Checks and tests read this. */
import { BpmnModdle, type BpmnDefinitions, type BpmnElement } from 'bpmn-moddle'
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' }

export interface Mapping {
  readonly source: string
  readonly target: string
}

export interface Step {
  readonly id: string
  /** Without prefix, e.g. `ServiceTask`. */
  readonly type: string
  readonly name: string
  readonly inputs: readonly Mapping[]
  readonly outputs: readonly Mapping[]
  readonly headers: Readonly<Record<string, string>>
  /** Ids of the elements that sequence flows lead to. */
  readonly next: readonly string[]
  readonly jobType: string | undefined
  readonly form: { readonly id: string; readonly binding: string | undefined } | undefined
  readonly candidateGroups: string | undefined
  readonly dueDate: string | undefined
  readonly decision:
    { readonly id: string; readonly result: string; readonly binding: string | undefined } | undefined
  readonly call:
    | { readonly processId: string; readonly binding: string | undefined; readonly passesEverything: boolean }
    | undefined
  readonly loop:
    | { readonly collection: string; readonly element: string; readonly results: string | undefined }
    | undefined
  readonly message: { readonly name: string; readonly correlationKey: string | undefined } | undefined
  /** The instant a timer waits for. */
  readonly timer: string | undefined
  /** A duration or a cycle of a timer, which no job works out. */
  readonly rhythm: string | undefined
  readonly errorCode: string | undefined
  readonly attachedTo: string | undefined
}

export interface Diagram {
  readonly file: string
  readonly processId: string
  readonly versionTag: string | undefined
  readonly platform: string
  readonly steps: readonly Step[]
  readonly conditions: readonly { readonly flowId: string; readonly expression: string }[]
}

export const createModdle = () => new BpmnModdle({ zeebe })

/** Reads one file; throws when it is not BPMN or the parser had to leave something out. */
export async function readDiagram(file: string, xml: string): Promise<Diagram> {
  const { rootElement, warnings } = await createModdle().fromXML(xml)
  if (warnings.length > 0) throw new Error(`${file}: ${warnings.map(({ message }) => message).join('; ')}`)
  const process = rootElement.rootElements.find(({ $type }) => $type === 'bpmn:Process')
  if (process === undefined) throw new Error(`${file} has no process`)
  const elements = flatten(process)
  return {
    file,
    processId: process.id,
    versionTag: extension(process, 'VersionTag')?.value,
    platform: platformOf(rootElement),
    steps: elements.filter(({ $type }) => $type !== 'bpmn:SequenceFlow').map(step),
    conditions: elements.flatMap(({ id, conditionExpression }) =>
      conditionExpression === undefined ? [] : [{ flowId: id, expression: conditionExpression.body }],
    ),
  }
}

const platformOf = ({ $attrs }: BpmnDefinitions): string =>
  `${$attrs['modeler:executionPlatform'] ?? ''} ${$attrs['modeler:executionPlatformVersion'] ?? ''}`

const flatten = (element: BpmnElement): readonly BpmnElement[] =>
  (element.flowElements ?? []).flatMap((child) => [child, ...flatten(child)])

const extension = (element: Pick<BpmnElement, 'extensionElements'>, type: string) =>
  element.extensionElements?.values?.find(({ $type }) => $type === `zeebe:${type}`)

function step(element: BpmnElement): Step {
  const mapping = extension(element, 'IoMapping')
  const form = extension(element, 'FormDefinition')
  const decision = extension(element, 'CalledDecision')
  const call = extension(element, 'CalledElement')
  const loop = element.loopCharacteristics && extension(element.loopCharacteristics, 'LoopCharacteristics')
  const [event] = element.eventDefinitions ?? []
  const message = event?.messageRef
  return {
    id: element.id,
    type: element.$type.replace('bpmn:', ''),
    name: element.name ?? '',
    inputs: mapping?.inputParameters ?? [],
    outputs: mapping?.outputParameters ?? [],
    headers: Object.fromEntries(
      (extension(element, 'TaskHeaders')?.values ?? []).map(({ key, value }) => [key, value]),
    ),
    next: (element.outgoing ?? []).flatMap(({ targetRef }) =>
      targetRef === undefined ? [] : [targetRef.id],
    ),
    jobType: extension(element, 'TaskDefinition')?.type,
    form: form && { id: form.formId ?? '', binding: form.bindingType },
    candidateGroups: extension(element, 'AssignmentDefinition')?.candidateGroups,
    dueDate: extension(element, 'TaskSchedule')?.dueDate,
    decision: decision && {
      id: decision.decisionId ?? '',
      result: decision.resultVariable ?? '',
      binding: decision.bindingType,
    },
    call: call && {
      processId: call.processId ?? '',
      binding: call.bindingType,
      passesEverything:
        (call.propagateAllChildVariables ?? true) || (call.propagateAllParentVariables ?? true),
    },
    loop: loop && {
      collection: loop.inputCollection ?? '',
      element: loop.inputElement ?? '',
      results: loop.outputCollection,
    },
    message: message && {
      name: message.name ?? '',
      correlationKey: extension(message, 'Subscription')?.correlationKey,
    },
    timer: event?.timeDate?.body,
    rhythm: event?.timeDuration?.body ?? event?.timeCycle?.body,
    errorCode: event?.errorRef?.errorCode,
    attachedTo: element.attachedToRef?.id,
  }
}
