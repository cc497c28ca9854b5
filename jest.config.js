/** A file or a test that is named runs by itself; the whole goes by sets of files that load the application once. */
const named = process.argv.slice(2).some((word) => !word.startsWith('--'));

/** ESM test runs: `npm test` starts Node with --experimental-vm-modules. */
export default {
  testEnvironment: 'node',
  rootDir: '.',
  roots: ['<rootDir>/src', '<rootDir>/test', '<rootDir>/seeds'],
  // Two cores may be shared by a database server, a browser and other workers.
  testTimeout: 30_000,
  // What a test file leaves behind in its module context is not all given back: a worker that has grown is replaced.
  maxWorkers: 2,
  workerIdleMemoryLimit: '1GB',
  ...(named ? {} : { testSequencer: '<rootDir>/test/together/sequencer.js' }),
  testMatch: named ? ['**/*.spec.ts'] : ['<rootDir>/test/together/*.together.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  globalSetup: '<rootDir>/test/helpers/global-setup.ts',
  globalTeardown: '<rootDir>/test/helpers/global-teardown.ts',
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
};
