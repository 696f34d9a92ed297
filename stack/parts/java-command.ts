/** How a JVM of the stack is started: several of them share two cores, so quick start and few threads count most. */
import { delimiter, join } from 'node:path'
import type { Programs } from '../fetch.ts'
import type { Jdk } from '../java.ts'
import type { Command } from '../part.ts'

export interface JavaProgram {
  readonly jdk: Jdk
  /** The largest heap, e.g. `1g`; it grows up to that. */
  readonly heap: string
  readonly classPath: readonly string[]
  readonly flags?: readonly string[]
  /** Main class or source file, and its arguments. */
  readonly main: readonly [string, ...string[]]
  readonly cwd: string
  readonly settings?: Readonly<Record<string, string>>
}

export function javaCommand({
  jdk,
  heap,
  classPath,
  flags = [],
  main,
  cwd,
  settings = {},
}: JavaProgram): Command {
  return {
    argv: [
      join(jdk.home, 'bin', 'java'),
      '-Xms128m',
      `-Xmx${heap}`,
      '-XX:+UseSerialGC',
      '-XX:TieredStopAtLevel=1',
      '-XX:+ExitOnOutOfMemoryError',
      '-Dfile.encoding=UTF-8',
      ...flags,
      '-cp',
      classPath.join(delimiter),
      ...main,
    ],
    cwd,
    env: { ...inherited(), JAVA_HOME: jdk.home, ...settings },
  }
}

/** A program of the Camunda distribution, as its own start script would run it, with a quiet log. */
export function camundaCommand(
  programs: Programs,
  mainClass: string,
  program: Omit<JavaProgram, 'classPath' | 'main' | 'flags'>,
): Command {
  const logging = join(import.meta.dirname, 'log4j2.xml')
  return javaCommand({
    ...program,
    classPath: [join(programs.camunda, 'config'), join(programs.camunda, 'lib', '*')],
    flags: [
      `-Dlog4j2.configurationFile=${logging}`,
      `-Dlogging.config=${logging}`,
      `-Dapp.home=${programs.camunda}`,
      `-Dbasedir=${programs.camunda}`,
    ],
    main: [mainClass],
  })
}

/** Foreign programs get nothing of the environment but what they need to find their way. */
export function inherited(): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const name of ['PATH', 'HOME', 'LANG', 'TZ', 'TMPDIR']) {
    const value = process.env[name]
    if (value !== undefined) kept[name] = value
  }
  return kept
}
