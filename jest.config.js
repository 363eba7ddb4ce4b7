/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  transform: { '^.+\\.tsx?$': ['ts-jest', { diagnostics: false }] },
  globalSetup: '<rootDir>/tests/support/global-setup.ts',
  globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
  testSequencer: '<rootDir>/tests/support/longest-first.cjs',
  setupFilesAfterEnv: ['<rootDir>/tests/support/setup.ts'],
  // Far behind the patience of whoever waits in a test: they say for what.
  testTimeout: 240_000,
  // A test waits a third of its time for what others do meanwhile: three keep two cores busy.
  maxWorkers: 3,
};
