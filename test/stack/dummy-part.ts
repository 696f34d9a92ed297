/** A part that is a small web server, so that the supervisor can be tested without an engine. */
import type { Service } from '../../stack/part.ts'

const program = `
  const { createServer } = require('node:http')
  console.log('hello from', process.pid)
  createServer((request, response) => response.end(String(process.pid))).listen(Number(process.argv[1]), '127.0.0.1')
`

/** @param script JavaScript to run instead of the web server */
export function dummyPart(
  name: string,
  port: number,
  needs: readonly string[] = [],
  script = program,
): Service {
  return {
    kind: 'service',
    name,
    title: `Dummy ${name}`,
    needs,
    ports: [port],
    address: `http://127.0.0.1:${port}`,
    deadline: 20,
    stopSignal: 'SIGTERM',
    advice: 'look at the dummy.',
    command: async () => ({
      argv: [process.execPath, '-e', script, String(port)],
      env: {},
      cwd: process.cwd(),
    }),
    ready: async (signal) => {
      await fetch(`http://127.0.0.1:${port}`, { signal })
    },
  }
}
