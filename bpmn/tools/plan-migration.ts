/**
 * Moving running instances to another version of their diagram, thought through before the engine is asked: which
 * element each waiting place becomes, and why some cannot be moved. Pure: diagrams in, plan out.
 */
import type { BpmnElement } from 'bpmn-moddle'
import { createModdle } from './read-diagram.ts'

export interface ElementMapping {
  readonly sourceElementId: string
  readonly targetElementId: string
}

export interface MigrationPlan {
  /** What the engine is told; boundary events keep their due dates only when they are named here. */
  readonly mapping: readonly ElementMapping[]
  /** Why instances cannot be moved; empty when they can. */
  readonly problems: readonly string[]
  /** What changes for the instances that an analyst should know. */
  readonly notes: readonly string[]
}

interface Node {
  readonly id: string
  readonly name: string
  /** BPMN type with what an event waits for, e.g. `BoundaryEvent of TimerEventDefinition`. */
  readonly type: string
  readonly scope: string | undefined
  readonly attachedTo: string | undefined
  readonly startsEventSubprocess: boolean
}

/**
 * @param activeElementIds elements in which at least one instance stands
 * @param renamed ids of the source whose element has another id in the target
 */
export async function planMigration(options: {
  readonly source: string
  readonly target: string
  readonly activeElementIds: readonly string[]
  readonly renamed: Readonly<Record<string, string>>
}): Promise<MigrationPlan> {
  const [source, target] = [await readNodes(options.source), await readNodes(options.target)]
  const becomes = (id: string) => options.renamed[id] ?? id
  const problems = [
    ...Object.entries(options.renamed).flatMap(([from, to]) => [
      ...(source.has(from)
        ? []
        : [`The running version has no element ${from} (named by --map ${from}=${to}).`]),
      ...(target.has(to) ? [] : [`The target version has no element ${to} (named by --map ${from}=${to}).`]),
    ]),
    ...options.activeElementIds.flatMap((id) => problemOf(id, source, target, becomes)),
  ]
  const active = new Set(options.activeElementIds)
  const waits = [...source.values()].filter(
    ({ attachedTo, startsEventSubprocess }) =>
      startsEventSubprocess || (attachedTo !== undefined && active.has(attachedTo)),
  )
  const kept = waits.filter((node) => target.get(becomes(node.id))?.type === node.type)
  const keptInTarget = new Set(kept.map(({ id }) => becomes(id)))
  const hostsInTarget = new Set(options.activeElementIds.map(becomes))
  const added = [...target.values()].filter(
    ({ id, attachedTo, startsEventSubprocess }) =>
      (startsEventSubprocess || (attachedTo !== undefined && hostsInTarget.has(attachedTo))) &&
      !keptInTarget.has(id),
  )
  return {
    mapping: [...options.activeElementIds, ...kept.map(({ id }) => id)].map((id) => ({
      sourceElementId: id,
      targetElementId: becomes(id),
    })),
    problems: [...new Set(problems)],
    notes: [
      ...waits
        .filter((node) => !kept.includes(node))
        .map(({ id, name }) => `${nameOf(id, name)} is no longer waited for.`),
      ...added.map(
        ({ id, name }) => `${nameOf(id, name)} is waited for from now on, its term counted from now.`,
      ),
    ],
  }
}

function problemOf(
  id: string,
  source: ReadonlyMap<string, Node>,
  target: ReadonlyMap<string, Node>,
  becomes: (id: string) => string,
): readonly string[] {
  const from = source.get(id)
  if (from === undefined)
    return [`The diagram of the running version does not show ${id}, where instances stand.`]
  const to = target.get(becomes(id))
  const place = nameOf(id, from.name)
  if (to === undefined) {
    return [
      `Instances stand in ${place}, which the target version does not have: say what it becomes with --map ${id}=<id>.`,
    ]
  }
  if (to.type !== from.type) {
    return [
      `${place} is a ${from.type} and would become ${nameOf(to.id, to.name)}, a ${to.type}: only the same type can take over.`,
    ]
  }
  if (from.scope !== undefined && to.scope !== undefined && becomes(from.scope) !== to.scope) {
    return [
      `${place} stands inside ${from.scope}, ${to.id} inside ${to.scope}: an instance cannot change its surrounding part.`,
    ]
  }
  return []
}

const nameOf = (id: string, name: string): string => (name === '' ? id : `"${name}" (${id})`)

async function readNodes(xml: string): Promise<ReadonlyMap<string, Node>> {
  const { rootElement } = await createModdle().fromXML(xml)
  const process = rootElement.rootElements.find(({ $type }) => $type === 'bpmn:Process')
  if (process === undefined) throw new Error('The diagram has no process')
  return new Map(inside(process, undefined, false).map((node) => [node.id, node]))
}

function inside(parent: BpmnElement, scope: string | undefined, ofEvent: boolean): readonly Node[] {
  return (parent.flowElements ?? [])
    .filter(({ $type }) => $type !== 'bpmn:SequenceFlow')
    .flatMap((element) => {
      const [event] = element.eventDefinitions ?? []
      const loop = element.loopCharacteristics === undefined ? '' : ' for each'
      const type = element.$type.replace('bpmn:', '') + loop
      return [
        {
          id: element.id,
          name: element.name ?? '',
          type: event === undefined ? type : `${type} of ${event.$type.replace('bpmn:', '')}`,
          scope,
          attachedTo: element.attachedToRef?.id,
          startsEventSubprocess: ofEvent && element.$type === 'bpmn:StartEvent',
        },
        ...inside(element, element.id, element.triggeredByEvent === true),
      ]
    })
}
