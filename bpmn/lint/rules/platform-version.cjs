/** The file opens in Camunda Modeler as what the engine is: Camunda 8.6. */
const { isA } = require('../support/read.cjs')

module.exports = () => ({
  check(node, reporter) {
    if (!isA(node, 'Definitions')) return
    if (node.$attrs?.['modeler:executionPlatform'] !== 'Camunda Cloud') {
      reporter.report(node.id, 'Set modeler:executionPlatform to "Camunda Cloud"')
    }
    if (!/^8\.6\.\d+$/.test(node.$attrs?.['modeler:executionPlatformVersion'] ?? '')) {
      reporter.report(node.id, 'Set modeler:executionPlatformVersion to 8.6.x')
    }
  },
})
