/** Steps that run to their end: database schema, diagrams into the engine. Skipped when nothing they read has changed. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { closeSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../config.ts'
import { StackError } from '../errors.ts'
import { lastLines, openLog } from '../logs.ts'
import type { Task } from '../part.ts'
import { ownEnvironment } from './programs.ts'

interface Script {
  readonly name: string
  readonly title: string
  readonly entry: string
  readonly needs: readonly string[]
  /** Folders whose files the result depends on. */
  readonly reads: readonly string[]
  readonly advice: string
  readonly once?: boolean
}

function script(environment: () => Record<string, string>, what: Script): Task {
  return {
    kind: 'task',
    name: what.name,
    title: what.title,
    needs: what.needs,
    advice: what.advice,
    once: what.once ?? false,
    fingerprint: async () => fingerprintOf(what.reads),
    run: async ({ logFile }) => {
      const log = openLog(logFile)
      try {
        const argv = ['--enable-source-maps', '--import', 'tsx', what.entry]
        const env = { ...ownEnvironment(), ...environment() }
        const child = spawn(process.execPath, argv, { cwd: projectFolder, env, stdio: ['ignore', log, log] })
        const code = await new Promise<number | null>((resolve, reject) => {
          child.once('error', reject)
          child.once('close', resolve)
        })
        if (code !== 0) {
          throw new StackError(
            what.title,
            `${what.entry} ended with ${String(code)}`,
            what.advice,
            lastLines(logFile, 15),
          )
        }
      } finally {
        closeSync(log)
      }
      return ''
    },
  }
}

/** A hash over names and contents of all files of the folders. */
function fingerprintOf(folders: readonly string[]): string {
  const hash = createHash('sha256')
  for (const folder of folders) {
    const path = join(projectFolder, folder)
    if (!existsSync(path)) continue
    const files = readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
    for (const file of files)
      hash.update(file.slice(projectFolder.length)).update('\0').update(readFileSync(file))
  }
  return hash.digest('hex')
}

export function migrate(environment: () => Record<string, string>): Task {
  return script(environment, {
    name: 'migrate',
    title: 'Database schema',
    entry: join('migrations', 'run.ts'),
    needs: ['postgres'],
    reads: ['migrations'],
    advice:
      'npm run stack -- logs migrate; a changed migration that ran already needs npm run stack -- reset.',
  })
}

export function deploy(environment: () => Record<string, string>, brokers: readonly string[]): Task {
  return script(environment, {
    name: 'deploy',
    title: 'Diagrams, decisions and forms',
    entry: join('adapters', 'zeebe', 'deploy-main.ts'),
    needs: brokers,
    reads: ['bpmn', 'adapters/zeebe'],
    advice: 'npm run stack -- logs deploy; npm run check tells what is wrong with a diagram.',
  })
}

/** Families to look at, posted once; `reset` brings them back. */
export function samples(environment: () => Record<string, string>): Task {
  return script(environment, {
    name: 'samples',
    title: 'Sample cases',
    entry: join('stack', 'demo', 'samples.ts'),
    needs: ['api', 'workers', 'staff', 'staff-tasklist', 'simulated'],
    reads: [],
    advice:
      'npm run stack -- logs samples; without sample cases: SAMPLE_CASES=false or npm start -- --no-samples.',
    once: true,
  })
}
