/** A decision table as plain data. */
import { DmnModdle } from 'dmn-moddle'

export interface DecisionTable {
  readonly file: string
  readonly id: string
  readonly platform: string
  readonly hitPolicy: string
  /** Names of the input data the decision requires. */
  readonly requires: readonly string[]
  readonly inputs: readonly { readonly label: string; readonly expression: string }[]
  readonly outputs: readonly string[]
  readonly rules: readonly {
    readonly id: string
    readonly note: string
    readonly conditions: readonly string[]
    readonly results: readonly string[]
  }[]
}

export const createDecisionModdle = () => new DmnModdle()

/** Reads the tables of one file. */
export async function readDecisions(file: string, xml: string): Promise<readonly DecisionTable[]> {
  const { rootElement, warnings } = await createDecisionModdle().fromXML(xml)
  if (warnings.length > 0) throw new Error(`${file}: ${warnings.map(({ message }) => message).join('; ')}`)
  const inputData = new Map(
    rootElement.drgElement
      .filter(({ $type }) => $type === 'dmn:InputData')
      .map(({ id, name }) => [`#${id}`, name ?? '']),
  )
  return rootElement.drgElement
    .filter(({ $type }) => $type === 'dmn:Decision')
    .map(({ id, decisionLogic, informationRequirement = [] }) => ({
      file,
      id,
      platform: `${rootElement.$attrs['modeler:executionPlatform'] ?? ''} ${rootElement.$attrs['modeler:executionPlatformVersion'] ?? ''}`,
      hitPolicy: decisionLogic?.hitPolicy ?? 'UNIQUE',
      requires: informationRequirement.map(
        ({ requiredInput }) => inputData.get(requiredInput?.href ?? '') ?? '',
      ),
      inputs: (decisionLogic?.input ?? []).map(({ label, inputExpression }) => ({
        label: label ?? '',
        expression: inputExpression?.text ?? '',
      })),
      outputs: (decisionLogic?.output ?? []).map(({ name }) => name ?? ''),
      rules: (decisionLogic?.rule ?? []).map((rule) => ({
        id: rule.id,
        note: rule.description ?? '',
        conditions: (rule.inputEntry ?? []).map(({ text }) => text ?? ''),
        results: (rule.outputEntry ?? []).map(({ text }) => text ?? ''),
      })),
    }))
}
