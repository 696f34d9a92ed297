/** What the engine itself recorded: who completed a task, and where an instance stands. */
import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { createGateway } from '../../adapters/zeebe/client.ts'
import { createEngine } from '../../adapters/zeebe/engine.ts'
import { createEngineHistory } from '../../adapters/zeebe/history.ts'
import { createFindPositions } from '../../adapters/zeebe/process-position.ts'
import { createRecordStore, readJson } from '../../adapters/zeebe/record-store.ts'
import { createEngineRest } from '../../adapters/zeebe/rest.ts'
import { createUserTasks } from '../../adapters/zeebe/user-tasks.ts'
import { RetryableError } from '../../domain/errors.ts'
import { userTasks } from '../support/engine-view.ts'
import { environment } from '../support/environment.ts'
import { eventually } from '../support/eventually.ts'

const gateway = createGateway({ ZEEBE_ADDRESS: environment.zeebeAddress, ZEEBE_SECURE: false })
const engine = createEngine(gateway)
const tasks = createUserTasks(createEngineRest({ ZEEBE_REST_URL: environment.zeebeRestUrl }))
const store = createRecordStore({
  OPENSEARCH_URL: environment.openSearchUrl,
  ZEEBE_RECORD_PREFIX: 'zeebe-record',
})
afterAll(() => gateway.close())

/** A caller whose called process has one task for people, done twice. */
function visitsTwice(caller: string, called: string) {
  const definitions = (body: string) => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="test">${body}</bpmn:definitions>`
  const task = (id: string) =>
    `<bpmn:userTask id="${id}"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>`
  const flow = (from: string, to: string) =>
    `<bpmn:sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}" />`
  return [
    {
      name: `${called}.bpmn`,
      content: Buffer.from(
        definitions(`<bpmn:process id="${called}" isExecutable="true"><bpmn:startEvent id="CalledStart" />${flow('CalledStart', 'Visit')}
        ${task('Visit')}${flow('Visit', 'Again')}${task('Again')}${flow('Again', 'CalledEnd')}<bpmn:endEvent id="CalledEnd" /></bpmn:process>`),
      ),
    },
    {
      name: `${caller}.bpmn`,
      content: Buffer.from(
        definitions(`<bpmn:process id="${caller}" isExecutable="true"><bpmn:startEvent id="Start" />${flow('Start', 'Call')}
        <bpmn:callActivity id="Call"><bpmn:extensionElements><zeebe:calledElement processId="${called}" /></bpmn:extensionElements></bpmn:callActivity>
        ${flow('Call', 'End')}<bpmn:endEvent id="End" /></bpmn:process>`),
      ),
    },
  ]
}

test('the record says who completed a task, and the position covers the called process', async () => {
  const id = randomUUID().slice(0, 8)
  const [caller, called] = [`caller-${id}`, `called-${id}`]
  await engine.deploy(visitsTwice(caller, called))
  const root = await engine.createInstance(caller, {})
  const findPositions = createFindPositions(store)
  const position = (processId: string) => async () =>
    (await findPositions([root])).find((found) => found.processId === processId)
  const calledPosition = await eventually('the called process', async () => {
    const found = await position(called)()
    return found?.activeElementIds.includes('Visit') === true ? found : undefined
  })
  expect(calledPosition).toMatchObject({ version: 1, doneElementIds: ['CalledStart'] })
  expect(await position(caller)()).toMatchObject({ activeElementIds: ['Call'], doneElementIds: ['Start'] })

  const { processInstanceKey } = calledPosition
  const task = await eventually('the task', async () => (await userTasks([processInstanceKey]))[0])
  const history = createEngineHistory(store)
  const asked = { processInstanceKey, elementId: 'Visit', afterUserTaskKey: '0' }
  // Asked before anybody did it: the answer comes when the record does.
  const answer = history.taskCompletion(asked)
  await tasks.assign(task.userTaskKey, 'leyla.inspector')
  await tasks.complete(task.userTaskKey, { visitResult: 'inspected' })
  expect(await answer).toEqual({
    userTaskKey: task.userTaskKey,
    processInstanceKey,
    elementId: 'Visit',
    assignee: 'leyla.inspector',
    completedAt: expect.stringMatching(/^2\d{3}-/) as string,
  })

  const impatient = createEngineHistory(store, { patienceMs: 600 })
  await expect(impatient.taskCompletion({ ...asked, afterUserTaskKey: task.userTaskKey })).rejects.toThrow(
    RetryableError,
  )
  expect(await engine.cancelInstance(root)).toBe(true)
  expect(await engine.cancelInstance(root)).toBe(false)
})

test('a store that is away is a reason to try again later, not an answer', async () => {
  const away = createRecordStore({
    OPENSEARCH_URL: 'http://127.0.0.1:9',
    ZEEBE_RECORD_PREFIX: 'zeebe-record',
  })
  const history = createEngineHistory(away, { patienceMs: 300 })
  const asked = history.taskCompletion({ processInstanceKey: '1', elementId: 'Visit', afterUserTaskKey: '0' })
  await expect(asked).rejects.toThrow(RetryableError)
})

test('keys of 64 bits keep their digits, other numbers stay numbers', () => {
  expect(readJson('{"key":9007199254740993,"version":3,"share":0.25}')).toEqual({
    key: '9007199254740993',
    version: 3,
    share: 0.25,
  })
})

test('a message is taken once per id', async () => {
  const message = {
    name: 'nobody-waits',
    correlationKey: 'x',
    messageId: randomUUID(),
    variables: {},
    timeToLiveMs: 60_000,
  }
  expect(await engine.publishMessage(message)).toBe('published')
  expect(await engine.publishMessage(message)).toBe('known')
})
