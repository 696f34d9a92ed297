/** Everything that has to agree before the files are deployed, each disagreement a sentence. */
import type { Bundle } from '../bundle.ts'
import { callProblems } from './calls.ts'
import { choiceProblems } from './choices.ts'
import { decisionProblems } from './decisions.ts'
import { formProblems } from './forms.ts'
import { jobProblems } from './jobs.ts'
import { kindProblems } from './kinds.ts'
import { peopleProblems } from './people.ts'
import { variableProblems } from './variables.ts'

export const checks = {
  jobs: jobProblems,
  calls: callProblems,
  kinds: kindProblems,
  people: peopleProblems,
  variables: variableProblems,
  choices: choiceProblems,
  decisions: decisionProblems,
  forms: formProblems,
} satisfies Readonly<Record<string, (bundle: Bundle) => readonly string[]>>
