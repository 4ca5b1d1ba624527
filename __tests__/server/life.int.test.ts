import { readFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { bearer, countEvents, sendEvents, signIn } from './portal-client';
import { describeBuilt, endAll, newDataDir, newFolder, startPortal, stopPortal } from './portal-process';

// Seconds when the machine is idle; other suites may keep it busy.
jest.setTimeout(120_000);
afterEach(endAll);

type Cli = { url: string; key: string };
const cliOf = async (dataDir: string) => JSON.parse(await readFile(path.join(dataDir, 'cli.json'), 'utf8')) as Cli;
const modeOf = async (file: string) => ((await stat(file)).mode & 0o777).toString(8);

/** The files below a folder that contain one of these texts. */
async function filesWith(folder: string, texts: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const content = await readFile(file);
    if (texts.some((text) => content.includes(text))) found.push(file);
  }
  return found;
}

/** The first answer of a portal that does not listen yet. */
async function firstReply(ask: () => Promise<{ status: number }>): Promise<{ status: number; tookMs: number }> {
  for (;;) {
    const start = performance.now();
    const reply = await ask().catch(() => null);
    if (reply !== null) return { status: reply.status, tookMs: performance.now() - start };
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describeBuilt('the first start and the ones after it', () => {
  it('show the password and the write key once, keep neither in clear, and both go on working', async () => {
    const dataDir = await newFolder();
    const first = startPortal(dataDir);
    await first.ready();
    const [, email = ''] = /Sign in +(\S+)/.exec(first.log()) ?? [];
    const [, password = ''] = /Password +(\S+)/.exec(first.log()) ?? [];
    const [, key = ''] = /Write key +(sgw_\S+)/.exec(first.log()) ?? [];
    expect([email, password.length >= 12, key.length >= 20]).toEqual(['admin@localhost', true, true]);
    expect(first.log().split(password)).toHaveLength(2);
    expect(await signIn(first.url, { email, password })).not.toBeNull();
    expect((await sendEvents(first.url, key, [{ name: 'hello' }])).status).toBe(202);
    const cli = await cliOf(dataDir);
    expect(cli.url).toBe(first.url.replace('127.0.0.1', 'localhost'));
    expect(await modeOf(path.join(dataDir, 'cli.json'))).toBe('600');
    expect(await modeOf(path.join(dataDir, 'secrets.json'))).toBe('600');
    expect((await stopPortal(first)).code).toBe(0);
    expect(await filesWith(dataDir, [password, key])).toEqual([]);
    expect(await filesWith(dataDir, [cli.key])).toEqual([path.join(dataDir, 'cli.json')]);

    const second = startPortal(dataDir, { PORT: new URL(first.url).port });
    const early = await firstReply(() => sendEvents(first.url, key, [{ name: 'early' }]));
    // What comes while it starts is answered when it is there; only what has waited for seconds is sent away.
    expect(early.status === 202 || (early.status === 503 && early.tookMs > 3_900)).toBe(true);
    await second.ready();
    expect(second.log()).not.toMatch(/Password|Write key|sgw_|sga_/);
    expect(await signIn(second.url, { email, password: `${password}x` })).toBeNull();
    const cookie = await signIn(second.url, { email, password });
    expect((await fetch(`${second.url}/api/status`, { headers: { cookie: cookie ?? '' } })).status).toBe(200);
    expect((await sendEvents(second.url, key, [{ name: 'hello' }], '?wait=visible')).status).toBe(202);
    expect(await cliOf(dataDir)).toEqual({ url: second.url.replace('127.0.0.1', 'localhost'), key: cli.key });
    expect(await countEvents(second.url, cli.key, 'hello')).toBe(2);
    expect((await stopPortal(second)).code).toBe(0);
  });
});

describeBuilt('SIGTERM while events arrive and a stream is open', () => {
  it('ends with code 0 in time, tells the stream when to come back, and loses nothing', async () => {
    const dataDir = await newDataDir();
    const first = startPortal(dataDir);
    await first.ready();
    const { key } = await cliOf(dataDir);
    const watch = encodeURIComponent(
      JSON.stringify([
        { id: 'a', spec: { kind: 'total', measures: [{ agg: 'count', event: 'kept' }], range: { last: '24h' } } },
      ]),
    );
    const stream = await fetch(`${first.url}/api/live?watch=${watch}`, { headers: bearer(key) });
    expect(stream.status).toBe(200);
    const frames = stream.text();

    let accepted = 0;
    let isOver = false;
    const client = async () => {
      while (!isOver) {
        const reply = await sendEvents(first.url, key, [{ name: 'kept' }, { name: 'kept' }]).catch(() => null);
        if (reply?.status === 202) accepted += ((await reply.json()) as { accepted: number }).accepted;
      }
    };
    // So many that something is always waiting to be flushed, as long as their connections are served.
    const clients = Array.from({ length: 24 }, client);
    while (accepted < 200) await new Promise((resolve) => setTimeout(resolve, 10));
    const began = performance.now();
    const { code } = await stopPortal(first);
    const tookMs = performance.now() - began;
    isOver = true;
    await Promise.all(clients);
    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(10_000);
    expect(first.hasLeftovers()).toBe(false);
    expect(await frames).toMatch(/retry: \d+\ndata: \{"type":"closing","retryInMs":\d+\}\n\n$/);

    const second = startPortal(dataDir);
    await second.ready();
    await sendEvents(second.url, key, [{ name: 'kept' }], '?wait=visible');
    expect(await countEvents(second.url, key, 'kept')).toBe(accepted + 1);
    expect((await stopPortal(second)).code).toBe(0);
  });
});

describeBuilt('the metrics', () => {
  it('cover every part, and hostile paths add no series', async () => {
    const portal = startPortal(await newDataDir(), { SIGHTGLASS_INIT_API_KEY: 'sga_metrics_test_key' });
    await portal.ready();
    const [, key = ''] = /Write key +(sgw_\S+)/.exec(portal.log()) ?? [];
    const series = async () => {
      const text = await (await fetch(`${portal.url}/metrics`)).text();
      return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    };
    await sendEvents(portal.url, key, [{ name: 'a' }, { nme: 'b' }], '?wait=visible');
    await countEvents(portal.url, 'sga_metrics_test_key', 'a');
    await fetch(`${portal.url}/nothing-there`, { redirect: 'manual' });
    await series();
    const before = await series();
    for (const family of ['ingest', 'spool', 'engine', 'cache', 'breaker', 'live', 'http'])
      expect(before.filter((line) => line.startsWith(`sightglass_${family}_`))).not.toEqual([]);
    expect(before.join('\n')).toContain('nodejs_eventloop_lag_seconds');
    const doors = (lines: string[]) => new Set(lines.flatMap((line) => /door="([^"]*)"/.exec(line)?.[1] ?? []));
    const hostile = Array.from({ length: 40 }, (_, i) => 'abcdefghij'.charAt(i % 10).repeat(2 + (i % 20)));
    for (const word of hostile) {
      for (const target of [`/${word}`, `/api/${word}`, `/overview/${word}`, `/${word}"} 1\n`])
        await (await fetch(`${portal.url}${target}`, { redirect: 'manual' })).text();
      await sendEvents(portal.url, key, [{ name: word, [word]: 1 }]);
    }
    const after = doors(await series());
    expect([...after].filter((door) => !doors(before).has(door))).toEqual([]);
    expect(after).toContain('/other');
    expect((await stopPortal(portal)).code).toBe(0);
  });
});
