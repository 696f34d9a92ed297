/**
 * Names read like sentences of an office: tasks begin with a verb, gateways that split are questions whose
 * answers stand on the flows, events name what has happened. Sentence case, short, no full stop.
 */
const { isA } = require('../support/read.cjs')

const LONGEST = 40
/** First words that are nouns of action rather than verbs: "Payment approval", "Checking of data". */
const NOUN_FIRST = /^(?:\w+(?:tion|ment|ance|ence|ity|ness|ing|al))\b/i
/** Names that are capitals in the middle of a sentence, too. */
const PROPER = /^(?:ÜDSY|DOST|DSMF|FIN|IBAN|Baku|Khazar|Pirallahi|No\.)$/

module.exports = () => ({
  check(node, reporter) {
    if (isA(node, 'Activity')) {
      sentence(node, reporter)
      const words = (node.name ?? '').split(/\s+/)
      if (words.length < 2 || NOUN_FIRST.test(words[0])) {
        reporter.report(node.id, 'Name the task by a verb and what it is done to, e.g. "Plan visit"')
      }
    }
    if (isA(node, 'Event') && node.name !== undefined) {
      sentence(node, reporter)
      if (node.name.endsWith('?'))
        reporter.report(node.id, 'An event names what has happened; a gateway asks')
    }
    if (isA(node, 'ExclusiveGateway', 'EventBasedGateway') && (node.outgoing ?? []).length > 1) {
      sentence(node, reporter)
      if (!(node.name ?? '').endsWith('?'))
        reporter.report(node.id, 'Name the gateway by a question ending in "?"')
      if (isA(node, 'EventBasedGateway')) return
      for (const flow of node.outgoing) {
        if ((flow.name ?? '') === '') reporter.report(flow.id, 'Write on the flow which answer it stands for')
        else if (/^\p{Lu}/u.test(flow.name)) reporter.report(flow.id, 'Write the answer in lower case')
      }
    }
  },
})

function sentence({ id, name = '' }, reporter) {
  if (!/^\p{Lu}/u.test(name)) reporter.report(id, 'Begin the name with a capital letter')
  if (name.endsWith('.')) reporter.report(id, 'A name has no full stop')
  if (name.length > LONGEST) reporter.report(id, `Shorten the name to ${LONGEST} characters`)
  const shouting = name
    .split(/\s+/)
    .slice(1)
    .find((word) => /^\p{Lu}/u.test(word) && !PROPER.test(word))
  if (shouting !== undefined) reporter.report(id, `Write the name in sentence case: "${shouting}"`)
}
