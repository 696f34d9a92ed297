/** No line crosses or touches another, and none runs through a shape: the eye can follow every path. */
const { isA } = require('../support/read.cjs')
const { shapes, edges, segments, box, meet, runsThrough, isContainer } = require('../support/geometry.cjs')

module.exports = () => ({
  check(node, reporter) {
    if (!isA(node, 'Definitions')) return
    const lines = edges(node).map((edge) => ({ ...edge, pieces: segments(edge) }))
    lines.forEach((line, index) => {
      for (const other of lines.slice(index + 1)) {
        if (line.pieces.some((piece) => other.pieces.some((crossed) => meet(piece, crossed)))) {
          reporter.report(line.element.id, `Crosses or touches the line ${other.element.id}`)
        }
      }
      for (const { element, bounds } of shapes(node)) {
        if (isLane(element) || (isContainer(element) && holds(bounds, line))) continue
        if (line.pieces.some((piece) => runsThrough(piece, box(bounds, 1)))) {
          reporter.report(line.element.id, `Runs through ${element.id}`)
        }
      }
    })
  },
})

/** Work passes from lane to lane, also over one that has no part in it. */
const isLane = ({ $type }) => /:Lane$/.test($type)

/** A line inside a container, or one that starts or ends at its border from outside, does not cut through it. */
const holds = (bounds, { points }) => {
  const area = box(bounds)
  return points.some(({ x, y }) => x >= area.left && x <= area.right && y >= area.top && y <= area.bottom)
}
