import type { Page } from '@playwright/test';
import { expect, press, signIn, test } from './fixtures';
import { expectAccessible } from './access';
import { apiKey } from './portal';

const panel = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true });
const bigNumber = (page: Page, title: string) => panel(page, title).locator('.sg-number-value');

const range = { last: '1h' };
const count = { agg: 'count', event: 'order' };
const where = [['properties.country', 'in', ['$country']]];
const place = (x: number, y: number, w: number, h: number) => ({ x, y, w, h });

/** A dashboard with a number, a trend and a ranking, and a variable in all of them. */
const shop = {
  title: 'Shop',
  tags: ['e2e'],
  range,
  variables: [{ type: 'field', name: 'country', label: 'Country', field: 'properties.country' }],
  panels: [
    {
      type: 'chart',
      id: 'orders',
      title: 'Orders',
      chart: 'number',
      layout: place(0, 0, 4, 3),
      spec: { kind: 'total', measures: [count], where, range },
    },
    {
      type: 'chart',
      id: 'trend',
      title: 'Orders over time',
      chart: 'area',
      layout: place(4, 0, 8, 5),
      spec: { kind: 'trend', measures: [count], where, range },
    },
    {
      type: 'chart',
      id: 'countries',
      title: 'Countries',
      chart: 'bars',
      filterField: 'properties.country',
      layout: place(0, 5, 6, 5),
      spec: { kind: 'breakdown', measures: [count], by: ['properties.country'], where, range },
    },
    { type: 'text', id: 'note', title: 'Note', markdown: '**Bold** <b>raw</b>', layout: place(6, 5, 6, 3) },
  ],
};

async function sendOrders(send: (events: unknown) => Promise<Response>): Promise<void> {
  const at = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
  const orders = Array.from({ length: 30 }, (_, index) => ({
    name: 'order',
    value: index,
    timestamp: at(2 + index),
    properties: { country: index % 3 === 0 ? 'DE' : index % 3 === 1 ? 'FR' : 'US' },
  }));
  expect((await send(orders)).status).toBe(202);
}

async function create(portalUrl: string, doc: unknown): Promise<string> {
  const reply = await fetch(`${portalUrl}/api/dashboards`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(doc),
  });
  expect(reply.status).toBe(201);
  return ((await reply.json()) as { id: string }).id;
}

