// Who watches wants what was changed, and who counts coverage wants every line seen: then Jest loads all of it, for each file anew.
const loadsOnce = !process.argv.some((option) => /^--(watch|coverage)/.test(option));

/** @type {import('jest').Config} */
module.exports = {
  ...(loadsOnce && {
    runtime: '<rootDir>/tests/support/jest-runtime.cjs',
    testEnvironment: '<rootDir>/tests/support/jest-environment.cjs',
  }),
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  transform: { '\\.tsx?$': '<rootDir>/tests/support/jest-transform.cjs' },
  globalSetup: '<rootDir>/tests/support/global-setup.ts',
  globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
  testSequencer: '<rootDir>/tests/support/longest-first.cjs',
  setupFilesAfterEnv: ['<rootDir>/tests/support/setup.ts'],
  // Far behind the patience of whoever waits in a test: they say for what.
  testTimeout: 240_000,
  // A test waits half of its time for what others do meanwhile: four keep two cores busy.
  maxWorkers: 4,
  // On a busy machine half a second is no time to end in; who still holds something then is told of as before.
  workerGracefulExitTimeout: 10_000,
};
