/** Lines run along or down, never slantwise. */
const { isA } = require('../support/read.cjs')
const { edges, segments } = require('../support/geometry.cjs')

module.exports = () => ({
  check(node, reporter) {
    if (!isA(node, 'Definitions')) return
    for (const edge of edges(node)) {
      if (segments(edge).some(({ left, right, top, bottom }) => left !== right && top !== bottom)) {
        reporter.report(edge.element.id, 'Draw the line with right angles only')
      }
    }
  },
})
