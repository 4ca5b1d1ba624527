import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { findPostgres, startPostgres, type PostgresServer } from '../build/postgres-server';
import { bearer, sendEvents } from './portal-client';
import { describeBuilt, endAll, newFolder, startPortal, type PortalProcess } from './portal-process';

// Rules are evaluated every ten seconds, and what a killed portal had is nobody's for half a minute.
jest.setTimeout(300_000);
const [apiKey, writeKey] = ['sga_two_portals_test_key', 'sgw_two_portals_test_key'];
const bin = findPostgres();
const rules = Array.from({ length: 12 }, (_, n) => `Rule ${n}`);

type Hook = { status: string; name: string };
let server: PostgresServer;
let receiver: Server;
const hooks: Hook[] = [];
/** A portal that is killed after it sent and before it wrote that down sends again, with the same key. */
const seen = new Set<string>();
let onHook: () => void = () => undefined;

if (bin === null)
  describe.skip('two portals on one PostgreSQL (skipped: no initdb and postgres of version 15 or newer found)', () =>
    it.todo('needs a PostgreSQL server binary'));
else describePortals(bin);

function describePortals(folder: string): void {
  beforeAll(async () => {
    server = await startPostgres(folder);
    receiver = createServer((request, reply) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const key = request.headers['idempotency-key'];
        if (typeof key === 'string' && !seen.has(key)) {
          seen.add(key);
          hooks.push(hookOf(JSON.parse(Buffer.concat(parts).toString('utf8'))));
        }
        reply.end('{}');
        onHook();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  }, 60_000);
  afterAll(async () => {
    await endAll();
    receiver.close();
    await server.remove();
  });

  describeBuilt('two portals on one PostgreSQL', () => {
    it('evaluate each rule once and tell once, and go on when one of them is killed', async () => {
      const url = await server.createDatabase('portals');
      const first = await start(url);
      const second = await start(url);
      await setUp(first);
      await evaluations([first, second], rules.length);

      const before = await evaluated([first, second]);
      const from = Date.now();
      await evaluations([first, second], before + 3 * rules.length);
      // One per ten seconds and rule, with a slot more at either end, and the portal's own two rules once a minute.
      const slots = Math.ceil((Date.now() - from) / 10_000) + 1;
      expect(await evaluated([first, second])).toBeLessThanOrEqual(before + slots * (rules.length + 1));

      // Each has an engine of its own here, so both have to hear of it.
      for (const portal of [first, second])
        expect((await sendEvents(portal.url, writeKey, [{ name: 'crash' }])).status).toBe(202);
      await told(rules.length);
      expect(namesOf('firing')).toEqual([...rules].sort());

      first.kill('SIGKILL');
      await first.ended;
      await told(2 * rules.length);
      expect(namesOf('firing')).toEqual([...rules].sort());
      expect(namesOf('resolved')).toEqual([...rules].sort());
    });
  });
}

async function start(url: string): Promise<PortalProcess> {
  const portal = startPortal(await newFolder(), {
    DATABASE_URL: url,
    SIGHTGLASS_ALLOW_PRIVATE_WEBHOOKS: 'on',
    SIGHTGLASS_INIT_API_KEY: apiKey,
    SIGHTGLASS_INIT_WRITE_KEY: writeKey,
  });
  await portal.ready();
  return portal;
}

/** The form of Alertmanager's webhook, version 4. */
function hookOf(body: unknown): Hook {
  const { status, groupLabels } = body as { status: string; groupLabels: Record<string, string> };
  return { status, name: groupLabels.alertname ?? '' };
}

const namesOf = (status: string) => hooks.flatMap((hook) => (hook.status === status ? [hook.name] : [])).sort();

async function told(count: number): Promise<void> {
  while (hooks.length < count) await new Promise<void>((resolve) => (onHook = resolve));
}

async function call<T>(portal: PortalProcess, method: string, path: string, body: unknown): Promise<T> {
  const headers = { ...bearer(apiKey), 'content-type': 'application/json' };
  const reply = await fetch(`${portal.url}${path}`, { method, headers, body: JSON.stringify(body) });
  if (!reply.ok) throw new Error(`${method} ${path} answered ${reply.status}: ${(await reply.text()).slice(0, 300)}`);
  return (await reply.json()) as T;
}

async function setUp(portal: PortalProcess): Promise<void> {
  const { port } = receiver.address() as AddressInfo;
  const settings = { kind: 'webhook', url: `http://127.0.0.1:${port}/`, format: 'alertmanager' };
  const channel = await call<{ id: string }>(portal, 'POST', '/api/channels', { name: 'Hook', settings });
  const timing = { groupWait: '0s', groupInterval: '1s' };
  const policy = { name: 'all', groupBy: ['alertname'], ...timing, steps: [{ receiver: 'hook' }] };
  const routing = { receivers: [{ name: 'hook', channels: [channel.id] }], policies: [policy] };
  await call(portal, 'PUT', '/api/routing', { routing, version: 0 });
  const spec = { kind: 'total', measures: [{ agg: 'count', event: 'crash' }], range: { last: '30s' } };
  const condition = { type: 'threshold', operator: '>=', levels: [{ severity: 'critical', value: 1 }] };
  for (const name of rules) await call(portal, 'POST', '/api/rules', { name, spec, condition, every: '10s' });
}

/** How many evaluations decided something, in all portals together. */
async function evaluated(portals: readonly PortalProcess[]): Promise<number> {
  const texts = await Promise.all(
    portals.map(async ({ url }) => (await fetch(`${url}/metrics`, { headers: bearer(apiKey) })).text()),
  );
  const counts = texts.map((text) =>
    Number(/^sightglass_alert_evaluations_total\{result="decided"\} (\d+)/m.exec(text)?.[1] ?? 0),
  );
  return counts.reduce((sum, one) => sum + one, 0);
}

async function evaluations(portals: readonly PortalProcess[], count: number): Promise<void> {
  while ((await evaluated(portals)) < count) await new Promise((resolve) => setTimeout(resolve, 250));
}
