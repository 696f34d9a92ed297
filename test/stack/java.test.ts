/** Finding a JDK: the first that is new enough, and a message that helps when there is none. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { StackError } from '../../stack/errors.ts'
import { findJdk, findMaven } from '../../stack/java.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dost-java-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** A folder that looks like a JDK and says it has that version. */
function aJdk(name: string, version: string, compiler = true): string {
  const bin = join(folder, name, 'bin')
  mkdirSync(bin, { recursive: true })
  writeFileSync(join(bin, 'java'), `#!/bin/sh\necho 'openjdk version "${version}" 2025-01-01' >&2\n`)
  if (compiler) writeFileSync(join(bin, 'javac'), '#!/bin/sh\n')
  chmodSync(join(bin, 'java'), 0o755)
  return join(folder, name)
}

test('JAVA_HOME comes first', () => {
  const mine = aJdk('mine', '25.0.1')
  aJdk('jvm/java-21', '21.0.5')
  expect(findJdk({ JAVA_HOME: mine }, [join(folder, 'jvm')])).toEqual({ home: mine, version: 25 })
})

test('an old JAVA_HOME is passed over for a newer one in the usual folders', () => {
  const old = aJdk('old', '17.0.15')
  aJdk('jvm/java-17', '17.0.15')
  const newer = aJdk('jvm/java-21', '21.0.5')
  expect(findJdk({ JAVA_HOME: old }, [join(folder, 'jvm')]).home).toBe(newer)
})

test('a java in PATH is found', () => {
  const home = aJdk('somewhere', '22')
  expect(findJdk({ PATH: join(home, 'bin') }, [])).toEqual({ home, version: 22 })
})

test('when all are too old, each is named and so is the package to install', () => {
  aJdk('jvm/java-17', '17.0.15')
  aJdk('jvm/java-8', '1.8.0_402')
  aJdk('jvm/jre-21', '21.0.5', false)
  const search = () => findJdk({}, [join(folder, 'jvm')])
  expect(search).toThrow(/java-17 is Java 17; .*java-8 is Java 8; .*jre-21 is Java 21 without its compiler/)
  try {
    search()
  } catch (error) {
    expect((error as StackError).advice).toMatch(/openjdk-21-jdk/)
  }
})

test('no Java and no Maven at all say so', () => {
  expect(() => findJdk({ PATH: folder }, [])).toThrow(/no Java was found/)
  expect(() => findMaven({ PATH: folder })).toThrow(/no mvn in PATH/)
})
