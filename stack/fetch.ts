/**
 * Fetches OpenSearch and Camunda by name through Maven into the user's cache, once.
 * A broken-off download goes on from what Maven already has; what arrived is compared with known SHA-256 sums; the
 * folder gets its final name only when everything is in it, so whatever has that name is whole.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { StackError } from './errors.ts'
import { findMaven, type Jdk } from './java.ts'
import { takeLock } from './lock.ts'
import { commandLine } from './processes.ts'
import type { Progress, Step } from './progress.ts'

const plugin = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1'
const camundaArtifact = 'io.camunda:camunda-zeebe:8.6.0:tar.gz'
const camundaFile = 'camunda-zeebe-8.6.0.tar.gz'
const camundaSha256 = '5c699e86a6c9d290dd7b1f0b2ea648fb57fd1dacf1cab22c874219e58827ea45'
const camundaBytes = 299201896

export interface Programs {
  /** Folder of jars. */
  readonly openSearch: string
  /** Folder with bin/ and lib/. */
  readonly camunda: string
}

/** Where the programs are in the cache, fetched or not. */
export function programFolders(cache: string): Programs {
  return { openSearch: join(cache, 'opensearch-2.19.1.0'), camunda: join(cache, 'camunda-8.6.0') }
}

/**
 * Makes sure that both programs are in the cache.
 * @throws StackError when Maven cannot fetch them or when a file is not what it should be
 */
export async function fetchPrograms(cache: string, jdk: Jdk, progress: Progress): Promise<Programs> {
  const programs = programFolders(cache)
  if (existsSync(programs.openSearch) && existsSync(programs.camunda)) return programs
  mkdirSync(cache, { recursive: true })
  const release = await waitForLock(join(cache, 'fetch.lock'), progress)
  try {
    // One after the other: two Mavens would write to the same local repository.
    await fetchInto(programs.openSearch, 'Fetching OpenSearch 2.19', progress, (folder, step) =>
      fetchOpenSearch(folder, jdk, step),
    )
    await fetchInto(programs.camunda, 'Fetching Camunda 8.6.0 (299 MB)', progress, (folder, step) =>
      fetchCamunda(folder, jdk, step),
    )
  } finally {
    release()
  }
  return programs
}

async function waitForLock(file: string, progress: Progress): Promise<() => void> {
  for (let said = false; ; said = true) {
    const lock = takeLock(file)
    if ('release' in lock) return lock.release
    if (!said)
      progress.note(
        `Process ${lock.heldBy.pid} is fetching already (${commandLine(lock.heldBy.pid)}); waiting for it.`,
      )
    await pause(1000)
  }
}

async function fetchInto(
  folder: string,
  title: string,
  progress: Progress,
  fetch: (unfinished: string, step: Step) => Promise<void>,
): Promise<void> {
  if (existsSync(folder)) return
  const step = progress.begin(title)
  const unfinished = `${folder}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { recursive: true })
  try {
    await fetch(unfinished, step)
    renameSync(unfinished, folder)
    step.done(folder)
  } catch (error) {
    step.failed()
    throw error
  }
}

async function fetchOpenSearch(folder: string, jdk: Jdk, step: Step): Promise<void> {
  const pom = join(import.meta.dirname, 'pom.xml')
  await maven(jdk, step, [
    '-f',
    pom,
    `${plugin}:copy-dependencies`,
    `-DoutputDirectory=${folder}`,
    '-DincludeScope=runtime',
  ])
  const expected = readFileSync(join(import.meta.dirname, 'opensearch.sha256'), 'utf8')
    .trim()
    .split('\n')
  for (const line of expected) {
    const [sum = '', name = ''] = line.split(/\s+/)
    await checkFile(join(folder, name), sum)
  }
  const unexpected = readdirSync(folder).filter((name) => !expected.some((line) => line.endsWith(` ${name}`)))
  if (unexpected.length > 0)
    throw wrongFile(`${unexpected.join(', ')} came along and is not in opensearch.sha256`)
}

async function fetchCamunda(folder: string, jdk: Jdk, step: Step): Promise<void> {
  await maven(
    jdk,
    step,
    [`${plugin}:copy`, `-Dartifact=${camundaArtifact}`, `-DoutputDirectory=${folder}`],
    camundaBytes,
  )
  const archive = join(folder, camundaFile)
  await checkFile(archive, camundaSha256)
  step.busy('unpacking')
  await run('tar', ['xzf', archive, '-C', folder, '--strip-components=1'], {}, () => undefined)
  rmSync(archive)
}

async function checkFile(file: string, sha256: string): Promise<void> {
  if (!existsSync(file)) throw wrongFile(`${file} is missing`)
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  const found = hash.digest('hex')
  if (found !== sha256) throw wrongFile(`${file} has the SHA-256 sum ${found} and should have ${sha256}`)
}

function wrongFile(reason: string): StackError {
  return new StackError(
    'Checking what was fetched',
    reason,
    'delete the file from Maven’s local repository (~/.m2/repository) and start again; if it stays, the mirror serves a wrong file.',
  )
}

/** Runs Maven quietly and tells meanwhile how much has arrived. */
async function maven(jdk: Jdk, step: Step, args: readonly string[], expectedBytes?: number): Promise<void> {
  const before = expectedBytes === undefined ? repositorySize() : 0
  const watch = setInterval(() => {
    if (expectedBytes === undefined) step.busy(`${megabytes(repositorySize() - before)} so far`)
    else step.busy(`${megabytes(camundaSoFar())} of ${megabytes(expectedBytes)}`)
  }, 1000)
  try {
    // Strict checksums: a file that arrives broken is an error and not a warning.
    const all = ['--batch-mode', '--no-transfer-progress', '--strict-checksums', ...args]
    await run(findMaven(), all, { JAVA_HOME: jdk.home }, (lines) => {
      throw new StackError(
        'Fetching with Maven',
        `mvn ${all.join(' ')} failed`,
        'look at the lines above; without a network give Maven a mirror in ~/.m2/settings.xml. What has arrived is kept: start again to go on.',
        lines.filter((line) => line.includes('ERROR')).slice(0, 15),
      )
    })
  } finally {
    clearInterval(watch)
  }
}

/** @param failed called with the last lines of output when the program ends with an error; may throw a better one */
async function run(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  failed: (lines: string[]) => void,
): Promise<void> {
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-20_000)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code === 0) return
  const lines = output.trimEnd().split('\n')
  failed(lines)
  throw new StackError(
    `Running ${program}`,
    `it ended with ${String(code)}`,
    'look at its last lines.',
    lines.slice(-15),
  )
}

const repository = join(homedir(), '.m2', 'repository')

/** Bytes in Maven's local repository; 0 where it is kept elsewhere. */
function repositorySize(folder = repository): number {
  if (!existsSync(folder)) return 0
  let bytes = 0
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    // Maven renames its temporary files while we look.
    if (entry.isFile())
      bytes += statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0
  }
  return bytes
}

function camundaSoFar(): number {
  return repositorySize(join(repository, 'io', 'camunda', 'camunda-zeebe', '8.6.0'))
}

function megabytes(bytes: number): string {
  return `${(Math.max(bytes, 0) / 1_000_000).toFixed(0)} MB`
}
