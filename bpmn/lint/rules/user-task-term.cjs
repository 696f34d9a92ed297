/**
 * Work for people has a form, a group that may do it, and a day it is due; where no term exists, the extension
 * property `noDueDateBecause` says why, so that nobody wonders whether it was forgotten.
 */
const { isA, extension, property } = require('../support/read.cjs')

const SHORTEST_REASON = 20

module.exports = () => ({
  check(node, reporter) {
    if (!isA(node, 'UserTask')) return
    if (extension(node, 'UserTask') === undefined) reporter.report(node.id, 'Make it a Zeebe user task')
    if (extension(node, 'FormDefinition')?.formId === undefined) reporter.report(node.id, 'Link a form')
    if (!extension(node, 'AssignmentDefinition')?.candidateGroups) {
      reporter.report(node.id, 'Name the group whose members may do this task')
    }
    const reason = property(node, 'noDueDateBecause') ?? ''
    if (!extension(node, 'TaskSchedule')?.dueDate && reason.length < SHORTEST_REASON) {
      reporter.report(node.id, 'Set a due date, or say in the property noDueDateBecause why there is no term')
    }
  },
})
