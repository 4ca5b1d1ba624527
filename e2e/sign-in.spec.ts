import { expect, signIn, test } from './fixtures';
import { owner } from './portal';

test('a stranger is sent to the sign-in page and comes back to where they wanted to go', async ({ page }) => {
  await page.goto('/settings');
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Fsettings/);
  await page.getByLabel('Email').fill(owner.email);
  await page.getByLabel('Password', { exact: true }).fill(owner.password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/settings');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('a wrong password is refused without saying which part was wrong, then limited', async ({ page }) => {
  await page.goto('/sign-in');
  const attempt = async () => {
    await page.getByLabel('Email').fill('somebody@example.com');
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    const answered = page.waitForResponse((reply) => reply.url().includes('/api/auth/callback/credentials'));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await answered;
  };
  await attempt();
  await expect(page.getByText('The email or the password is not right.')).toBeVisible();
  for (let i = 0; i < 4; i += 1) {
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled();
    await attempt();
  }
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled();
  await attempt();
  await expect(page.getByText('Too many attempts')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Wait/ })).toBeDisabled();
});

test('signing out ends the session', async ({ page }) => {
  await signIn(page);
  await page.locator('summary', { hasText: 'Account of' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in*');
  await page.goto('/overview');
  await expect(page).toHaveURL(/\/sign-in/);
});

test('the API refuses whoever has neither session nor key, as problem+json', async ({ request }) => {
  for (const path of ['/api/status', '/api/keys', '/api/imports', '/api/catalog', '/api/live?watch=[]']) {
    const reply = await request.get(path);
    expect(reply.status(), path).toBe(401);
    expect(reply.headers()['content-type'], path).toContain('application/problem+json');
  }
});
