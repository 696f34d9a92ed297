/** Prints what is wrong with the files of the checks named as arguments, e.g. `decisions`; exit code 1 when anything is. */
import { loadSources, readBundle } from './bundle.ts'
import { checks } from './checks/all.ts'

const asked = process.argv.slice(2)
const bundle = await readBundle(await loadSources())
const problems = Object.entries(checks)
  .filter(([name]) => asked.length === 0 || asked.includes(name))
  .flatMap(([, check]) => check(bundle))
for (const problem of problems) console.log(problem)
process.exitCode = problems.length === 0 ? 0 : 1
