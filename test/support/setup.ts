/** Says what to do when tests that need the stack run without it, instead of failing one by one. */
if (process.env['TEST_DATABASE_OWNER_URL'] === undefined) {
  throw new Error(
    'These tests need the test stack. Run `npm test -- <filter>`, which starts it, ' +
      'or keep one running with `npm run stack -- up --profile test` and run `npm test -- --reuse <filter>`.',
  )
}
