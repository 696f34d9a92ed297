/** The table after `npm start`: what runs where, who can log in, what to try next. */
import pc from 'picocolors'
import type { StackConfig } from './config.ts'
import { sampleStaff } from './staff.ts'
import type { PartStatus } from './supervisor.ts'
import { columns } from './table.ts'

/** Several lines for the terminal. */
export function welcome(config: StackConfig, parts: readonly PartStatus[]): string {
  const running = parts.filter(({ address }) => address !== '')
  const web = config.external.TASKLIST_URL ?? `http://127.0.0.1:${config.ports.webApps}`
  const api = `http://127.0.0.1:${config.ports.api}`
  const sections = [
    [pc.bold('What runs where'), columns(running.map(({ title, address }) => [title, address]))],
    [pc.bold('Open'), columns(pages(web, api))],
    ...(config.staffPassword === undefined
      ? []
      : [[pc.bold('Who can log in'), people(config.staffPassword)]]),
    [pc.bold('Try next'), columns(tries(api))],
  ]
  return sections.map(([title = '', text = '']) => `${title}\n${indent(text)}`).join('\n\n')
}

function pages(web: string, api: string): string[][] {
  return [
    [api, 'follow a case as the applicant; log in as staff and read cases'],
    [`${api}/docs`, 'the API, to read and to try'],
    [`${web}/tasklist`, 'take and finish tasks'],
    [`${web}/operate`, 'see where each case stands in its diagram'],
  ]
}

function people(password: string): string {
  const rows = sampleStaff().map(({ userName, groups }) => [userName, groups.join(', ')])
  return `${columns(rows)}\nPassword of all of them: ${password}  (sample staff of this machine; Tasklist, Operate and case pages)`
}

function tries(api: string): string[][] {
  return [
    ['npm run demo', 'families apply, staff do their tasks, the bank pays: with a table at the end'],
    [`curl ${api}/health/ready`, 'what is ready and what is not'],
    ['npm run stack -- status', 'processes, memory and addresses (in another terminal)'],
    ['npm run stack -- logs workers -f', 'what the workers do'],
    ['npm test', 'all tests, on a stack of their own'],
    ['Ctrl-C', 'ends everything; data are kept'],
  ]
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ')
}
