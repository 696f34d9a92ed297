/** The part of bpmn-moddle, dmn-moddle, bpmnlint and bpmn-js that this project uses; they bring no usable types. */
interface Moddle<Root> {
  fromXML(
    xml: string,
  ): Promise<{ readonly rootElement: Root; readonly warnings: readonly { message: string }[] }>
  toXML(element: Root, options?: { readonly format?: boolean }): Promise<{ readonly xml: string }>
}

declare module 'bpmn-moddle' {
  interface Extension {
    readonly $type: string
    readonly type?: string
    readonly retries?: string
    readonly value?: string
    readonly inputParameters?: readonly { readonly source: string; readonly target: string }[]
    readonly outputParameters?: readonly { readonly source: string; readonly target: string }[]
    readonly values?: readonly { readonly key: string; readonly value: string }[]
    readonly formId?: string
    readonly decisionId?: string
    readonly resultVariable?: string
    readonly processId?: string
    readonly bindingType?: string
    readonly propagateAllChildVariables?: boolean
    readonly propagateAllParentVariables?: boolean
    readonly candidateGroups?: string
    readonly dueDate?: string
    readonly correlationKey?: string
    readonly inputCollection?: string
    readonly inputElement?: string
    readonly outputCollection?: string
  }
  interface Extended {
    readonly extensionElements?: { readonly values?: readonly Extension[] }
  }
  export interface BpmnElement extends Extended {
    readonly $type: string
    readonly id: string
    readonly name?: string
    readonly documentation?: readonly { readonly text?: string }[]
    readonly flowElements?: readonly BpmnElement[]
    readonly outgoing?: readonly BpmnElement[]
    readonly targetRef?: BpmnElement
    readonly attachedToRef?: BpmnElement
    readonly conditionExpression?: { readonly body: string }
    readonly loopCharacteristics?: Extended
    readonly triggeredByEvent?: boolean
    readonly eventDefinitions?: readonly {
      readonly $type: string
      readonly errorRef?: { readonly errorCode?: string }
      readonly messageRef?: Extended & { readonly name?: string }
      readonly timeDate?: { readonly body: string }
      readonly timeDuration?: { readonly body: string }
      readonly timeCycle?: { readonly body: string }
    }[]
  }
  export interface BpmnDefinitions {
    readonly id: string
    readonly rootElements: readonly BpmnElement[]
    readonly $attrs: Readonly<Record<string, string>>
  }
  export const BpmnModdle: new (packages: Readonly<Record<string, unknown>>) => Moddle<BpmnDefinitions>
}

declare module 'dmn-moddle' {
  interface Text {
    readonly text?: string
  }
  export interface DmnElement {
    readonly $type: string
    readonly id: string
    readonly name?: string
    readonly informationRequirement?: readonly { readonly requiredInput?: { readonly href: string } }[]
    readonly decisionLogic?: {
      readonly hitPolicy?: string
      readonly input?: readonly { readonly label?: string; readonly inputExpression?: Text }[]
      readonly output?: readonly { readonly name?: string; readonly label?: string }[]
      readonly rule?: readonly {
        readonly id: string
        readonly description?: string
        readonly inputEntry?: readonly Text[]
        readonly outputEntry?: readonly Text[]
      }[]
    }
  }
  export interface DmnDefinitions {
    readonly drgElement: readonly DmnElement[]
    readonly $attrs: Readonly<Record<string, string>>
  }
  export const DmnModdle: new () => Moddle<DmnDefinitions>
}

declare module 'bpmnlint' {
  import type { BpmnDefinitions } from 'bpmn-moddle'
  export interface LintReport {
    readonly id: string
    readonly message: string
    readonly category: string
  }
  export interface Linter {
    lint(definitions: BpmnDefinitions): Promise<Readonly<Record<string, readonly LintReport[]>>>
  }
  export const Linter: new (options: { readonly config: object; readonly resolver: unknown }) => Linter
}

declare module 'bpmnlint/lib/resolver/node-resolver.js' {
  const NodeResolver: new () => object
  export default NodeResolver
}

/** The viewer as its script leaves it in a page; see bpmn/tools/draw.ts. */
declare class BpmnJS {
  constructor(options: { readonly container: string })
  importXML(xml: string): Promise<{ readonly warnings: readonly unknown[] }>
  saveSVG(): Promise<{ readonly svg: string }>
  destroy(): void
}
