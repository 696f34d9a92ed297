import { defineConfig } from 'vitest/config'

const setupFiles = ['test/support/setup.ts']
/**
 * Live through weeks or a year of the engine's clock, in which children grow too old for the decisions of other tests:
 * one after the other, in this order.
 */
const yearLong = [
  'self-employment',
  'plan-scoring',
  'assistance',
  'employment-programme',
  'asset-monitoring',
].map((name) => `test/process/${name}.test.ts`)

const onTheEngine = { setupFiles, testTimeout: 600_000, hookTimeout: 300_000 }

/**
 * One group after the other: what needs nothing, what needs PostgreSQL, what needs Tasklist in a browser, what needs the
 * engine, what moves its clock by a year, and the coverage of the diagrams, which reads what the engine saw. Engine tests
 * share one engine whose clock they move, so their files run one at a time. test/run.ts runs the groups in two parts.
 */
export default defineConfig({
  test: {
    reporters: ['default', './test/support/counts-reporter.ts'],
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'rules',
          include: ['test/{domain,contract,stack}/**/*.test.ts'],
          testTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'records',
          include: ['test/{adapters,workers,api,simulated,migrations}/**/*.test.ts'],
          setupFiles,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...onTheEngine,
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          ...onTheEngine,
          name: 'process',
          include: ['test/process/**/*.test.ts'],
          exclude: yearLong,
          fileParallelism: false,
          sequence: { groupOrder: 3 },
        },
      },
      ...yearLong.map((file, place) => ({
        test: {
          ...onTheEngine,
          name: `year ${place + 1}`,
          include: [file],
          sequence: { groupOrder: 4 + place },
        },
      })),
      {
        test: {
          name: 'coverage',
          include: ['test/coverage/**/*.test.ts'],
          setupFiles,
          testTimeout: 60_000,
          sequence: { groupOrder: 4 + yearLong.length },
        },
      },
    ],
  },
})
