/** The contract's schemas as checks of what comes in and what goes out, compiled once per job type. */
import type { TObject } from 'typebox'
import { createAjv, describeErrors } from '../ajv.ts'
import type { StoredOutcome } from './unit-of-work.ts'

/** What the runtime needs to know of a job type; `jobs` of bpmn/contract.ts has this shape. */
export interface JobSchemas {
  readonly input: TObject
  readonly output: TObject
  readonly errors: readonly string[]
}

export interface SchemaChecks {
  /** Names of the variables to fetch: those declared, no others; never none, see `NO_VARIABLE`. */
  readonly variables: readonly string[]
  /** What is wrong with the input, naming the variables; empty when it fits. */
  readonly inputProblems: (input: unknown) => readonly string[]
  /** @throws Error when the outcome is not what the contract promises */
  readonly checkOutcome: (outcome: StoredOutcome) => void
}

/** The engine takes an empty list of names for all that there are: a step that needs none asks for one that nobody has. */
const NO_VARIABLE = '(none)'

export function createSchemaChecks(
  contract: Readonly<Record<string, JobSchemas>>,
): ReadonlyMap<string, SchemaChecks> {
  const ajv = createAjv()
  return new Map(
    Object.entries(contract).map(([type, { input, output, errors }]) => {
      const declared = Object.keys(input.properties)
      const checkInput = ajv.compile(input)
      const checkOutput = ajv.compile(output)
      const checks: SchemaChecks = {
        variables: declared.length > 0 ? declared : [NO_VARIABLE],
        inputProblems: (value) => (checkInput(value) ? [] : describeErrors(checkInput.errors)),
        checkOutcome: (outcome) => {
          if (outcome.kind === 'refused') {
            if (errors.includes(outcome.code)) return
            throw new Error(
              `Worker of ${type} refused with ${outcome.code}, which its contract does not know`,
            )
          }
          if (checkOutput(outcome.variables)) return
          throw new Error(
            `Output of ${type} is not what its contract promises: ${describeErrors(checkOutput.errors).join('; ')}`,
          )
        },
      }
      return [type, checks]
    }),
  )
}
