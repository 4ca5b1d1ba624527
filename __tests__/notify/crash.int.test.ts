import fc from 'fast-check';
import type { Services } from '@/lib/context';
import { wakeIncident } from '@/lib/notify/telling/enrol';
import { hourMs, minuteMs, secondMs } from '@/lib/time/duration';
import type { Store } from '@/lib/store/store';
import { openNotifyWorld, type NotifyWorld } from './notify-world';
import { steps } from './simulation';

let world: NotifyWorld;
beforeAll(async () => void (world = await openNotifyWorld()), 60_000);
afterAll(() => world.close());

class Crash extends Error {}

/** The store of a portal that dies at its n-th call; what was committed before stays. */
function dyingStore(store: Store, calls: number): Store {
  let left = calls;
  const wrap = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(of, name) {
        const value: unknown = Reflect.get(of, name);
        if (typeof value === 'object' && value !== null) return wrap(value);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => {
          left -= 1;
          if (left < 0) throw new Crash();
          const [run] = args;
          const given = name === 'transaction' ? [(tx: Store) => (run as (tx: Store) => unknown)(wrap(tx))] : args;
          return Reflect.apply(value, of, given) as unknown;
        };
      },
    });
  return wrap(store);
}

type Act = { kind: 'fire' | 'resolve' | 'ack' | 'pass'; alert: number; calls: number; waitMs: number };
const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom('fire', 'fire', 'resolve', 'ack', 'pass', 'pass'),
  alert: fc.integer({ min: 0, max: 3 }),
  calls: fc.oneof(
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 60 }) },
    { weight: 4, arbitrary: fc.integer({ min: 9, max: 26 }) },
  ),
  waitMs: fc.constantFrom(0, 31 * secondMs, 6 * minuteMs, 11 * minuteMs),
});

const wake = (incidentId: string) =>
  world.store.transaction((tx) => wakeIncident(tx, world.services, { workspaceId: 'w1', incidentId, at: world.now() }));

async function perform({ kind, alert, calls, waitMs }: Act, fired: Map<number, string>): Promise<void> {
  const id = fired.get(alert);
  if (kind === 'fire' && id === undefined) {
    fired.set(alert, `a${alert}-${world.now()}`);
    await world.incident('i1', { status: 'triage' });
    await world.fire(`a${alert}-${world.now()}`);
    await wake('i1');
  }
  if (kind === 'resolve' && id !== undefined) {
    fired.delete(alert);
    await world.resolve(id);
    if (fired.size === 0) await world.incident('i1', { status: 'resolved' });
    await wake('i1');
  }
  if (kind === 'ack') {
    await world.incident('i1', { status: fired.size === 0 ? 'resolved' : 'acknowledged' });
    await wake('i1');
  }
  world.skipTo(world.now() + waitMs);
  if (calls < 40) {
    const dying: Services = { ...world.services, store: dyingStore(world.store, calls) };
    await world.turn(dying).catch((error: unknown) => {
      if (!(error instanceof Crash)) throw error;
    });
    // Its leases end.
    world.skipTo(world.now() + 61 * secondMs);
  } else await world.turn();
}

test('no sequence of crashes loses a message or sends one twice under two keys', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 6, maxLength: 12 }), async (acts) => {
      await world.reset();
      await world.routing({ policies: [{ name: 'all', groupWait: '30s', steps: steps('0s', '10m') }] });
      const fired = new Map<number, string>();
      for (const one of acts) await perform(one, fired);
      for (const alert of [...fired.keys()]) {
        await world.incident('i1', { status: 'triage' });
        await wake('i1');
        await world.runTo(world.now() + 12 * minuteMs);
        expect(world.sent.some(({ message }) => message.alerts.some(({ id }) => id === fired.get(alert)))).toBe(true);
      }
      for (const id of fired.values()) await world.resolve(id);
      await world.incident('i1', { status: 'resolved' });
      await wake('i1');
      await world.runTo(world.now() + hourMs);
      checkSent();
      const tells = new Set(world.sent.map(({ message }) => `${message.at} ${message.occasion}`));
      const entries = (await world.timeline('i1')).filter((entry) => /^(notified|escalated)/.test(entry));
      expect(entries).toHaveLength(tells.size);
      expect(await world.store.notificationGroups.nextDueAt(world.now())).toBeNull();
      expect((await world.store.deliveries.queue()).waiting).toBe(0);
    }),
    { numRuns: 15, seed: 20261125 },
  );
}, 300_000);

/**
 * A message may come twice under one key. Without these repeats, to each channel every beginning has one end, every end follows a
 * beginning, and nothing is told as news that was told since the beginning.
 */
function checkSent(): void {
  const once = [...new Map(world.sent.map((one) => [one.options.idempotencyKey, one])).values()];
  for (const channel of new Set(once.map((one) => one.channel))) {
    let firing: Set<string> | null = null;
    for (const { message } of once.filter((one) => one.channel === channel)) {
      const now = message.alerts.filter(({ status }) => status === 'firing').map(({ id }) => id);
      if (message.occasion === 'resolved') expect(firing).not.toBeNull();
      if (message.occasion === 'new') expect(firing).toBeNull();
      if (message.occasion === 'changed') expect(now.some((id) => firing?.has(id) !== true)).toBe(true);
      firing = message.occasion === 'resolved' ? null : new Set([...(firing ?? []), ...now]);
    }
    expect(firing).toBeNull();
  }
}
