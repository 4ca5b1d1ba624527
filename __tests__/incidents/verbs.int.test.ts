import { acknowledgeIncident } from '@/lib/incidents/verbs/acknowledge-incident';
import { commentOnIncident } from '@/lib/incidents/verbs/comment-on-incident';
import { getIncident } from '@/lib/incidents/verbs/get-incident';
import { getIncidentStats } from '@/lib/incidents/verbs/get-incident-stats';
import { handleIncident, type Handling } from '@/lib/incidents/verbs/handle-incident';
import { listAlerts } from '@/lib/incidents/verbs/list-alerts';
import { listChangedIncidents } from '@/lib/incidents/verbs/list-changed-incidents';
import { listIncidents } from '@/lib/incidents/verbs/list-incidents';
import { listOpenIncidents } from '@/lib/incidents/verbs/list-open-incidents';
import { mergeIncident } from '@/lib/incidents/verbs/merge-incident';
import { resolveIncident } from '@/lib/incidents/verbs/resolve-incident';
import { snoozeIncident } from '@/lib/incidents/verbs/snooze-incident';
import { splitIncident } from '@/lib/incidents/verbs/split-incident';
import { updateIncident } from '@/lib/incidents/verbs/update-incident';
import type { ChannelSettings } from '@/lib/model/channel';
import { routingSchema } from '@/lib/model/routing';
import { routingKey } from '@/lib/notify/routing/read-routing';
import { hourMs, minuteMs } from '@/lib/time/duration';
import { incidentWorld, key, person, type IncidentWorld } from './world';

let world: IncidentWorld;
beforeAll(async () => {
  world = await incidentWorld();
});
beforeEach(() => world.reset());
afterAll(() => world.close());

/** Two incidents: alerts of one moment belong together unless they say that they are of different worlds. */
const two = async () =>
  [
    await world.fire('a1', 'web', { labels: { region: 'eu' } }),
    await world.fire('b1', 'blog', { labels: { region: 'us' } }),
  ] as const;
const texts = async (id: string) => (await world.timeline(id)).map(({ text }) => text);

describe('whoever acknowledges an incident', () => {
  it('owns it when nobody does, by name and in the audit log', async () => {
    const { id } = await world.fire('a1', 'web');
    world.clock.advance(minuteMs);
    const { incident, timeline } = await acknowledgeIncident(world.ctx, { id });
    expect(incident).toMatchObject({
      status: 'acknowledged',
      acknowledgedAt: world.clock.now(),
      updatedAt: world.clock.now(),
      ownerId: 'ada',
      ownerName: 'Ada',
    });
    expect(timeline.at(-1)).toMatchObject({ kind: 'acknowledged', by: 'Ada', text: 'Ada acknowledged it and owns it' });
    expect((await world.store.audit.list('w', 1))[0]).toMatchObject({
      action: 'incident.acknowledge',
      target: `incident:${id}`,
      actorId: 'ada',
      before: { status: 'triage', ownerId: null },
      after: { status: 'acknowledged', ownerId: 'ada' },
    });
  });

  it('does so once, also when two do it at the same time', async () => {
    const { id } = await world.fire('a1', 'web');
    const views = await Promise.all(
      [person('editor', 'ada'), person('editor', 'bob')].map((actor) => acknowledgeIncident(world.as(actor), { id })),
    );
    const kinds = await world.kinds(id);
    expect(kinds.filter((kind) => kind === 'acknowledged')).toHaveLength(1);
    expect(new Set(views.map(({ incident }) => incident.ownerId)).size).toBe(1);
    const again = await acknowledgeIncident(world.ctx, { id });
    expect(again.timeline).toHaveLength(kinds.length);
  });

  it('leaves it to its owner, and a key never owns one', async () => {
    const { id } = await world.fire('a1', 'web');
    await updateIncident(world.ctx, { id, input: { ownerId: 'bob' } });
    const { incident, timeline } = await acknowledgeIncident(world.as(key(['manage'])), { id });
    expect(incident).toMatchObject({ status: 'acknowledged', ownerName: 'Bob' });
    expect(timeline.slice(-2)).toMatchObject([
      { kind: 'assigned', text: 'Ada assigned it to Bob' },
      { kind: 'acknowledged', text: 'Deploys acknowledged it', by: 'Deploys' },
    ]);
  });
});

