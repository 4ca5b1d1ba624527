import type { Page } from '@playwright/test';
import { expect, signIn, test } from './fixtures';

const bookings = Array.from({ length: 24 }, (_, at) => ({
  name: 'booking',
  userId: `u${at % 7}`,
  properties: { plan: at % 3 === 0 ? 'pro' : 'free' },
}));
const ofPro = '8';

test.beforeEach(async ({ page, send }) => {
  const sent = await send(bookings.map((booking, at) => ({ ...booking, id: `journey-${at}` })));
  expect(sent.status).toBe(202);
  await signIn(page);
});

const number = (page: Page) => page.locator('.sg-number-value');

/** Types into the search that is open and takes what is marked. */
async function take(page: Page, text: string): Promise<void> {
  const search = page.getByRole('combobox', { name: /Search|Values of/ });
  await search.fill(text);
  await expect(page.getByRole('option', { name: text })).not.toHaveCount(0);
  await search.press('Enter');
}

test('a question becomes a chart, a dashboard, a link for others, and its first state comes back', async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  await page.getByRole('link', { name: 'Explore' }).first().click();
  await page.getByRole('link', { name: 'Total', exact: true }).click();
  await page.getByRole('button', { name: /^Event: / }).click();
  await take(page, 'booking');
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await take(page, 'plan');
  await take(page, 'pro');
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(number(page)).toHaveText(ofPro);

  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByLabel('Title', { exact: true }).fill('Orders of the pro plan');
  await page.getByRole('button', { name: 'Save the chart' }).click();
  await page.getByRole('link', { name: 'Go on with it' }).click();
  await expect(page).toHaveURL(/saved=/);

  await page.getByRole('button', { name: 'Add to dashboard' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add to a dashboard' });
  await dialog.getByLabel('Dashboard', { exact: true }).selectOption({ label: 'A new dashboard' });
  await dialog.getByLabel('Name of the dashboard').fill('Plans');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('link', { name: 'Open the dashboard' }).click();
  await page.waitForURL('**/dashboards/*');
  const panel = page.getByRole('region', { name: 'Orders of the pro plan', exact: true });
  await expect(number(page)).toHaveText(ofPro);

  // Somebody else, in a browser of their own, gets the link.
  const context = await browser.newContext();
  const other = await context.newPage();
  const { origin, pathname, search } = new URL(page.url());
  await other.goto(`${origin}/sign-in?callbackUrl=${encodeURIComponent(pathname + search)}`);
  await other.getByLabel('Email').fill('owner@example.com');
  await other.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await other.getByRole('button', { name: 'Sign in' }).click();
  await expect(other.getByRole('heading', { name: 'Plans' })).toBeVisible();
  await expect(number(other)).toHaveText(ofPro);
  await context.close();

  // Version 1 is the empty dashboard, version 2 the one with the chart; version 3 has lost it again.
  await page.getByRole('link', { name: 'Edit' }).click();
  // Until the editor is there, the menu is the one for readers.
  await expect(page.getByRole('button', { name: 'Add a panel' })).toBeVisible();
  await page.getByRole('button', { name: 'Menu of Orders of the pro plan' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(panel).toHaveCount(0);
  await page.keyboard.press('s');
  await page.getByLabel('What changed').fill('without the chart');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page).not.toHaveURL(/edit=1/);
  await expect(page.getByText('Nothing on this dashboard yet')).toBeVisible();

  const versions = async (version: number): Promise<void> => {
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Versions' }).click();
    const line = page.getByRole('listitem').filter({ hasText: `Version ${version}` });
    await line.getByRole('link', { name: 'Look at it' }).click();
    await expect(page.getByText(`You are looking at version ${version}`)).toBeVisible();
    await page.getByRole('button', { name: `Restore version ${version}` }).click();
    await expect(page.getByText(`You are looking at version ${version}`)).toHaveCount(0);
  };
  await versions(2);
  await expect(panel.locator('.sg-number-value')).toHaveText(ofPro);
  await versions(1);
  await expect(page.getByText('Nothing on this dashboard yet')).toBeVisible();
  await expect(panel).toHaveCount(0);
});

test('an old or broken link of Explore says what is wrong with it, and the page lives', async ({ page }) => {
  const links = [
    { q: '{"kind":"trend","measures":[{"agg":"median"}],"range":{"last":"1h"}}', fault: /agg/ },
    { q: '{"kind":"funnel","steps":[{"event":"order"}],"range":{"last":"1h"}}', fault: /at least two steps/ },
    { q: '{"kind":"trend","measures":[{"agg":"count"}],"range":{"last":"soon"}}', fault: /15m, 24h, 7d/ },
    { q: '{"kind":"trend","measures":[{"agg":"count"}],"range":{"last":"1h"},"color":"red"}', fault: /color/ },
    { q: '{"kind":', fault: /cut off/ },
  ];
  for (const { q, fault } of links) {
    await page.goto(`/explore?workspace=main&q=${encodeURIComponent(q)}`);
    await expect(page.getByText('Part of this link could not be used')).toBeVisible();
    await expect(page.getByRole('listitem').filter({ hasText: fault }).first()).toBeVisible();
    await expect(page.getByRole('group', { name: 'View' })).toBeVisible();
  }
  // What was broken is left behind by the next click.
  await page.getByRole('link', { name: 'Total', exact: true }).click();
  await expect(number(page)).toBeVisible();
  await expect(page).toHaveURL(/%22kind%22:%22total%22/);
});

test('hours of the week, first steps and cohorts show their events', async ({ page }) => {
  const open = (spec: unknown) => page.goto(`/explore?workspace=main&q=${encodeURIComponent(JSON.stringify(spec))}`);
  const behind = page.getByRole('region', { name: 'Events behind this point' });
  const range = { last: '7d' };
  await open({ kind: 'heatmap', measure: { agg: 'count', event: 'booking' }, range });
  const cell = page
    .locator('[data-cell]')
    .filter({ hasText: /^[1-9]/ })
    .first();
  const count = Number(await cell.textContent());
  await cell.click();
  await expect(behind.getByRole('row')).toHaveCount(count + 1);

  await open({ kind: 'funnel', steps: [{ event: 'booking' }, { event: 'refund' }], range });
  await page
    .getByRole('button', { name: 'booking', exact: true })
    .and(page.getByTitle('Show the events of booking'))
    .click();
  await expect(behind.getByRole('row')).toHaveCount(bookings.length + 1);

  const step = { event: 'booking' };
  await open({ kind: 'retention', start: step, back: step, period: 'week', cohort: 'any', range });
  await page
    .getByTitle(/^Show the events of/)
    .first()
    .click();
  await expect(behind.getByRole('row')).toHaveCount(bookings.length + 1);
});
