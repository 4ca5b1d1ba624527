import { routingKey } from '@/lib/notify/routing/read-routing';
import { hourMs, minuteMs, secondMs } from '@/lib/time/duration';
import { incidentWorld, type IncidentWorld } from './world';

let world: IncidentWorld;
beforeAll(async () => {
  world = await incidentWorld();
});
beforeEach(() => world.reset());
afterAll(() => world.close());

const topology = async (...edges: [string, string][]) => {
  await world.store.settings.set('w', routingKey, {
    version: 1,
    routing: { policies: [{ name: 'everything' }], topology: edges },
  });
};

describe('an alert that fires', () => {
  it('opens incident 1 and tells how it came to be', async () => {
    const incident = await world.fire('a1', 'cart', { severity: 'critical' });
    expect(incident).toMatchObject({
      number: 1,
      title: 'Slow at cart',
      status: 'triage',
      severity: 'critical',
      openedAt: world.clock.now(),
      isCorroborated: true,
      resolvedAt: null,
    });
    expect(await world.timeline(incident.id)).toMatchObject([
      { kind: 'opened', text: 'Opened. Nothing open was related to it', by: null },
      {
        kind: 'alert_fired',
        alertId: 'a1',
        text: 'Slow at cart: 512 ms is above 300 ms. Nothing open was related to it',
        value: 512,
        severity: 'critical',
      },
    ]);
    expect(await world.alert('a1')).toMatchObject({
      attachedBecause: ['Nothing open was related to it'],
      endsAt: null,
    });
  });

  it('joins the incident of the same place', async () => {
    const first = await world.fire('a1', 'cart');
    world.clock.advance(30 * secondMs);
    const second = await world.fire('a2', 'cart', { ruleId: 'r2' });
    expect(second.id).toBe(first.id);
    expect((await world.alert('a2')).attachedBecause).toEqual(['Also at cart']);
  });

  it('joins the incident of a neighbour, which is then named after both', async () => {
    await topology(['web', 'cart']);
    const first = await world.fire('a1', 'web');
    world.clock.advance(90 * secondMs);
    const second = await world.fire('a2', 'cart');
    expect(second).toMatchObject({ id: first.id, title: 'Slow at web and 1 more' });
    expect((await world.alert('a2')).attachedBecause).toEqual(['cart is next to web']);
  });

  it('opens an incident of its own when it is about something else', async () => {
    await topology(['web', 'cart'], ['blog', 'cms']);
    const first = await world.fire('a1', 'web');
    const second = await world.fire('a2', 'blog');
    expect(second.id).not.toBe(first.id);
    expect([first.number, second.number]).toEqual([1, 2]);
  });

  it('is counted within its workspace', async () => {
    await world.fire('a1', 'cart');
    const placed = await world.record([world.fired('b1', 'cart', { workspaceId: 'other' })], 'other');
    expect(await world.store.incidents.find('other', placed.get('b1') ?? '')).toMatchObject({ number: 1 });
  });

  it('keeps its evidence, and loses nothing on the way', async () => {
    const at = world.clock.now();
    const spec = { kind: 'total' } as never;
    const evidence = {
      ...{ alertId: 'a1', workspaceId: 'w', ruleId: 'r1', title: 'Slow', at, spec },
      answer: { data: null } as never,
      unit: 'ms' as const,
      lines: [{ value: 300, severity: 'warning' as const }],
    };
    const incident = await world.fire('a1', 'cart', { evidence });
    expect(await world.store.evidence.list('w', incident.id, 10)).toEqual([{ ...evidence, incidentId: incident.id }]);
  });

  it('that began long ago does not upset those that follow', async () => {
    const first = await world.fire('a1', 'cart');
    const late = world.fired('a2', 'cart');
    if (late.kind === 'fired') late.alert.startsAt -= 5 * hourMs;
    await world.record([late]);
    expect((await world.incidentOf('a2')).id).toBe(first.id);
  });
});