/** Two steps that go to one channel; escalating by hand tells the second. */
async function onCall(): Promise<void> {
  const named = { id: 'c1', workspaceId: 'w', name: 'Phone', isEnabled: true };
  const settings = { kind: 'webhook', url: 'http://127.0.0.1:9/' } as unknown as ChannelSettings;
  await world.store.channels.insert({ ...named, settings, secrets: null, secretNames: [], createdAt: 1, updatedAt: 1 });
  const receivers = ['First line', 'Second line'].map((name) => ({ name, channels: ['c1'] }));
  const steps = [{ receiver: 'First line' }, { after: '10m', receiver: 'Second line' }];
  const routing = routingSchema.parse({ receivers, policies: [{ name: 'everything', steps }] });
  await world.store.settings.set('w', routingKey, { version: 1, routing });
}

it('an incident goes through its life, and every step is in the timeline', async () => {
  await onCall();
  const { id } = await world.fire('a1', 'web');
  const act = (action: Handling, input: unknown = {}) => handleIncident(world.ctx, { id, action, input });
  await act('acknowledge');
  await act('unacknowledge');
  await act('snooze', { minutes: 60 });
  await act('unsnooze');
  await act('escalate');
  await act('comment', { text: ' Rolled **back** ' });
  await act('mitigate');
  await act('reopen');
  const { incident, timeline } = await act('resolve');
  expect(incident).toMatchObject({ status: 'resolved', resolvedAt: world.clock.now(), firing: 1 });
  expect(timeline.map(({ kind, text }) => `${kind}: ${text}`).slice(2)).toEqual([
    'acknowledged: Ada acknowledged it and owns it',
    'unacknowledged: Ada took the acknowledgement back',
    expect.stringMatching(/^snoozed: Ada snoozed it for 1 h, until \d{4}-\d\d-\d\d \d\d:\d\d UTC$/),
    'unsnoozed: Ada ended the snooze',
    'notified: Told First line by Phone: 1 alert firing',
    'escalated: Ada escalated it to First line',
    'comment: Rolled **back**',
    'mitigated: Ada marked it as mitigated',
    'reopened: Ada reopened it',
    'resolved: Ada resolved it. One alert still fires and tells nobody any more',
  ]);
  await world.resolve('a1');
  expect(await world.kinds(id)).toEqual([...timeline.map(({ kind }) => kind), 'alert_resolved']);
  await expect(act('acknowledge')).rejects.toMatchObject({ code: 'conflict' });
});

it('an incident that was resolved by hand opens again when one of its alerts becomes worse than all of it', async () => {
  const { id } = await world.fire('a1', 'web');
  await resolveIncident(world.ctx, { id });
  const change = (severity: 'info' | 'critical') =>
    world.record([{ kind: 'changed', alertId: 'a1', severity, value: 1, because: 'worse' }]);
  await change('info');
  expect(await world.incidentOf('a1')).toMatchObject({ status: 'resolved' });
  await change('critical');
  expect(await world.incidentOf('a1')).toMatchObject({ status: 'triage', severity: 'critical' });
});

it('what fires after an incident was resolved by hand is another one, unless it was part of it', async () => {
  const first = await world.fire('a1', 'web');
  await resolveIncident(world.ctx, { id: first.id });
  const second = await world.fire('a2', 'web');
  expect(second.number).toBe(first.number + 1);
  expect(await world.incidentOf('a1')).toMatchObject({ id: first.id, status: 'resolved' });
});

it('says until when it is snoozed, and a second time counts from then', async () => {
  const { id } = await world.fire('a1', 'web');
  await snoozeIncident(world.ctx, { id, input: { minutes: 60 } });
  world.clock.advance(10 * minuteMs);
  const { incident } = await snoozeIncident(world.ctx, { id, input: { minutes: 60 } });
  expect(incident.snoozedUntil).toBe(world.clock.now() + hourMs);
});

it('is renamed, graded and assigned in one step, and what is the same is no step', async () => {
  const { id } = await world.fire('a1', 'web');
  const input = { title: 'Checkout', severity: 'critical', ownerId: 'ada' };
  const { incident } = await updateIncident(world.ctx, { id, input });
  expect(incident).toMatchObject({ title: 'Checkout', severity: 'critical', isSeverityByHand: true, ownerName: 'Ada' });
  expect((await texts(id)).slice(2)).toEqual([
    'Ada renamed it from “Slow at web”',
    'Ada changed the severity from warning to critical',
    'Ada took it over',
  ]);
  const again = await updateIncident(world.ctx, { id, input });
  expect(again.timeline).toHaveLength(5);
});