test('a dashboard is made, filled, arranged by keyboard and mouse, and saved', async ({ page, send }) => {
  await sendOrders(send);
  await signIn(page);
  await page.goto('/dashboards?workspace=main');
  await page.getByRole('button', { name: 'New dashboard' }).click();
  await page.getByLabel('Title').fill('Made by hand');
  await page.getByRole('button', { name: 'Create it empty' }).click();
  await page.waitForURL('**/dashboards/*edit=1');

  await page.getByRole('button', { name: 'Add the first panel' }).click();
  await page.getByLabel('Event', { exact: true }).selectOption('order');
  await page.getByLabel('Shown as').selectOption('number');
  await page.getByRole('button', { name: 'Add the panel' }).click();
  await expect(bigNumber(page, 'order')).toHaveText('30');

  await page.getByRole('button', { name: 'Add a panel' }).click();
  await page.getByLabel('Event', { exact: true }).selectOption('order');
  await page.getByLabel('Shown as').selectOption('trend');
  await page.getByRole('button', { name: 'Add the panel' }).click();
  await expect(panel(page, 'order over time').locator('svg').first()).toBeVisible();

  await page.getByRole('button', { name: 'Add a panel' }).click();
  await page.getByRole('tab', { name: 'Text' }).click();
  await page.getByLabel('Title').fill('Why');
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill('Orders are **counted** here.');
  await page.getByRole('button', { name: 'Add the panel' }).click();
  await expect(panel(page, 'Why').getByText('counted')).toBeVisible();

  // By keyboard: the text goes up, over the charts.
  const topOf = async (title: string) => (await panel(page, title).boundingBox())?.y ?? Number.NaN;
  expect(await topOf('Why')).toBeGreaterThan(await topOf('order'));
  await page.getByRole('button', { name: 'Menu of Why' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Move up' }).focus();
  await page.keyboard.press('Enter');
  await expect(async () => expect(await topOf('Why')).toBeLessThan(await topOf('order'))).toPass();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect(async () => expect(await topOf('Why')).toBeGreaterThan(await topOf('order'))).toPass();

  // By mouse: the number is dragged to the right, by its title.
  const leftOf = async (title: string) => (await panel(page, title).boundingBox())?.x ?? Number.NaN;
  const before = await leftOf('order');
  const handle = panel(page, 'order').getByRole('heading');
  // Waits until the panel has come to rest after what was taken back.
  await handle.hover({ position: { x: 10, y: 5 } });
  const title = await handle.boundingBox();
  if (!title) throw new Error('no title');
  await page.mouse.down();
  await page.mouse.move(title.x + 400, title.y + 10, { steps: 12 });
  await page.mouse.up();
  await expect(async () => expect(await leftOf('order')).toBeGreaterThan(before + 150)).toPass();

  // Leaving asks first; saving keeps it.
  await page.getByRole('link', { name: 'Overview', exact: true }).first().click();
  await page.getByRole('button', { name: 'Go on editing' }).click();
  await page.keyboard.press('s');
  await page.getByLabel('What changed').fill('first panels');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page).not.toHaveURL(/edit=1/);
  await expect(bigNumber(page, 'order')).toHaveText('30');
  expect(await leftOf('order')).toBeGreaterThan(before + 150);

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Versions' }).click();
  await expect(page.getByText('first panels')).toBeVisible();
  await expect(page.getByText('Version 2')).toBeVisible();
  await page.getByRole('link', { name: 'Look at it' }).click();
  await expect(page.getByText('You are looking at version 1')).toBeVisible();
  await page.getByRole('button', { name: 'Restore version 1' }).click();
  await expect(page.getByText('Nothing on this dashboard yet')).toBeVisible();
});

test('variables, range, cross-filter and zoom live in the URL', async ({ page, portal, send }) => {
  await sendOrders(send);
  const id = await create(portal.url, shop);
  await signIn(page);
  const requests: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  await page.goto(`/dashboards/${id}?workspace=main`);
  const total = Number(await bigNumber(page, 'Orders').textContent());
  expect(total).toBeGreaterThanOrEqual(30);
  await expect(page.getByText('raw', { exact: true })).toHaveCount(0);
  expect(requests.filter((path) => path === '/api/query')).toEqual([]);

  await page.locator('summary', { hasText: 'Country' }).click();
  await page.getByRole('checkbox', { name: /^DE/ }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/var-country=DE/);
  await expect(bigNumber(page, 'Orders')).toHaveText(String(total / 3));
  await page.goBack();
  await expect(page).not.toHaveURL(/var-country/);

  await panel(page, 'Countries').getByRole('button', { name: /FR/ }).click();
  await expect(page).toHaveURL(/filter=properties\.country:(%3D|=):FR/);
  await expect(bigNumber(page, 'Orders')).toHaveText(String(total / 3));
  await page.getByRole('link', { name: /Remove the filter/ }).click();
  await expect(page).not.toHaveURL(/filter=/);
  await expect(bigNumber(page, 'Orders')).toHaveText(String(total));

  await page.keyboard.press('5');
  await expect(page).toHaveURL(/from=now-7d&to=now/);
  await page.goBack();

  const chart = panel(page, 'Orders over time').locator('.sg-chart');
  await chart.hover();
  await expect(chart.locator('.recharts-surface').first()).toBeVisible();
  const box = await chart.boundingBox();
  if (!box) throw new Error('no chart');
  await page.mouse.move(box.x + box.width * 0.5, box.y + 80);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.8, box.y + 80, { steps: 8 });
  await page.mouse.up();
  await expect(page).toHaveURL(/from=\d{4}-/);
  await page.getByRole('link', { name: 'Zoom out' }).click();
  await expect(page).toHaveURL(/from=\d{4}-/);

  await page.goto(`/dashboards/${id}?workspace=main&from=nonsense&var-planet=Mars&viewPanel=trend`);
  await expect(page.getByText('Part of this address could not be used')).toBeVisible();
  await expect(panel(page, 'Orders over time')).toBeVisible();
  await expect(panel(page, 'Orders')).toHaveCount(0);
  await press(page, 'Escape', (options) => expect(panel(page, 'Orders')).toBeVisible(options));
});

test('a panel that cannot be shown says why, and the others live', async ({ page, portal, send }) => {
  await sendOrders(send);
  const [number] = shop.panels;
  const broken = [
    { ...number, id: 'unknown', title: 'Unknown', spec: { ...number?.spec, where: [['user', '=', '$nobody']] } },
    { ...number, id: 'unfit', title: 'Unfit', chart: 'funnel' },
  ];
  const id = await create(portal.url, { ...shop, panels: [number, ...broken] });
  await signIn(page);
  await page.goto(`/dashboards/${id}?workspace=main`);
  await expect(panel(page, 'Unknown').getByRole('alert')).toContainText('$nobody');
  await expect(panel(page, 'Unfit').getByRole('alert')).toContainText('funnel');
  await expect(bigNumber(page, 'Orders')).toBeVisible();
});

