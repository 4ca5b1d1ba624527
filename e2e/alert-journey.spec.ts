import type { Page } from '@playwright/test';
import { expect, signIn, test as base } from './fixtures';
import { expectAccessibleInBoth } from './access';
import { apiKey, startPortal, type Portal } from './portal';
import { startReceiver, type Receiver } from './receiver';
import { watch, type Watchers } from './watchers';

const signingKey = 'a key of sixteen or more';

/** A portal of its own: who is told of what is one document for all. */
const test = base.extend<object, { portal: Portal; ops: Receiver }>({
  portal: [
    async ({}, provide) => {
      const portal = await startPortal();
      await provide(portal);
      await portal.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  ops: [
    async ({ portal }, provide) => {
      const receiver = await startReceiver();
      await tellOps(portal.url, receiver.url);
      await provide(receiver);
      receiver.stop();
    },
    { scope: 'worker' },
  ],
});

const many = (count: number, name: string) =>
  Array.from({ length: count }, () => ({ name, properties: { service: 'till' } }));

const call = async (url: string, method: string, body: unknown): Promise<{ id: string }> => {
  const reply = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${apiKey}` },
    body: JSON.stringify(body),
  });
  if (!reply.ok) throw new Error(`${url} was answered ${reply.status}: ${await reply.text()}`);
  return (await reply.json()) as { id: string };
};

async function tellOps(portal: string, hook: string): Promise<void> {
  const { id } = await call(`${portal}/api/channels`, 'POST', {
    name: 'Ops hook',
    settings: { kind: 'webhook', url: hook },
    secrets: { signingKey },
  });
  await call(`${portal}/api/routing`, 'PUT', {
    version: 0,
    routing: {
      receivers: [{ name: 'Ops', channels: [id] }],
      policies: [{ name: 'everything', groupWait: '0s', steps: [{ receiver: 'Ops' }] }],
    },
  });
}

const questionOf = (event: string) =>
  JSON.stringify({ kind: 'total', measures: [{ agg: 'count', event }], range: { last: '15m' } });

/** Makes a rule in the editor, seen through its backtest, that events wake. */
async function makeRule(page: Page, { name, event, limit }: { name: string; event: string; limit: number }) {
  await page.goto(`/explore?workspace=main&q=${encodeURIComponent(questionOf(event))}`);
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('link', { name: 'Alert on this' }).click();
  await page.waitForURL('**/alerts/new*');
  const backtest = page.getByTestId('backtest');
  await expect(backtest).toContainText('in the last 7 days', { timeout: 20_000 });
  await page.getByLabel('Fires at').fill(String(limit));
  await expect(backtest).toContainText('not have fired');
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Evaluated', { exact: true }).selectOption({ label: 'At every event' });
  await page.keyboard.press('Control+s');
  await page.waitForURL(/\/alerts\/[\w-]{21}/);
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

const occasions = ({ heard }: Receiver, title: string) =>
  heard.filter(({ body }) => body.incident?.title === title).map(({ body }) => body.occasion);
const status = (page: Page) => page.locator('[data-status]').first();

type Journey = { page: Page; ops: Receiver; name: string; during?: (from: number) => Promise<void> };

/** From events to an incident that is seen live, told, taken, resolved, and told again. */
async function handle({ page, ops, name, during }: Journey, sendEvents: () => Promise<Response>): Promise<void> {
  await page.goto('/incidents?workspace=main');
  await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();
  await page.evaluate(() => Object.assign(window, { isSameDocument: true }));
  const from = Date.now();
  expect((await sendEvents()).status).toBe(202);
  const row = page.locator('[data-incident]').filter({ hasText: name });
  await expect(row).toBeVisible({ timeout: 15_000 });
  expect(await page.evaluate(() => 'isSameDocument' in window)).toBe(true);
  await during?.(from);
  await expect.poll(() => occasions(ops, name)).toEqual(['new']);

  await row.getByRole('link', { name }).click();
  await page.waitForURL('**/incidents/*');
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(name) })).toBeVisible();
  await expect(page.getByText('Told Ops', { exact: false }).first()).toBeVisible();
  // Somebody else has it open as well.
  const other = await page.context().newPage();
  await other.goto(page.url());
  await expect(status(other)).toHaveText('Not acknowledged');
  await page.getByRole('button', { name: 'Acknowledge' }).click();
  await expect(status(page)).toHaveText('Acknowledged');
  await expect(status(other)).toHaveText('Acknowledged');
  await other.close();

  await page.getByRole('toolbar', { name: 'Actions' }).getByRole('button', { name: 'Resolve' }).click();
  await page.getByRole('button', { name: 'Resolve it?' }).click();
  await expect(status(page)).toHaveText('Resolved');
  await expect.poll(() => occasions(ops, name)).toEqual(['new', 'resolved']);
}

test('login, rule with backtest, events, an incident live, acknowledged, resolved, and a signed webhook for both ends', async ({
  page,
  ops,
  send,
}) => {
  test.setTimeout(180_000);
  const name = 'Till is stuck';
  await send(many(2, 'alert.till'));
  await signIn(page);
  await makeRule(page, { name, event: 'alert.till', limit: 5 });
  await handle({ page, ops, name }, () => send(many(6, 'alert.till')));
  const told = ops.heard.filter(({ body }) => body.incident?.title === name);
  expect(told.map((one) => ops.isSigned(one, signingKey))).toEqual([true, true]);
  expect(new Set(told.map(({ body }) => body.groupKey)).size).toBe(1);
  await expectAccessibleInBoth(page, 'a resolved incident');
});

test('the same while 50 others watch, who all hear of it', async ({ page, portal, ops, send }) => {
  test.setTimeout(180_000);
  const name = 'Shelf is empty';
  await send(many(2, 'alert.shelf'));
  await signIn(page);
  await makeRule(page, { name, event: 'alert.shelf', limit: 5 });
  const watchers: Watchers = await watch(portal.url, 50);
  try {
    const during = async (from: number) => {
      const delays = await watchers.heardOf(name, from);
      expect(delays).toHaveLength(50);
      expect(Math.max(...delays)).toBeLessThan(15_000);
    };
    await handle({ page, ops, name, during }, () => send(many(6, 'alert.shelf')));
  } finally {
    watchers.stop();
  }
});

test('on a phone everything urgent is under the thumb', async ({ browser, portal, ops, send }) => {
  test.setTimeout(180_000);
  const name = 'Door is open';
  await call(`${portal.url}/api/rules`, 'POST', {
    name,
    spec: JSON.parse(questionOf('alert.door')) as unknown,
    condition: { type: 'threshold', operator: '>', levels: [{ severity: 'critical', value: 0 }] },
    every: 'event',
  });
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const phone = await context.newPage();
  await signIn(phone, '/incidents');
  await expect(phone.getByText('Live', { exact: true }).first()).toBeAttached();
  await expect(async () => {
    await send(many(1, 'alert.door'));
    await expect(phone.locator('[data-incident]').filter({ hasText: name })).toBeVisible({ timeout: 4_000 });
  }).toPass();
  await expect.poll(() => occasions(ops, name)).toContain('new');
  await phone.locator('[data-incident]').filter({ hasText: name }).getByRole('link', { name }).tap();
  await phone.waitForURL('**/incidents/*');
  const bar = phone.getByRole('toolbar', { name: 'Actions' });
  await expect(bar).toBeInViewport();
  await expectAccessibleInBoth(phone, 'an incident on a phone');
  await bar.getByRole('button', { name: 'Snooze 1 h' }).tap();
  await expect(bar.getByRole('button', { name: 'End snooze' })).toBeVisible();
  await bar.getByRole('button', { name: 'Acknowledge' }).tap();
  await expect(status(phone)).toHaveText('Acknowledged');
  await bar.getByRole('button', { name: 'More actions' }).tap();
  await phone.getByRole('dialog').getByRole('button', { name: 'Mark as mitigated' }).tap();
  await expect(status(phone)).toHaveText('Mitigated');
  const wide = await phone.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide).toBe(0);
  await context.close();
});
