/**
 * Which fields of a message are wanted, as paths, turned into a tree of names that walk-fields.ts follows while read-xml.ts parses.
 * No element is ever built: a million entries cost the memory of one.
 */

/** How the text of an element is taken. */
type Take = 'first' | 'joined' | 'all-below' | 'presence'

export interface FieldNode {
  readonly children: Map<string, FieldNode>
  /** Place of the field for the text of this element. */
  field: number | undefined
  take: Take
  /** Field for the attribute of that name. */
  attribute: { readonly name: string; readonly field: number } | undefined
  /** Name of the record that ends with this element, and the fields that begin anew after it. */
  record: string | undefined
  readonly ownFields: number[]
  /** Every occurrence is looked at; of others only the first below one parent. */
  repeats: boolean
  /** Place of the node in lists that a reader keeps beside the tree, which many readers share. */
  readonly index: number
}

/** The fields of the records that are open, by name. */
export type Values<Field extends string> = Readonly<Record<Field, string | undefined>>

export interface Fields<Field extends string, RecordName extends string> {
  /** Below the root element `Document`. */
  readonly root: FieldNode
  readonly nodeCount: number
  readonly fields: readonly Field[]
  readonly records: readonly RecordName[]
  /** Names for the places in a reader's list. A reader writes by place, which is several times faster than by name. */
  view(slots: readonly (string | undefined)[]): Values<Field>
}

/** How a message is read once its root element is known. */
export interface RecordHandler<Field extends string, RecordName extends string> {
  readonly fields: Fields<Field, RecordName>
  /**
   * A record has ended. `values` holds its fields and those of the records around it, and is used again afterwards.
   * Throws `RangeError` when the message cannot go on like that.
   */
  record(name: RecordName, values: Values<Field>): void
}

const newNode = (index: number): FieldNode => ({
  children: new Map(),
  field: undefined,
  take: 'first',
  attribute: undefined,
  record: undefined,
  ownFields: [],
  repeats: false,
  index,
})

/**
 * @param paths of the fields, e.g. `Stmt/Ntry/Amt`, `Stmt/Ntry/Amt@Ccy`; ending in `+` the texts of all such elements
 *   are joined by spaces, in `/**` all text in and below the element is (no other field may be below it), and in `?`
 *   only tells whether the element is there
 * @param records paths of elements that are handed out when they end; each may come many times
 * @param repeating other elements that may come many times on the way to a record or field
 */
export function describeFields<Field extends string, RecordName extends string>(
  paths: Readonly<Record<Field, string>>,
  records: Readonly<Record<RecordName, string>>,
  repeating: readonly string[] = [],
): Fields<Field, RecordName> {
  let nodeCount = 0
  const root = newNode(nodeCount++)
  const at = (path: string): FieldNode => {
    let node = root
    for (const name of path.split('/')) {
      const next = node.children.get(name) ?? newNode(nodeCount++)
      node.children.set(name, next)
      node = next
    }
    return node
  }
  for (const [name, path] of Object.entries<string>(records)) {
    const node = at(path)
    node.record = name
    node.repeats = true
  }
  for (const path of repeating) at(path).repeats = true

  const fields = Object.keys(paths) as Field[]
  for (const [field, name] of fields.entries()) {
    const path = paths[name]
    const [elementPath = '', attribute] = path.replace(/[+?]$|\/\*\*$/, '').split('@')
    const node = at(elementPath)
    if (attribute !== undefined) node.attribute = { name: attribute, field }
    else {
      node.field = field
      node.take = takeOf(path)
      if (node.take === 'joined' || node.take === 'all-below') node.repeats = true
    }
    ownerOf(root, elementPath).ownFields.push(field)
  }
  return { root, nodeCount, fields, records: Object.keys(records) as RecordName[], view: createView(fields) }
}

function createView<Field extends string>(fields: readonly Field[]): Fields<Field, string>['view'] {
  interface View {
    readonly slots: readonly (string | undefined)[]
  }
  const names = {}
  for (const [place, name] of fields.entries()) {
    Object.defineProperty(names, name, {
      get(this: View) {
        return this.slots[place]
      },
    })
  }
  return (slots) => Object.assign(Object.create(names) as Values<Field>, { slots })
}

function takeOf(path: string): Take {
  if (path.endsWith('+')) return 'joined'
  if (path.endsWith('?')) return 'presence'
  return path.endsWith('/**') ? 'all-below' : 'first'
}

/** The innermost record around an element, or the message itself. */
function ownerOf(root: FieldNode, path: string): FieldNode {
  let owner = root
  let node = root
  for (const name of path.split('/')) {
    const next = node.children.get(name)
    if (next === undefined) break
    node = next
    if (node.record !== undefined) owner = node
  }
  return owner
}
