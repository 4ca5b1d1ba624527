import { expect, signIn, test } from './fixtures';

const rows = Array.from(
  { length: 400 },
  (_, i) =>
    `${new Date(Date.now() - i * 60_000).toISOString()},order ${i},${(i % 90) + 0.5},${['DE', 'US', 'IN'][i % 3]}`,
);
rows.splice(200, 0, 'not a time,order x,1,DE');
const csv = ['created_at,title,amount,country', ...rows].join('\n');

test('a CSV file is mapped, corrected, loaded, and its bad row is reported by line', async ({ page, query }) => {
  await signIn(page, '/imports?workspace=main');
  await page.goto('/imports?workspace=main');
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await expect(page.getByRole('table', { name: 'Columns of the file' })).toBeVisible();
  await page.getByLabel('Event name').fill('imported order');
  await page.getByLabel('What amount becomes').selectOption('value');
  await page.getByRole('button', { name: /^(Load|Start|Import)/ }).click();
  await expect(page.getByText('202', { exact: true }).first()).toBeVisible();
  await expect
    .poll(
      async () =>
        (
          (await query({ kind: 'total', measures: [{ agg: 'count', event: 'imported order' }], range: { last: '2d' } }))
            .data.values as { value: number }[]
        )[0]?.value,
    )
    .toBe(400);
});
