import type { Browser, Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { expectAccessibleInBoth } from './access';

const guest = { email: 'guest@example.com', name: 'Grace Guest', password: 'quite a long password' };

/** Somebody else's browser. */
async function stranger(browser: Browser, baseURL: string | undefined): Promise<Page> {
  const context = await browser.newContext({ ...(baseURL !== undefined && { baseURL }) });
  return context.newPage();
}

const memberOf = (page: Page) => page.locator(`[data-member="${guest.email}"]`);

test('somebody is invited, joins, is given more, and is taken out again', async ({ signedIn, browser, baseURL }) => {
  await signedIn.goto('/settings/members?workspace=main');
  await signedIn.getByLabel('Email').fill(guest.email);
  await signedIn.getByLabel('Role', { exact: true }).selectOption('viewer');
  await signedIn.getByRole('button', { name: 'Invite' }).click();
  const link = (await signedIn.getByTestId('secret-once').textContent()) ?? '';
  expect(link).toMatch(/\/invite\/sgi_\w{43}$/);
  await expect(signedIn.getByText('SIGHTGLASS_SMTP_URL')).toBeVisible();
  await expect(signedIn.locator(`[data-invitation="${guest.email}"]`)).toBeVisible();

  const other = await stranger(browser, baseURL);
  const path = new URL(link).pathname;
  await other.goto('/invite/sgi_no-such-token');
  await expect(other.getByRole('heading', { name: 'This invitation does not work' })).toBeVisible();
  await other.goto(path);
  await expect(other.getByRole('heading', { name: 'Join main' })).toBeVisible();
  await expectAccessibleInBoth(other, 'invitation');
  await other.getByLabel('Your name').fill(guest.name);
  await other.getByLabel('New password').fill(guest.password);
  await other.getByRole('button', { name: 'Create the account and join' }).click();
  await other.waitForURL('**/overview*');

  await test.step('a viewer looks and does not change', async () => {
    await other.goto('/settings/members');
    await expect(other.getByRole('button', { name: 'Invite' })).toHaveCount(0);
    await expect(
      other.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Audit log' }),
    ).toHaveCount(0);
    await other.goto('/settings/audit');
    await expect(other.getByText('You need the role admin to read the audit log')).toBeVisible();
    await expect(other.getByText('owner@example.com')).toBeVisible();
    const refused = await other.request.post('/api/annotations', { data: { text: 'No', at: Date.now() } });
    expect([refused.status(), refused.headers()['content-type']]).toEqual([
      403,
      expect.stringContaining('problem+json'),
    ]);
  });

  await test.step('an editor does, within seconds and without signing in again', async () => {
    await signedIn.reload();
    await memberOf(signedIn).getByLabel(`Role of ${guest.name}`).selectOption('editor');
    await expect
      .poll(
        async () => (await other.request.post('/api/annotations', { data: { text: 'Yes', at: Date.now() } })).status(),
        {
          timeout: 8_000,
        },
      )
      .toBe(201);
  });

  await test.step('who is taken out is shut out, live streams too', async () => {
    await other.goto('/overview');
    await expect(other.locator('[data-connection="live"]')).toBeAttached();
    await memberOf(signedIn).getByRole('button', { name: 'Remove' }).click();
    await signedIn.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await expect(memberOf(signedIn)).toHaveCount(0);
    await expect(other.locator('[data-connection="live"]')).toHaveCount(0, { timeout: 10_000 });
    await other.goto('/overview');
    await expect(other.getByRole('heading', { name: 'You are in no workspace' })).toBeVisible();
    await expect.poll(async () => (await other.request.get('/api/catalog')).status(), { timeout: 8_000 }).toBe(403);
  });

  await test.step('the log says all of it', async () => {
    await signedIn.goto('/settings/audit');
    for (const action of ['invitation.create', 'invitation.accept', 'member.change_role', 'member.remove'])
      await expect(signedIn.getByRole('list', { name: 'Changes' }).getByText(action, { exact: true })).toBeVisible();
    await signedIn.getByLabel('Did what').selectOption('member.change_role');
    await signedIn.getByRole('button', { name: 'Search', exact: true }).click();
    await signedIn.locator('summary', { hasText: 'member.change_role' }).click();
    await expect(signedIn.locator('del', { hasText: 'viewer' })).toBeVisible();
    await expect(signedIn.locator('ins', { hasText: 'editor' })).toBeVisible();
    await expectAccessibleInBoth(signedIn, 'audit log');
  });
  await other.context().close();
});

test('a workspace is made, renamed and deleted by typing its address', async ({ signedIn }) => {
  await signedIn.goto('/overview?workspace=main');
  await signedIn.locator('summary[title="Switch the workspace"]').click();
  await signedIn.getByRole('link', { name: 'New workspace' }).click();
  await signedIn.getByLabel('Name').fill('Second Team');
  await signedIn.getByRole('button', { name: 'Create the workspace' }).click();
  await signedIn.waitForURL('**/overview?workspace=second-team');
  await signedIn.goto('/settings');
  await signedIn.getByLabel('Name').fill('Third Team');
  await signedIn.getByRole('button', { name: 'Rename' }).click();
  await expect(signedIn.locator('summary[title="Switch the workspace"]')).toContainText('Third Team');
  await signedIn.getByRole('button', { name: 'Delete this workspace' }).click();
  const confirm = signedIn.getByRole('button', { name: 'Delete the workspace' });
  await expect(confirm).toBeDisabled();
  await signedIn.getByRole('dialog').getByRole('textbox').fill('second-team');
  await confirm.click();
  await signedIn.waitForURL('**/overview');
  await expect(signedIn.locator('summary[title="Switch the workspace"]')).not.toContainText('Third Team');
});

test('a person is found, handed over and deleted', async ({ signedIn, send, query }) => {
  const id = 'person/1 ü';
  const events = [id, id, 'somebody else'].map((userId) => ({ name: 'people.visit', userId }));
  await send(events);
  const users = { kind: 'total', measures: [{ agg: 'users', event: 'people.visit' }], range: { last: '1h' } };
  const counted = async () => JSON.stringify((await query(users)).data);
  await expect.poll(counted).toContain('"value":2');

  await signedIn.goto('/settings/people?workspace=main');
  await signedIn.getByLabel('User id').fill(id);
  await signedIn.getByRole('button', { name: 'Find' }).click();
  await expect(signedIn.getByText('2 events in this workspace')).toBeVisible();
  await expectAccessibleInBoth(signedIn, 'people’s data');
  const file = signedIn.waitForEvent('download');
  await signedIn.getByRole('link', { name: 'Export as NDJSON' }).click();
  expect((await file).suggestedFilename()).toBe('person.ndjson');
  await signedIn.getByRole('button', { name: 'Delete this person’s data' }).click();
  await signedIn.getByRole('dialog').getByRole('textbox').fill(id);
  await signedIn.getByRole('button', { name: 'Delete 2 events' }).click();
  await expect(signedIn.locator('[data-deletion="done"]')).toContainText('2 events', { timeout: 30_000 });
  await signedIn.reload();
  await expect(signedIn.getByText('No event has this user id')).toBeVisible();
  await expect.poll(counted).toContain('"value":1');
});
