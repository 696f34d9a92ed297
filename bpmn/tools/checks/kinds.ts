/** Kinds of case: each has the diagram of its name, begun by the message that opening such a case publishes. */
import { caseKinds } from '../../../domain/case-kinds.ts'
import { messages, type MessageName } from '../../contract.ts'
import { NewCase } from '../../contract/shapes.ts'
import type { Bundle } from '../bundle.ts'
import { sameSet } from './sets.ts'

export const kindProblems = ({ diagrams }: Bundle): readonly string[] =>
  Object.entries(caseKinds).flatMap(([kind, { startMessage }]) => {
    const diagram = diagrams.find(({ processId }) => processId === kind)
    if (diagram === undefined) return [`domain/case-kinds.ts: there is no process "${kind}"`]
    const begins = diagram.steps.some(
      ({ type, message }) => type === 'StartEvent' && message?.name === startMessage,
    )
    if (!begins) return [`${kind}: does not begin with the message "${startMessage}"`]
    if (!Object.hasOwn(messages, startMessage)) return []
    return sameSet(
      Object.keys(messages[startMessage as MessageName].variables.properties),
      Object.keys(NewCase.properties),
      `${startMessage}: variable of a new case`,
    )
  })
