import { expect, signIn, test as base } from './fixtures';
import { startPortal, type Portal } from './portal';

const test = base.extend<object, { portal: Portal }>({
  portal: [
    async ({}, provide) => {
      const portal = await startPortal({ SIGHTGLASS_SAMPLE: 'on' });
      await provide(portal);
      await portal.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

test('the bar on top fits a phone, also when it has to say that the portal is away', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.route('**/api/live*', (route) => route.abort());
  await signIn(page);
  await expect(page.locator('[data-connection="offline"]')).toHaveText('Offline', { timeout: 30_000 });
  await expect(page.locator('header').getByText('Sample: US flights').first()).toBeVisible();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide).toBeLessThanOrEqual(0);
});

test('a newcomer lands on real flights that move by themselves, and removes them in one click', async ({ page }) => {
  test.setTimeout(240_000);
  await signIn(page);
  await expect(page.getByText('Sample data').first()).toBeVisible();
  const departures = page.locator('[data-panel] .sg-number-value').first();
  const number = async () => Number((await departures.getAttribute('title'))?.replace(/[^\d]/g, '') ?? 0);
  await expect.poll(number, { timeout: 60_000 }).toBeGreaterThan(1_000);
  const tail = page.locator('[data-panel="tail"]');
  await expect(tail.getByText(/^\d{1,2} s$|^now$/).first()).toBeVisible({ timeout: 60_000 });
  const seen = await number();
  await expect.poll(number, { timeout: 60_000 }).not.toBe(seen);

  await page.goto('/settings');
  await page.getByRole('button', { name: 'Remove the sample' }).click();
  await page.getByRole('button', { name: 'Remove it' }).click();
  await expect(page.locator('[data-sample="absent"]')).toBeVisible();
  await page.goto('/overview');
  await expect(page.getByText('Sample data')).toHaveCount(0);
});
