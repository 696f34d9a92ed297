/**
 * Follows the elements of one message through its tree of wanted fields (xml-fields.ts), as read-xml.ts meets them: keeps
 * the texts of the records that are open and hands each record out when it ends. What is not wanted is only counted.
 */
import type { FieldNode, RecordHandler } from './xml-fields.ts'
import type { XmlLimits } from './xml-limits.ts'

/** All of them throw `RangeError`, in plain words, when the message goes beyond a limit or the handler refuses it. */
export interface FieldWalk {
  /** An element begins. @param name without its prefix; `undefined` for one of another namespace */
  enter(name: string | undefined, attributes: Readonly<Record<string, string>>): void
  text(added: string): void
  /** The innermost element ends. */
  leave(): void
}

/** Begins inside the root element. */
export function createFieldWalk(handler: RecordHandler<string, string>, limits: XmlLimits): FieldWalk {
  const { fields } = handler
  const slots = new Array<string | undefined>(fields.fields.length).fill(undefined)
  const values = fields.view(slots)
  /** Wanted nodes on the way from the root; what is not wanted only counts in `ignored`. */
  const path: FieldNode[] = [fields.root]
  const occurrences: number[] = [0]
  /** By node: the occurrence of its parent in which it was seen last. */
  const seenIn = new Array<number>(fields.nodeCount).fill(-1)
  let ignored = 0
  let allBelow = 0
  let text = ''
  const counted = { records: 0, elements: 1, occurrence: 0 }

  const keepText = ({ field, take }: FieldNode): void => {
    const value = text.trim()
    if (field === undefined || value === '' || take === 'presence') return
    const before = slots[field]
    if (take === 'first' || before === undefined) slots[field] = value
    else if (before.length + value.length > limits.textLength) {
      throw new RangeError('the text of an element is too long')
    } else slots[field] = `${before} ${value}`
  }
  const endRecord = (name: string, node: FieldNode): void => {
    counted.records += 1
    counted.elements = 0
    if (counted.records > limits.records) throw new RangeError(`more than ${limits.records} entries`)
    handler.record(name, values)
    for (const field of node.ownFields) slots[field] = undefined
  }

  return {
    enter(name, attributes) {
      counted.elements += 1
      if (counted.elements > limits.elements) {
        throw new RangeError(`more than ${limits.elements} elements in one entry`)
      }
      if (path.length + ignored >= limits.depth) {
        throw new RangeError(`elements nested deeper than ${limits.depth}`)
      }
      const node = ignored > 0 || name === undefined ? undefined : path.at(-1)?.children.get(name)
      const within = occurrences.at(-1) ?? 0
      if (node === undefined || (!node.repeats && seenIn[node.index] === within)) {
        ignored += 1
        return
      }
      seenIn[node.index] = within
      counted.occurrence += 1
      path.push(node)
      occurrences.push(counted.occurrence)
      if (allBelow === 0) text = ''
      if (node.take === 'all-below') allBelow += 1
      if (node.take === 'presence' && node.field !== undefined) slots[node.field] = 'present'
      if (node.attribute !== undefined) slots[node.attribute.field] = attributes[node.attribute.name]
    },

    text(added) {
      if (text.length + added.length > limits.textLength) {
        // Line breaks between the entries of a long list belong to nobody.
        if (!/\S/.test(added)) return
        throw new RangeError('the text of an element is too long')
      }
      if (ignored === 0 || allBelow > 0) text += added
    },

    leave() {
      if (ignored > 0) {
        ignored -= 1
        if (allBelow > 0) text += ' '
        else text = ''
        return
      }
      const node = path.pop()
      occurrences.pop()
      if (node === undefined) return
      keepText(node)
      if (node.take === 'all-below') allBelow -= 1
      if (allBelow === 0) text = ''
      if (node.record !== undefined) endRecord(node.record, node)
    },
  }
}
