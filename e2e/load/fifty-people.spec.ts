import { mkdirSync, writeFileSync } from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';
import { expect, signIn, test as base } from '../fixtures';
import { apiKey, startPortal, type Portal } from '../portal';
import { Timings } from './timings';

const people = Number(process.env.LOAD_PEOPLE ?? '50');

/** With the sample, so that there is something to look at. */
const test = base.extend<object, { portal: Portal }>({
  portal: [
    async ({}, provide) => {
      const portal = await startPortal({ SIGHTGLASS_SAMPLE: 'on' });
      await sampleLoaded(portal);
      await provide(portal);
      await portal.stop();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
});

type Person = { context: BrowserContext; page: Page; faults: string[] };

test(`${people} people in browsers of their own: sign in, look, click, and see an incident come and be taken`, async ({
  browser,
  portal,
  send,
}) => {
  test.setTimeout(900_000);
  const timings = new Timings();
  const crowd: Person[] = [];
  // People come one after the other; the load is that they stay.
  for (let i = 0; i < people; i += 1) crowd.push(await arrive(browser, portal.url, timings));

  await everyone(crowd, async ({ page }) => {
    await timings.of('dashboards: list shown', async () => {
      await page.goto('/dashboards?workspace=sample');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible({ timeout: 60_000 });
    });
    await timings.of('overview of 7 days: last chart shown', async () => {
      await page.goto('/overview?workspace=sample&range=7d');
      await chartsShown(page);
    });
  });

  await everyone(crowd, async ({ page }) => {
    await page.goto('/incidents?workspace=main');
    await expect(page.getByRole('heading', { level: 1, name: 'Incidents' })).toBeVisible({ timeout: 60_000 });
    await expect(connected(page)).toBeVisible({ timeout: 60_000 });
  });
  const name = 'Load: till is stuck';
  await makeRule(portal, name);
  const from = performance.now();
  expect((await send(Array.from({ length: 6 }, () => ({ name: 'load.till' })))).status).toBe(202);
  await Promise.all(
    crowd.map(async ({ page }) => {
      await expect(incident(page, name)).toBeVisible({ timeout: 60_000 });
      timings.note('events sent → incident on screen', performance.now() - from);
    }),
  );
  const [first, ...others] = crowd;
  if (first === undefined) throw new Error('nobody came');
  await incident(first.page, name).getByRole('link', { name }).click();
  await first.page.getByRole('button', { name: 'Acknowledge' }).click();
  const taken = performance.now();
  await Promise.all(
    others.map(async ({ page }) => {
      await expect(incident(page, name)).toContainText('Acknowledged', { timeout: 60_000 });
      timings.note('acknowledged → seen by the others', performance.now() - taken);
    }),
  );

  expect(crowd.flatMap(({ faults }) => faults)).toEqual([]);
  for (const { context } of crowd) await context.close();
  mkdirSync('bench/results', { recursive: true });
  writeFileSync('bench/results/browsers.md', timings.report(people));
});

async function arrive(browser: Browser, baseURL: string, timings: Timings): Promise<Person> {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('console', (line) => line.type() === 'error' && faults.push(`console: ${line.text()}`));
  page.on('response', (reply) => {
    if (reply.status() >= 500) faults.push(`${reply.status()} ${new URL(reply.url()).pathname}`);
  });
  await timings.of('sign in: form sent → overview shown', () => signIn(page));
  await timings.of('overview: last chart shown', async () => {
    await page.goto('/overview?workspace=sample');
    await chartsShown(page);
  });
  return { context, page, faults };
}

type Browser = { newContext: (options: { baseURL: string }) => Promise<BrowserContext> };

/** No panel is left waiting, blank or failed. */
async function chartsShown(page: Page): Promise<void> {
  const panels = page.locator('main [data-panel]');
  await expect(panels.first()).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('main [data-panel][aria-busy="true"]')).toHaveCount(0, { timeout: 60_000 });
  await expect(page.locator('main [role="alert"]')).toHaveCount(0);
  await expect(page.locator('main svg[role="img"]').first()).toBeVisible({ timeout: 60_000 });
}

/** The badge, which says with so many at once that charts come more seldom. */
const connected = (page: Page) => page.getByText(/^(Live|Updating every \d+ s, engine busy)$/).first();
const incident = (page: Page, name: string) => page.locator('[data-incident]').filter({ hasText: name });

/** As many at once as one machine can drive without the driver being what is measured. */
async function everyone(crowd: readonly Person[], act: (person: Person) => Promise<void>): Promise<void> {
  const waiting = [...crowd];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await act(next);
  };
  await Promise.all(Array.from({ length: 5 }, lane));
}

async function makeRule(portal: Portal, name: string): Promise<void> {
  const reply = await fetch(`${portal.url}/api/rules`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      name,
      spec: { kind: 'total', measures: [{ agg: 'count', event: 'load.till' }], range: { last: '15m' } },
      condition: { type: 'threshold', operator: '>', levels: [{ severity: 'critical', value: 5 }] },
      every: 'event',
    }),
  });
  if (!reply.ok) throw new Error(`the rule was answered ${reply.status}: ${await reply.text()}`);
}

async function sampleLoaded(portal: Portal): Promise<void> {
  const deadline = Date.now() + 240_000;
  while (Date.now() < deadline) {
    const reply = await fetch(`${portal.url}/api/sample`, { headers: { authorization: `Bearer ${apiKey}` } });
    if (reply.ok && ((await reply.json()) as { state: string }).state === 'ready') return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('the sample was not loaded in time');
}