it.each([
  ['a comment without a word', commentOnIncident, { text: '  ' }, 'text'],
  ['a comment that is too long', commentOnIncident, { text: 'x'.repeat(10_001) }, 'text'],
  ['a snooze of no time', snoozeIncident, { minutes: 0 }, 'minutes'],
  ['an owner from elsewhere', updateIncident, { ownerId: 'eve' }, 'ownerId'],
  ['an unknown severity', updateIncident, { severity: 'bad' }, 'severity'],
  ['a target that does not exist', mergeIncident, { into: 'nothing' }, 'into'],
  ['alerts of another incident', splitIncident, { alertIds: ['nothing'] }, 'alertIds.0'],
  ['every alert', splitIncident, { alertIds: ['a1'] }, 'alertIds'],
] as const)('%s is refused and says where', async (_what, verb, input, path) => {
  const { id } = await world.fire('a1', 'web');
  await expect(verb(world.ctx, { id, input })).rejects.toMatchObject({ code: 'invalid_input', fields: [{ path }] });
  expect(await world.kinds(id)).toEqual(['opened', 'alert_fired']);
});

describe('two incidents that are one', () => {
  it('are merged with alerts and evidence, and newcomers follow', async () => {
    const [source, target] = await two();
    const view = await mergeIncident(world.ctx, { id: source.id, input: { into: target.id } });
    expect(view.incident).toMatchObject({ status: 'merged', mergedInto: target.id, alerts: 0 });
    expect(view.mergedInto).toEqual({ id: target.id, number: 2, title: expect.stringContaining('Slow at') as string });
    expect((await world.alert('a1')).attachedBecause).toEqual([
      'Nothing open was related to it',
      'Came along when Ada merged #1 into #2',
    ]);
    const [group] = await world.store.notificationGroups.listByIncident('w', target.id);
    const members = await world.store.notificationGroups.members(group?.id ?? '');
    expect(members.map(({ alert }) => alert.id).sort()).toEqual(['a1', 'b1']);
    expect((await texts(source.id)).at(-1)).toBe('Ada merged it into #2 “Slow at blog”');
    expect((await texts(target.id)).at(-1)).toBe('Ada merged #1 “Slow at web” into it');
    expect(await world.fire('a2', 'web', { ruleId: 'r2', labels: { region: 'eu' } })).toMatchObject({ id: target.id });
    await world.resolve('a1', 'a2');
    world.clock.advance(10 * minuteMs);
    expect(await world.fire('a3', 'web', { ruleId: 'r2' })).toMatchObject({ id: target.id });
    await expect(acknowledgeIncident(world.ctx, { id: source.id })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('are not merged into a resolved one while alerts fire', async () => {
    const [source, target] = await two();
    await resolveIncident(world.ctx, { id: target.id });
    const merging = mergeIncident(world.ctx, { id: source.id, input: { into: target.id } });
    await expect(merging).rejects.toMatchObject({ code: 'conflict' });
    await world.resolve('a1', 'b1');
    const { incident } = await mergeIncident(world.ctx, { id: source.id, input: { into: target.id } });
    expect(incident.status).toBe('merged');
  });

  it('are not merged into themselves', async () => {
    const { id } = await world.fire('a1', 'web');
    await expect(mergeIncident(world.ctx, { id, input: { into: id } })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });
});

describe('an alert that is another trouble', () => {
  it('is split off into an incident that is told of anew', async () => {
    const first = await world.fire('a1', 'web');
    await world.fire('a2', 'cart', { severity: 'critical' });
    const { incident, timeline } = await splitIncident(world.ctx, { id: first.id, input: { alertIds: ['a2'] } });
    expect(incident).toMatchObject({ id: first.id, title: 'Slow at web', severity: 'warning', alerts: 1, firing: 1 });
    expect(timeline.slice(-2).map(({ text }) => text)).toEqual([
      'Ada split one alert off into #2: Slow at cart',
      'Lowered from critical to warning',
    ]);
    const fresh = await world.incidentOf('a2');
    expect(fresh).toMatchObject({ number: 2, title: 'Slow at cart', severity: 'critical', status: 'triage' });
    expect((await world.alert('a2')).attachedBecause).toEqual(['Put here by Ada']);
    expect(await texts(fresh.id)).toEqual(['Ada split one alert off from #1: Slow at cart']);
    // Flapping, it comes back to where it was put.
    await world.resolve('a2');
    world.clock.advance(minuteMs);
    expect(await world.fire('a3', 'cart')).toMatchObject({ id: fresh.id });
  });

  it('ends the incident that it leaves when nothing else fires there', async () => {
    const first = await world.fire('a1', 'web');
    await world.fire('a2', 'cart');
    await world.resolve('a1');
    const { incident } = await splitIncident(world.ctx, { id: first.id, input: { alertIds: ['a2'] } });
    expect(incident.status).toBe('resolved');
    expect(await world.incidentOf('a2')).toMatchObject({ status: 'triage' });
  });

  it('takes a number that correlation does not give again', async () => {
    const first = await world.fire('a1', 'web', { labels: { region: 'eu' } });
    await world.fire('a2', 'cart', { labels: { region: 'eu' } });
    await splitIncident(world.ctx, { id: first.id, input: { alertIds: ['a2'] } });
    expect(await world.fire('c1', 'web', { labels: { region: 'us' } })).toMatchObject({ number: 3 });
  });
});

describe('the list of incidents', () => {
  it('is filtered, counted and read page by page without gap or repeat', async () => {
    const regions = ['eu', 'us', 'ap', 'af'];
    for (const region of regions)
      await world.fire(region, 'web', { labels: { region }, severity: region === 'eu' ? 'critical' : 'warning' });
    const [first] = regions;
    await resolveIncident(world.ctx, { id: (await world.incidentOf(first ?? '')).id });
    const numbers = async (input: object) =>
      (await listIncidents(world.ctx, { status: 'all', limit: 10, ...input })).incidents.map(({ number }) => number);
    expect(await numbers({ status: 'resolved' })).toEqual([1]);
    expect((await numbers({ status: 'open' })).toSorted()).toEqual([2, 3, 4]);
    expect(await numbers({ severities: ['critical'] })).toEqual([1]);
    expect(await numbers({ text: '#3' })).toEqual([3]);
    expect(await numbers({ owner: 'me' })).toEqual([]);
    expect(await numbers({ from: world.clock.now() + 1 })).toEqual([]);
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await listIncidents(world.ctx, { status: 'all', limit: 3, cursor });
      seen.push(...page.incidents.map(({ number }) => number));
      expect(page.open).toEqual({ warning: 3 });
      cursor = page.cursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen.toSorted()).toEqual([1, 2, 3, 4]);
    await expect(listIncidents(world.ctx, { status: 'all', limit: 3, cursor: 'x' })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });

  it('has those that changed since a moment, in any state, of this workspace', async () => {
    const [one, other] = await two();
    world.clock.advance(minuteMs);
    const since = world.clock.now();
    await resolveIncident(world.ctx, { id: one.id });
    const changed = async (from: number) =>
      (await listChangedIncidents(world.ctx, { since: from })).map(({ id }) => id);
    expect(await changed(since)).toEqual([one.id]);
    expect((await changed(since - minuteMs)).sort()).toEqual([one.id, other.id].sort());
    const stranger = { ...person('viewer', 'eve'), workspaceId: 'elsewhere' };
    expect(await listChangedIncidents(world.as(stranger), { since: 0 })).toEqual([]);
  });

  it('is short for every page, of a moment that it names, and shared for a second', async () => {
    const [one, other] = await two();
    world.clock.advance(minuteMs);
    const at = world.clock.now();
    const first = await listOpenIncidents(world.ctx);
    expect(first.asOf).toBe(at);
    expect(first.incidents.map(({ id }) => id).sort()).toEqual([one.id, other.id].sort());
    await resolveIncident(world.ctx, { id: one.id });
    expect(await listOpenIncidents(world.ctx)).toEqual(first);
    world.clock.advance(1_000);
    const next = await listOpenIncidents(world.ctx);
    expect(next).toMatchObject({ asOf: at + 1_000, incidents: [{ id: other.id }] });
    const stranger = { ...person('viewer', 'eve'), workspaceId: 'elsewhere' };
    expect((await listOpenIncidents(world.as(stranger))).incidents).toEqual([]);
  });

  it('has the history of alerts beside it', async () => {
    await world.fire('a1', 'web');
    world.clock.advance(minuteMs);
    await world.resolve('a1');
    world.clock.advance(minuteMs);
    await world.fire('a2', 'cart', { ruleId: 'r2' });
    const ids = async (input: object) =>
      (await listAlerts(world.ctx, { limit: 10, ...input })).alerts.map(({ id }) => id);
    expect(await ids({})).toEqual(['a2', 'a1']);
    expect(await ids({ ruleId: 'r1' })).toEqual(['a1']);
    expect(await ids({ isOpen: true })).toEqual(['a2']);
    expect(await ids({ from: world.clock.now() - 30_000 })).toEqual(['a2']);
    const page = await listAlerts(world.ctx, { limit: 1 });
    expect(page.alerts.map(({ id }) => id)).toEqual(['a2']);
    expect(await ids({ cursor: page.cursor ?? '' })).toEqual(['a1']);
  });
});

it('tells how long people took, by severity and by day', async () => {
  const life = async (n: number, minutes: { acknowledge: number | null; resolve: number }) => {
    const severity = n % 2 === 0 ? 'critical' : 'warning';
    const { id } = await world.fire(`a${n}`, 'web', { labels: { region: `${n}` }, severity });
    const start = world.clock.now();
    if (minutes.acknowledge !== null) {
      world.clock.advance(minutes.acknowledge * minuteMs);
      await acknowledgeIncident(world.ctx, { id });
    }
    world.clock.advance(start + minutes.resolve * minuteMs - world.clock.now());
    await world.resolve(`a${n}`);
    world.clock.advance(24 * hourMs);
  };
  await life(1, { acknowledge: 2, resolve: 10 });
  await life(2, { acknowledge: 4, resolve: 20 });
  await life(3, { acknowledge: null, resolve: 30 });
  await world.fire('odd', 'blog', { needsCorroboration: true, labels: { region: 'x' } });
  const { all, bySeverity, byDay } = await getIncidentStats(world.ctx, { days: 30 });
  expect(all).toEqual({
    ...{ opened: 3, acknowledged: 2, resolved: 3 },
    timeToAcknowledge: { median: 3 * minuteMs, p90: 3.8 * minuteMs },
    timeToResolve: { median: 20 * minuteMs, p90: 28 * minuteMs },
  });
  expect(bySeverity.critical).toMatchObject({ opened: 1, timeToResolve: { median: 20 * minuteMs } });
  expect(bySeverity.warning).toMatchObject({ opened: 2, acknowledged: 1 });
  expect(byDay.map(({ day, opened }) => [day, opened])).toEqual([
    ['2025-11-23', 1],
    ['2025-11-24', 1],
    ['2025-11-25', 1],
  ]);
  expect((await getIncidentStats(world.as(person('viewer', 'ada', 'other')), { days: 30 })).all.opened).toBe(0);
});

describe('an incident', () => {
  it('is found by id and by number, with what was noted around it', async () => {
    const at = world.clock.now();
    const note = { workspaceId: 'w', until: null, dashboardId: null, tags: [], createdBy: 'x', createdAt: at };
    await world.store.annotations.insert({ ...note, id: 'n1', at: at - hourMs, text: 'Deploy' });
    await world.store.annotations.insert({ ...note, id: 'n2', at: at - 3 * hourMs, text: 'Earlier' });
    const { id } = await world.fire('a1', 'web');
    const view = await getIncident(world.ctx, { id: '1' });
    expect(view.incident).toMatchObject({ id, firing: 1, alerts: 1, ownerName: null });
    expect(view.related.map(({ text }) => text)).toEqual(['Deploy']);
    expect(view.members).toEqual([
      { userId: 'ada', name: 'Ada' },
      { userId: 'bob', name: 'Bob' },
    ]);
  });

  it('is handled by editors and seen by viewers of its own workspace', async () => {
    const { id } = await world.fire('a1', 'web');
    const codeOf = (work: Promise<unknown>) =>
      work.then(
        () => 'ok',
        (error: { code: string }) => error.code,
      );
    const actions: [Handling, unknown][] = [
      ['comment', { text: 'x' }],
      ['acknowledge', {}],
      ['split', { alertIds: ['a1'] }],
      ['merge', { into: 'x' }],
    ];
    for (const [action, input] of actions) {
      const act = (actor: Parameters<typeof world.as>[0]) =>
        codeOf(handleIncident(world.as(actor), { id, action, input }));
      for (const actor of [person('viewer'), key(['query']), key(['ingest'])])
        expect(await act(actor)).toBe('forbidden');
      expect(await act(person('editor', 'ada', 'other'))).toBe('not_found');
      expect(['ok', 'invalid_input']).toContain(await act(person('editor')));
    }
    expect(await codeOf(getIncident(world.as(person('viewer')), { id }))).toBe('ok');
    expect(await codeOf(getIncident(world.as(key(['query'])), { id }))).toBe('ok');
    expect(await codeOf(getIncident(world.as(key(['ingest'])), { id }))).toBe('forbidden');
    expect(await codeOf(getIncident(world.as(person('owner', 'ada', 'other')), { id }))).toBe('not_found');
  });
});
