import type { Page } from '@playwright/test';
import { expect, signIn, test } from './fixtures';
import { expectAccessibleInBoth } from './access';
import { badPanels, kindsBoard, kindTitles } from './kinds-board';
import { apiKey } from './portal';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const steps = ['page_view', 'view_item', 'add_to_cart', 'purchase'];
const pick = (from: readonly string[], by: number): string => from[by % from.length] ?? '';

/** Forty users who come back for some days and buy more or less. */
function visits(): unknown[] {
  const now = Date.now();
  return Array.from({ length: 40 }, (_, user) =>
    Array.from({ length: 1 + (user % 4) }, (_, visit) =>
      steps.slice(0, 1 + ((user + visit) % steps.length)).map((name, step) => ({
        name,
        userId: `u${user}`,
        timestamp: new Date(
          now - (((user % 25) + visit * 8) % 29) * dayMs - (user % 20) * hourMs + step * 60_000 - hourMs,
        ),
        properties: {
          path: pick(['/', '/pricing', '/docs'], user + step),
          country: pick(['DE', 'FR', 'US', 'JP'], user),
          device: pick(['desktop', 'mobile'], user),
          duration_ms: 40 + ((user * 37 + step * 11) % 400),
        },
      })),
    ),
  ).flat(2);
}

const panel = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true }).first();

test('a panel of every kind is drawn, and those that cannot be say why', async ({ page, portal, send }) => {
  expect((await send(visits())).status).toBe(202);
  const create = (doc: unknown) =>
    fetch(`${portal.url}/api/dashboards`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(doc),
    });
  const board = kindsBoard();
  const tooShort = { kind: 'funnel', steps: [{ event: 'page_view' }], range: { last: '30d' } };
  const place = { id: 'short', layout: { x: 0, y: 0, w: 6, h: 5 } };
  const refused = await create({
    ...board,
    panels: [{ type: 'chart', title: 'Too short', chart: 'funnel', spec: tooShort, ...place }],
  });
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain('panels.0.spec.steps');
  const reply = await create(board);
  expect(reply.status).toBe(201);
  const { id } = (await reply.json()) as { id: string };
  await signIn(page);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  // The browser itself reports the answers 400 to the questions that are wrong on purpose.
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('status of 4')) faults.push(message.text());
  });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`/dashboards/${id}?workspace=main`);

  for (const title of kindTitles) {
    const box = panel(page, title);
    await box.evaluate((element) => element.scrollIntoView());
    await expect(box, title).toHaveAttribute('aria-busy', 'false');
    await expect(
      box.locator('.sg-number-value, .sg-chart, .sg-bars, table, figure, ol, ul').first(),
      title,
    ).toBeVisible();
    await expect(box.getByRole('alert'), title).toHaveCount(0);
    await expect(box.getByText('Nothing here'), title).toHaveCount(0);
  }
  for (const { title, says } of badPanels) {
    await panel(page, title).evaluate((element) => element.scrollIntoView());
    await expect(panel(page, title), title).toContainText(says);
  }
  expect(faults).toEqual([]);

  await expectAccessibleInBoth(page, 'all kinds');
});