describe('an incident', () => {
  it('resolves when its last alert does', async () => {
    const { id } = await world.fire('a1', 'cart');
    await world.fire('a2', 'cart', { ruleId: 'r2' });
    world.clock.advance(minuteMs);
    await world.resolve('a1');
    expect(await world.incidentOf('a1')).toMatchObject({ status: 'triage' });
    world.clock.advance(minuteMs);
    await world.resolve('a2');
    expect(await world.incidentOf('a1')).toMatchObject({ status: 'resolved', resolvedAt: world.clock.now() });
    expect((await world.timeline(id)).slice(-3)).toMatchObject([
      { kind: 'alert_resolved', alertId: 'a1', value: 100 },
      { kind: 'alert_resolved', alertId: 'a2', text: 'Slow at cart: 100 ms is normal again' },
      { kind: 'resolved', text: 'None of its alerts fires any more', by: null },
    ]);
  });

  it('is not resolved twice by an alert that resolves twice', async () => {
    const { id } = await world.fire('a1', 'cart');
    await world.resolve('a1');
    const before = await world.timeline(id);
    world.clock.advance(minuteMs);
    await world.resolve('a1');
    await world.resolve('nobody');
    expect(await world.timeline(id)).toEqual(before);
  });

  it('comes back when its series fires again within an hour', async () => {
    const { id } = await world.fire('a1', 'cart');
    await world.resolve('a1');
    world.clock.advance(59 * minuteMs);
    const again = await world.fire('a2', 'cart');
    expect(again).toMatchObject({ id, status: 'triage', resolvedAt: null });
    expect(await world.kinds(id)).toEqual('opened alert_fired alert_resolved resolved reopened alert_fired'.split(' '));
    expect((await world.alert('a2')).attachedBecause).toEqual(['Was part of it before it resolved']);
  });

  it('stays acknowledged when it comes back', async () => {
    const { id } = await world.fire('a1', 'cart');
    await world.store.incidents.update('w', id, { status: 'acknowledged', acknowledgedAt: world.clock.now() });
    await world.resolve('a1');
    world.clock.advance(10 * minuteMs);
    expect(await world.fire('a2', 'cart')).toMatchObject({ id, status: 'acknowledged', resolvedAt: null });
  });

  it('does not come back after more than an hour', async () => {
    const { id } = await world.fire('a1', 'cart');
    await world.resolve('a1');
    world.clock.advance(61 * minuteMs);
    const again = await world.fire('a2', 'cart');
    expect(again).toMatchObject({ number: 2 });
    expect(again.id).not.toBe(id);
    expect((await world.incidentOf('a1')).status).toBe('resolved');
  });

  it('keeps one that flaps in one batch of steps open', async () => {
    await world.fire('a1', 'cart');
    world.clock.advance(10 * minuteMs);
    await world.record([{ kind: 'resolved', alertId: 'a1', value: 1, because: 'normal' }, world.fired('a2', 'cart')]);
    expect(await world.incidentOf('a2')).toMatchObject({ number: 1, status: 'triage' });
  });

  it('rises with the severity of its alerts and does not fall', async () => {
    const { id } = await world.fire('a1', 'cart', { severity: 'warning' });
    const change = (severity: 'critical' | 'info') =>
      world.record([{ kind: 'changed', alertId: 'a1', severity, value: 900, because: '900 ms is above 800 ms' }]);
    await change('critical');
    expect(await world.incidentOf('a1')).toMatchObject({ severity: 'critical' });
    await change('info');
    expect(await world.incidentOf('a1')).toMatchObject({ severity: 'critical' });
    expect((await world.timeline(id)).slice(2)).toMatchObject([
      { kind: 'alert_changed', text: 'Slow at cart is now critical instead of warning: 900 ms is above 800 ms' },
      { kind: 'severity', text: 'Raised from warning to critical' },
      { kind: 'alert_changed', severity: 'info', value: 900 },
    ]);
  });

  it('keeps the severity that a person chose', async () => {
    const { id } = await world.fire('a1', 'cart');
    await world.store.incidents.update('w', id, { severity: 'info', isSeverityByHand: true });
    await world.fire('a2', 'cart', { ruleId: 'r2', severity: 'critical' });
    expect(await world.incidentOf('a1')).toMatchObject({ severity: 'info' });
  });

  it('keeps the title that a person gave it', async () => {
    await topology(['web', 'cart']);
    const { id } = await world.fire('a1', 'web');
    await world.store.incidents.update('w', id, { title: 'Checkout is slow' });
    await world.fire('a2', 'cart');
    expect(await world.incidentOf('a2')).toMatchObject({ id, title: 'Checkout is slow' });
  });

  it('of one odd series is told of once a second place speaks for it', async () => {
    await topology(['web', 'cart']);
    const { id, isCorroborated } = await world.fire('a1', 'web', { needsCorroboration: true });
    expect(isCorroborated).toBe(false);
    expect((await world.timeline(id))[0]?.text).toContain('Nobody is told');
    expect(await world.store.notificationGroups.listByIncident('w', id)).toEqual([]);
    const second = await world.fire('a2', 'cart', { needsCorroboration: true });
    expect(second).toMatchObject({ id, isCorroborated: true });
    expect((await world.timeline(id)).at(-1)?.text).toContain('people are told from now on');
    const [group] = await world.store.notificationGroups.listByIncident('w', id);
    const members = await world.store.notificationGroups.members(group?.id ?? '');
    expect(members.map(({ alert }) => alert.id).sort()).toEqual(['a1', 'a2']);
  });

  it('that was merged hands its newcomers on', async () => {
    await topology(['web', 'cart'], ['blog', 'cms']);
    const source = await world.fire('a1', 'web');
    const target = await world.fire('a2', 'blog');
    await world.store.incidents.update('w', source.id, { status: 'merged', mergedInto: target.id });
    expect(await world.fire('a3', 'web', { ruleId: 'r2' })).toMatchObject({ id: target.id });
  });
});

