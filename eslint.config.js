import tseslint from 'typescript-eslint'

/** One ban per room: what it may not import, and the sentence a developer reads when it does. */
const forbid = (files, regex, message, ignores = []) => ({
  files,
  ignores,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ regex, message }] }] },
})

const drivers = '^(zeebe-node|knex|pg|pg-query-stream|pg-copy-streams|cockatiel)$'

export default tseslint.config(
  {
    ignores: [
      'dist',
      '.stack',
      'docs',
      'coverage',
      '*.config.*',
      'bpmn/lint/**/*.cjs',
      'api/pages/assets/**',
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-console': 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['stack/**', 'test/**', 'bpmn/tools/**', 'migrations/run.ts'], rules: { 'no-console': 'off' } },
  forbid(
    ['domain/**'],
    '^(?!\\./|\\.\\./domain/|\\.\\./[\\w-]+\\.ts$|node:crypto$|typebox$|ibantools$|date-holidays$|libphonenumber-js|canonicalize$)',
    'domain/ has no outside: it imports itself and pure libraries',
  ),
  forbid(['bpmn/*.ts'], '^(?!\\./|\\.\\./domain/|typebox$)', 'the contract imports domain/ and typebox'),
  forbid(['workers/**', 'api/**'], `${drivers}|/adapters/`, 'reach the outside through a port', [
    '**/main.ts',
  ]),
  forbid(
    ['adapters/**'],
    '/(api|workers|stack|test)/',
    'adapters are used by the other rooms, not the reverse',
  ),
)
