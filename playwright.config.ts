import { defineConfig } from '@playwright/test';

/** Each spec file starts its own portal on a free port with an empty data folder (see e2e/fixtures.ts). */
export default defineConfig({
  testDir: './e2e',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  workers: 2,
  outputDir: 'test-results/traces',
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    launchOptions: {
      executablePath: process.env.SIGHTGLASS_CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
    // Tracing takes a fifth of the time of every test; what failed is run again with it (see scripts/test.mjs).
    trace: 'off',
  },
  projects: [
    { name: 'chromium', testIgnore: '**/e2e/load/**', use: { browserName: 'chromium' } },
    // Fifty browsers at once take minutes: run by `npm run e2e:load`, not by every check.
    { name: 'load', testMatch: '**/e2e/load/**/*.spec.ts', use: { browserName: 'chromium' } },
  ],
});
