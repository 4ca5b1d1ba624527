import fc from 'fast-check';
import { createTick } from '@/lib/alerts/tick/create-tick';
import { evaluateDue } from '@/lib/alerts/tick/evaluate-due';
import { createBreakers } from '@/lib/breaker/create-breakers';
import type { Services } from '@/lib/context';
import { querySpecSchema } from '@/lib/model/query-spec';
import { routingSchema } from '@/lib/model/routing';
import { lookAtGroups } from '@/lib/notify/telling/look-at-groups';
import { routingKey } from '@/lib/notify/routing/read-routing';
import { sendDue } from '@/lib/notify/sending/send-due';
import { isTransientSendError, type Sender } from '@/lib/notify/sending/sender';
import type { Store } from '@/lib/store/store';
import { createLogger } from '@/lib/telemetry/logger';
import { createMetrics } from '@/lib/telemetry/metrics';
import { movableClock } from '../../build/ingest';
import { openTestStore } from '../../build/store';
import { workspace } from '../../store/contract';
import { Died, mortalStore, type Death } from './mortal-store';
import { errors, limit, ruleRow } from './world';

jest.setTimeout(180_000);
let store: Store;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ store, close } = await openTestStore());
});
afterAll(() => close());

const minute = 60_000;
/** What changes in a phase is told within it, also when several portals die: a group waits for five minutes, a lease ends after one. */
const phaseMs = 15 * minute;
const clock = movableClock();
let made = 0;
const newId = () => `id-${(made += 1)}`;

const routingTo = (channel: string) =>
  routingSchema.parse({
    receivers: [{ name: 'team', channels: [channel] }],
    policies: [{ name: 'all', groupBy: ['alertname'], repeatInterval: '2d', steps: [{ receiver: 'team' }] }],
  });

async function newWorkspace(): Promise<string> {
  const id = newId();
  await store.workspaces.insert(workspace(id));
  const settings = {
    kind: 'webhook',
    url: 'https://example.com',
    format: 'sightglass',
    maxAlerts: 0,
    sendResolved: true,
  } as const;
  const now = clock.now();
  const channel = newId();
  const row = { id: channel, workspaceId: id, name: 'Hook', isEnabled: true, settings, secrets: null, secretNames: [] };
  await store.channels.insert({ ...row, createdAt: now, updatedAt: now });
  await store.settings.set(id, routingKey, { routing: routingTo(channel), version: 1 });
  await store.rules.insert(
    ruleRow(newId(), { name: 'errors', spec: errors, condition: limit(3) }, now, { workspaceId: id }),
  );
  const levels = [
    { severity: 'critical' as const, value: 40 },
    { severity: 'warning' as const, value: 3 },
  ];
  const condition = { type: 'threshold' as const, operator: '>' as const, levels };
  await store.rules.insert(ruleRow(newId(), { name: 'levels', spec: errors, condition }, now, { workspaceId: id }));
  return id;
}

/** A portal with its three loops by hand, that may die at any of its calls to the store. `sent` is what has left it. */
function portal(of: { workspaceId: string; value: () => number; sent: Set<string>; death: Death | null }) {
  const mortal = mortalStore(store, of.death);
  const meta = { asOf: 0, freshness: 'fresh', ageMs: 0, tookMs: 1, rowsRead: 1, source: 'events' } as const;
  const services = {
    ...{ store: mortal.store, clock, newId, log: createLogger('silent'), metrics: createMetrics() },
    observe: () => undefined,
    breakers: createBreakers({ clock, isChannelFailure: isTransientSendError }),
    live: { announce: () => undefined, onBatch: () => () => undefined },
    publicUrl: 'http://localhost',
    sender: {
      send: (channel, _message, { idempotencyKey }) => {
        if (mortal.isDead()) throw new Died();
        // Others' leftovers are no business of this run.
        if (channel.workspaceId === of.workspaceId) of.sent.add(idempotencyKey);
        return Promise.resolve({ thread: null });
      },
    } satisfies Pick<Sender, 'send'>,
  } as unknown as Services;
  const tick = createTick(services, {
    ask: () => {
      if (mortal.isDead()) throw new Died();
      const values = [{ label: 'errors', value: of.value() }];
      return Promise.resolve({ data: { kind: 'total', values }, meta, query: querySpecSchema.parse(errors) });
    },
  });
  const turn = async () => {
    await evaluateDue(tick);
    while ((await lookAtGroups(services)) > 0);
    while ((await sendDue(services)) > 0);
  };
  return { turn, isDead: mortal.isDead };
}

