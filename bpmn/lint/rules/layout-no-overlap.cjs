/** Shapes keep apart, and no label lies on a shape, a line or another label. */
const { isA } = require('../support/read.cjs')
const { shapes, edges, segments, box, overlap, runsThrough, isContainer } = require('../support/geometry.cjs')

module.exports = () => ({
  check(node, reporter) {
    if (!isA(node, 'Definitions')) return
    const solid = shapes(node).filter(({ element }) => !isContainer(element))
    const labels = [...shapes(node), ...edges(node)].filter(({ label }) => label !== undefined)

    for (const [one, other] of pairs(solid)) {
      const attached =
        one.element.attachedToRef === other.element || other.element.attachedToRef === one.element
      if (!attached && overlap(box(one.bounds), box(other.bounds))) {
        reporter.report(one.element.id, `Lies on ${other.element.id}`)
      }
    }
    for (const [one, other] of pairs(labels)) {
      if (overlap(box(one.label), box(other.label))) {
        reporter.report(one.element.id, `Its label lies on the label of ${other.element.id}`)
      }
    }
    for (const { element, label } of labels) {
      const area = box(label, 1)
      const under = solid.find(({ bounds }) => overlap(area, box(bounds)))
      if (under !== undefined) reporter.report(element.id, `Its label lies on ${under.element.id}`)
      const line = edges(node).find((edge) => segments(edge).some((piece) => runsThrough(piece, area)))
      if (line !== undefined) reporter.report(element.id, `Its label lies on the line ${line.element.id}`)
    }
  },
})

const pairs = (items) => items.flatMap((one, index) => items.slice(index + 1).map((other) => [one, other]))
