/** The rules of our own, for bpmnlint's command line and for editors that run it. One file per rule, same name. */
const names = [
  'documentation',
  'element-names',
  'explicit-retries',
  'layout-all-drawn',
  'layout-no-crossing',
  'layout-no-overlap',
  'layout-right-angles',
  'no-personal-variables',
  'platform-version',
  'user-task-term',
  'version-tag',
]

module.exports = {
  rules: Object.fromEntries(names.map((name) => [name, `./rules/${name}.cjs`])),
  configs: {
    recommended: { rules: Object.fromEntries(names.map((name) => [`social-protection/${name}`, 'error'])) },
  },
}
