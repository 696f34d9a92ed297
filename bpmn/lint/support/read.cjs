/** What several rules need to know of an element: its kind, its Zeebe extensions, its neighbours. */

const isA = (node, ...types) => types.some((type) => node.$instanceOf?.(`bpmn:${type}`) ?? false)

const extensions = (node) => node.extensionElements?.values ?? []

const extension = (node, type) => extensions(node).find((value) => value.$type === `zeebe:${type}`)

const documentation = (node) =>
  (node.documentation ?? [])
    .map(({ text }) => text ?? '')
    .join(' ')
    .trim()

/** `name` of a `zeebe:property`, or `undefined`. */
const property = (node, name) =>
  extension(node, 'Properties')?.properties?.find((entry) => entry.name === name)?.value

module.exports = { isA, extensions, extension, documentation, property }
