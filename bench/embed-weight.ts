import { chromium, type Browser } from 'playwright';
import type { Portal } from '../e2e/portal';
import { median, ms, perSecond, type Figure } from './figures';
import { load } from './load';
import { sessionCookie } from './overview';

type Weight = { requests: number; bytes: number; scriptBytes: number; chartMs: number };
type Visit = { what: string; url: string; chart: string; cookie?: { name: string; value: string } };

/**
 * What a browser without a cache has to fetch until the page stands still: an embed of a chart, an embed of a dashboard, and
 * the same dashboard in the portal; and how many of each the portal can write per second.
 */
export async function measureEmbedWeight(portal: Portal, workspace: string): Promise<Figure[]> {
  const visits = await visitsOf(portal, workspace);
  const browser = await chromium.launch({
    executablePath: process.env.SIGHTGLASS_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  const figures: Figure[] = [];
  for (const visit of visits) {
    const weights: Weight[] = [];
    for (let i = 0; i < 3; i += 1) weights.push(await weigh(browser, portal, visit));
    const { requests, bytes, scriptBytes } = weights.at(-1) ?? { requests: 0, bytes: 0, scriptBytes: 0 };
    const chartMs = median(weights.map((weight) => weight.chartMs));
    figures.push({
      what: visit.what,
      measured: `${requests} requests, ${kb(bytes)} (${kb(scriptBytes)} script), first chart ${ms(chartMs)}`,
    });
  }
  await browser.close();
  for (const { what, url, cookie } of visits) {
    const headers = cookie ? { cookie: `${cookie.name}=${cookie.value}` } : {};
    const { requestsPerSecond, p95, errors } = await load({ url, headers, connections: 4, seconds: 5 });
    figures.push({
      what: `${what}: pages written, 4 connections`,
      measured: `${perSecond(requestsPerSecond)}, p95 ${ms(p95)}, ${errors} errors`,
    });
  }
  return figures;
}

const kb = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;

async function visitsOf(portal: Portal, workspace: string): Promise<Visit[]> {
  const cookie = await sessionCookie(portal);
  const [name = '', value = ''] = cookie.split(/=(.*)/s);
  const call = async <T>(path: string, body?: unknown): Promise<T> => {
    const reply = await fetch(`${portal.url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { cookie, 'x-sightglass-workspace': workspace, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!reply.ok) throw new Error(`${path} was answered ${reply.status}: ${await reply.text()}`);
    return (await reply.json()) as T;
  };
  const linkTo = async (kind: string, resourceId: string): Promise<string> => {
    const embed = await call<{ id: string }>('/api/embeds', { kind, resourceId });
    const { link } = await call<{ link: string }>(`/api/embeds/${embed.id}/shares`, { name: 'bench' });
    return link.replace(/^https?:\/\/[^/]+/, portal.url);
  };
  const spec = {
    kind: 'trend',
    measures: [{ agg: 'count' }],
    by: ['name'],
    top: 5,
    range: { last: '7d' },
    grain: '1h',
  };
  const chart = await call<{ id: string }>('/api/charts', { title: 'Events', chart: 'line', spec });
  const { dashboards } = await call<{ dashboards: { id: string }[] }>('/api/dashboards');
  const board = dashboards[0]?.id ?? '';
  return [
    { what: 'embed of a chart (five lines, 7 days)', url: await linkTo('chart', chart.id), chart: '.sg-plot svg' },
    { what: 'embed of the sample dashboard', url: await linkTo('dashboard', board), chart: '.sg-plot svg' },
    {
      what: 'the same dashboard in the portal',
      url: `${portal.url}/dashboards/${board}?workspace=${workspace}`,
      chart: 'main svg[role="img"]',
      cookie: { name, value },
    },
  ];
}

async function weigh(browser: Browser, portal: Portal, { url, chart, cookie }: Visit): Promise<Weight> {
  const context = await browser.newContext();
  if (cookie) await context.addCookies([{ ...cookie, url: portal.url }]);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  const scripts = new Set<string>();
  let [requests, bytes, scriptBytes] = [0, 0, 0];
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (response.url.startsWith('data:')) return;
    requests += 1;
    if (type === 'Script') scripts.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes += encodedDataLength;
    if (scripts.has(requestId)) scriptBytes += encodedDataLength;
  });
  // A stream never finishes loading, so what it brings is counted as it comes.
  session.on('Network.eventSourceMessageReceived', ({ data }) => {
    bytes += data.length;
  });
  const start = performance.now();
  await page.goto(url, { waitUntil: 'commit' });
  await page.locator(chart).first().waitFor();
  const chartMs = performance.now() - start;
  await page.waitForTimeout(2_500);
  await context.close();
  return { requests, bytes, scriptBytes, chartMs };
}
