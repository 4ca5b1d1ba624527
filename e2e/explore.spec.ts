import type { Page } from '@playwright/test';
import { expect, press, signIn, test } from './fixtures';
import { expectAccessible } from './access';

const purchases = [
  ...Array.from({ length: 12 }, (_, at) => ({ plan: 'pro', country: at % 3 === 0 ? 'DE' : 'FR', value: 40 })),
  ...Array.from({ length: 5 }, () => ({ plan: 'free', country: 'DE', value: 0 })),
].map(({ value, ...properties }, at) => ({ name: 'purchase', value, userId: `u${at}`, properties }));

test.beforeEach(async ({ send }) => {
  expect((await send([...purchases, { name: 'visit', userId: 'u1' }])).status).toBe(202);
});

/** Types into the search that is open and takes what is marked. */
async function take(page: Page, text: string): Promise<void> {
  const search = page.getByRole('combobox', { name: /Search|Values of/ });
  await search.fill(text);
  await expect(page.getByRole('option', { name: text })).not.toHaveCount(0);
  await search.press('Enter');
}
const specIn = (page: Page): Record<string, unknown> =>
  JSON.parse(new URL(page.url()).searchParams.get('q') ?? '{}') as Record<string, unknown>;

test('a question is built by clicking, shared, taken back, looked into and kept', async ({ page, context }) => {
  test.setTimeout(120_000);
  await signIn(page);
  await page.goto('/explore?workspace=main');
  await expect(page.locator('[data-chart="interactive"], figure.sg-chart svg').first()).toBeVisible();

  await page.getByRole('button', { name: /^Event: / }).click();
  await take(page, 'purchase');
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await take(page, 'plan');
  await take(page, 'pro');
  await expect(page.getByRole('dialog', { name: 'Filter plan is pro' })).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Split by another field' }).click();
  await take(page, 'country');
  await page.getByRole('button', { name: 'Comparison: Nothing' }).click();
  await page.getByRole('button', { name: 'Previous period' }).click();
  await expect
    .poll(() => specIn(page))
    .toMatchObject({
      kind: 'trend',
      measures: [{ agg: 'count', event: 'purchase' }],
      where: [['properties.plan', '=', 'pro']],
      by: ['properties.country'],
      compare: 'previous',
    });
  await expect(page.getByRole('list', { name: 'Series' }).getByText('FR').first()).toBeVisible();

  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByRole('button', { name: 'Split by: country' })).toBeVisible();
  await expect(other.getByRole('list', { name: 'Series' }).getByText('FR').first()).toBeVisible();
  await other.close();

  await page.goBack();
  await expect(page.getByRole('button', { name: 'Comparison: Nothing' })).toBeVisible();
  await page.goForward();
  await expect(page.getByRole('button', { name: 'Comparison: Previous period' })).toBeVisible();

  await page.getByRole('link', { name: 'Breakdown' }).click();
  // The chart before stays until this one is there, and has a button of the same name in its legend.
  await page.locator('button.sg-bar', { hasText: 'FR' }).click();
  const behind = page.getByRole('region', { name: 'Events behind this point' });
  await expect(behind.getByRole('row')).toHaveCount(9);
  await behind
    .getByRole('button', { name: /All of the event/ })
    .first()
    .click();
  await expect(behind.getByText('"plan": "pro"')).toBeVisible();

  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByLabel('Title', { exact: true }).fill('Purchases of the pro plan');
  await page.getByRole('button', { name: 'Save the chart' }).click();
  await page.getByRole('link', { name: 'All charts' }).click();
  await page.getByRole('link', { name: 'Purchases of the pro plan', exact: true }).click();
  await expect(page).toHaveURL(/saved=/);
  await page
    .getByRole('button', { name: 'Range' })
    .or(page.getByRole('button', { name: 'Last 24 hours' }))
    .first()
    .click();
  await page.getByRole('button', { name: /Last hour/ }).click();
  await page.getByRole('button', { name: 'Save the chart' }).click();
  await expect(page.getByRole('button', { name: 'Saved' })).toBeVisible();

  await page.getByRole('button', { name: 'Add to dashboard' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add to a dashboard' });
  await dialog.getByLabel('Dashboard', { exact: true }).selectOption({ label: 'A new dashboard' });
  await dialog.getByLabel('Name of the dashboard').fill('Sales');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText('It is on “Sales” now.')).toBeVisible();
});

test('what is wrong is said at its part, and the last good chart stays', async ({ page }) => {
  await signIn(page);
  await page.goto('/explore?workspace=main');
  await page.getByRole('button', { name: 'Formula' }).click();
  await page.getByRole('textbox', { name: 'Formula B' }).fill('A / Z');
  await expect(page.getByRole('textbox', { name: 'Formula B' })).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('figure.sg-chart').first()).toBeVisible();
  await page.goto(
    '/explore?workspace=main&q={"kind":"trend","measures":[{"agg":"count"}],"range":{"last":"1h"},"by":["nope"]}',
  );
  await expect(page.getByText('Part of this link could not be used')).toBeVisible();
  await expect(page.locator('figure.sg-chart').first()).toBeVisible();
});

test('keys choose ranges and events, and the palette goes everywhere', async ({ page }) => {
  await signIn(page);
  await page.goto('/explore?workspace=main');
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeVisible();
  await press(page, '2', (options) =>
    expect.poll(() => specIn(page), options).toMatchObject({ range: { last: '1h' } }),
  );
  await page.keyboard.press('/');
  await expect(page.getByRole('combobox', { name: 'Search events' })).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Go to, explore, switch…').fill('explore visit');
  await page.keyboard.press('Enter');
  await expect.poll(() => specIn(page)).toMatchObject({ measures: [{ event: 'visit' }] });
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Go to, explore, switch…').fill('dark theme');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('the palette and an open picker have no serious accessibility fault', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await signIn(page);
  await page.goto('/explore?workspace=main');
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await expect(page.getByRole('option').first()).toBeVisible();
  await expectAccessible(page, 'the filter');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(page.getByPlaceholder('Go to, explore, switch…')).toBeVisible();
  await expectAccessible(page, 'the palette');
});

test('on a phone every page can be reached', async ({ browser, page, portal }) => {
  await signIn(page);
  const viewport = { width: 390, height: 844 };
  const context = await browser.newContext({ viewport, storageState: await page.context().storageState() });
  const phone = await context.newPage();
  await phone.goto(`${portal.url}/explore?workspace=main`);
  await phone.getByText('More', { exact: true }).click();
  await phone.getByRole('link', { name: 'Saved charts' }).click();
  await expect(phone.getByRole('heading', { name: 'Saved charts' })).toBeVisible();
  await context.close();
});
