/** How often an automatic step is tried again is decided per step and written down, not left to a default. */
const { extension } = require('../support/read.cjs')

module.exports = () => ({
  check(node, reporter) {
    const definition = extension(node, 'TaskDefinition')
    if (definition === undefined) return
    if (!Object.hasOwn(definition, 'retries') || !/^[1-9]\d?$/.test(definition.retries)) {
      reporter.report(node.id, 'Write the number of retries (1 to 99) on the task')
    }
  },
})
