/**
 * What the engine says happened, read from the exporter's records: the tests' window into the engine, apart
 * from everything under test. Keys stay strings.
 */
import { isLosslessNumber, parse } from 'lossless-json'
import { environment } from './environment.ts'

export interface EngineRecord<V> {
  readonly key: string
  readonly position: string
  readonly intent: string
  readonly value: V
}

export interface UserTaskValue {
  readonly userTaskKey: string
  readonly processInstanceKey: string
  readonly bpmnProcessId: string
  readonly elementId: string
  readonly candidateGroupsList: readonly string[]
  readonly dueDate: string
}

export interface ProcessInstanceValue {
  readonly bpmnProcessId: string
  readonly processInstanceKey: string
  readonly parentProcessInstanceKey: string
  readonly elementId: string
  readonly bpmnElementType: string
}

export interface VariableValue {
  readonly name: string
  readonly value: string
  readonly processInstanceKey: string
  readonly bpmnProcessId: string
}

export interface IncidentValue {
  readonly errorType: string
  readonly errorMessage: string
  readonly elementId: string
  readonly processInstanceKey: string
  readonly jobKey: string
}

interface Search {
  readonly hits?: { readonly hits?: readonly { readonly _source: Record<string, unknown> }[] }
  readonly aggregations?: Record<string, unknown>
}

/** Numbers that fit stay numbers; 64-bit keys become strings. */
function readJson(text: string): unknown {
  return parse(text, (_name, value) => {
    if (!isLosslessNumber(value)) return value
    const number = Number(value.value)
    return Number.isSafeInteger(number) && number < 1e15 ? number : value.value
  })
}

/** A key is a number in the records when it fits one. */
const asKey = (key: unknown): string => String(key)

/** One search over an exporter index; an index that does not exist yet is empty. */
export async function searchRecords(index: string, body: unknown): Promise<Search> {
  const response = await fetch(`${environment.openSearchUrl}/${index}/_search?ignore_unavailable=true`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(20_000),
  })
  if (!response.ok) throw new Error(`${index}: ${response.status} ${await response.text()}`)
  return readJson(await response.text()) as Search
}

/** What was exported may be searched at once, not after the index's second. */
async function refresh(index: string): Promise<void> {
  const response = await fetch(`${environment.openSearchUrl}/${index}/_refresh?ignore_unavailable=true`, {
    method: 'POST',
    signal: AbortSignal.timeout(20_000),
  })
  if (!response.ok) throw new Error(`${index}: ${response.status} ${await response.text()}`)
  await response.body?.cancel()
}

async function records<V>(valueType: string, filter: readonly object[]): Promise<EngineRecord<V>[]> {
  await refresh(`zeebe-record_${valueType}_*`)
  const found = await searchRecords(`zeebe-record_${valueType}_*`, {
    size: 10_000,
    sort: [{ position: 'asc' }],
    query: { bool: { filter: [{ term: { recordType: 'EVENT' } }, ...filter] } },
  })
  return (found.hits?.hits ?? []).map(({ _source: source }) => ({
    key: String(source['key']),
    position: String(source['position']),
    intent: String(source['intent']),
    value: source['value'] as V,
  }))
}

export interface UserTask extends UserTaskValue {
  /** To be done now: neither completed nor cancelled. */
  readonly open: boolean
}

/** User tasks these instances have had, oldest first. */
export async function userTasks(processInstanceKeys: readonly string[]): Promise<UserTask[]> {
  const events = await records<UserTaskValue>('user-task', [
    { terms: { 'value.processInstanceKey': processInstanceKeys } },
  ])
  const ended = new Set(
    events.filter(({ intent }) => intent === 'COMPLETED' || intent === 'CANCELED').map(({ key }) => key),
  )
  // An instance that was moved to another version may have its task under another name since.
  const moved = new Map(
    events.filter(({ intent }) => intent === 'MIGRATED').map(({ key, value }) => [key, value.elementId]),
  )
  return events
    .filter(({ intent }) => intent === 'CREATED')
    .map(({ key, value }) => ({
      ...value,
      elementId: moved.get(key) ?? value.elementId,
      userTaskKey: key,
      processInstanceKey: asKey(value.processInstanceKey),
      open: !ended.has(key),
    }))
}

/** The instance and everything it called, by the engine's own parent keys. */
export async function instanceTree(rootKey: string): Promise<string[]> {
  const keys = [rootKey]
  let level = [rootKey]
  while (level.length > 0) {
    const children = await records<ProcessInstanceValue>('process-instance', [
      { terms: { 'value.parentProcessInstanceKey': level } },
      { term: { 'value.bpmnElementType': 'PROCESS' } },
      { term: { intent: 'ELEMENT_ACTIVATED' } },
    ])
    level = children.map(({ value }) => asKey(value.processInstanceKey))
    keys.push(...level)
  }
  return keys
}

