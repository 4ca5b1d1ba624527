import { execFileSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible, expectAccessibleInBoth } from '../access';
import { expect, signIn, test } from '../fixtures';
import { apiKey } from '../portal';

/** A site of somebody else: one page with a frame in it. */
async function startSite(page: () => string): Promise<{ origin: string; server: Server }> {
  const server = createServer((_, reply) => {
    reply.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    reply.end(`<!doctype html><title>Shop</title><body style="margin:0">${page()}</body>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

const frameOf = (page: Page) => page.frameLocator('iframe');
const number = '.sg-big';

test('a chart on another site: for this customer, live, as high as it is, and nowhere else', async ({
  browser,
  page,
  portal,
  send,
}) => {
  test.setTimeout(120_000);
  let body = '';
  const site = await startSite(() => body);
  const stranger = await startSite(() => body);
  const order = (customer: string) => ({ name: 'embed.order', properties: { customer } });
  await send([order('acme'), order('acme'), order('other')]);
  const api = async (pathname: string, data: unknown) => {
    const reply = await page.request.post(`${portal.url}${pathname}`, {
      headers: { authorization: `Bearer ${apiKey}` },
      data,
    });
    return (await reply.json()) as { id: string };
  };
  const spec = { kind: 'total', measures: [{ agg: 'count', event: 'embed.order' }], range: { last: '24h' } };
  const { id } = await api('/api/charts', { title: 'Orders of mine', chart: 'number', spec });

  // An editor sets it up in the portal.
  await signIn(page, '/charts');
  await page.getByRole('link', { name: 'Embed Orders of mine' }).click();
  await page.getByRole('button', { name: 'Set up' }).click();
  await expect(page.getByRole('heading', { name: 'Where it may be shown' })).toBeVisible();
  await page.getByLabel('Sites').fill(site.origin);
  await page.getByLabel('Filter by a field').fill('properties.customer');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
  await expect(page.frameLocator('iframe[title^="Preview"]').locator(number)).toHaveText('3');
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByLabel('Name').fill('Shop');
  await page.getByRole('button', { name: 'Make the key' }).click();
  const secret = (await page.locator('[data-secret]').textContent()) ?? '';
  await expectAccessibleInBoth(page, 'an embed in the portal');
  const code = (await page.locator('[data-snippet=node]').textContent()) ?? '';

  // The shop's server runs the code as it was copied.
  const file = path.join(portal.dataDir, 'sign.mjs');
  writeFileSync(file, code.replace('VALUE', 'acme'));
  const env = { ...process.env, SIGHTGLASS_EMBED_SECRET: secret, NODE_OPTIONS: '' };
  const address = execFileSync(process.execPath, [file], { env, encoding: 'utf8' })
    .trim()
    .replace(/^http:\/\/[^/]+/, portal.url);
  body = `<iframe data-sightglass src="${address}" width="600" height="50"></iframe><script src="${portal.url}/embed/v1.js"></script>`;

  const plain = await browser.newContext({ javaScriptEnabled: false });
  const reader = await plain.newPage();
  await reader.goto(site.origin);
  await expect(frameOf(reader).locator(number)).toHaveText('2');
  await plain.close();

  const visit = await browser.newContext();
  const shop = await visit.newPage();
  const faults: string[] = [];
  shop.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  await shop.goto(site.origin);
  await expect(frameOf(shop).locator(number)).toHaveText('2');
  await expect(frameOf(shop).getByText('Live')).toBeVisible();
  const heightOf = () => shop.locator('iframe').evaluate((frame) => frame.clientHeight);
  await expect.poll(heightOf).toBeGreaterThan(200);
  await send([order('acme'), order('other')]);
  await expect(frameOf(shop).locator(number)).toHaveText('3');
  expect(await visit.cookies()).toEqual([]);
  expect(faults).toEqual([]);

  await shop.evaluate(() =>
    (window as unknown as { sightglass: { theme: (name: string, style: object) => void } }).sightglass.theme('dark', {
      '--sg-v1-text': 'rgb(1, 2, 3)',
      '--sg-v1-accent': 'url(https://evil.example)',
    }),
  );
  await expect(frameOf(shop).locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(frameOf(shop).locator(number)).toHaveCSS('color', 'rgb(1, 2, 3)');

  await shop.goto(address);
  await expectAccessible(shop, 'a page of an embed');

  // What is locked stays locked, and another site gets nothing.
  expect((await shop.goto(`${address}&var-customer=other`))?.status()).toBe(403);
  await expect(shop.getByText('is locked')).toBeVisible();
  const refused: string[] = [];
  shop.on('console', (message) => refused.push(message.text()));
  await shop.goto(stranger.origin);
  await expect.poll(() => refused.join('\n')).toContain('frame-ancestors');
  await expect(frameOf(shop).locator(number)).toHaveCount(0);

  // The key is ended while the page is open.
  await shop.goto(site.origin);
  await expect(frameOf(shop).getByText('Live')).toBeVisible();
  await page.getByRole('listitem').filter({ hasText: 'ek_' }).getByRole('button', { name: 'End' }).click();
  await page.getByRole('button', { name: 'End the key' }).click();
  await expect(frameOf(shop).getByText('has been ended')).toBeVisible();
  expect(id).not.toBe('');
  await visit.close();
  site.server.close();
  stranger.server.close();
});
