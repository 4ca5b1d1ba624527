import type { Page } from '@playwright/test';
import { expect, signIn, test } from './fixtures';
import { expectAccessibleInBoth } from './access';
import { startReceiver } from './receiver';

const drawer = (page: Page) => page.getByRole('dialog');

async function addChannel(page: Page, url: string): Promise<void> {
  await page.goto('/notifications?workspace=main');
  await expect(page.getByRole('heading', { name: 'Nobody is told' })).toBeVisible();
  await expectAccessibleInBoth(page, 'empty');
  await page.getByRole('link', { name: 'Add a channel' }).click();
  await expectAccessibleInBoth(page, 'kinds');
  await drawer(page)
    .getByRole('button', { name: /^Webhook/ })
    .click();
  await page.getByLabel('Name').fill('Ops hook');
  await page.getByRole('button', { name: 'Add the channel' }).click();
  await expect(drawer(page).getByText('Needed')).toBeVisible();
  await page.getByLabel('URL', { exact: true }).fill(url);
  await page.getByLabel('Signing key').fill('a key of sixteen or more');
  await expectAccessibleInBoth(page, 'channel');
  await page.getByRole('button', { name: 'Send a test to Ops hook' }).click();
  await expect(drawer(page).getByText('The test arrived')).toBeVisible();
  await page.getByRole('button', { name: 'Add the channel' }).click();
  await expect(page.getByRole('list', { name: 'Channels' }).getByText('Ops hook')).toBeVisible();
  await expect(page).not.toHaveURL(/add=/);
}

async function addPolicy(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Who is told' }).click();
  await page.getByRole('button', { name: 'Add a receiver' }).click();
  await page.getByLabel('Name').fill('Ops');
  await page.getByLabel('Ops hook').check();
  await page.getByRole('button', { name: 'Add the receiver' }).click();
  await page.getByRole('button', { name: 'Add a policy' }).click();
  await page.getByLabel('Name').fill('Critical');
  await drawer(page).getByRole('button', { name: 'Add a label' }).click();
  await drawer(page).getByLabel('Label', { exact: true }).fill('severity');
  await drawer(page).getByLabel('Value', { exact: true }).fill('critical');
  await expectAccessibleInBoth(page, 'policy');
  await page.getByRole('button', { name: 'Add the policy' }).click();
  await expect(page.getByRole('region', { name: 'Summary' })).toContainText('Critical: Ops at once.');
  const bar = page.getByRole('region', { name: 'Unsaved changes' });
  await bar.getByRole('button', { name: 'Save' }).click();
  await expect(bar).toBeHidden();
  await expectAccessibleInBoth(page, 'policies');
}

async function tryLabels(page: Page, service: string) {
  const card = page.getByRole('region', { name: 'Try it' });
  if ((await card.getByLabel('Label 2', { exact: true }).count()) === 0)
    await card.getByRole('button', { name: 'Add a label' }).click();
  await card.getByLabel('Label 2', { exact: true }).fill('service');
  await card.getByLabel('Value 2', { exact: true }).fill(service);
  await card.getByRole('button', { name: 'Try these labels' }).click();
  return card.getByRole('list', { name: 'What would become of it' });
}

test('a channel is added and tested, a policy tells it, labels are tried, and a silence is made and ended', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const receiver = await startReceiver();
  const { url, heard } = receiver;
  try {
    await signIn(page);
    await addChannel(page, url);
    await page.getByRole('button', { name: 'Send a test to Ops hook' }).click();
    await expect(page.getByText('The test arrived')).toBeVisible();
    expect(heard.map(({ body }) => body.occasion)).toEqual(['test', 'test']);
    expect(heard.every((one) => receiver.isSigned(one, 'a key of sixteen or more'))).toBe(true);

    await addPolicy(page);
    await page.reload();
    await expect(page.getByRole('region', { name: 'Summary' })).toContainText('Critical: Ops at once.');
    const tried = await tryLabels(page, 'checkout');
    await expect(tried).toContainText('Critical');
    await expect(tried).toContainText('Ops hook');

    await page.goto('/notifications/silences?workspace=main&matcher=service%3Dcheckout');
    await expect(page.getByRole('region', { name: 'Preview' })).toContainText('Mutes nothing right now');
    await page.getByRole('button', { name: 'Silence', exact: true }).click();
    await expect(drawer(page).getByText('Say why')).toBeVisible();
    await page.getByLabel('Why').fill('Planned work');
    await expectAccessibleInBoth(page, 'silence');
    await page.getByText('4 h', { exact: true }).click();
    await page.getByRole('button', { name: 'Silence', exact: true }).click();
    const silences = page.getByRole('region', { name: 'Silences' });
    await expect(silences).toContainText('Planned work');
    await expectAccessibleInBoth(page, 'silences');

    await page.getByRole('link', { name: 'Who is told' }).click();
    const held = (await tryLabels(page, 'checkout')).getByRole('list', { name: 'Held back' });
    await expect(held).toContainText('Silenced by owner@example.com');

    await page.getByRole('link', { name: 'Silences' }).click();
    await page.getByRole('button', { name: 'End now: Planned work' }).click();
    await expect(silences).toContainText('Nothing is silenced');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(silences).toContainText('Planned work');
  } finally {
    receiver.stop();
  }
});

test('every page of the area can be used on a phone, and a rotation is made there', async ({ page }) => {
  test.setTimeout(180_000);
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page);
  await page.goto('/notifications/on-call?workspace=main');
  await page.getByRole('button', { name: 'Add a schedule' }).click();
  await page.getByLabel('Name of person 1').fill('Ada');
  await page.getByRole('button', { name: 'Add a person' }).click();
  await page.getByLabel('Name of person 2').fill('Grace');
  await page.getByRole('button', { name: 'Add the schedule' }).click();
  const card = page.getByRole('region', { name: 'On call', exact: true });
  await expect(card).toContainText('Ada is on call');
  await expect(card.getByRole('list', { name: /next 8 weeks/ }).getByText('Grace')).toHaveCount(4);
  await card.getByRole('button', { name: 'Stand in' }).click();
  await page.getByLabel('Who').selectOption('Grace');
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(card.getByRole('region', { name: 'Stand-ins' })).toContainText('Grace');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('region', { name: 'Unsaved changes' })).toBeHidden();
  await expectAccessibleInBoth(page, 'on-call');
  for (const part of ['', '/channels', '/on-call', '/silences', '/deliveries']) {
    await page.goto(`/notifications${part}?workspace=main`);
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await expect.poll(wide, { message: part }).toBeLessThanOrEqual(0);
    await expectAccessibleInBoth(page, part);
  }
});
