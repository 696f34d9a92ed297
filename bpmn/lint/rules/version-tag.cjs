/**
 * A case is worked through with the forms, decisions and called processes it was deployed with: every process
 * carries a version tag, and everything it calls is bound to the deployment or to a version tag.
 */
const { isA, extension } = require('../support/read.cjs')

const BINDINGS = ['deployment', 'versionTag']

module.exports = () => ({
  check(node, reporter) {
    if (isA(node, 'Process') && !/^\d+\.\d+\.\d+$/.test(extension(node, 'VersionTag')?.value ?? '')) {
      reporter.report(node.id, 'Give the process a version tag like 1.0.0')
    }
    for (const type of ['FormDefinition', 'CalledDecision', 'CalledElement']) {
      const called = extension(node, type)
      if (called !== undefined && !BINDINGS.includes(called.bindingType)) {
        reporter.report(
          node.id,
          `Bind ${called.formId ?? called.decisionId ?? called.processId} to the deployment`,
        )
      }
    }
  },
})
