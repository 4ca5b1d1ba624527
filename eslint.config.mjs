import { defineConfig, globalIgnores } from 'eslint/config';
import next from 'eslint-config-next/core-web-vitals';
import tseslint from 'typescript-eslint';

const clock = {
  selector:
    "CallExpression[callee.object.name='Date'][callee.property.name='now'], NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.object.name='Math'][callee.property.name='random']",
  message: 'Take time and randomness from ctx, so that tests can hold them still.',
};
const environment = {
  object: 'process',
  property: 'env',
  message: 'Read settings through lib/config, where all faults are found at once.',
};
const noDefault = {
  restrictDefaultExports: { direct: true, named: true, defaultFrom: true, namedFrom: true, namespaceFrom: true },
};

export default defineConfig([
  globalIgnores([
    '.next/**',
    'dist/**',
    'data/**',
    'coverage/**',
    'test-results/**',
    'next-env.d.ts',
    '.dependency-cruiser.cjs',
  ]),
  ...next,
  { files: ['**/*.mjs'], languageOptions: { globals: { process: 'readonly', console: 'readonly' } } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      'max-lines': ['error', { max: 220, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 12],
      'max-params': ['error', 3],
      'max-depth': ['error', 3],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // An async function without await still turns what it throws into a rejection, which ports rely on.
      '@typescript-eslint/require-await': 'off',
      'no-restricted-properties': ['error', environment],
      'no-restricted-exports': ['error', noDefault],
    },
  },
  { files: ['lib/**'], ignores: ['lib/time/clock.ts'], rules: { 'no-restricted-syntax': ['error', clock] } },
  {
    files: [
      'lib/config/**',
      'server.ts',
      'proxy.ts',
      'instrumentation.ts',
      'scripts/**',
      'bench/**',
      'e2e/**',
      '__tests__/**',
      '*.config.*',
    ],
    rules: { 'no-restricted-properties': 'off' },
  },
  // A table of all metrics, which is read as one.
  { files: ['lib/telemetry/metrics.ts'], rules: { 'max-lines-per-function': 'off' } },
  // The engine's host process is started by the portal and gets its secret and folder through the environment.
  { files: ['lib/engine/host/**', 'lib/store/init.ts'], rules: { 'no-restricted-properties': 'off' } },
  {
    files: ['app/**/{page,layout,error,global-error,loading,not-found,template,default}.tsx', '*.config.*'],
    rules: { 'no-restricted-exports': 'off' },
  },
  {
    files: ['__tests__/**', 'e2e/**', 'bench/**'],
    // Tables of cases have as many columns as they need.
    rules: {
      'max-params': 'off',
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
]);
