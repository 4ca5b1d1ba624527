import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { signIn } from './fixtures';
import { apiKey, startPortal, writeKey, type Portal } from './portal';

const bigNumber = '[data-panel="events"] .sg-number-value';
const live = '[data-connection="live"]';

function send(portal: Portal, events: readonly object[], search = ''): Promise<Response> {
  const headers = { authorization: `Bearer ${writeKey}` };
  return fetch(`${portal.url}/api/events${search}`, { method: 'POST', headers, body: JSON.stringify(events) });
}

/** Writes down what the connection badge said, whatever is shown as an error, and every number that was not there. */
async function takeNotes(page: Page): Promise<() => Promise<{ badge: string[]; errors: string[]; blanks: number }>> {
  await page.evaluate((number) => {
    const notes = { badge: [] as string[], errors: [] as string[], blanks: 0 };
    Object.assign(window, { notes });
    const look = () => {
      const badge = document.querySelector('[data-connection]')?.getAttribute('data-connection') ?? 'none';
      if (notes.badge.at(-1) !== badge) notes.badge.push(badge);
      for (const alert of document.querySelectorAll('main [role=alert], [role=dialog] [role=alert]'))
        if (alert.textContent) notes.errors.push(alert.textContent);
      if (!/^[1-9]/.test(document.querySelector(number)?.textContent ?? '')) notes.blanks += 1;
    };
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    look();
  }, bigNumber);
  return () =>
    page.evaluate(() => (window as unknown as { notes: { badge: string[]; errors: string[]; blanks: number } }).notes);
}

/** Last begun, first ended; also when the test did not get that far. */
const cleanUp: (() => Promise<void>)[] = [];
test.afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo();
});

// A portal takes seconds to start; on a busy machine up to a minute, and this one starts twice.
test.setTimeout(240_000);

test('a portal that restarts under an open dashboard is noticed by its badge only, and what was asked is answered', async ({
  browser,
}) => {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'sightglass-restart-'));
  const first = await startPortal({ SIGHTGLASS_DATA: dataDir });
  cleanUp.push(() => rm(dataDir, { recursive: true, force: true }), first.stop);
  const context = await browser.newContext({ baseURL: first.url });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  expect((await send(first, [{ name: 'checkout' }, { name: 'checkout' }], '?wait=visible')).status).toBe(202);
  await signIn(page);
  await expect(page.locator(live)).toBeVisible();
  await expect(page.locator(bigNumber)).toHaveText('2');
  const notes = await takeNotes(page);

  const waiting = Array.from({ length: 8 }, () => send(first, [{ name: 'checkout' }], '?wait=visible'));
  await expect.poll(() => acceptedEvents(first), { intervals: [5] }).toBeGreaterThan(2);
  const took = await first.stop().then(() => Promise.allSettled(waiting));
  const answers = took.flatMap((one) => (one.status === 'fulfilled' ? [one.value.status] : []));
  expect(answers.filter((status) => status !== 202)).toEqual([]);
  const second = await startPortal({ SIGHTGLASS_DATA: dataDir, PORT: new URL(first.url).port });
  cleanUp.push(second.stop);
  await expect(page.locator(live)).toBeVisible({ timeout: 20_000 });
  const accepted = 2 + answers.length;
  await expect(page.locator(bigNumber)).toHaveText(String(accepted));
  await send(second, [{ name: 'checkout' }]);
  await expect(page.locator(bigNumber)).toHaveText(String(accepted + 1));
  const { badge, errors, blanks } = await notes();
  expect(errors).toEqual([]);
  expect(blanks).toBe(0);
  expect(badge).toEqual(['live', 'connecting', 'live']);
  expect(faults).toEqual([]);
  await context.close();
});

async function acceptedEvents(portal: Portal): Promise<number> {
  const reply = await fetch(`${portal.url}/metrics`, { headers: { authorization: `Bearer ${apiKey}` } });
  const lines = (await reply.text()).matchAll(/^sightglass_ingest_accepted_events_total\{[^}]*\} (\d+)/gm);
  return [...lines].reduce((sum, [, count]) => sum + Number(count), 0);
}
