import type { Browser, Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { startIdentityProvider, type IdentityProvider } from '../__tests__/build/identity-provider';
import { startMailServer, type MailServer } from '../__tests__/notify/mail-server';
import { expectAccessibleInBoth } from './access';
import { expect, test as base } from './fixtures';
import { freePort, owner, startPortal, type Portal } from './portal';

type Outside = { port: number; mails: MailServer; provider: IdentityProvider };

/** A portal that sends mail and knows an identity provider, both real and on this machine. */
const test = base.extend<object, { outside: Outside; portal: Portal }>({
  outside: [
    async ({}, provide) => {
      const port = await freePort();
      const mails = await startMailServer({ hideSTARTTLS: true });
      const provider = await startIdentityProvider(`http://127.0.0.1:${port}/api/auth/callback/oidc`);
      await provide({ port, mails, provider });
      await provider.stop();
      await mails.close();
    },
    { scope: 'worker' },
  ],
  portal: [
    async ({ outside: { port, mails, provider } }, provide) => {
      const portal = await startPortal({
        PORT: String(port),
        SIGHTGLASS_URL: `http://127.0.0.1:${port}`,
        SIGHTGLASS_SMTP_URL: `smtp://127.0.0.1:${mails.port}`,
        SIGHTGLASS_MAIL_FROM: 'portal@example.com',
        SIGHTGLASS_OIDC_ISSUER: provider.issuer,
        SIGHTGLASS_OIDC_CLIENT_ID: 'portal',
        SIGHTGLASS_OIDC_CLIENT_SECRET: provider.clientSecret,
        SIGHTGLASS_OIDC_NAME: 'Example ID',
        SIGHTGLASS_OIDC_ROLES: 'sg=editor',
      });
      await provide(portal);
      await portal.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});

const codeOf = (secret: string): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate();
/** Codes count once, so the next one is waited for; half a minute at most. */
async function nextCode(secret: string, last: string): Promise<string> {
  await expect.poll(() => codeOf(secret), { timeout: 40_000, intervals: [500] }).not.toBe(last);
  return codeOf(secret);
}

const onAccount = (page: Page): Promise<void> => page.waitForURL(({ pathname }) => pathname === '/account');

async function enterPassword(page: Page, password: string): Promise<void> {
  await page.getByLabel('Email').fill(owner.email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}
async function enterCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Code from your authenticator app').fill(code);
  await page.getByRole('button', { name: 'Continue' }).click();
}
async function signInWith(page: Page, password: string, code: string): Promise<void> {
  await page.goto('/sign-in?callbackUrl=/account');
  await enterPassword(page, password);
  await enterCode(page, code);
  await onAccount(page);
}
async function otherBrowser(browser: Browser, url: string): Promise<Page> {
  return await (await browser.newContext({ baseURL: url })).newPage();
}

test('an account: second factor, recovery code, sessions and a forgotten password', async ({
  page,
  portal,
  outside,
  browser,
}) => {
  test.setTimeout(240_000);
  await page.goto('/sign-in?callbackUrl=/account');
  await expectAccessibleInBoth(page, 'sign-in');
  await enterPassword(page, owner.password);
  await onAccount(page);
  await expectAccessibleInBoth(page, 'account');

  await page.getByRole('button', { name: 'Set up' }).click();
  await page.getByLabel('Your password').fill(owner.password);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('img', { name: 'QR code for the authenticator app' })).toBeVisible();
  await expectAccessibleInBoth(page, 'enrolment');
  const secret = (await page.getByTestId('totp-secret').innerText()).replace(/\s/g, '');
  const first = codeOf(secret);
  await page.getByLabel('Code from the app').fill(first);
  await page.getByRole('button', { name: 'Turn on' }).click();
  await expect(page.getByTestId('recovery-code')).toHaveCount(10);
  const recovery = await page.getByTestId('recovery-code').allInnerTexts();
  await expectAccessibleInBoth(page, 'recovery codes');

  await page.locator('summary', { hasText: 'Account of' }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).last().click();
  await page.waitForURL('**/sign-in*');

  await page.goto('/sign-in?callbackUrl=/account');
  await enterPassword(page, owner.password);
  await enterCode(page, first);
  await expect(page.getByText('This code is not right, or it was used before.')).toBeVisible();
  await expectAccessibleInBoth(page, 'second step');
  await enterCode(page, await nextCode(secret, first));
  await onAccount(page);

  const elsewhere = await otherBrowser(browser, portal.url);
  await signInWith(elsewhere, owner.password, recovery[0] ?? '');
  await expect(elsewhere.getByText('9 recovery codes are left.')).toBeVisible();
  await page.reload();
  await expect(page.locator('[data-session]')).toHaveCount(2);
  const streamEnds = elsewhere.waitForResponse((reply) => reply.url().includes('/api/live') && reply.status() === 401);
  await elsewhere.goto('/overview');
  await page.locator('[data-session=other]').getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
  await expect(page.locator('[data-session]')).toHaveCount(1);
  await streamEnds;
  await elsewhere.reload();
  await expect(elsewhere).toHaveURL(/\/sign-in/);

  await elsewhere.goto('/forgot');
  await expectAccessibleInBoth(elsewhere, 'forgot');
  await elsewhere.getByLabel('Email').fill(owner.email);
  await elsewhere.getByRole('button', { name: 'Send the link' }).click();
  await expect(elsewhere.getByText('Look into your mail')).toBeVisible();
  await expect.poll(() => outside.mails.mails.length).toBe(1);
  const link = /http\S+\/reset\?token=\S+/.exec(outside.mails.mails[0]?.text ?? '')?.[0] ?? '';
  await elsewhere.goto(link);
  await expectAccessibleInBoth(elsewhere, 'reset');
  await elsewhere.getByLabel('New password').fill('an even longer password');
  await elsewhere.getByRole('button', { name: 'Set the password' }).click();
  await expect(elsewhere.getByText('Your new password is set')).toBeVisible();
  await elsewhere.goto(link);
  await expect(elsewhere.getByText('This link does not work any more')).toBeVisible();

  await page.reload();
  await expect(page).toHaveURL(/\/sign-in/);
  await signInWith(page, 'an even longer password', recovery[1] ?? '');
  await elsewhere.context().close();
});

test('people of the identity provider come in with the role it gives them, or learn why not', async ({
  page,
  outside,
}) => {
  await outside.provider.setPeople({
    eve: { email: 'eve@example.com', name: 'Eve Example', groups: ['sg'] },
    mallory: { email: 'mallory@example.com', groups: [] },
  });
  const signIn = async (login: string): Promise<void> => {
    await page.goto('/sign-in?callbackUrl=/account');
    await page.getByRole('button', { name: 'Sign in with Example ID' }).click();
    await page.locator('input[name=login]').fill(login);
    await page.locator('input[name=password]').fill('any');
    await page.locator('button[type=submit]').click();
  };
  await signIn('mallory');
  await expect(page.getByText('has no role here')).toBeVisible();
  await page.context().clearCookies();
  await signIn('eve');
  await onAccount(page);
  await expect(page.getByText('You sign in through your identity provider')).toBeVisible();
  await expect(page.getByText('with identity provider')).toBeVisible();
  await expectAccessibleInBoth(page, 'account of the provider');

  await page.context().clearCookies();
  await outside.provider.stop();
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in with Example ID' }).click();
  await expect(page.getByText('The identity provider cannot be reached')).toBeVisible();
});
