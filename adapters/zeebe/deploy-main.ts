/** `tsx adapters/zeebe/deploy-main.ts`: deploys bpmn/ to the engine of the settings and prints what version each part has. */
import { join } from 'node:path'
import { ConfigError, loadDotEnv, readEngineConfig } from '../config.ts'
import { createGateway } from './client.ts'
import { deployFolder, waitForEngine } from './deploy.ts'
import { createEngine } from './engine.ts'
import { EngineError } from './gateway.ts'

const folder = join(import.meta.dirname, '../../bpmn')
const ENGINE_LIMIT_MS = 120_000

async function main(): Promise<void> {
  loadDotEnv()
  const gateway = createGateway(readEngineConfig())
  try {
    const engine = createEngine(gateway)
    const { gatewayVersion } = await waitForEngine(engine, ENGINE_LIMIT_MS)
    const deployed = await deployFolder(engine, folder)
    const width = Math.max(...deployed.map(({ id }) => id.length))
    const lines = deployed.map(
      ({ kind, id, version }) => `${kind.padEnd(8)}  ${id.padEnd(width)}  ${version}`,
    )
    process.stdout.write(
      `Engine ${gatewayVersion}\n${'kind'.padEnd(8)}  ${'id'.padEnd(width)}  version\n${lines.join('\n')}\n`,
    )
  } finally {
    await gateway.close()
  }
}

main().catch((error: unknown) => {
  const known = error instanceof ConfigError || error instanceof EngineError
  process.stderr.write(`${known ? error.message : String(error instanceof Error ? error.stack : error)}\n`)
  process.exitCode = 1
})
