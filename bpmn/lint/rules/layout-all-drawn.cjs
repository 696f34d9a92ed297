/** Whatever the process does is on the picture: every element has its shape, every flow its line. */
const { isA } = require('../support/read.cjs')
const { shapes, edges } = require('../support/geometry.cjs')

module.exports = () => ({
  check(node, reporter) {
    if (!isA(node, 'Definitions')) return
    const drawn = new Set([...shapes(node), ...edges(node)].map(({ element }) => element.id))
    const visit = (element) => {
      if (!drawn.has(element.id)) reporter.report(element.id, 'Draw this element')
      for (const child of element.flowElements ?? []) visit(child)
    }
    for (const root of node.rootElements ?? []) {
      for (const participant of root.participants ?? []) visit(participant)
      for (const lane of (root.laneSets ?? []).flatMap(({ lanes }) => lanes ?? [])) visit(lane)
      for (const element of root.flowElements ?? []) visit(element)
    }
  },
})