it('a burst in an old incident becomes an incident of its own and takes the last seconds along', async () => {
  const first = await world.fire('old', 'cart');
  world.clock.advance(minuteMs - (world.clock.now() % (10 * secondMs)));
  for (let n = 1; n <= 8; n += 1) {
    world.clock.advance(secondMs);
    await world.fire(`b${n}`, 'cart', { ruleId: `r${n}` });
  }
  const fresh = await world.incidentOf('b8');
  expect(fresh).toMatchObject({ number: 2, status: 'triage' });
  for (let n = 1; n <= 8; n += 1) expect((await world.incidentOf(`b${n}`)).id).toBe(fresh.id);
  expect((await world.incidentOf('old')).id).toBe(first.id);
  expect((await world.alert('b3')).attachedBecause).toEqual(['Part of a new burst: alerts at 8 instants within 10 s']);
  expect((await world.timeline(first.id)).at(-1)).toMatchObject({
    kind: 'alert_moved',
    text: 'Slow at cart went to #2: Part of a new burst: alerts at 8 instants within 10 s',
  });
  expect((await world.kinds(fresh.id)).filter((kind) => kind === 'alert_moved')).toHaveLength(7);
});

describe('what correlation remembers', () => {
  it('begins anew when it cannot be read, and counts on', async () => {
    await world.fire('a1', 'cart');
    await world.store.transaction(async (tx) => {
      await tx.correlations.lock('w');
      await tx.correlations.save('w', { state: { correlation: { groups: 'broken' } }, incidents: 1 });
    });
    expect(await world.fire('a2', 'web')).toMatchObject({ number: 2 });
  });

  it('is given up when the clock was set back', async () => {
    await world.fire('a1', 'cart');
    world.clock.advance(-hourMs);
    expect(await world.fire('a2', 'cart', { ruleId: 'r2' })).toMatchObject({ number: 2, openedAt: world.clock.now() });
  });

  it('stays small through a storm', async () => {
    const storm = Array.from({ length: 3_000 }, (_, n) =>
      world.fired(`s${n}`, `service-${n % 500}`, { labels: { text: 'x'.repeat(400) } }),
    );
    await world.record(storm);
    const row = await world.store.transaction((tx) => tx.correlations.lock('w'));
    expect(JSON.stringify(row).length).toBeLessThan(500_000);
    expect(await world.store.incidents.list('w', { limit: 10 })).toMatchObject([{ firing: 3_000, alerts: 3_000 }]);
  });
});