/** To when something is due. What a dead portal had is nobody's until its lease ends, so there is a longest wait. */
async function waitForWork(until: number): Promise<void> {
  const now = clock.now();
  const parts = [store.rules, store.notificationGroups, store.deliveries];
  const due = await Promise.all(parts.map((part) => part.nextDueAt(now)));
  const next = Math.min(until, now + 45_000, ...due.filter((at) => at !== null));
  clock.advance(Math.max(1_000, next - now));
}

type Played = { timeline: string[]; deliveries: string[]; sent: number };

async function play(values: readonly number[], deaths: readonly Death[]): Promise<Played> {
  const workspaceId = await newWorkspace();
  const sent = new Set<string>();
  let value = 0;
  const waiting = [...deaths];
  const start = () => portal({ workspaceId, value: () => value, sent, death: waiting.shift() ?? null });
  let running = start();
  for (const next of values) {
    value = next;
    const until = clock.now() + phaseMs;
    while (clock.now() < until) {
      await waitForWork(until);
      await running.turn().catch((error: unknown) => {
        if (!(error instanceof Died)) throw error;
      });
      if (running.isDead()) running = start();
    }
  }
  for (const { id } of await store.rules.list(workspaceId)) await store.rules.update(workspaceId, id, { dueAt: null });
  return played(workspaceId, sent);
}

/** What became of each rule, in its order; not when, as whoever takes over a dead portal's work does it later. */
async function played(workspaceId: string, sent: ReadonlySet<string>): Promise<Played> {
  const incidents = await store.incidents.list(workspaceId, { limit: 100 });
  const entries = (await Promise.all(incidents.map(({ id }) => store.timeline.list(workspaceId, id, 1_000)))).flat();
  const told = ['alert_fired', 'alert_changed', 'alert_resolved'];
  const alerts = new Map((await store.alerts.list(workspaceId, { limit: 1_000 })).map((alert) => [alert.id, alert]));
  const nameOf = (alertId: string | null) => alerts.get(alertId ?? '')?.labels.alertname ?? '';
  const timeline = entries
    .filter(({ kind }) => told.includes(kind))
    .sort((a, b) => a.at - b.at)
    .map(({ alertId, kind, value, severity }) => `${nameOf(alertId)} ${kind} ${value} ${severity}`);
  const rows = await store.deliveries.list(workspaceId, { limit: 1_000 });
  const deliveries = rows
    .sort((a, b) => a.createdAt - b.createdAt)
    .map(({ message, status }) => `${message.groupLabels.alertname} ${message.occasion} ${message.status} ${status}`);
  return { timeline: byName(timeline), deliveries: byName(deliveries), sent: sent.size };
}

/** Rules do not wait for each other; each has its own order. */
const byName = (lines: string[]): string[] =>
  lines.sort((a, b) => (a.split(' ')[0] ?? '').localeCompare(b.split(' ')[0] ?? ''));

const deaths = fc.array(
  fc.record({ call: fc.integer({ min: 20, max: 300 }), moment: fc.constantFrom('before' as const, 'after' as const) }),
  { minLength: 1, maxLength: 5 },
);

it('tells people the same, and each once, wherever portals die between rule and message', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(0, 5, 50), { minLength: 2, maxLength: 4 }),
      deaths,
      async (values, ends) => {
        expect(await play(values, ends)).toEqual(await play(values, []));
      },
    ),
    { numRuns: 5, seed: 3 },
  );
});

it('tells of what fires and of what resolves when nobody dies', async () => {
  const { timeline, deliveries, sent } = await play([0, 50, 0], []);
  expect(timeline).toEqual([
    'errors alert_fired 50 critical',
    'errors alert_resolved 0 critical',
    'levels alert_fired 50 critical',
    'levels alert_resolved 0 critical',
  ]);
  expect(deliveries).toEqual([
    'errors new firing sent',
    'errors resolved resolved sent',
    'levels new firing sent',
    'levels resolved resolved sent',
  ]);
  expect(sent).toBe(4);
});