/** Root instance of a case: the one that the variable `caseId` was created in first. */
export async function findRootInstance(caseId: string): Promise<string | undefined> {
  const found = await records<VariableValue>('variable', [
    { term: { 'value.name': 'caseId' } },
    { term: { 'value.value': JSON.stringify(caseId) } },
  ])
  return found.length === 0 ? undefined : asKey(found[0]?.value.processInstanceKey)
}

/** Elements of these instances in the order in which they reached `intent`. */
export async function elements(
  processInstanceKeys: readonly string[],
  intent: 'ELEMENT_ACTIVATED' | 'ELEMENT_COMPLETED' | 'ELEMENT_TERMINATED',
): Promise<string[]> {
  const events = await records<ProcessInstanceValue>('process-instance', [
    { terms: { 'value.processInstanceKey': processInstanceKeys } },
    { term: { intent } },
  ])
  return events.map(({ value }) => value.elementId)
}

export async function variables(processInstanceKeys: readonly string[]): Promise<VariableValue[]> {
  const events = await records<VariableValue>('variable', [
    { terms: { 'value.processInstanceKey': processInstanceKeys } },
  ])
  return events.map(({ value }) => value)
}

/** Incidents not resolved yet. */
export async function openIncidents(
  processInstanceKeys: readonly string[],
): Promise<(IncidentValue & { key: string })[]> {
  const events = await records<IncidentValue>('incident', [
    { terms: { 'value.processInstanceKey': processInstanceKeys } },
  ])
  const resolved = new Set(events.filter(({ intent }) => intent === 'RESOLVED').map(({ key }) => key))
  return events
    .filter(({ intent, key }) => intent === 'CREATED' && !resolved.has(key))
    .map(({ key, value }) => ({ ...value, key }))
}

/** Every element completed and every flow taken, per process id, over all instances the engine has run. */
export async function touchedElements(processId: string): Promise<Set<string>> {
  const found = await searchRecords('zeebe-record_process-instance_*', {
    size: 0,
    query: {
      bool: {
        filter: [
          { term: { 'value.bpmnProcessId': processId } },
          { terms: { intent: ['ELEMENT_COMPLETED', 'SEQUENCE_FLOW_TAKEN', 'ELEMENT_TERMINATED'] } },
        ],
      },
    },
    aggs: { touched: { terms: { field: 'value.elementId', size: 1000 } } },
  })
  const aggregation = found.aggregations?.['touched'] as
    { readonly buckets: readonly { readonly key: string }[] } | undefined
  return new Set((aggregation?.buckets ?? []).map(({ key }) => key))
}

/** Whether a job of that type of these instances has failed at least once. */
export async function failedJob(
  processInstanceKeys: readonly string[],
  jobType: string,
): Promise<true | undefined> {
  const events = await records<{ readonly type: string }>('job', [
    { terms: { 'value.processInstanceKey': processInstanceKeys } },
    { term: { intent: 'FAILED' } },
  ])
  return events.some(({ value }) => value.type === jobType) ? true : undefined
}

/** Instances of that process whose variable `caseId` is the case's. */
export const processInstancesOfCase = (caseId: string, processId: string): Promise<string[]> =>
  instancesWith(processId, 'caseId', caseId)

/** Root instances of these processes that have not ended, whoever started them. */
export async function openRoots(processIds: readonly string[]): Promise<string[]> {
  const events = await records<ProcessInstanceValue>('process-instance', [
    { terms: { 'value.bpmnProcessId': processIds } },
    { term: { 'value.bpmnElementType': 'PROCESS' } },
    { terms: { intent: ['ELEMENT_ACTIVATED', 'ELEMENT_COMPLETED', 'ELEMENT_TERMINATED'] } },
  ])
  const ended = new Set(events.filter(({ intent }) => intent !== 'ELEMENT_ACTIVATED').map(({ key }) => key))
  return events
    .filter(({ key, value }) => !ended.has(key) && asKey(value.parentProcessInstanceKey) === '-1')
    .map(({ key }) => key)
}

/** Instances of that process with that value in a variable, oldest first. */
export async function instancesWith(processId: string, name: string, value: unknown): Promise<string[]> {
  const found = await records<VariableValue>('variable', [
    { term: { 'value.name': name } },
    { term: { 'value.value': JSON.stringify(value) } },
    { term: { 'value.bpmnProcessId': processId } },
  ])
  return [...new Set(found.map((record) => asKey(record.value.processInstanceKey)))]
}
