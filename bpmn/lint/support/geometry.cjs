/** Rectangles and lines of a drawn diagram, and what it means that they touch. Coordinates in pixels. */

const planeElements = (definitions) =>
  (definitions.diagrams ?? []).flatMap((diagram) => diagram.plane?.planeElement ?? [])

const shapes = (definitions) =>
  planeElements(definitions)
    .filter(({ $type, bpmnElement }) => $type === 'bpmndi:BPMNShape' && bpmnElement !== undefined)
    .map(({ bpmnElement, bounds, label }) => ({ element: bpmnElement, bounds, label: label?.bounds }))

const edges = (definitions) =>
  planeElements(definitions)
    .filter(({ $type, bpmnElement }) => $type === 'bpmndi:BPMNEdge' && bpmnElement !== undefined)
    .map(({ bpmnElement, waypoint, label }) => ({
      element: bpmnElement,
      points: waypoint ?? [],
      label: label?.bounds,
    }))

/** Straight pieces of a line, each with its ends in order. */
const segments = ({ points }) =>
  points.slice(1).map((to, index) => {
    const from = points[index]
    return {
      left: Math.min(from.x, to.x),
      right: Math.max(from.x, to.x),
      top: Math.min(from.y, to.y),
      bottom: Math.max(from.y, to.y),
    }
  })

const box = ({ x, y, width, height }, shrink = 0) => ({
  left: x + shrink,
  right: x + width - shrink,
  top: y + shrink,
  bottom: y + height - shrink,
})

/** Whether two boxes (or segments, which are thin boxes) share more than a border. */
const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

/** Whether two straight pieces meet in a point or lie on each other. */
const meet = (a, b) => a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom

/** Whether a straight piece runs through the inside of a box. */
const runsThrough = (segment, area) =>
  segment.left < area.right &&
  segment.right > area.left &&
  segment.top < area.bottom &&
  segment.bottom > area.top

/** Pools, lanes and expanded sub-processes hold other elements; a boundary event sits on its host. */
const isContainer = (element) => /:(?:Participant|Lane|SubProcess)$/.test(element.$type)

module.exports = { shapes, edges, segments, box, overlap, meet, runsThrough, isContainer }
