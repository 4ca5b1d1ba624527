import { readdirSync, readFileSync } from 'node:fs';
import { expect, signIn, test } from './fixtures';

const panel = (name: string) => `[data-panel="${name}"]`;
const bigNumber = `${panel('events')} .sg-number-value`;

test('an event sent through the API moves the number on screen, without a reload', async ({ page, send }) => {
  const first = await send({ name: 'checkout', value: 42, userId: 'u1', properties: { plan: 'pro' } });
  expect(first.status).toBe(202);
  expect(await first.json()).toMatchObject({ accepted: 1, rejected: [] });

  await signIn(page);
  await page.evaluate(() => Object.assign(window, { isSameDocument: true }));
  await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();
  const before = Number(await page.locator(bigNumber).textContent());
  await send([
    { name: 'checkout', value: 7 },
    { name: 'checkout', value: 9 },
  ]);
  const start = Date.now();
  await expect(page.locator(bigNumber)).toHaveText(String(before + 2));
  expect(Date.now() - start).toBeLessThan(10_000);
  expect(await page.evaluate(() => 'isSameDocument' in window)).toBe(true);
});

test('the dashboard is drawn by the server: charts and numbers are in the HTML, for readers without script too', async ({
  browser,
  page,
  portal,
  send,
}) => {
  expect((await send({ name: 'checkout', value: 1 })).status).toBe(202);
  await signIn(page);
  const html = await (await page.request.get('/overview')).text();
  expect(html).toContain('<svg');
  expect(html).toMatch(/data-panel="events-trend"/);
  expect(html).toMatch(/<path[^>]+d="M/);

  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  });
  const plain = await context.newPage();
  await plain.goto(`${portal.url}/overview`);
  await expect(plain.locator(`${panel('events-trend')} svg`).first()).toBeVisible();
  await expect(plain.locator(bigNumber)).toHaveText(/^[1-9]\d*$/);
  await context.close();
});

test('hydration asks nothing again and fetches within the budget of a first page', async ({ page, send }) => {
  expect((await send({ name: 'checkout', value: 1 })).status).toBe(202);
  await signIn(page);
  const requests: string[] = [];
  const faults: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  await page.goto('/overview');
  await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();
  await page.waitForTimeout(1_000);
  expect(requests.filter((path) => path === '/api/query')).toEqual([]);
  expect(requests, requests.join(' ')).toHaveLength(Math.min(requests.length, 16));
  const status = (await (await page.request.get('/api/status')).json()) as { live: { viewers: number } };
  expect(status.live.viewers).toBe(1);

  // The code for tooltips comes when somebody is at the page, and takes over the chart that is there.
  await page.mouse.move(400, 400);
  await expect(page.locator(`${panel('events-trend')} .recharts-surface`).first()).toBeVisible();
  expect(faults).toEqual([]);
});

test('when the engine is killed the dashboard keeps answering, says how old it is, and recovers by itself', async ({
  page,
  portal,
  send,
  query,
}) => {
  const question = { kind: 'total', measures: [{ agg: 'count', event: 'survivor' }], range: { last: '1h' } };
  const count = async () => ((await query(question)).data.values as { value: number }[])[0]?.value;
  expect((await send({ name: 'survivor', value: 1 })).status).toBe(202);
  await signIn(page);
  await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();
  await expect(page.locator(bigNumber)).toBeVisible();
  await expect.poll(count).toBe(1);

  // One kill is mended within a second; killing every new one for a while is what an engine that cannot start looks like.
  const isStaleShown = page.locator('[data-freshness="stale"]').first().waitFor({ timeout: 30_000 });
  const killing = setInterval(() => childrenOf(portal.pid).forEach(kill), 300);
  try {
    await isStaleShown;
    expect((await send({ name: 'survivor', value: 2 })).status).toBe(202);
    // Between two kills a new engine may answer once, so the outage is looked for until it is met.
    await expect(async () => {
      const during = await page.request.get('/overview');
      expect(during.status()).toBe(200);
      expect(await during.text()).toContain('data-freshness="stale"');
    }).toPass({ timeout: 20_000 });
    await expect.poll(async () => (await query(question)).meta.freshness, { timeout: 20_000 }).toBe('stale');
  } finally {
    clearInterval(killing);
  }

  await expect.poll(count, { timeout: 30_000 }).toBe(2);
  await expect(page.locator('[data-freshness="stale"]')).toHaveCount(0, { timeout: 30_000 });
  await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();
});

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended between being found and being killed.
  }
}

function childrenOf(pid: number): number[] {
  const isChild = (name: string) => {
    try {
      return readFileSync(`/proc/${name}/status`, 'utf8').includes(`PPid:\t${pid}\n`);
    } catch {
      return false;
    }
  };
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && isChild(name))
    .map(Number);
}
