import type { Context } from '@/lib/context';
import type { Actor } from '@/lib/model/actor';
import { createSilence } from '@/lib/notify/verbs/create-silence';
import { discardDelivery } from '@/lib/notify/verbs/discard-delivery';
import { endSilence } from '@/lib/notify/verbs/end-silence';
import { getRouting } from '@/lib/notify/verbs/get-routing';
import { listDeliveries } from '@/lib/notify/verbs/list-deliveries';
import { listSilences } from '@/lib/notify/verbs/list-silences';
import { previewSilence } from '@/lib/notify/verbs/preview-silence';
import { putRouting } from '@/lib/notify/verbs/put-routing';
import { resendDelivery } from '@/lib/notify/verbs/resend-delivery';
import { tryRouting } from '@/lib/notify/verbs/try-routing';
import { updateSilence } from '@/lib/notify/verbs/update-silence';
import { SendError } from '@/lib/notify/sending/sender';
import { dayMs, hourMs, minuteMs } from '@/lib/time/duration';
import { openNotifyWorld, start, type NotifyWorld } from './notify-world';
import { receivers, steps } from './simulation';

let world: NotifyWorld;
beforeAll(async () => void (world = await openNotifyWorld()), 60_000);
beforeEach(() => world.reset());
afterAll(() => world.close());

const as = (role: 'viewer' | 'editor' | 'admin'): Context => {
  const actor: Actor = { kind: 'user', userId: 'u1', email: 'anna@example.test', workspaceId: 'w1', role };
  return { ...world.services, actor, requestId: 'test' };
};
const matcher = (name: string, value: string, isRegex = false) => ({ name, value, isRegex, isEqual: true });
const audited = async () => (await world.store.audit.list('w1', 10)).map(({ action }) => action);

