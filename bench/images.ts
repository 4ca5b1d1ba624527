import { apiKey, writeKey, type Portal } from '../e2e/portal';
import { median, ms, percentile, perSecond, ratio, type Figure } from './figures';
import { load, type LoadResult } from './load';

const headers = { authorization: `Bearer ${apiKey}` };
const hour = 3_600_000;
const rounds = 60;
const names = ['checkout', 'login', 'search', 'signup', 'view'];
const spec = { kind: 'trend', measures: [{ agg: 'count' }], by: ['name'], range: { last: '24h' }, grain: '15m' };

/** A saved chart of five lines with 96 points each, as SVG, PNG, JSON and CSV: kept, drawn anew, and asked anew. */
export async function measureImages(portal: Portal): Promise<Figure[]> {
  await seed(portal);
  const base = `${portal.url}/api/charts/${await savedChart(portal)}`;
  return [...(await kept(base)), ...(await anew(base))];
}

const p95 = (values: readonly number[]) => percentile(values, 0.95);
const words = ({ requestsPerSecond, p50, p95: high, errors }: LoadResult): string =>
  `${perSecond(requestsPerSecond)}, p50 ${p50} ms, p97.5 ${high} ms, ${errors} errors`;

async function kept(base: string): Promise<Figure[]> {
  const [svg, json, png] = await alternately(base, ['image.svg', 'data.json', 'image.png']);
  const { etag } = await timed(`${base}/image.svg`);
  const sizes = await Promise.all(['image.svg', 'data.json', 'image.png'].map((form) => timed(`${base}/${form}`)));
  const one = await latencies(500, () => `${base}/image.svg`);
  const known = await load({
    url: `${base}/image.svg`,
    headers: { ...headers, 'if-none-match': etag },
    connections: 50,
    seconds: 6,
  });
  const times = svg.requestsPerSecond / json.requestsPerSecond;
  return [
    { what: 'bytes of `image.svg`, `data.json`, `image.png`', measured: sizes.map(({ bytes }) => bytes).join(', ') },
    { what: '`image.svg` kept, 50 connections', measured: words(svg) },
    { what: '`data.json` of the same chart, 50 connections', measured: words(json) },
    { what: '`image.svg` / `data.json`, requests/s', measured: ratio(times) },
    { what: '`image.png` kept, 50 connections', measured: words(png) },
    // autocannon counts 304 as no success.
    {
      what: '`image.svg` that the client has (304), 50 connections',
      measured: `${perSecond(known.requestsPerSecond)}`,
    },
    { what: '`image.svg` kept, one at a time, 500', measured: `p50 ${ms(median(one))}, p95 ${ms(p95(one))}` },
  ];
}

/** In turns, so that what else the machine does meanwhile falls on all of them alike; of three rounds the one in the middle. */
async function alternately<Forms extends readonly string[]>(
  base: string,
  forms: readonly [...Forms],
): Promise<{ [K in keyof Forms]: LoadResult }> {
  const results = forms.map((): LoadResult[] => []);
  for (let round = 0; round < 3; round += 1)
    for (const [place, form] of forms.entries())
      results[place]?.push(await load({ url: `${base}/${form}`, headers, connections: 50, seconds: 3 }));
  return results.map(middle) as { [K in keyof Forms]: LoadResult };
}

function middle(results: readonly LoadResult[]): LoadResult | undefined {
  return [...results].sort((a, b) => a.requestsPerSecond - b.requestsPerSecond)[Math.floor(results.length / 2)];
}

async function anew(base: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [place, form] of ['data.json', 'image.svg', 'image.png'].entries()) {
    const taken = await latencies(rounds, (round) => `${base}/${form}?${windowOf(place * rounds + round)}`);
    figures.push({
      what: `\`${form}\` that nobody asked for yet, one at a time, ${rounds}`,
      measured: `p50 ${ms(median(taken))}, p95 ${ms(p95(taken))}`,
    });
  }
  for (const form of ['image.svg', 'image.png']) {
    const taken = await latencies(rounds, (round) => `${base}/${form}?width=${700 + round}`);
    figures.push({
      what: `\`${form}\` of a known answer in a size that nobody asked for yet, ${rounds}`,
      measured: `p50 ${ms(median(taken))}, p95 ${ms(p95(taken))}`,
    });
  }
  return figures;
}

/** A day that no other round asks about. */
function windowOf(index: number): string {
  const to = Date.now() - hour - index * 61_000;
  return `from=${to - 24 * hour}&to=${to}`;
}

async function latencies(count: number, address: (round: number) => string): Promise<number[]> {
  const taken: number[] = [];
  for (let round = 0; round < count; round += 1) taken.push((await timed(address(round))).tookMs);
  return taken;
}

async function timed(url: string): Promise<{ tookMs: number; etag: string; bytes: number }> {
  const start = performance.now();
  const reply = await fetch(url, { headers });
  const body = await reply.arrayBuffer();
  if (reply.status !== 200) throw new Error(`${url} was answered ${reply.status}: ${Buffer.from(body).toString()}`);
  const etag = reply.headers.get('etag') ?? '';
  return { tookMs: performance.now() - start, etag, bytes: body.byteLength };
}

async function savedChart({ url }: Portal): Promise<string> {
  const reply = await fetch(`${url}/api/charts`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ title: 'What happens', chart: 'line', spec }),
  });
  if (reply.status !== 201) throw new Error(`the chart was answered ${reply.status}: ${await reply.text()}`);
  return ((await reply.json()) as { id: string }).id;
}

/** Two days of a hundred thousand events in waves. */
async function seed({ url }: Portal): Promise<void> {
  const start = Date.now() - 48 * hour;
  for (let batch = 0; batch < 20; batch += 1) {
    const events = Array.from({ length: 5_000 }, (_, i) => ({
      name: names[(i * i + batch) % names.length],
      timestamp: start + ((batch * 5_000 + i) / 100_000) * 48 * hour,
    }));
    const reply = await fetch(`${url}/api/events?wait=visible`, {
      method: 'POST',
      headers: { authorization: `Bearer ${writeKey}` },
      body: JSON.stringify(events),
    });
    if (reply.status !== 202) throw new Error(`seeding was answered ${reply.status}: ${await reply.text()}`);
  }
}
