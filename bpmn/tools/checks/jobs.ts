/** Automatic steps against the contract: job types, what goes in and out, headers, errors, worker files. */
import { basename } from 'node:path'
import { jobs, type JobType } from '../../contract.ts'
import type { Bundle } from '../bundle.ts'
import { soleVariable } from '../feel.ts'
import type { Diagram, Step } from '../read-diagram.ts'
import { difference, sameSet } from './sets.ts'

export function jobProblems({ diagrams, workerFiles }: Bundle): readonly string[] {
  const used = diagrams.flatMap(({ steps }) => steps.flatMap(({ jobType }) => jobType ?? []))
  const files = workerFiles.map((path) => basename(path, '.ts'))
  return [
    ...difference(used, Object.keys(jobs)).map((type) => `The contract has no job "${type}"`),
    ...difference(Object.keys(jobs), used).map((type) => `No diagram uses the job "${type}"`),
    ...difference(Object.keys(jobs), files).map((type) => `There is no workers/**/${type}.ts`),
    ...diagrams.flatMap((diagram) => diagram.steps.flatMap((step) => stepProblems(diagram, step))),
  ]
}

const isJobType = (type: string): type is JobType => Object.hasOwn(jobs, type)

function stepProblems(diagram: Diagram, step: Step): readonly string[] {
  const { jobType, id } = step
  if (jobType === undefined || !isJobType(jobType)) return []
  const { input, output, errors, ...rest } = jobs[jobType]
  const inputs = step.inputs.map(({ target }) => target)
  // What the contract leaves open is mapped in where it is needed.
  const required: readonly string[] = input.required ?? []
  const optional = inputs.filter((name) => name in input.properties && !required.includes(name))
  // Mappings of a single name take from the job; the others are the process keeping its own count or clearing up.
  const taken = step.outputs
    .flatMap(({ source }) => soleVariable(source) ?? [])
    .filter((name) => name !== 'null')
  const headers: Readonly<Record<string, readonly string[]>> = 'headers' in rest ? rest.headers : {}
  const caught = diagram.steps.flatMap(({ attachedTo, errorCode }) =>
    attachedTo === id && errorCode !== undefined ? [errorCode] : [],
  )
  return [
    ...sameSet(inputs, [...required, ...optional], `${id} (${jobType}): input`),
    ...sameSet(taken, Object.keys(output.properties), `${id} (${jobType}): output`),
    ...sameSet(caught, errors, `${id} (${jobType}): caught error`),
    ...sameSet(Object.keys(step.headers), Object.keys(headers), `${id} (${jobType}): header`),
    ...Object.entries(headers).flatMap(([key, allowed]) =>
      allowed.includes(step.headers[key] ?? '')
        ? []
        : [`${id}: header ${key} is not one of ${allowed.join(', ')}`],
    ),
  ]
}