test('a save that comes too late offers to reload or to keep a copy', async ({ page, portal }) => {
  const id = await create(portal.url, { ...shop, title: 'Contested' });
  await signIn(page);
  await page.goto(`/dashboards/${id}?workspace=main&edit=1`);
  await page.getByRole('button', { name: 'Menu of Note' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  const reply = await fetch(`${portal.url}/api/dashboards/${id}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ doc: { ...shop, title: 'Contested', description: 'Theirs' }, version: 1 }),
  });
  expect(reply.status).toBe(200);
  await page.getByRole('button', { name: 'Save…' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Somebody saved before you')).toBeVisible();
  await page.getByRole('button', { name: 'Save mine as a copy' }).click();
  await expect(page.getByRole('heading', { name: 'Copy of Contested' })).toBeVisible();
  await expect(panel(page, 'Note')).toHaveCount(0);
});

test('delete, undo, export and import', async ({ page, portal }) => {
  const id = await create(portal.url, { ...shop, title: 'Coming and going' });
  await signIn(page);
  await page.goto('/dashboards?workspace=main');
  await page.getByRole('button', { name: 'Delete Coming and going' }).click();
  await expect(page.getByRole('link', { name: 'Coming and going' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('link', { name: 'Coming and going' })).toBeVisible();

  const yaml = await (await page.request.get(`/api/dashboards/${id}/export?format=yaml`)).text();
  expect(yaml).toContain('Coming and going');
  await page.getByRole('button', { name: 'New dashboard' }).click();
  await page.getByRole('tab', { name: 'Import' }).click();
  await page.getByLabel('or paste it').fill('title: 5\npanels: []');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('title');
  await page.getByLabel('or paste it').fill(yaml.replace('Coming and going', 'Came from a file'));
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Came from a file' })).toBeVisible();
  await expect(panel(page, 'Note').getByText('Bold')).toBeVisible();
});

test('an annotation is added, changed and removed', async ({ page, portal, send }) => {
  await sendOrders(send);
  const id = await create(portal.url, shop);
  await signIn(page);
  await page.goto(`/dashboards/${id}?workspace=main`);
  await page.getByRole('button', { name: 'Annotate' }).click();
  await page.getByLabel('What happened').fill('Release 2.4');
  await page.getByLabel('Tags').fill('release, web');
  await page.getByRole('button', { name: 'Add the annotation' }).click();
  await page.getByRole('button', { name: 'Change "Release 2.4"' }).click();
  await page.getByLabel('What happened').fill('Release 2.5');
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await page.getByRole('button', { name: 'Remove "Release 2.5"' }).click();
  await expect(page.getByText('In this range')).toHaveCount(0);
});

test('on a wall and on paper nothing but the panels is left', async ({ page, portal, send }) => {
  await sendOrders(send);
  const id = await create(portal.url, shop);
  await signIn(page);
  await page.goto(`/dashboards/${id}?workspace=main&kiosk=1`);
  await expect(bigNumber(page, 'Orders')).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Main' })).toHaveCount(0);
  await press(page, 'Escape', (options) => expect(page).not.toHaveURL(/kiosk/, options));
  await expect(page.getByRole('navigation', { name: 'Main' }).first()).toBeVisible();

  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation', { name: 'Main' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Annotate' })).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Shop' })).toBeVisible();
  await expect(page.getByText(/Last hour ·/)).toBeVisible();
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  expect(pdf.byteLength).toBeGreaterThan(10_000);
});

test('a dashboard of 24 panels asks once for what is on screen and waits with the rest', async ({
  page,
  portal,
  send,
}) => {
  await sendOrders(send);
  const panels = Array.from({ length: 24 }, (_, index) => ({
    type: 'chart',
    id: `p${index}`,
    title: `Panel ${index}`,
    chart: 'line',
    layout: place((index % 2) * 6, Math.floor(index / 2) * 5, 6, 5),
    spec: { kind: 'trend', measures: [{ agg: 'count', label: `m${index}` }], range },
  }));
  const id = await create(portal.url, { title: 'Long', range, panels });
  await signIn(page);
  const requests: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  await page.goto(`/dashboards/${id}?workspace=main`);
  await expect(panel(page, 'Panel 0').locator('svg').first()).toBeVisible();
  await expect(panel(page, 'Panel 23')).toHaveAttribute('aria-busy', 'true');
  for (const index of [7, 11, 15, 19, 23]) {
    await panel(page, `Panel ${index}`).evaluate((element) => element.scrollIntoView());
    await expect(panel(page, `Panel ${index}`)).toHaveAttribute('aria-busy', 'false');
  }
  const asked = requests.filter((path) => path.startsWith('/api/'));
  expect(asked.filter((path) => path === '/api/query').length, asked.join(' ')).toBeLessThanOrEqual(2);
  expect(asked.length, asked.join(' ')).toBeLessThanOrEqual(12);
});

test('a dashboard has no serious accessibility fault, read, edited or on a wall', async ({ page, portal, send }) => {
  await sendOrders(send);
  const id = await create(portal.url, shop);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await signIn(page);
  for (const view of ['', '&edit=1', '&kiosk=1', '&viewPanel=trend']) {
    await page.goto(`/dashboards/${id}?workspace=main${view}`);
    await expect(panel(page, 'Orders over time')).toBeVisible();
    if (view === '&edit=1') await page.getByRole('button', { name: 'Settings' }).first().click();
    await expectAccessible(page, view);
  }
});
