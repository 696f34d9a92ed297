/** Smallest diagrams for tests of the runtime: one or more automatic steps in a row, each with a job type of its own. */
import type { AnyWorker } from '../../adapters/zeebe/handle-job.ts'
import type { StoredOutcome } from '../../adapters/zeebe/unit-of-work.ts'
import type { Records } from '../../domain/records.ts'

/** A diagram start → step → … → end; a step may catch the BPMN error `NOT_GOOD` and end elsewhere. */
export function smallProcess(
  processId: string,
  steps: readonly { readonly type: string; readonly retries?: number; readonly catches?: boolean }[],
): { readonly name: string; readonly content: Buffer } {
  const tasks = steps.map(
    ({ type, retries = 5, catches = false }, index) => `
    <bpmn:serviceTask id="Step${index}" name="Do step ${index}">
      <bpmn:extensionElements>
        <zeebe:taskDefinition type="${type}" retries="${retries}" />
      </bpmn:extensionElements>
    </bpmn:serviceTask>
    <bpmn:sequenceFlow id="To${index + 1}" sourceRef="Step${index}" targetRef="${index + 1 < steps.length ? `Step${index + 1}` : 'End'}" />
    ${
      catches
        ? `<bpmn:boundaryEvent id="Caught${index}" attachedToRef="Step${index}"><bpmn:outgoing>Elsewhere${index}</bpmn:outgoing><bpmn:errorEventDefinition errorRef="NotGood" /></bpmn:boundaryEvent>
    <bpmn:endEvent id="EndedElsewhere${index}" />
    <bpmn:sequenceFlow id="Elsewhere${index}" sourceRef="Caught${index}" targetRef="EndedElsewhere${index}" />`
        : ''
    }`,
  )
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="test">
  <bpmn:error id="NotGood" name="Not good" errorCode="NOT_GOOD" />
  <bpmn:process id="${processId}" isExecutable="true">
    <bpmn:startEvent id="Start" />
    <bpmn:sequenceFlow id="To0" sourceRef="Start" targetRef="Step0" />${tasks.join('')}
    <bpmn:endEvent id="End" />
  </bpmn:process>
</bpmn:definitions>`
  return { name: `${processId}.bpmn`, content: Buffer.from(xml) }
}

/** What a small worker sees of its job. */
export interface SmallJob {
  readonly key: string
  readonly stepKey: string
  readonly processInstanceKey: string
  read<T>(work: (records: Records) => Promise<T>): Promise<T>
  record(work: (records: Records) => Promise<StoredOutcome>): Promise<unknown>
}

/** A worker of a small process, typed as the runtime takes it. */
export const smallWorker = (
  work: (input: Readonly<Record<string, unknown>>, job: SmallJob) => Promise<unknown>,
): AnyWorker => work

export const done = (variables: Readonly<Record<string, unknown>> = {}): StoredOutcome => ({
  kind: 'completed',
  variables,
})
