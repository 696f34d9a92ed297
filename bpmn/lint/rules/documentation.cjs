/**
 * Every process, task, call activity, sub-process and event that waits says in plain words what happens, and
 * steps say under which rule: a section of docs/domain.md, or a house rule. Auditors and new colleagues read this.
 */
const { isA, documentation } = require('../support/read.cjs')

const SHORTEST = 30
const JARGON = /`|\b(?:FEEL|JSON|API|worker|boolean|null|DMN|BPMN)\b/i

module.exports = () => ({
  check(node, reporter) {
    const step = isA(node, 'Activity')
    const waiting = isA(node, 'BoundaryEvent', 'IntermediateCatchEvent')
    if (!step && !waiting && !isA(node, 'Process')) return

    const text = documentation(node)
    if (text.length < (waiting ? 1 : SHORTEST))
      reporter.report(node.id, 'Say in the documentation what happens here')
    if (JARGON.test(text)) reporter.report(node.id, `Say it without jargon: ${JARGON.exec(text)[0]}`)
    if (!waiting && !/docs\/domain\.md|House rule/.test(text)) {
      reporter.report(
        node.id,
        'Name the rule in the documentation: a section of docs/domain.md, or "House rule: …"',
      )
    }
  },
})
