/** The store that Operate and Tasklist read, and that keeps every engine event: one OpenSearch node. */
import { join } from 'node:path'
import type { StackConfig } from '../config.ts'
import type { Programs } from '../fetch.ts'
import type { Jdk } from '../java.ts'
import type { Service } from '../part.ts'
import { answers } from './answers.ts'
import { javaCommand } from './java-command.ts'

export const clusterName = 'dost'

export function openSearch(config: StackConfig, jdk: () => Jdk, programs: () => Programs): Service {
  const { openSearch: port, openSearchTransport } = config.ports
  const folder = join(config.home, 'opensearch')
  return {
    kind: 'service',
    name: 'opensearch',
    title: 'OpenSearch (history)',
    needs: [],
    ports: [port, openSearchTransport],
    address: `http://127.0.0.1:${port}`,
    deadline: 120,
    stopSignal: 'SIGTERM',
    advice: 'npm run stack -- logs opensearch; when its data are damaged: npm run stack -- reset.',
    command: async () =>
      javaCommand({
        jdk: jdk(),
        heap: config.heap.openSearch,
        classPath: [join(programs().openSearch, '*')],
        main: [
          join(import.meta.dirname, 'OpenSearchNode.java'),
          folder,
          clusterName,
          String(port),
          String(openSearchTransport),
        ],
        cwd: config.home,
      }),
    ready: async (signal) => {
      await answers(`http://127.0.0.1:${port}/_cluster/health?wait_for_status=yellow&timeout=2s`, signal)
    },
  }
}
