/**
 * Diagrams, decision tables, forms, workers and the contract agree. Each drift below is made on a copy in
 * memory, and has to be noticed: otherwise the agreement above would prove nothing.
 */
import { describe, expect, test } from 'vitest'
import { loadSources, readBundle, type Sources } from '../../bpmn/tools/bundle.ts'
import { checks } from '../../bpmn/tools/checks/all.ts'
import { drifts, type CheckName } from './drifts.ts'
import { flowDrifts } from './flow-drifts.ts'

const sources = await loadSources()
const bundle = await readBundle(sources)

test.each(Object.keys(checks) as CheckName[])('%s agree with the contract', (name) => {
  expect(checks[name](bundle)).toEqual([])
})

/** The same files with one replacement in one of them. */
function changed(path: string, from: string | RegExp, to: string): Sources {
  const text = sources.files[path] ?? ''
  const edited = text.replace(from, to)
  if (edited === text) throw new Error(`${path} has nothing like ${String(from)}`)
  return { ...sources, files: { ...sources.files, [path]: edited } }
}

describe('a drift is noticed', () => {
  test.each([...drifts, ...flowDrifts])('$what', async ({ check, path, from, to, noticed }) => {
    const problems = checks[check](await readBundle(changed(path, from, to)))
    expect(problems.join('\n')).toMatch(noticed)
  })

  test('a job without a worker file', async () => {
    const workerFiles = sources.workerFiles.filter((file) => !file.endsWith('plan-visit.ts'))
    const problems = checks.jobs(await readBundle({ ...sources, workerFiles }))
    expect(problems).toContain('There is no workers/**/plan-visit.ts')
  })

  test('a kind of case whose process begins with another message', async () => {
    const path = 'bpmn/targeted-social-assistance.bpmn'
    const other = changed(path, 'name="application-received"', 'name="application-arrived"')
    expect(checks.kinds(await readBundle(other)).join('\n')).toMatch(/does not begin with the message/)
  })
})
