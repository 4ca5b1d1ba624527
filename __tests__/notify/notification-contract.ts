import { minuteMs, secondMs } from '@/lib/time/duration';
import { beat } from '@/lib/notify/heartbeat';
import { escalateIncident, wakeIncident } from '@/lib/notify/telling/enrol';
import { lookAtGroups } from '@/lib/notify/telling/look-at-groups';
import { sendDue } from '@/lib/notify/sending/send-due';
import { SendError } from '@/lib/notify/sending/sender';
import { startNotifications } from '@/lib/notify/start-notifications';
import { aChannel, steps } from './simulation';
import { openNotifyWorld, start, type NotifyWorld, type OpenStore } from './notify-world';

/** What has to hold on every store. */
export function describeNotifications(name: string, open: () => Promise<OpenStore>): void {
  describe(name, () => {
    let world: NotifyWorld;
    beforeAll(async () => void (world = await openNotifyWorld(open)), 60_000);
    beforeEach(async () => {
      await world.reset();
      await world.routing({ policies: [{ name: 'everything', steps: steps('0s', '10m') }] });
    });
    afterAll(() => world.close());

    const told = () =>
      world.sent.map(
        ({ channel, message }) => `${channel} ${message.occasion} ${message.alerts.map(({ id }) => id).join(',')}`,
      );
    const wake = (incidentId: string) =>
      world.store.transaction((tx) =>
        wakeIncident(tx, world.services, { workspaceId: 'w1', incidentId, at: world.now() }),
      );

    test('an incident is told, escalated and ended, in one thread, and its timeline says so', async () => {
      await world.fire('a');
      await world.fire('b');
      await world.runTo(start + 11 * minuteMs);
      expect(told()).toEqual(['c1 new a,b', 'c2 escalation a,b']);
      await world.resolve('a');
      await world.resolve('b');
      await world.incident('i1', { status: 'resolved' });
      await wake('i1');
      await world.runTo(start + 30 * minuteMs);
      expect(told().slice(2).sort()).toEqual(['c1 resolved a,b', 'c2 resolved a,b']);
      expect(world.sent.map(({ options }) => options.thread)).toEqual([null, null, 'c1-thread', 'c2-thread']);
      expect(new Set(world.sent.map(({ message }) => message.groupKey))).toEqual(new Set(['incident:i1']));
      expect(await world.timeline('i1')).toEqual([
        'notified: Told r1 by #c1: 2 alerts firing',
        'escalated: Escalated to r2 by #c2: 2 alerts firing',
        'notified: Told the end to r1, r2 by #c1, #c2: 2 alerts resolved',
      ]);
      expect(await world.store.notificationGroups.nextDueAt(world.now())).toBeNull();
    });

    test('a message says all that a person needs, and where to look', async () => {
      await world.fire('a', { labels: { alertname: 'Slow', service: 'shop' }, severity: 'critical' });
      await world.runTo(start + minuteMs);
      const [first] = world.sent;
      expect(first?.message).toMatchObject({
        workspace: { id: 'w1' },
        occasion: 'new',
        policy: 'everything',
        receiver: 'r1',
        status: 'firing',
        incident: { id: 'i1', url: 'https://portal.example.test/incidents/i1?workspace=w1' },
        alerts: [
          {
            id: 'a',
            status: 'firing',
            endsAt: null,
            generatorUrl: 'https://portal.example.test/alerts/r1?workspace=w1',
          },
        ],
        chartSvg: null,
      });
    });

    test('a channel that fails is tried again until it works, and its resolved waits for its firing', async () => {
      world.behaviour.send = (channel) => {
        if (channel === 'c1') throw new SendError('503 from the receiver', false);
      };
      await world.fire('a');
      await world.runTo(start + 12 * minuteMs);
      expect(told()).toEqual(['c2 escalation a']);
      await world.resolve('a');
      await world.incident('i1', { status: 'resolved' });
      await wake('i1');
      await world.runTo(start + 30 * minuteMs);
      expect(told()).toEqual(['c2 escalation a', 'c2 resolved a']);
      const [waiting] = (
        await world.store.deliveries.list('w1', { status: 'queued', channelId: 'c1', limit: 10 })
      ).reverse();
      expect(waiting).toMatchObject({ lastError: '503 from the receiver' });
      expect(waiting?.attempts).toBeGreaterThan(8);
      world.behaviour.send = () => undefined;
      await world.runTo(start + 40 * minuteMs);
      expect(told().slice(2)).toEqual(['c1 new a', 'c1 resolved a']);
    });

    test('after five failures a channel is left alone: what comes for it waits without an attempt, others get theirs', async () => {
      let tries = 0;
      world.behaviour.send = (channel) => {
        if (channel !== 'c1') return;
        tries += 1;
        throw new SendError('No answer within 30 s', false);
      };
      await world.fire('a');
      await world.runTo(start + 50 * secondMs);
      expect(tries).toBe(5);
      expect(world.services.breakers.find('w1', 'channel:c1')?.status()).toMatchObject({
        state: 'open',
        label: '#c1',
        lastFailure: 'No answer within 30 s',
      });
      await world.fire('b', { incidentId: 'i2' });
      // Half a minute later one message was the look at whether it is back, and only that one.
      await world.runTo(start + 85 * secondMs);
      expect(tries).toBe(6);
      const held = await world.store.deliveries.list('w1', { status: 'queued', channelId: 'c1', limit: 10 });
      expect(held.map(({ incidentId, attempts, lastError }) => ({ incidentId, attempts, lastError }))).toContainEqual({
        incidentId: 'i2',
        attempts: 0,
        lastError: 'Held back, as the last messages to this channel did not arrive: No answer within 30 s',
      });
      world.behaviour.send = () => undefined;
      await world.runTo(start + 4 * minuteMs);
      const arrived = told().filter((line) => line.startsWith('c1'));
      expect([...arrived].sort()).toEqual(['c1 new a', 'c1 new b']);
      expect(world.services.breakers.find('w1', 'channel:c1')?.status().state).toBe('closed');
    });

    test('a message that can never arrive is dead at once, seen in the timeline, and can be queued again', async () => {
      world.behaviour.send = () => {
        throw new SendError('404: no such channel', true);
      };
      await world.fire('a');
      await world.runTo(start + minuteMs);
      const [dead] = await world.store.deliveries.list('w1', { status: 'dead', limit: 10 });
      expect(dead).toMatchObject({ attempts: 1, lastError: '404: no such channel' });
      expect((await world.timeline('i1')).at(-1)).toBe(
        'delivery_failed: A message to #c1 could not be delivered: 404: no such channel',
      );
      world.behaviour.send = () => undefined;
      expect(await world.store.deliveries.requeue('w1', dead?.id ?? '', world.now())).toBe(true);
      await world.turn();
      expect(told()).toEqual(['c1 new a']);
      expect(world.sent[0]?.options.idempotencyKey).toBe(dead?.idempotencyKey);
    });

    test('after hours of failures a message is given up, and what the receiver asks for is waited for', async () => {
      let attempts = 0;
      world.behaviour.send = () => {
        attempts += 1;
        throw new SendError('429', false, 20 * minuteMs);
      };
      await world.routing({ policies: [{ name: 'everything', steps: steps('0s'), repeatInterval: '7d' }] });
      await world.fire('a');
      await world.runTo(start + 5 * 60 * minuteMs);
      expect(attempts).toBe(15);
      await world.runTo(start + 12 * 60 * minuteMs);
      expect(await world.store.deliveries.count('w1')).toEqual({ queued: 0, sent: 0, dead: 1, discarded: 0 });
      expect(attempts).toBe(24);
    });

    test('a portal that dies after sending sends again with the same key, and one that dies before deciding loses nothing', async () => {
      await world.fire('a');
      world.skipTo(start + 30 * secondMs);
      const token = 'of a portal that died';
      const lease = { token, now: world.now(), leaseMs: 60_000, limit: 10 };
      expect(await world.store.notificationGroups.claimDue(lease)).toHaveLength(1);
      await world.turn();
      expect(told()).toEqual([]);
      world.skipTo(start + 91 * secondMs);
      await lookAtGroups(world.services);
      expect(await world.store.deliveries.claimDue({ ...lease, now: world.now() })).toHaveLength(1);
      const [delivery] = await world.store.deliveries.list('w1', { limit: 1 });
      world.skipTo(start + 152 * secondMs);
      await world.turn();
      expect(world.sent.map(({ options }) => options.idempotencyKey)).toEqual([delivery?.idempotencyKey]);
    });

    test('a look whose lease went to somebody else writes nothing', async () => {
      await world.fire('a');
      world.skipTo(start + 30 * secondMs);
      const slow = { ...world.services, store: { ...world.store } };
      const groups = world.store.notificationGroups;
      // Between the claim and the decision another portal takes the group over and decides.
      slow.store.notificationGroups = {
        ...groups,
        claimDue: async (lease) => {
          const claimed = await groups.claimDue(lease);
          world.skipTo(world.now() + 61 * secondMs);
          await lookAtGroups(world.services);
          return claimed;
        },
      };
      await lookAtGroups(slow);
      await world.turn();
      expect(told()).toEqual(['c1 new a']);
      expect((await world.timeline('i1')).length).toBe(1);
    });

    test('an alert that joins while its group is looked at is not forgotten', async () => {
      await world.routing({ policies: [{ name: 'everything', groupInterval: '1m', steps: steps('0s') }] });
      await world.fire('a');
      world.skipTo(start + 30 * secondMs);
      const groups = world.store.notificationGroups;
      const late = {
        ...world.services,
        store: {
          ...world.store,
          notificationGroups: {
            ...groups,
            claimDue: async (lease: Parameters<typeof groups.claimDue>[0]) => {
              const claimed = await groups.claimDue(lease);
              if (claimed.length > 0) await world.fire('b');
              return claimed;
            },
          },
        },
      };
      await lookAtGroups(late);
      await world.runTo(start + 5 * minuteMs);
      expect(told().join(' | ')).toMatch(/^c1 new b,a( \||$)|^c1 new a \| c1 changed b,a/);
    });

    test('two portals on one store send everything once', async () => {
      await world.routing({ policies: [{ name: 'everything', groupWait: '0s', steps: [{ receiver: 'r1' }] }] });
      const loops = [startNotifications(world.services), startNotifications(world.services)];
      for (let index = 0; index < 20; index += 1) await world.fire(`a${index}`, { incidentId: `i${index}` });
      for (const { poke } of loops) poke();
      for (let round = 0; round < 200 && world.sent.length < 20; round += 1) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        for (const { poke } of loops) poke();
      }
      await Promise.all(loops.map(({ stop }) => stop()));
      expect(world.sent.map(({ message }) => message.incident?.id).sort()).toEqual(
        Array.from({ length: 20 }, (_, index) => `i${index}`).sort(),
      );
      expect(new Set(world.sent.map(({ options }) => options.idempotencyKey)).size).toBe(20);
    }, 60_000);

    test('a receiver that never answers holds up its own messages and nobody else', async () => {
      await world.routing({
        receivers: [{ name: 'both', channels: ['c1', 'c2'] }],
        policies: [{ name: 'everything', groupWait: '0s', steps: [{ receiver: 'both' }] }],
      });
      let letGo: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (letGo = resolve));
      world.behaviour.send = (channel) => (channel === 'c1' ? held : undefined);
      const loop = startNotifications(world.services);
      const others = () => world.sent.filter(({ channel }) => channel !== 'c1').length;
      for (let round = 0; round < 6; round += 1) {
        await world.fire(`a${round}`, { incidentId: `i${round}` });
        loop.poke();
        for (let n = 0; n < 100 && others() <= round; n += 1) await new Promise((resolve) => setTimeout(resolve, 20));
        expect(others()).toBe(round + 1);
      }
      expect(world.sent.filter(({ channel }) => channel === 'c1')).toEqual([]);
      letGo();
      await loop.stop();
    }, 30_000);

    test('a person escalates at once, also past an acknowledgement, and the rest of the steps keep their times', async () => {
      await world.fire('a');
      await world.runTo(start + 2 * minuteMs);
      await world.incident('i1', { status: 'acknowledged' });
      const about = { workspaceId: 'w1', incidentId: 'i1', at: world.now() };
      expect(await world.store.transaction((tx) => escalateIncident(tx, world.services, about))).toEqual(['r2']);
      expect(await world.store.transaction((tx) => escalateIncident(tx, world.services, about))).toEqual([]);
      await world.runTo(start + 60 * minuteMs);
      expect(told()).toEqual(['c1 new a', 'c2 escalation a']);
    });

    test('alerts that are moved to another incident are told there, and those who heard of the first hear that it is over', async () => {
      await world.routing({ policies: [{ name: 'everything', steps: steps('0s') }] });
      await world.fire('a');
      await world.fire('b', { incidentId: 'i2' });
      await world.runTo(start + 10 * minuteMs);
      await world.fire('c', { incidentId: 'i2' });
      const merge = { status: 'merged', mergedInto: 'i1' } as const;
      await world.incident('i2', merge);
      for (const id of ['b', 'c']) await world.fire(id, { incidentId: 'i1', startsAt: start });
      await world.turn();
      expect(told().sort()).toEqual(['c1 changed a,b,c', 'c1 new a', 'c1 new b', 'c1 resolved b']);
      const end = world.sent.find(({ message }) => message.occasion === 'resolved');
      expect(end?.message.incident).toMatchObject({ id: 'i2', status: 'merged' });
      expect(await world.store.notificationGroups.groupsOf(['c'])).toHaveLength(1);
    });

    test('an incident that is opened again is told anew, where it was told before', async () => {
      await world.fire('a');
      await world.runTo(start + minuteMs);
      await world.incident('i1', { status: 'resolved' });
      await wake('i1');
      await world.runTo(start + 2 * minuteMs);
      await world.incident('i1', { status: 'triage' });
      await wake('i1');
      await world.runTo(start + 3 * minuteMs);
      expect(told()).toEqual(['c1 new a', 'c1 resolved a', 'c1 new a']);
      expect(world.sent[2]?.options.thread).toBe('c1-thread');
      expect(new Set(world.sent.map(({ options }) => options.idempotencyKey)).size).toBe(3);
    });

    test('what is held back is written down when the reason changes, and not at each look', async () => {
      await world.store.silences.insert({
        id: 's1',
        workspaceId: 'w1',
        matchers: [{ name: 'alertname', value: 'High.*', isRegex: true, isEqual: true }],
        startsAt: start,
        endsAt: start + 60 * minuteMs,
        createdBy: 'anna',
        comment: 'a deploy',
        updatedAt: start,
      });
      await world.fire('a');
      await world.runTo(start + 50 * minuteMs);
      expect(await world.timeline('i1')).toEqual([
        'held_back: Held back: Silenced by anna until 2026-11-25 13:00 UTC: a deploy',
      ]);
      expect(told()).toEqual([]);
      await world.runTo(start + 61 * minuteMs);
      expect(told()).toEqual(['c1 new a']);
    });

    test('a channel that wants no resolved messages gets none, and one that was switched off loses what waits', async () => {
      const settings = { ...aChannel('c1').settings, sendResolved: false };
      await world.store.channels.update('w1', 'c1', { settings });
      await world.fire('a');
      await world.runTo(start + minuteMs);
      await world.resolve('a');
      await world.incident('i1', { status: 'resolved' });
      await wake('i1');
      await world.runTo(start + 20 * minuteMs);
      expect(told()).toEqual(['c1 new a']);
      world.behaviour.send = () => {
        throw new SendError('down', false);
      };
      await world.fire('b', { incidentId: 'i2' });
      await world.runTo(start + 21 * minuteMs);
      await world.store.channels.update('w1', 'c1', { isEnabled: false });
      await world.runTo(start + 23 * minuteMs);
      const [gone] = await world.store.deliveries.list('w1', { status: 'discarded', limit: 1 });
      expect(gone).toMatchObject({ lastError: 'The channel is switched off' });
    });

    test('a message that takes too long does not hold up those to other channels', async () => {
      await world.routing({
        receivers: [{ name: 'all', channels: ['c1', 'c2', 'c3'] }],
        policies: [{ name: 'everything', groupWait: '0s', steps: [{ receiver: 'all' }] }],
      });
      let release: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      world.behaviour.send = (channel) => (channel === 'c1' ? held : undefined);
      await world.fire('a');
      await lookAtGroups(world.services);
      const sending = sendDue(world.services);
      while (world.sent.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
      expect(told().sort()).toEqual(['c2 new a', 'c3 new a']);
      release();
      await sending;
      expect(told()).toHaveLength(3);
    });

    test('the dead man hears from one of several portals, and from none while rules are not evaluated', async () => {
      await world.routing({ heartbeat: { url: 'https://hc.example.test/x', every: '1m' } });
      const portals = await Promise.all([beat(world.services), beat(world.services)]);
      expect(portals.sort()).toEqual([0, 1]);
      world.skipTo(start + 61 * secondMs);
      expect(await beat(world.services)).toBe(1);
      const rule = {
        id: 'r1',
        workspaceId: 'w1',
        version: 1,
        doc: {},
        provisionedFrom: null,
        createdBy: 'a',
        createdAt: 0,
      };
      const rest = { updatedBy: 'a', updatedAt: 0, deletedAt: null, isEventDriven: false, dueAt: start };
      await world.store.rules.insert({ ...rule, ...rest } as unknown as Parameters<typeof world.store.rules.insert>[0]);
      world.skipTo(start + 200 * secondMs);
      expect(await beat(world.services)).toBe(0);
      expect(world.pings).toHaveLength(2);
    });
  });
}
