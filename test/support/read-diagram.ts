/** A diagram as the coverage sees it: the id of its process, and every flow node and sequence flow in it. */
import { readFile } from 'node:fs/promises'
import { BpmnModdle } from 'bpmn-moddle'
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' }

interface Node {
  readonly $type: string
  readonly id: string
  readonly flowElements?: readonly Node[]
  readonly sourceRef?: Node
}

/** The engine takes no flow out of an event-based gateway: the event that comes first stands for it. */
const counted = ({ $type, sourceRef }: Node): boolean =>
  $type === 'bpmn:SequenceFlow'
    ? sourceRef?.$type !== 'bpmn:EventBasedGateway'
    : !/Data|Association|Annotation/.test($type)

const inside = (node: Node): string[] =>
  (node.flowElements ?? []).filter(counted).flatMap((child) => [child.id, ...inside(child)])

export async function readDiagram(path: string): Promise<{ processId: string; elementIds: string[] }> {
  const { rootElement } = await new BpmnModdle({ zeebe }).fromXML(await readFile(path, 'utf8'))
  const process = (rootElement.rootElements as readonly Node[]).find(({ $type }) => $type === 'bpmn:Process')
  if (process === undefined) throw new Error(`${path} has no process`)
  return { processId: process.id, elementIds: inside(process) }
}
