import { defineConfig } from 'vitest/config'

const setupFiles = ['test/support/setup.ts']
/** Live through a year of the engine's clock, in which children grow too old for the decisions of other tests. */
const yearLong = ['assistance', 'asset-monitoring', 'employment-programme'].map(
  (name) => `test/process/${name}.test.ts`,
)
/** Live through months of the engine's clock, in which children grow too old for the decisions of other tests. */
const yearLong = ['test/process/assistance.test.ts', 'test/process/self-employment.test.ts']

/**
 * Five groups, one after the other: what needs nothing, what needs PostgreSQL, what needs the engine, what moves its
 * clock by a year, and the coverage of the diagrams, which reads what the engine saw. Engine tests share one engine whose clock they
 * move, so their files run one at a time.
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
          name: 'process',
          include: ['test/{process,browser}/**/*.test.ts'],
          exclude: yearLong,
          setupFiles,
          fileParallelism: false,
          testTimeout: 600_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'year',
          include: yearLong,
          setupFiles,
          fileParallelism: false,
          testTimeout: 600_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 3 },
        },
      },
      {
        test: {
          name: 'coverage',
          include: ['test/coverage/**/*.test.ts'],
          setupFiles,
          testTimeout: 60_000,
          sequence: { groupOrder: 4 },
        },
      },
    ],
  },
})
