import { expect, signIn, test } from './fixtures';

test('a new write key is shown once with a ready snippet, and the page flips when the first event arrives', async ({
  page,
  portal,
}) => {
  await signIn(page, '/send?workspace=system');
  await page.goto('/send?workspace=main');
  await page.getByRole('button', { name: 'Create a write key' }).click();
  const snippet = page.getByRole('tabpanel').first();
  await expect(snippet).toContainText(/sgw_\w+/);
  const code = (await snippet.textContent()) ?? '';
  const key = /sgw_[\w-]+/.exec(code)?.[0] ?? '';
  const reply = await fetch(`${portal.url}/api/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body: JSON.stringify({ name: 'first.event', value: 1 }),
  });
  expect(reply.status).toBe(202);
  await expect(page.getByTestId('arrivals')).toHaveAttribute('data-arrived', 'true');
  await page.reload();
  expect(await page.content()).not.toContain(key);
});

test('what was refused is listed with its reason', async ({ page, send }) => {
  const reply = await send([{ name: 'good' }, { name: '' }, { name: 'bad.time', timestamp: 'yesterday-ish' }]);
  expect(reply.status).toBe(202);
  const receipt = (await reply.json()) as { accepted: number; rejected: { index: number; reason: string }[] };
  expect(receipt.accepted).toBe(1);
  expect(receipt.rejected.map(({ index }) => index)).toEqual([1, 2]);
  await signIn(page, '/rejected');
  await expect(async () => {
    await page.goto('/rejected?workspace=main');
    await expect(page.getByText('bad.time').first()).toBeVisible({ timeout: 1_000 });
  }).toPass();
});

test('hostile input gets a clear answer and never a 500', async ({ portal, send }) => {
  const cases: unknown[] = [
    [],
    {},
    'text',
    7,
    null,
    [[]],
    { batch: 'x' },
    { name: 'a', properties: [] },
    { name: 'a', timestamp: 1e300 },
    { name: 'x'.repeat(40_000) },
  ];
  for (const body of cases) {
    const reply = await send(body);
    expect(reply.status, JSON.stringify(body)?.slice(0, 60)).toBeLessThan(500);
  }
  const broken = await fetch(`${portal.url}/api/query`, {
    method: 'POST',
    headers: { authorization: 'Bearer sga_e2e_api_key_0123456789' },
    body: '{"kind":"total","measures":[{"agg":"sum"}]}',
  });
  expect(broken.status).toBe(400);
  const problem = (await broken.json()) as { errors: { path: string }[] };
  expect(problem.errors.map(({ path }) => path)).toEqual(expect.arrayContaining(['range']));
});
