/**
 * `npm run demo [-- --families N --scenario name --keep-open K --minutes M --no-month]`: families apply, the staff work in
 * Tasklist, the bank pays; a table of what was decided and why, then next month's payment run. Needs a running stack
 * (`npm start`).
 */
import { Command, InvalidArgumentError, Option } from 'commander'
import pc from 'picocolors'
import { explain } from '../errors.ts'
import { scenarioNames, type ScenarioName } from '../simulated/registers/scenarios.ts'
import { createBoard } from './board.ts'
import { createFamilySource, storyOrder } from './families.ts'
import { createOfficeApi } from './office-api.ts'
import { monthSummary, playMonth } from './month.ts'
import { applyFor, play, type PlayedCase } from './play.ts'
import { playScenes, scenes } from './scenes.ts'
import { findPlaces, type Places } from './places.ts'
import { findDifference, summaryTable } from './summary.ts'

interface Options {
  readonly families?: number
  readonly scenario?: ScenarioName
  readonly keepOpen: number
  readonly minutes?: number
  readonly month: boolean
}

const MONTH_LIMIT_MS = 5 * 60_000

async function run(options: Options): Promise<void> {
  const places = await findPlaces()
  const api = createOfficeApi(places.apiUrl, places.token)
  const families = createFamilySource(places.registersUrl, places.home)
  const kinds = kindsFor(options)
  console.log(
    `${kinds.length + options.keepOpen} families apply at ${places.apiUrl}, and the staff work in Tasklist.\n`,
  )

  const cases: PlayedCase[] = []
  for (const kind of kinds) cases.push(await applyFor(api, families, kind, false))
  for (let kept = 0; kept < options.keepOpen; kept += 1) {
    cases.push(await applyFor(api, families, options.scenario ?? 'clean-assign', true))
  }
  // A case passes through some ten seconds of waiting (exporter, Tasklist, bank); the rest is work.
  const minutes = options.minutes ?? 3 + Math.ceil(cases.length / 10)
  await play(cases, { places, board: createBoard(process.stdout), limitMs: minutes * 60_000 })
  if (isWhole(options)) {
    console.log('\nOther people ask for other services.\n')
    const board = createBoard(process.stdout)
    const wrong = await playScenes(scenes, { places, board, limitMs: minutes * 60_000 })
    if (wrong.length > 0) {
      console.error(`\n${pc.red('Did not end as expected:')}\n  ${wrong.join('\n  ')}`)
      process.exitCode = 1
    }
  }
  report(cases, places, minutes)
  if (!options.month) return
  await month('targeted-social-assistance', places)
  // The scenes of benefits have assigned one of that kind.
  if (isWhole(options)) await month('disability', places)
}

/** Next month is paid to everybody who was assigned aid of a kind, by this demo or before. */
async function month(kind: string, places: Places): Promise<void> {
  console.log(`\nNext month everybody who was assigned aid is paid in one run: ${kind}.\n`)
  const board = createBoard(process.stdout)
  const played = await playMonth({ kind, places, board, limitMs: MONTH_LIMIT_MS })
  console.log(`\n${monthSummary(played)}`)
  console.log(`  ${'its page'.padEnd(10)} ${pc.cyan(played.url)}`)
  if (played.end.run.state === 'closed') return
  console.error(pc.red(`\nThe run is ${played.end.run.state} and did not close in time.`))
  console.error('See the incidents in Operate and `npm run stack -- logs workers`.')
  process.exitCode = 1
}

/** Families of one kind, or so many of them, are asked for to see those. */
const isWhole = ({ families, scenario }: Options) => families === undefined && scenario === undefined

function kindsFor({ families, scenario }: Options): readonly ScenarioName[] {
  const kinds = scenario === undefined ? storyOrder : [scenario]
  const count = families ?? kinds.length
  return Array.from({ length: count }, (_, index) => kinds[index % kinds.length] ?? 'clean-assign')
}

function report(cases: readonly PlayedCase[], places: Places, minutes: number): void {
  const rows = cases.flatMap(({ family, end, keepOpen }) =>
    end === undefined ? [] : [{ family, end, keptOpen: keepOpen }],
  )
  console.log(`\n${summaryTable(rows)}`)

  const example = cases.find(({ end }) => end?.state === 'paid') ?? cases[0]
  const links = [
    ['case page', `${places.publicUrl}/cases/${example?.caseNumber ?? ''}`],
    ['Tasklist', `${places.tasklistUrl}/tasklist`],
    ['Operate', `${places.operateUrl}/operate/processes/${example?.end?.processInstanceKeys[0] ?? ''}`],
  ]
  console.log(`\nOpen, as any of the staff (password ${places.staffPassword}):`)
  for (const [what = '', url = ''] of links) console.log(`  ${what.padEnd(10)} ${pc.cyan(url)}`)

  const wrong = cases
    .filter(({ keepOpen }) => !keepOpen)
    .flatMap((played) => {
      const difference =
        played.end === undefined ? 'it could not be read' : findDifference(played.family, played.end)
      return difference === undefined ? [] : [{ ...played, difference }]
    })
  if (wrong.length === 0) {
    console.log(`\n${pc.green('Every case ended as its story says.')}`)
    return
  }
  console.error(`\n${pc.red(`${wrong.length} did not end as expected within ${minutes} minutes:`)}`)
  for (const { caseNumber, family, difference, doing } of wrong) {
    console.error(
      `  ${caseNumber} (${family.scenario}): ${difference}${doing === '' ? '' : `. Last: ${doing}`}`,
    )
  }
  console.error('See the incidents in Operate and `npm run stack -- logs workers`.')
  process.exitCode = 1
}

function wholeNumber(least: number, most: number) {
  return (text: string): number => {
    const number = Number(text)
    if (!Number.isInteger(number) || number < least || number > most)
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`)
    return number
  }
}

const program = new Command('npm run demo --')
  .description(
    'Posts families, plays the staff through Tasklist, tells what was decided and paid, and pays the next month.',
  )
  .option('--families <n>', 'how many families (default: one of each kind)', wholeNumber(1, 500))
  .addOption(new Option('--scenario <name>', 'families of this kind only').choices(scenarioNames))
  .option(
    '--keep-open <n>',
    'more families whose visit is left for you to do in Tasklist',
    wholeNumber(0, 100),
    0,
  )
  .option('--no-month', 'leave out the payment run of next month')
  .option('--minutes <n>', 'give up after so many minutes', wholeNumber(1, 240))
  .action((options: Options) =>
    run(
      options.scenario !== undefined && options.families === undefined
        ? { ...options, families: 1 }
        : options,
    ),
  )

try {
  await program.parseAsync()
} catch (error) {
  console.error(`\n${explain(error)}`)
  process.exitCode = 1
}
