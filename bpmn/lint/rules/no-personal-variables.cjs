/**
 * Names, FIN, IBAN, addresses and incomes of a person never become process variables: they stay in the
 * database, where every reading is recorded. The names are those of domain/personal-data.ts.
 */
const { extension, isA } = require('../support/read.cjs')
const personalNames = require('../personal-names.json')

const normalise = (name) => name.toLowerCase().replace(/[^a-z0-9]/g, '')
const personal = new Set(personalNames.map(normalise))

module.exports = () => ({
  check(node, reporter) {
    for (const name of isA(node, 'FlowElement', 'Process') ? namesIn(node) : []) {
      if (personal.has(normalise(name))) {
        reporter.report(node.id, `"${name}" is personal data: keep it in the database and pass the case id`)
      }
    }
  },
})

function namesIn(node) {
  const mapping = extension(node, 'IoMapping')
  const mapped = [...(mapping?.inputParameters ?? []), ...(mapping?.outputParameters ?? [])]
  const loop = node.loopCharacteristics && extension(node.loopCharacteristics, 'LoopCharacteristics')
  return [
    ...mapped.flatMap(({ source, target }) => [target, ...identifiers(source)]),
    extension(node, 'CalledDecision')?.resultVariable,
    loop?.inputElement,
    loop?.outputCollection,
    ...identifiers(loop?.inputCollection),
    ...identifiers(node.conditionExpression?.body),
  ].filter((name) => name !== undefined)
}

/** Every word of an expression that is not inside quotes, properties included. */
const identifiers = (expression) =>
  expression?.startsWith('=') ? (expression.replace(/"[^"]*"/g, '').match(/[A-Za-z_]\w*/g) ?? []) : []
