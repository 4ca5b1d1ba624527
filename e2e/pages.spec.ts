import { expect, signIn, test } from './fixtures';
import { expectAccessibleInBoth } from './access';

const pages = [
  '/overview',
  '/dashboards',
  '/explore',
  '/charts',
  '/incidents',
  '/alerts',
  '/alerts/new',
  '/sql',
  '/send',
  '/imports',
  '/rejected',
  '/settings',
  '/settings/members',
  '/settings/keys',
  '/settings/audit',
  '/settings/people',
  '/workspaces/new',
];

test.beforeEach(async ({ send }) => {
  expect(
    (await send({ name: 'checkout', value: 42, userId: 'u1', properties: { plan: 'pro', country: 'DE' } })).status,
  ).toBe(202);
});

test('no page has a serious accessibility fault, light or dark, or is wider than a phone', async ({ page }) => {
  test.setTimeout(240_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await signIn(page);
  for (const path of pages) {
    await page.goto(`${path}?workspace=main`);
    await page.waitForTimeout(500);
    await expectAccessibleInBoth(page, path);
    await page.setViewportSize({ width: 390, height: 844 });
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await expect.poll(wide, { message: path }).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1280, height: 720 });
  }
});

test('filters and the range live in the URL, and the back button takes them back', async ({ page, send }) => {
  expect((await send([{ name: 'alpha' }, { name: 'alpha' }, { name: 'beta' }])).status).toBe(202);
  await signIn(page);
  await page.goto('/overview?workspace=main&range=1h');
  const bar = page.locator('[data-panel="event-names"]').getByText('alpha').first();
  await bar.click();
  await expect(page).toHaveURL(/filter=/);
  await expect(page.locator('[data-panel="events"] .sg-number-value')).toHaveText('2');
  await page.goBack();
  await expect(page).not.toHaveURL(/filter=/);
  await page.goto('/overview?workspace=main&range=nonsense&filter=broken');
  await expect(page.locator('[data-panel="events"] .sg-number-value')).toBeVisible();
});
