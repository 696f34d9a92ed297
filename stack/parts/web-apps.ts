/** Operate and Tasklist, in one JVM: where staff take tasks and engineers look at instances. */
import type { StackConfig } from '../config.ts'
import type { Programs } from '../fetch.ts'
import type { Jdk } from '../java.ts'
import type { Service } from '../part.ts'
import { answers } from './answers.ts'
import { brokerNames } from './broker.ts'
import { camundaCommand } from './java-command.ts'
import { clusterName } from './opensearch.ts'
import { tolerateOddDates } from './tasklist-dates.ts'

export function webApps(config: StackConfig, jdk: () => Jdk, programs: () => Programs): Service {
  const { webApps: port, webAppsManagement, webAppsCluster } = config.ports
  return {
    kind: 'service',
    name: 'web-apps',
    title: 'Tasklist and Operate',
    needs: ['opensearch', ...brokerNames(config.brokers)],
    ports: [port, webAppsManagement, webAppsCluster],
    address: `http://127.0.0.1:${port}/tasklist  http://127.0.0.1:${port}/operate`,
    deadline: 240,
    stopSignal: 'SIGTERM',
    advice: 'npm run stack -- logs web-apps; they need OpenSearch and Zeebe: npm run stack -- status.',
    command: async () =>
      camundaCommand(programs(), 'io.camunda.application.StandaloneCamunda', {
        jdk: jdk(),
        heap: config.heap.webApps,
        cwd: config.home,
        settings: webAppsSettings(config),
      }),
    ready: async (signal) => {
      await answers(`http://127.0.0.1:${webAppsManagement}/actuator/health/readiness`, signal)
      await tolerateOddDates(`http://127.0.0.1:${config.ports.openSearch}`, signal)
    },
  }
}

function webAppsSettings(config: StackConfig): Record<string, string> {
  const { ports } = config
  const store = `http://127.0.0.1:${ports.openSearch}`
  return {
    SPRING_PROFILES_ACTIVE: 'operate,tasklist,auth',
    SERVER_ADDRESS: '127.0.0.1',
    SERVER_PORT: String(ports.webApps),
    MANAGEMENT_SERVER_ADDRESS: '127.0.0.1',
    MANAGEMENT_SERVER_PORT: String(ports.webAppsManagement),
    // They listen for a cluster that they never join: by default on every address, and on the broker's own port.
    ZEEBE_GATEWAY_CLUSTER_HOST: '127.0.0.1',
    ZEEBE_GATEWAY_CLUSTER_PORT: String(ports.webAppsCluster),
    CAMUNDA_DATABASE_TYPE: 'opensearch',
    CAMUNDA_DATABASE_URL: store,
    CAMUNDA_DATABASE_CLUSTERNAME: clusterName,
    CAMUNDA_TASKLIST_ZEEBE_RESTADDRESS: `http://127.0.0.1:${ports.zeebeRest}`,
    ...readerSettings('OPERATE', store, ports.zeebe),
    ...readerSettings('TASKLIST', store, ports.zeebe),
  }
}

function readerSettings(
  app: 'OPERATE' | 'TASKLIST',
  store: string,
  gatewayPort: number,
): Record<string, string> {
  const prefix = `CAMUNDA_${app}_`
  return {
    [`${prefix}DATABASE`]: 'opensearch',
    [`${prefix}OPENSEARCH_URL`]: store,
    [`${prefix}OPENSEARCH_CLUSTERNAME`]: clusterName,
    [`${prefix}ZEEBEOPENSEARCH_URL`]: store,
    [`${prefix}ZEEBEOPENSEARCH_CLUSTERNAME`]: clusterName,
    [`${prefix}ZEEBE_GATEWAYADDRESS`]: `127.0.0.1:${gatewayPort}`,
    // The archiver wants OpenSearch's index-management plugin, which does not come with the jars.
    [`${prefix}ARCHIVERENABLED`]: 'false',
    // A task shows within about a second instead of three to five.
    [`${prefix}IMPORTER_READERBACKOFF`]: '500',
    [`${prefix}IMPORTER_SCHEDULERBACKOFF`]: '500',
  }
}
