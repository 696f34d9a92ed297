/** Finds the tools that Node cannot bring: a JDK new enough for Camunda 8.6, and Maven to fetch with. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, realpathSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { StackError } from './errors.ts'

export const oldestJava = 21

export interface Jdk {
  readonly home: string
  readonly version: number
}

const usualFolders = ['/usr/lib/jvm', '/usr/java', '/opt/java', '/Library/Java/JavaVirtualMachines']

/**
 * The first JDK of version 21 or newer in JAVA_HOME, the usual folders and PATH.
 * @throws StackError that lists what was found instead and which package to install
 */
export function findJdk(
  env: Readonly<Record<string, string | undefined>> = process.env,
  folders = usualFolders,
): Jdk {
  const seen: string[] = []
  for (const home of candidateHomes(env, folders)) {
    const version = versionOf(join(home, 'bin', 'java'))
    if (version === undefined) continue
    if (version < oldestJava) seen.push(`${home} is Java ${version}`)
    else if (!existsSync(join(home, 'bin', 'javac')))
      seen.push(`${home} is Java ${version} without its compiler (a JRE)`)
    else return { home, version }
  }
  throw new StackError(
    'Looking for a JDK',
    `Camunda 8.6 needs a JDK of version ${oldestJava} or newer; ${seen.length === 0 ? 'no Java was found' : seen.join('; ')}.`,
    'install one (Debian, Ubuntu: apt-get install openjdk-21-jdk-headless, or temurin-21-jdk from adoptium.net; ' +
      'macOS: brew install --cask temurin@21) or point JAVA_HOME at one.',
  )
}

function candidateHomes(
  env: Readonly<Record<string, string | undefined>>,
  folders: readonly string[],
): string[] {
  const homes = [env['JAVA_HOME'] ?? '']
  for (const folder of folders) {
    if (!existsSync(folder)) continue
    for (const name of readdirSync(folder).sort())
      homes.push(join(folder, name), join(folder, name, 'Contents', 'Home'))
  }
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    const java = join(folder, 'java')
    if (folder !== '' && existsSync(java)) homes.push(dirname(dirname(realpathSync(java))))
  }
  return [...new Set(homes)].filter((home) => home !== '' && existsSync(join(home, 'bin', 'java')))
}

/** The main version that a java says it has: 21 for "21.0.5", 8 for "1.8.0_402"; undefined when it does not run. */
function versionOf(java: string): number | undefined {
  const { stderr, status } = spawnSync(java, ['-version'], { encoding: 'utf8', timeout: 20_000 })
  if (status !== 0) return undefined
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(stderr) ?? []
  if (first === undefined) return undefined
  return first === '1' ? Number(second) : Number(first)
}

/**
 * The Maven command.
 * @throws StackError naming the package to install
 */
export function findMaven(env: Readonly<Record<string, string | undefined>> = process.env): string {
  const folders = [join(env['MAVEN_HOME'] ?? '', 'bin'), ...(env['PATH'] ?? '').split(delimiter)]
  for (const folder of folders) {
    const mvn = join(folder, 'mvn')
    if (folder !== '' && existsSync(mvn)) return mvn
  }
  throw new StackError(
    'Looking for Maven',
    'Maven fetches Camunda and OpenSearch by name, and there is no mvn in PATH.',
    'install it (Debian, Ubuntu: apt-get install maven; macOS: brew install maven).',
  )
}
