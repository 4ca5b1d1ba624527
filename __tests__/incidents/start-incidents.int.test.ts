import { Announcer } from '@/lib/incidents/announcer';
import { endExpired } from '@/lib/incidents/end-expired';
import { endSnoozes } from '@/lib/incidents/end-snoozes';
import { startIncidents } from '@/lib/incidents/start-incidents';
import { acknowledgeIncident } from '@/lib/incidents/verbs/acknowledge-incident';
import { commentOnIncident } from '@/lib/incidents/verbs/comment-on-incident';
import { snoozeIncident } from '@/lib/incidents/verbs/snooze-incident';
import { updateIncident } from '@/lib/incidents/verbs/update-incident';
import type { IncidentSummary } from '@/lib/model/incident';
import type { LiveFrame } from '@/lib/model/live-frame';
import { hourMs, minuteMs } from '@/lib/time/duration';
import { incidentWorld, type IncidentWorld } from './world';

let world: IncidentWorld;
beforeAll(async () => {
  world = await incidentWorld();
});
beforeEach(() => world.reset());
afterAll(() => world.close());

/** A stream of a workspace that watches no question. */
function listen(workspaceId = 'w', onFrame: (frame: LiveFrame) => void = () => undefined) {
  const heard: IncidentSummary[] = [];
  const send = (frame: LiveFrame) => {
    if (frame.type === 'incident') heard.push(frame.incident);
    onFrame(frame);
    return true;
  };
  const stream = world.services.live.subscribe({ send }, { workspaceId, actorId: workspaceId });
  return { heard, close: () => stream.close() };
}

describe('live streams', () => {
  it('hear of every change once, in their own workspace only', async () => {
    const announcer = new Announcer(world.services);
    const [own, other] = [listen(), listen('other')];
    const { id } = await world.fire('a1', 'web');
    await announcer.look();
    await announcer.look();
    expect(own.heard).toMatchObject([{ id, status: 'triage', firing: 1, alerts: 1, ownerName: null }]);
    // Two changes within the same millisecond.
    await acknowledgeIncident(world.ctx, { id });
    await announcer.look();
    await updateIncident(world.ctx, { id, input: { title: 'Checkout' } });
    await announcer.look();
    await announcer.look();
    expect(own.heard.slice(1)).toMatchObject([{ status: 'acknowledged', ownerName: 'Ada' }, { title: 'Checkout' }]);
    expect(other.heard).toEqual([]);
    own.close();
    other.close();
  });

  it('hear of what another portal wrote with a clock that is behind', async () => {
    const announcer = new Announcer(world.services);
    const stream = listen();
    const { id } = await world.fire('a1', 'web');
    world.clock.advance(hourMs);
    await world.fire('b1', 'blog', { labels: { region: 'us' } });
    await announcer.look();
    await world.store.incidents.update('w', id, { title: 'Late', updatedAt: world.clock.now() - 20_000 });
    await announcer.look();
    expect(stream.heard.map(({ title }) => title)).toEqual(['Slow at blog', 'Late']);
    stream.close();
  });

  it('hear of all of them when more changed within one millisecond than are read at once', async () => {
    const { id } = await world.fire('a1', 'web');
    const incident = await world.store.transaction((tx) => tx.incidents.findForChange('w', id));
    if (incident === null) throw new Error('gone');
    for (let number = 2; number <= 620; number += 1)
      await world.store.incidents.insert({ ...incident, id: `i${number}`, number });
    const stream = listen();
    await new Announcer(world.services).look();
    expect(new Set(stream.heard.map(({ number }) => number)).size).toBe(620);
    expect(stream.heard).toHaveLength(620);
    stream.close();
  });

  it('are told nothing, and the store is asked nothing, while nobody listens', async () => {
    await world.fire('a1', 'web');
    const store = { incidents: { listChangedSince: () => Promise.reject(new Error('asked')) } } as never;
    await new Announcer({ ...world.services, store }).look();
  });

  it('hear of a change as soon as it is made', async () => {
    const { id } = await world.fire('a1', 'web');
    const incidents = startIncidents(world.services);
    const comments = new Promise<IncidentSummary>((resolve) => {
      const stream = listen('w', (frame) => {
        if (frame.type !== 'incident' || frame.incident.status !== 'acknowledged') return;
        stream.close();
        resolve(frame.incident);
      });
    });
    await acknowledgeIncident(world.ctx, { id });
    expect(await comments).toMatchObject({ id, ownerName: 'Ada' });
    await incidents.stop();
  });
});

it('a snooze ends by itself, once, also with two portals', async () => {
  const { id } = await world.fire('a1', 'web');
  await snoozeIncident(world.ctx, { id, input: { minutes: 60 } });
  world.clock.advance(hourMs - 1);
  await endSnoozes(world.services);
  expect((await world.incidentOf('a1')).snoozedUntil).not.toBeNull();
  world.clock.advance(1);
  await Promise.all([endSnoozes(world.services), endSnoozes(world.services)]);
  expect(await world.incidentOf('a1')).toMatchObject({ snoozedUntil: null, updatedAt: world.clock.now() });
  expect((await world.timeline(id)).filter(({ kind }) => kind === 'unsnoozed')).toMatchObject([
    { text: 'The snooze is over', by: null, at: world.clock.now() },
  ]);
});

it('an alert of another system ends when it is not sent again, and its incident with it', async () => {
  const step = world.fired('x1', 'web', { ruleId: null });
  if (step.kind === 'fired') step.alert.expiresAt = world.clock.now() + 5 * minuteMs;
  await world.record([step]);
  await endExpired(world.services);
  expect((await world.alert('x1')).endsAt).toBeNull();
  world.clock.advance(5 * minuteMs);
  await Promise.all([endExpired(world.services), endExpired(world.services)]);
  expect((await world.alert('x1')).endsAt).toBe(world.clock.now());
  const incident = await world.incidentOf('x1');
  expect(incident.status).toBe('resolved');
  expect((await world.timeline(incident.id)).slice(-2)).toMatchObject([
    { kind: 'alert_resolved', text: 'Slow at web: It was not sent again in time' },
    { kind: 'resolved' },
  ]);
});

it('a comment on an incident is news of it', async () => {
  const { id } = await world.fire('a1', 'web');
  const announcer = new Announcer(world.services);
  const stream = listen();
  await announcer.look();
  world.clock.advance(1);
  await commentOnIncident(world.ctx, { id, input: { text: 'Looking' } });
  await announcer.look();
  expect(stream.heard.map(({ updatedAt }) => updatedAt)).toEqual([world.clock.now() - 1, world.clock.now()]);
  stream.close();
});
