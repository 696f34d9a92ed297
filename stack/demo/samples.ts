/**
 * `tsx stack/demo/samples.ts`: sample cases after the first start (stack/parts/tasks.ts): some families apply, the staff see a few of them through, the others wait at the
 * visit, so that a newcomer finds something to look at and something to do. Once per stack: a marker in its home.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { explain } from '../errors.ts'
import { createProgress, type Progress } from '../progress.ts'
import type { ScenarioName } from '../simulated/registers/scenarios.ts'
import { createFamilySource } from './families.ts'
import { createOfficeApi } from './office-api.ts'
import { findPlaces, type Places } from './places.ts'
import { sampleVacancies } from './vacancies.ts'
import { applyFor, play, type PlayedCase } from './play.ts'

const played: readonly ScenarioName[] = ['clean-assign', 'income-too-high', 'closed-account']
const left: readonly ScenarioName[] = ['clean-assign', 'nobody-home', 'wrong-meter']
const LIMIT_MS = 90_000

export const sampleMarker = 'sample-cases.json'

/**
 * Posts the sample families unless this stack has them already.
 * @returns their case numbers; empty when they were there before
 * @throws Error when API, Tasklist or registers do not answer; the next start tries again what is missing
 */
export async function addSampleCases(progress: Progress, places?: Places): Promise<readonly string[]> {
  const found = places ?? (await findPlaces())
  const marker = join(found.home, sampleMarker)
  if (existsSync(marker)) return []
  const step = progress.begin('Sample cases')
  try {
    const api = createOfficeApi(found.apiUrl, found.token)
    const families = createFamilySource(found.registersUrl, found.home)
    for (const vacancy of sampleVacancies(new Date())) await api.send('/v1/vacancies', vacancy)
    const cases: PlayedCase[] = []
    for (const kind of left) cases.push(await applyFor(api, families, kind, true))
    for (const kind of played) cases.push(await applyFor(api, families, kind, false))
    const numbers = cases.map(({ caseNumber }) => caseNumber)
    // From here on they are there, whatever becomes of them.
    mkdirSync(found.home, { recursive: true })
    writeFileSync(marker, JSON.stringify({ cases: numbers }))
    const board = {
      show: (lines: readonly { readonly mark: string }[]) => {
        step.busy(`${lines.filter(({ mark }) => mark === 'done').length} of ${lines.length} worked through`)
      },
    }
    await play(cases, { places: found, board, limitMs: LIMIT_MS })
    step.done(`${numbers.length}, of which ${left.length} wait for a visit`)
    return numbers
  } catch (error) {
    step.failed()
    throw error
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  addSampleCases(
    createProgress((line) => {
      console.log(line)
    }),
  ).catch((error: unknown) => {
    console.error(explain(error))
    process.exitCode = 1
  })
}
