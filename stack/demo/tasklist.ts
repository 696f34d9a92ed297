/**
 * Tasklist's own HTTP interface, as its page in the browser uses it: log in, look for tasks, take one, complete it.
 * Its list is a second or so behind the engine and may show a task before its variables.
 */
import { ask, cookieHeader, cookiesOf } from './http.ts'

export interface OpenTask {
  readonly id: string
  /** Element id in the diagram. */
  readonly elementId: string
  readonly processInstanceKey: string
  readonly candidateGroups: readonly string[]
  /** Undefined until Tasklist has taken the variables in. */
  readonly caseNumber: string | undefined
}

export interface Tasklist {
  /** Every task that waits for somebody, oldest first. */
  openTasks(): Promise<readonly OpenTask[]>
  /** Starts a process with what its start form asks for. */
  start(processId: string, variables: Readonly<Record<string, unknown>>): Promise<void>
  /** Takes the task for the person who is logged in. */
  take(taskId: string): Promise<void>
  complete(taskId: string, variables: Readonly<Record<string, unknown>>): Promise<void>
}

interface FoundTask {
  readonly id: string
  readonly taskDefinitionId: string
  readonly processInstanceKey: string
  readonly candidateGroups: readonly string[] | null
  readonly sortValues: readonly string[] | null
  readonly variables: readonly { readonly name: string; readonly value: string | null }[] | null
}

const PAGE = 100

/** Logs in. @throws AnswerError 401 when name or password are wrong */
export async function openTasklist(baseUrl: string, userName: string, password: string): Promise<Tasklist> {
  const base = baseUrl.replace(/\/$/, '')
  const login = new URLSearchParams({ username: userName, password }).toString()
  const loggedIn = await ask(`${base}/api/login?${login}`, { method: 'POST' })
  await loggedIn.body?.cancel()
  const cookies = cookiesOf(loggedIn)
  let csrf = loggedIn.headers.get('x-csrf-token') ?? ''

  async function send(method: 'POST' | 'PATCH', path: string, body: object): Promise<unknown> {
    const headers = {
      'content-type': 'application/json',
      accept: 'application/json',
      cookie: cookieHeader(cookies),
      'x-csrf-token': csrf,
    }
    const response = await ask(`${base}${path}`, { method, headers, body: JSON.stringify(body) })
    for (const [name, value] of cookiesOf(response)) cookies.set(name, value)
    csrf = response.headers.get('x-csrf-token') ?? csrf
    const text = await response.text()
    return text === '' ? undefined : JSON.parse(text)
  }

  async function page(after: readonly string[] | undefined): Promise<readonly FoundTask[]> {
    const found = await send('POST', '/v1/tasks/search', {
      state: 'CREATED',
      pageSize: PAGE,
      sort: [{ field: 'creationTime', order: 'ASC' }],
      includeVariables: [{ name: 'caseNumber' }],
      ...(after === undefined ? {} : { searchAfter: after }),
    })
    return found as readonly FoundTask[]
  }

  return {
    openTasks: async () => {
      const tasks: OpenTask[] = []
      let after: readonly string[] | undefined
      for (;;) {
        const found = await page(after)
        tasks.push(...found.map(toOpenTask))
        after = found.at(-1)?.sortValues ?? undefined
        if (found.length < PAGE || after === undefined) return tasks
      }
    },
    start: async (processId, variables) => {
      await send('PATCH', `/v1/internal/processes/${processId}/start`, { variables: asList(variables) })
    },
    take: async (taskId) => {
      await send('PATCH', `/v1/tasks/${taskId}/assign`, { assignee: userName, allowOverrideAssignment: true })
    },
    complete: async (taskId, variables) => {
      await send('PATCH', `/v1/tasks/${taskId}/complete`, { variables: asList(variables) })
    },
  }
}

/** Variables are JSON text. */
const asList = (variables: Readonly<Record<string, unknown>>) =>
  Object.entries(variables).map(([name, value]) => ({ name, value: JSON.stringify(value) }))

function toOpenTask({
  id,
  taskDefinitionId,
  processInstanceKey,
  candidateGroups,
  variables,
}: FoundTask): OpenTask {
  const caseNumber = variables?.find(({ name }) => name === 'caseNumber')?.value
  return {
    id,
    elementId: taskDefinitionId,
    processInstanceKey,
    candidateGroups: candidateGroups ?? [],
    // Variables are JSON text.
    caseNumber: typeof caseNumber === 'string' ? String(JSON.parse(caseNumber)) : undefined,
  }
}
