import { chromium, type Browser, type CDPSession, type Page } from 'playwright';
import { apiKey, type Portal } from '../e2e/portal';
import { median, ms, type Figure } from './figures';
import { sessionCookie } from './overview';

const panelCount = 24;
const visits = 5;
const range = { last: '7d' };

/** A dashboard of 24 panels over the sample's flights, two in a row; every one is another question. */
function longDashboard(): unknown {
  const departures = { agg: 'count', event: 'departure' };
  const chart = (index: number) => {
    const label = `m${index}`;
    const measures = [
      index % 2 === 0 ? { ...departures, label } : { agg: 'avg', of: 'value', event: 'departure', label },
    ];
    if (index % 4 === 3)
      return {
        chart: 'bars',
        spec: { kind: 'breakdown', measures, by: ['properties.origin'], top: 5 + (index % 7), range },
      };
    return { chart: index % 4 === 0 ? 'area' : 'line', spec: { kind: 'trend', measures, range } };
  };
  const panels = Array.from({ length: panelCount }, (_, index) => ({
    type: 'chart',
    id: `p${index}`,
    title: `Panel ${index}`,
    layout: { x: (index % 2) * 6, y: Math.floor(index / 2) * 5, w: 6, h: 5 },
    ...chart(index),
  }));
  return { title: 'Long', range, panels };
}

/** From the navigation to the first and, scrolling, to the last of 24 charts; requests, streams and the script of each route. */
export async function measureDashboard(portal: Portal, workspace: string): Promise<Figure[]> {
  const cookie = await sessionCookie(portal);
  const made = await fetch(`${portal.url}/api/dashboards?workspace=${workspace}`, {
    method: 'POST',
    headers: { cookie, origin: portal.url, 'content-type': 'application/json' },
    body: JSON.stringify(longDashboard()),
  });
  if (made.status !== 201) throw new Error(`the dashboard was answered ${made.status}: ${await made.text()}`);
  const { id } = (await made.json()) as { id: string };
  const browser = await chromium.launch({
    executablePath: process.env.SIGHTGLASS_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  try {
    const visitor: Visitor = { browser, portal, cookie, query: `workspace=${workspace}` };
    return [...(await charts(visitor, id)), ...(await scripts(visitor, id))];
  } finally {
    await browser.close();
  }
}

type Visitor = { browser: Browser; portal: Portal; cookie: string; query: string };

async function charts(visitor: Visitor, id: string): Promise<Figure[]> {
  const first: number[] = [];
  const last: number[] = [];
  const counts: Counts[] = [];
  let streamsAfter = 0;
  for (let visit = 0; visit < visits; visit += 1) {
    const { page, counted, close } = await visitPage(visitor);
    const start = performance.now();
    await page.goto(`${visitor.portal.url}/dashboards/${id}?${visitor.query}`, { waitUntil: 'commit' });
    await page.locator('[data-panel="p0"] svg[role="img"]').waitFor();
    first.push(performance.now() - start);
    for (let index = 2; index < panelCount; index += 2) {
      await page.locator(`#p-p${index}`).scrollIntoViewIfNeeded();
      await page.locator(`[data-panel="p${index}"][aria-busy="false"]`).waitFor();
    }
    await page.locator(`[data-panel="p${panelCount - 1}"][aria-busy="false"]`).waitFor();
    last.push(performance.now() - start);
    counts.push({ ...counted });
    await close();
    streamsAfter = await viewersLeft(visitor);
  }
  const { requests, queries, streams } = counts.at(-1) ?? { requests: 0, queries: 0, streams: 0 };
  return [
    { what: `dashboard of ${panelCount} panels: first chart, first visit`, measured: ms(first[0] ?? Number.NaN) },
    { what: `the same, median of ${visits} visits without cache`, measured: ms(median(first)) },
    { what: 'the same, last chart while scrolling to it, median', measured: ms(median(last)) },
    { what: 'the same: requests in all', measured: String(requests) },
    { what: 'the same: requests for answers besides the stream', measured: String(queries) },
    {
      what: 'the same: streams open at the same time, at most',
      measured: String(streams),
      goal: '1',
      isMet: streams <= 1,
    },
    {
      what: 'the same: streams left at the server after the page is closed',
      measured: String(streamsAfter),
      goal: '0',
      isMet: streamsAfter === 0,
    },
  ];
}

/** How many streams the server still serves, once it has had a moment to notice. */
async function viewersLeft({ portal }: Visitor): Promise<number> {
  let viewers = Number.NaN;
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const reply = await fetch(`${portal.url}/api/status`, { headers: { authorization: `Bearer ${apiKey}` } });
    viewers = ((await reply.json()) as { live: { viewers: number } }).live.viewers;
    if (viewers === 0) return 0;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return viewers;
}

async function scripts(visitor: Visitor, id: string): Promise<Figure[]> {
  const routes = [
    '/overview',
    '/dashboards',
    `/dashboards/${id}`,
    `/dashboards/${id}?edit=1`,
    '/explore',
    '/sql',
    '/charts',
  ];
  const figures: Figure[] = [];
  for (const route of routes) {
    const { page, counted, close } = await visitPage(visitor);
    const joint = route.includes('?') ? '&' : '?';
    await page.goto(`${visitor.portal.url}${route}${joint}${visitor.query}`);
    await page.waitForTimeout(2_500);
    const kilobytes = Math.round(counted.scriptBytes / 1024);
    figures.push({ what: `script, compressed: ${route.replace(id, ':id')}`, measured: `${kilobytes} KB` });
    await close();
  }
  return figures;
}

type Counts = { requests: number; queries: number; streams: number; scriptBytes: number };

async function visitPage({ browser, portal, cookie }: Visitor) {
  const context = await browser.newContext();
  const [name = '', value = ''] = cookie.split(/=(.*)/s);
  await context.addCookies([{ name, value, url: portal.url }]);
  const page: Page = await context.newPage();
  const counted: Counts = { requests: 0, queries: 0, streams: 0, scriptBytes: 0 };
  await count(await context.newCDPSession(page), counted);
  return { page, counted, close: () => context.close() };
}

async function count(session: CDPSession, counted: Counts): Promise<void> {
  await session.send('Network.enable');
  const scriptIds = new Set<string>();
  // When other panels come into sight the stream is closed and opened again for all of them.
  const open = new Set<string>();
  session.on('Network.loadingFailed', ({ requestId }) => open.delete(requestId));
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (response.url.startsWith('data:')) return;
    counted.requests += 1;
    const { pathname } = new URL(response.url);
    if (pathname.startsWith('/api/query')) counted.queries += 1;
    if (response.mimeType === 'text/event-stream') open.add(requestId);
    counted.streams = Math.max(counted.streams, open.size);
    if (type === 'Script') scriptIds.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    open.delete(requestId);
    if (scriptIds.has(requestId)) counted.scriptBytes += encodedDataLength;
  });
}
