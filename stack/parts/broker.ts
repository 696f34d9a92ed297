/**
 * The engine: Zeebe brokers with their gateways. One by default; with more, partitions and replicas are spread over
 * them. A JVM apart from the web apps: in one JVM their login would also close the engine's REST interface.
 */
import { join } from 'node:path'
import { brokerOffsets, type StackConfig } from '../config.ts'
import type { Programs } from '../fetch.ts'
import type { Jdk } from '../java.ts'
import type { Service } from '../part.ts'
import { answers } from './answers.ts'
import { camundaCommand } from './java-command.ts'

export function brokers(config: StackConfig, jdk: () => Jdk, programs: () => Programs): Service[] {
  return brokerOffsets(config.brokers).map((offset, node) => broker(config, node, offset, jdk, programs))
}

/** Names of the broker parts, for those that need the engine. */
export function brokerNames(count: number): string[] {
  return Array.from({ length: count }, (_, node) => brokerName(node))
}

function brokerName(node: number): string {
  return node === 0 ? 'broker' : `broker-${node + 1}`
}

function broker(
  config: StackConfig,
  node: number,
  offset: number,
  jdk: () => Jdk,
  programs: () => Programs,
): Service {
  const { zeebe, zeebeCommand, zeebeInternal, zeebeRest, zeebeManagement } = config.ports
  const management = `http://127.0.0.1:${zeebeManagement + offset}`
  return {
    kind: 'service',
    name: brokerName(node),
    title: config.brokers === 1 ? 'Zeebe (engine)' : `Zeebe (engine), broker ${node + 1}`,
    needs: [],
    ports: [zeebe, zeebeCommand, zeebeInternal, zeebeRest, zeebeManagement].map((port) => port + offset),
    address: `grpc://127.0.0.1:${zeebe + offset}  REST http://127.0.0.1:${zeebeRest + offset}`,
    deadline: 180,
    stopSignal: 'SIGTERM',
    advice: 'npm run stack -- logs broker; when its data are damaged: npm run stack -- reset.',
    command: async () =>
      camundaCommand(programs(), 'io.camunda.application.StandaloneBroker', {
        jdk: jdk(),
        heap: config.heap.broker,
        cwd: config.home,
        settings: brokerSettings(config, node, offset),
      }),
    ready: async (signal) => {
      await answers(`${management}/actuator/health/readiness`, signal)
      requireWholeCluster(
        await answers(`http://127.0.0.1:${zeebeRest + offset}/v2/topology`, signal),
        config.brokers,
      )
    },
  }
}

interface Topology {
  readonly brokers: readonly {
    readonly partitions: readonly { partitionId: number; role: string; health: string }[]
  }[]
  readonly partitionsCount: number
}

/** Every partition needs a healthy leader, or starts of instances would fail now and then. */
function requireWholeCluster(text: string, brokerCount: number): void {
  const { brokers: members, partitionsCount } = JSON.parse(text) as Topology
  if (members.length < brokerCount)
    throw new Error(`${members.length} of ${brokerCount} brokers have found each other`)
  const led = members
    .flatMap(({ partitions }) => partitions)
    .filter(({ role, health }) => role === 'leader' && health === 'healthy')
  if (new Set(led.map(({ partitionId }) => partitionId)).size < partitionsCount || partitionsCount === 0) {
    throw new Error(`${led.length} of ${partitionsCount} partitions have a healthy leader`)
  }
}

function brokerSettings(config: StackConfig, node: number, offset: number): Record<string, string> {
  const { ports } = config
  const contacts = brokerOffsets(config.brokers).map((other) => `127.0.0.1:${ports.zeebeInternal + other}`)
  return {
    ZEEBE_BROKER_DATA_DIRECTORY: join(config.home, brokerName(node)),
    ZEEBE_BROKER_NETWORK_HOST: '127.0.0.1',
    ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT: String(ports.zeebeCommand + offset),
    ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT: String(ports.zeebeInternal + offset),
    ZEEBE_BROKER_GATEWAY_NETWORK_HOST: '127.0.0.1',
    ZEEBE_BROKER_GATEWAY_NETWORK_PORT: String(ports.zeebe + offset),
    SERVER_ADDRESS: '127.0.0.1',
    SERVER_PORT: String(ports.zeebeRest + offset),
    MANAGEMENT_SERVER_ADDRESS: '127.0.0.1',
    MANAGEMENT_SERVER_PORT: String(ports.zeebeManagement + offset),
    ZEEBE_BROKER_CLUSTER_NODEID: String(node),
    ZEEBE_BROKER_CLUSTER_CLUSTERSIZE: String(config.brokers),
    ZEEBE_BROKER_CLUSTER_PARTITIONSCOUNT: String(config.brokers),
    ZEEBE_BROKER_CLUSTER_REPLICATIONFACTOR: String(Math.min(config.brokers, 3)),
    ZEEBE_BROKER_CLUSTER_INITIALCONTACTPOINTS: contacts.join(','),
    ZEEBE_BROKER_THREADS_CPUTHREADCOUNT: '2',
    ZEEBE_BROKER_THREADS_IOTHREADCOUNT: '2',
    // A development disk is often nearly full; the default (2 GB free) would stop the engine.
    ZEEBE_BROKER_DATA_DISK_FREESPACE_PROCESSING: '512MB',
    ZEEBE_BROKER_DATA_DISK_FREESPACE_REPLICATION: '256MB',
    ZEEBE_BROKER_EXPORTERS_OPENSEARCH_CLASSNAME: 'io.camunda.zeebe.exporter.opensearch.OpensearchExporter',
    ZEEBE_BROKER_EXPORTERS_OPENSEARCH_ARGS_URL: `http://127.0.0.1:${ports.openSearch}`,
    ZEEBE_BROKER_EXPORTERS_OPENSEARCH_ARGS_BULK_DELAY: '1',
    // A test waits for single records, an office and a bench for none: they are better served with many at a time.
    ZEEBE_BROKER_EXPORTERS_OPENSEARCH_ARGS_BULK_SIZE: config.durable ? '1000' : '1',
    // A day of one office fits one shard; every further one costs memory for as long as the index is kept.
    ZEEBE_BROKER_EXPORTERS_OPENSEARCH_ARGS_INDEX_NUMBEROFSHARDS: '1',
    ...(config.controlledClock ? { ZEEBE_CLOCK_CONTROLLED: 'true' } : {}),
  }
}