describe('the routing', () => {
  const policies = [{ name: 'all', steps: steps('0s') }];

  test('is a default that tells nobody until it is saved, and counts its versions', async () => {
    expect(await getRouting(as('viewer'))).toMatchObject({
      version: 0,
      routing: { policies: [{ name: 'everything', steps: [] }] },
    });
    expect(await putRouting(as('admin'), { routing: { receivers, policies }, version: 0 })).toMatchObject({
      version: 1,
    });
    expect(await putRouting(as('admin'), { routing: { policies: [] }, version: 1 })).toMatchObject({ version: 2 });
    expect(await getRouting(as('viewer'))).toMatchObject({ version: 2, routing: { policies: [] } });
    expect(await audited()).toEqual(['routing.update', 'routing.update']);
  });

  test('that somebody saved meanwhile is not overwritten, also not at the same moment', async () => {
    const both = await Promise.allSettled(
      [1, 2].map(() => putRouting(as('admin'), { routing: { receivers, policies }, version: 0 })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(putRouting(as('admin'), { routing: {}, version: 0 })).rejects.toMatchObject({ code: 'conflict' });
  });

  test('names every fault with its path', async () => {
    const routing = {
      receivers: [{ name: 'r', channels: ['c1', 'nope'] }],
      schedules: [
        {
          name: 's',
          timezone: 'UTC',
          firstWeek: '2026-11-23',
          people: [{ name: 'anna', channels: ['gone'] }],
          overrides: [{ person: 'ben', from: '2026-11-24T00:00:00Z', until: '2026-11-23T00:00:00Z' }],
        },
      ],
      policies: [{ name: 'p', matchers: [matcher('a', '(?=x)', true)] }],
      inhibitions: [{ source: [matcher('a', '(a)\\1', true)] }],
    };
    const fields = await putRouting(as('admin'), { routing, version: 0 }).catch(
      (error: { fields: { path: string }[] }) => error.fields.map(({ path }) => path),
    );
    expect(fields).toEqual([
      'receivers.0.channels.1',
      'schedules.0.people.0.channels.0',
      'schedules.0.overrides.0.person',
      'schedules.0.overrides.0.until',
      'policies.0.matchers.0.value',
      'inhibitions.0.source.0.value',
    ]);
  });

  test("is changed by those who manage notifications, who alone see the dead man's switch", async () => {
    await expect(putRouting(as('editor'), { routing: {}, version: 0 })).rejects.toMatchObject({ code: 'forbidden' });
    await putRouting(as('admin'), { routing: { heartbeat: { url: 'https://hc.example.test/secret' } }, version: 0 });
    expect(JSON.stringify(await getRouting(as('viewer')))).not.toContain('secret');
    expect(JSON.stringify(await getRouting(as('admin')))).toContain('secret');
    expect(JSON.stringify(await world.store.audit.list('w1', 10))).not.toContain('secret');
  });

  test('that cannot be read any more counts as the default, with its faults', async () => {
    await world.store.settings.set('w1', 'notify.routing', { version: 7, routing: { policies: 'all' } });
    expect(await getRouting(as('admin'))).toMatchObject({ version: 7, faults: [{ path: 'routing.policies' }] });
    expect(await putRouting(as('admin'), { routing: { receivers, policies }, version: 7 })).toMatchObject({
      version: 8,
    });
  });

  test('that is saved takes in what fires already', async () => {
    await world.fire('a');
    await world.runTo(start + 10 * minuteMs);
    expect(world.sent).toEqual([]);
    await putRouting(as('admin'), { routing: { receivers, policies }, version: 0 });
    await world.turn();
    expect(world.sent.map(({ channel, message }) => `${channel} ${message.occasion}`)).toEqual(['c1 new']);
  });

  test('that names other policies ends the groups of those that are gone', async () => {
    await putRouting(as('admin'), { routing: { receivers, policies }, version: 0 });
    await world.fire('a');
    await world.turn();
    const groupOf = async (policy: string) => {
      const groups = await world.store.notificationGroups.listByIncident('w1', 'i1');
      return groups.find((group) => group.policy === policy);
    };
    expect((await groupOf('all'))?.dueAt).not.toBeNull();
    const renamed = [{ name: 'everyone', steps: steps('0s') }];
    await putRouting(as('admin'), { routing: { receivers, policies: renamed }, version: 1 });
    await world.runTo(start + 10 * minuteMs);
    expect(await groupOf('all')).toMatchObject({ dueAt: null, nextStepAt: null, heldBack: [] });
    expect((await groupOf('everyone'))?.dueAt).not.toBeNull();
    await world.resolve('a');
    await world.runTo(start + 20 * minuteMs);
    expect(await groupOf('all')).toMatchObject({ dueAt: null, heldBack: [] });
    expect(await world.timeline('i1')).not.toContainEqual(expect.stringContaining('does not exist'));
  });

  test('can be tried: who would be told when, and what would hold it back', async () => {
    const quietHours = { timezone: 'UTC', from: '11:00', until: '13:00' };
    await world.routing({ policies: [{ name: 'all', steps: steps('0s', '15m'), quietHours }] });
    await createSilence(as('editor'), {
      silence: { matchers: [matcher('team', 'web')], startsAt: start, endsAt: start + hourMs, comment: 'deploy' },
    });
    const tried = await tryRouting(as('viewer'), { labels: { team: 'web', severity: 'warning' } });
    expect(tried).toEqual({
      policies: [
        {
          policy: 'all',
          groupKey: 'incident',
          steps: [
            { receiver: 'r1', at: start + 30_000, channels: ['c1'], onCall: [] },
            { receiver: 'r2', at: start + 30_000 + 15 * minuteMs, channels: ['c2'], onCall: [] },
          ],
          repeatMs: 4 * hourMs,
          heldBack: ['Silenced by anna@example.test until 2026-11-25 13:00 UTC: deploy', 'Quiet hours until 13:00 UTC'],
        },
      ],
    });
    const critical = await tryRouting(as('viewer'), { labels: { severity: 'critical' } });
    expect(critical.policies[0]?.heldBack).toEqual([]);
    await expect(tryRouting(as('viewer'), { labels: { 'a-b': 'x' } })).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

describe('a silence', () => {
  const input = (change: object = {}) => ({
    matchers: [matcher('team', 'web')],
    startsAt: start,
    endsAt: start + hourMs,
    comment: 'deploy',
    ...change,
  });

  test('keeps its id when its end or comment changes, and gets another when what or since when changes', async () => {
    const made = await createSilence(as('editor'), { silence: input({ startsAt: start - dayMs }) });
    expect(made).toMatchObject({ startsAt: start, createdBy: 'anna@example.test' });
    world.skipTo(start + minuteMs);
    const longer = await updateSilence(as('editor'), {
      id: made.id,
      silence: input({ endsAt: start + 2 * hourMs, comment: 'still' }),
    });
    expect(longer).toMatchObject({ id: made.id, comment: 'still', startsAt: start });
    const earlier = await updateSilence(as('editor'), { id: made.id, silence: input({ startsAt: start - dayMs }) });
    expect(earlier.id).not.toBe(made.id);
    const other = await updateSilence(as('editor'), {
      id: earlier.id,
      silence: input({ matchers: [matcher('team', 'shop')] }),
    });
    expect(other.id).not.toBe(earlier.id);
    const all = await listSilences(as('viewer'));
    expect(all.map(({ id, endsAt }) => [id, endsAt > world.now()])).toEqual([
      [other.id, true],
      ...[made.id, earlier.id]
        .sort()
        .reverse()
        .map((id) => [id, false]),
    ]);
    expect(await audited()).toEqual(expect.arrayContaining(['silence.create', 'silence.update', 'silence.end']));
  });

  test('that is over becomes another when it is changed, and ends only once', async () => {
    const made = await createSilence(as('editor'), { silence: input() });
    await endSilence(as('editor'), { id: made.id });
    world.skipTo(start + minuteMs);
    await endSilence(as('editor'), { id: made.id });
    expect((await world.store.silences.find('w1', made.id))?.endsAt).toBe(start);
    expect((await updateSilence(as('editor'), { id: made.id, silence: input() })).id).not.toBe(made.id);
    await expect(endSilence(as('editor'), { id: 'nope' })).rejects.toMatchObject({ code: 'not_found' });
  });

  test.each([
    ['an end in the past', input({ startsAt: start - hourMs, endsAt: start - 1 }), 'endsAt'],
    ['matchers that everything fits', input({ matchers: [matcher('team', '.*', true)] }), 'matchers'],
    ['an expression that cannot be run', input({ matchers: [matcher('team', '\\bweb', true)] }), 'matchers.0.value'],
    ['no comment', input({ comment: ' ' }), 'comment'],
  ])('with %s is refused', async (_name, silence, path) => {
    await expect(createSilence(as('editor'), { silence })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: expect.arrayContaining([expect.objectContaining({ path })]) as unknown,
    });
  });

  test('shows beforehand what it mutes now and would have muted in the last week', async () => {
    await world.fire('old', { labels: { team: 'web' } });
    await world.resolve('old');
    world.skipTo(start + 8 * dayMs);
    await world.fire('past', { labels: { team: 'web' } });
    await world.resolve('past');
    await world.fire('now', { labels: { team: 'web' }, severity: 'critical' });
    await world.fire('other', { labels: { team: 'shop' } });
    const preview = await previewSilence(as('viewer'), { matchers: [matcher('team', 'web')] });
    expect(preview.now.map(({ id }) => id)).toEqual(['now']);
    expect(preview.past).toMatchObject({ count: 2 });
    const critical = await previewSilence(as('viewer'), { matchers: [matcher('severity', 'critical')] });
    expect(critical.past.alerts.map(({ id }) => id)).toEqual(['now']);
  });
});

describe('messages', () => {
  test('that are dead can be sent again or discarded, by those who manage notifications', async () => {
    await world.routing({ policies: [{ name: 'all', groupWait: '0s', steps: steps('0s') }] });
    world.behaviour.send = () => {
      throw new SendError('gone', true);
    };
    await world.fire('a');
    await world.turn();
    const { deliveries, counts } = await listDeliveries(as('viewer'), {
      status: 'dead',
      channel: null,
      incident: 'i1',
    });
    expect(counts).toMatchObject({ dead: 1 });
    const id = deliveries[0]?.id ?? '';
    await expect(resendDelivery(as('editor'), { id })).rejects.toMatchObject({ code: 'forbidden' });
    await resendDelivery(as('admin'), { id });
    await expect(resendDelivery(as('admin'), { id })).rejects.toMatchObject({ code: 'conflict' });
    await discardDelivery(as('admin'), { id });
    await expect(discardDelivery(as('admin'), { id })).rejects.toMatchObject({ code: 'conflict' });
    await resendDelivery(as('admin'), { id });
    world.behaviour.send = () => undefined;
    await world.turn();
    expect(world.sent).toHaveLength(1);
    await expect(resendDelivery(as('admin'), { id })).rejects.toMatchObject({ code: 'conflict' });
    await expect(discardDelivery(as('admin'), { id: 'nope' })).rejects.toMatchObject({ code: 'not_found' });
  });
});
