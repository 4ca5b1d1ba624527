import type { Page } from '@playwright/test';
import { expect, signIn, test } from './fixtures';
import { expectAccessible } from './access';

const event = 'rule.order';

/** Twenty an hour for two days, and sixty in one hour of yesterday. */
async function sendOrders(send: (events: unknown) => Promise<Response>): Promise<void> {
  const hour = 3_600_000;
  const now = Date.now();
  const orders = Array.from({ length: 48 }, (_, back) => {
    const count = back === 20 ? 60 : 20;
    return Array.from({ length: count }, (__, index) => ({
      name: event,
      timestamp: new Date(now - back * hour - ((index + 1) / (count + 1)) * hour).toISOString(),
    }));
  }).flat();
  expect((await send(orders)).status).toBe(202);
}

const question = JSON.stringify({
  kind: 'trend',
  measures: [{ agg: 'count', event }],
  range: { last: '24h' },
  grain: '1h',
});
const line = (page: Page) => page.getByRole('slider', { name: 'Critical threshold', exact: true });
const said = (page: Page) => page.getByTestId('backtest');

async function dragTo(page: Page, dy: number): Promise<void> {
  await line(page).scrollIntoViewIfNeeded();
  const box = await line(page).boundingBox();
  if (!box) throw new Error('no line');
  const [x, y] = [box.x + box.width / 3, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y + dy, { steps: 8 });
  await page.mouse.up();
}

test('a rule is made from a question, its line dragged, saved, found, switched off, deleted and brought back', async ({
  page,
  send,
}) => {
  test.setTimeout(180_000);
  await sendOrders(send);
  await signIn(page);
  await page.goto(`/explore?workspace=main&q=${encodeURIComponent(question)}`);
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('link', { name: 'Alert on this' }).click();
  await page.waitForURL('**/alerts/new*');
  await expect(said(page)).toContainText('in the last 7 days', { timeout: 20_000 });

  const field = page.getByLabel('Fires at');
  await field.fill('100');
  await expect(said(page)).toContainText('not have fired');
  await expect(line(page)).toHaveAttribute('aria-valuenow', '100');
  await dragTo(page, 110);
  await expect(async () => expect(Number(await field.inputValue())).toBeLessThan(70)).toPass();
  expect(await line(page).getAttribute('aria-valuenow')).toBe(await field.inputValue());
  await field.fill('40');
  await expect(said(page)).toContainText('Would have fired once');
  await page.getByRole('list', { name: 'Firings' }).getByRole('button').first().click();
  await page.getByRole('button', { name: 'All of it' }).click();

  await page.getByLabel('Name').fill('Rush of orders');
  // Leaving asks first.
  await page.getByRole('link', { name: 'Overview', exact: true }).first().click();
  await page.getByRole('button', { name: 'Go on editing' }).click();
  await page.keyboard.press('Control+s');
  await page.waitForURL(/\/alerts\/[\w-]{21}/);
  await expect(page.getByRole('heading', { level: 1, name: 'Rush of orders' })).toBeVisible();

  await page.goto('/alerts?workspace=main');
  const row = page.getByRole('listitem').filter({ hasText: 'Rush of orders' });
  await expect(row).toContainText('Fires above 40');
  await page.getByLabel('Search rules').fill('rush');
  await expect(page).toHaveURL(/q=rush/);
  const isOn = row.getByRole('switch', { name: 'Rush of orders is on' });
  await isOn.click();
  await expect(isOn).toHaveAttribute('aria-checked', 'false');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(isOn).toHaveAttribute('aria-checked', 'true');

  await row.getByRole('button', { name: 'Menu of Rush of orders' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(row).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toHaveCount(1);
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`the pages of rules have no accessibility faults in ${colorScheme}`, async ({ page, send }) => {
    test.setTimeout(180_000);
    await page.emulateMedia({ colorScheme });
    await sendOrders(send);
    await signIn(page);
    for (const path of [
      '/alerts?workspace=main',
      `/alerts/new?workspace=main&start=errors&event=${event}`,
      `/alerts/new?workspace=main&start=budget&event=${event}`,
      `/alerts/new?workspace=main&start=unusual&event=${event}`,
    ]) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      if (path.includes('/new')) await expect(said(page)).toBeVisible({ timeout: 20_000 });
      await expectAccessible(page, path);
    }
  });

test('the editor fits a phone', async ({ page, send }) => {
  await sendOrders(send);
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page);
  await page.goto(`/alerts/new?workspace=main&start=silent&event=${event}`);
  await expect(said(page)).toBeVisible({ timeout: 20_000 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide).toBeLessThanOrEqual(0);
});
