import { apiKey } from './portal';
import { expect, test } from './fixtures';

/** Each would set `window.attacked`, wherever it is written into a page without being escaped. */
const markups = [
  '<img src=x onerror="window.attacked=1">',
  '"><script>window.attacked=1</script>',
  "'-window.attacked=1-'",
  '</title></svg></script><svg onload="window.attacked=1">',
  'javascript:window.attacked=1',
];
const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };

test('names, values and texts of strangers are read and never run', async ({ signedIn: page, portal, send }) => {
  const events = markups.flatMap((text) => [
    { name: text, userId: text, properties: { [text]: text, path: text } },
    { name: 'hostile', userId: text, value: 1, properties: { path: text } },
  ]);
  expect((await send(events)).status).toBe(202);
  const make = async (path: string, body: unknown): Promise<string> => {
    const reply = await fetch(`${portal.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(reply.status).toBe(201);
    return ((await reply.json()) as { id: string }).id;
  };
  const [text = ''] = markups;
  const spec = {
    kind: 'breakdown',
    measures: [{ agg: 'count', label: text }],
    by: ['properties.path'],
    range: { last: '1h' },
  };
  const chart = { title: text, description: text, chart: 'bars', spec };
  const chartId = await make('/api/charts', chart);
  const place = { x: 0, y: 0, w: 12, h: 6 };
  const note = { id: 'note', type: 'text', markdown: markups.join('\n\n'), layout: { ...place, y: 6 } };
  const dashboard = await make('/api/dashboards', {
    title: text,
    description: text,
    panels: [{ id: 'bars', type: 'chart', ...chart, layout: place }, note],
  });
  await make('/api/annotations', { at: Date.now(), text });

  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const pages = [
    '/overview',
    `/dashboards/${dashboard}`,
    '/dashboards',
    '/charts',
    `/explore?spec=${encodeURIComponent(JSON.stringify(spec))}`,
    '/rejected',
    `/embed/charts/${chartId}`,
    `/embed/dashboards/${dashboard}`,
    `/api/charts/${chartId}/image.svg`,
  ];
  for (const path of pages) {
    await page.goto(path);
    // Also what comes with the scripts and with the stream.
    await page.waitForTimeout(700);
    expect({ path, attacked: await page.evaluate(() => 'attacked' in window) }).toEqual({ path, attacked: false });
  }
  expect(dialogs).toEqual([]);
  // They are there, as the texts that they are.
  await page.goto(`/dashboards/${dashboard}`);
  await expect(page.getByText(text, { exact: false }).first()).toBeVisible();
});
