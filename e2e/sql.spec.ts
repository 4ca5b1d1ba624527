import type { Page } from '@playwright/test';
import { expect, signIn, test } from './fixtures';
import { expectAccessibleInBoth } from './access';

test.beforeEach(async ({ page, send }) => {
  const events = ['checkout', 'checkout', 'search'].map((name) => ({
    name,
    userId: 'u1',
    properties: { country: 'PT' },
  }));
  expect((await send(events)).status).toBe(202);
  await signIn(page);
});

const editor = (page: Page) => page.getByRole('textbox', { name: 'SQL statement' });

/** The editor is loaded when somebody is at the page. */
async function untilEditor(page: Page): Promise<void> {
  let x = 20;
  await expect(async () => {
    await page.mouse.move((x += 10), 20);
    await expect(page.locator('[data-editor="ready"]')).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 15_000 });
}

async function write(page: Page, sql: string): Promise<void> {
  await untilEditor(page);
  await editor(page).click();
  await page.keyboard.press('ControlOrMeta+a');
  // As a paste: typing would let the editor close brackets by itself.
  await page.keyboard.insertText(sql);
}

test('a statement is typed, run, found in the address and in the history', async ({ page }) => {
  await page.goto('/sql?workspace=main');
  await write(page, 'SELECT name, count() AS events FROM events GROUP BY name ORDER BY name');
  await page.keyboard.press('ControlOrMeta+Enter');
  const result = page.getByRole('region', { name: 'Result' });
  await expect(result.getByRole('cell', { name: 'checkout' })).toBeVisible();
  await expect(page).toHaveURL(/q=SELECT/);
  await page.reload();
  await expect(result.getByRole('cell', { name: 'search' })).toBeVisible();
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByRole('button', { name: /GROUP BY name ORDER BY name/ })).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search the history' }).fill('nothing of the kind');
  await expect(page.getByText('Nothing like that in the history.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(page.getByText('kept in this browser')).toBeVisible();
});

test('a fault is shown at its place and in words, and goes when the text changes', async ({ page }) => {
  await page.goto('/sql?workspace=main');
  await write(page, 'SELECT nme FROM events');
  await page.getByRole('button', { name: 'Run' }).click();
  await expect(page.getByText('There is no column nme. Did you mean name?').first()).toBeVisible();
  await expect(page.locator('.cm-lintRange-error')).toHaveText('nme');
  await write(page, 'SELECT name FROM rejected_events');
  await expect(page.locator('.cm-lintRange-error')).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText('Only the table events can be read here').first()).toBeVisible();
});

test('a running statement is cancelled in the engine', async ({ page, query }) => {
  await page.goto('/sql?workspace=main');
  await write(page, 'SELECT count() FROM numbers(900000000) WHERE halfMD5(number) % 1000 = 7');
  await page.keyboard.press('ControlOrMeta+Enter');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('The statement was stopped')).toBeVisible();
  // The engine is free for the next one at once.
  const { data } = await query({ kind: 'sql', sql: 'SELECT 1' });
  expect(data).toMatchObject({ rows: [[1]] });
});

test('names are inserted by a click, and an example runs', async ({ page }) => {
  await page.goto('/sql?workspace=main');
  await untilEditor(page);
  await page.getByRole('button', { name: /^checkout/ }).click();
  await expect(editor(page)).toContainText("'checkout'");
  await page.getByRole('button', { name: /Newest events/ }).click();
  await expect(page.getByRole('region', { name: 'Result' })).toBeVisible();
});

test('a statement is kept for the workspace and brought back', async ({ page }) => {
  await page.goto('/sql?workspace=main&q=SELECT%2041');
  await page.getByRole('tab', { name: 'Saved' }).click();
  await page.getByRole('textbox', { name: 'Name for the statement' }).fill('Forty-one');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await write(page, 'SELECT 2');
  await page.getByRole('button', { name: 'Forty-one', exact: true }).click();
  await expect(editor(page)).toContainText('SELECT 41');
  await page.getByRole('button', { name: 'Delete Forty-one' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('everybody in this workspace finds it here')).toBeVisible();
});

test('a result is drawn, kept as a chart and put on a dashboard, whose range it follows', async ({ page }) => {
  await page.goto('/sql?workspace=main');
  const hours = `SELECT toStartOfHour(timestamp) AS hour, count() AS events FROM events
    WHERE timestamp >= {from:DateTime64(3)} AND timestamp < {to:DateTime64(3)} GROUP BY hour ORDER BY hour`;
  await write(page, hours);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('region', { name: 'Result' })).toBeVisible();
  await page.getByRole('button', { name: 'Chart: Table' }).click();
  await page.getByRole('button', { name: 'Columns' }).click();
  await expect(page.locator('figure[data-chart-kind="columns"]')).toBeVisible();
  await expect(page).toHaveURL(/chart=columns/);
  await page.getByRole('button', { name: 'Download' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  expect((await download).suggestedFilename()).toBe('sql-result.csv');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Save as chart' }).click();
  await page.getByLabel('Title', { exact: true }).fill('Events by the hour');
  await page.getByRole('button', { name: 'Save the chart' }).click();
  await page.getByRole('link', { name: 'Go on with it' }).click();
  await expect(page.locator('figure[data-chart-kind="columns"]')).toBeVisible();

  await page.getByRole('button', { name: 'Add to dashboard' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add to a dashboard' });
  await dialog.getByLabel('Dashboard', { exact: true }).selectOption({ label: 'A new dashboard' });
  await dialog.getByLabel('Name of the dashboard').fill('By statement');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('link', { name: 'Open the dashboard' }).click();
  await expect(page.locator('figure[data-chart-kind="columns"]')).toBeVisible();
  // Without a mouse, the same is a table.
  await page.getByRole('button', { name: 'Show the numbers of SQL result' }).press('Enter');
  await expect(page.getByRole('dialog').getByRole('columnheader', { name: 'events' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.goto(`${new URL(page.url()).pathname}?workspace=main&from=2020-01-01&to=2020-01-02`);
  await expect(page.locator('figure[data-chart-kind="columns"]')).toHaveCount(0);
});

test('the page has no serious accessibility fault and is usable before its script', async ({
  page,
  browser,
  portal,
}) => {
  await page.goto('/sql?workspace=main&q=SELECT%20nme%20FROM%20events');
  await untilEditor(page);
  await expectAccessibleInBoth(page, 'the SQL page');
  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  });
  const plain = await context.newPage();
  await plain.goto(`${portal.url}/sql?workspace=main`);
  await plain.getByRole('textbox', { name: 'SQL statement' }).fill('SELECT 6 * 7 AS answer');
  await plain.keyboard.press('Tab');
  await plain.getByRole('button', { name: 'Run' }).click();
  await expect(plain.getByRole('cell', { name: '42' })).toBeVisible();
  await context.close();
});
