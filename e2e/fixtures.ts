import { expect, test as base, type Page } from '@playwright/test';
import { apiKey, owner, startPortal, writeKey, type Portal } from './portal';

type Fixtures = {
  /** A page that is signed in as the owner. */
  signedIn: Page;
  send: (events: unknown) => Promise<Response>;
  query: (spec: unknown) => Promise<{ data: Record<string, unknown>; meta: Record<string, unknown> }>;
};

export const test = base.extend<Fixtures, { portal: Portal }>({
  portal: [
    async ({}, provide) => {
      const portal = await startPortal();
      await provide(portal);
      await portal.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  baseURL: async ({ portal }, provide) => provide(portal.url),
  signedIn: async ({ page }, provide) => {
    await signIn(page);
    await provide(page);
  },
  send: async ({ portal }, provide) =>
    provide((events) =>
      fetch(`${portal.url}/api/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${writeKey}`, 'content-type': 'application/json' },
        body: JSON.stringify(events),
      }),
    ),
  query: async ({ portal }, provide) =>
    provide(async (spec) => {
      const reply = await fetch(`${portal.url}/api/query`, {
        method: 'POST',
        headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
        body: JSON.stringify(spec),
      });
      return (await reply.json()) as { data: Record<string, unknown>; meta: Record<string, unknown> };
    }),
});
export { expect };

export async function signIn(page: Page, to = '/overview'): Promise<void> {
  await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(to)}`);
  await page.getByLabel('Email').fill(owner.email);
  await page.getByLabel('Password', { exact: true }).fill(owner.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`**${to}*`);
}

/** A page is there before its scripts are, and a key that is pressed until then reaches nobody: presses it until `reached`. */
export async function press(
  page: Page,
  key: string,
  reached: (options: { timeout: number }) => Promise<void>,
): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key);
    await reached({ timeout: 2_000 });
  }).toPass({ timeout: 15_000 });
}
