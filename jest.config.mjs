import nextJest from 'next/jest.js';

const createJestConfig = nextJest({ dir: './' });

// Packages that ship ES modules only and that Jest, which runs CommonJS here, has to transform.
const esm = [
  'modern-tar',
  'request-filtering-agent',
  'rettime',
  '@open-draft/deferred-promise',
  '@open-draft/until',
  'until-async',
  'hyparquet',
  'hyparquet-compressors',
  'fzstd',
  'hysnappy',
  'd3-[a-z-]+',
  'internmap',
  'jose',
  'micromark[a-z-]*',
  'decode-named-character-reference',
  'character-entities',
  'devlop',
];

async function project(overrides) {
  const config = await createJestConfig({
    clearMocks: true,
    moduleNameMapper: { '^@/(.*)$': '<rootDir>/$1' },
    modulePathIgnorePatterns: ['<rootDir>/.next/', '<rootDir>/dist/', '<rootDir>/data/'],
    ...overrides,
  })();
  // next/jest only appends to its own patterns, so they are replaced afterwards.
  config.transformIgnorePatterns = [`/node_modules/(?!(?:${esm.join('|')})/)`, '^.+\\.module\\.(css|sass|scss)$'];
  return config;
}

/** unit: pure, no process or file. integration: real engine, store, sockets. dom: components in jsdom. */
export default async function config() {
  return {
    coverageProvider: 'v8',
    collectCoverageFrom: ['app/**/*.{ts,tsx}', 'lib/**/*.{ts,tsx}', '!**/*.d.ts'],
    coverageReporters: ['text-summary', 'json-summary', 'lcov'],
    globalSetup: '<rootDir>/__tests__/global-setup.mjs',
    testTimeout: 30_000,
    projects: [
      await project({
        displayName: 'unit',
        testEnvironment: 'node',
        testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
        testPathIgnorePatterns: ['\\.int\\.test\\.ts$', '/node_modules/'],
      }),
      await project({
        displayName: 'integration',
        testEnvironment: 'node',
        testMatch: ['<rootDir>/__tests__/**/*.int.test.ts'],
      }),
      await project({
        displayName: 'dom',
        testEnvironment: 'jest-fixed-jsdom',
        testEnvironmentOptions: { customExportConditions: [''] },
        testMatch: ['<rootDir>/__tests__/**/*.test.tsx'],
        setupFilesAfterEnv: ['<rootDir>/__tests__/setup-dom.ts'],
      }),
    ],
  };
}
