import { Simulation, receivers, type Said } from './simulation';

/**
 * What Alertmanager 0.25 sent with group_wait 2 s, group_interval 5 s and repeat_interval 20 s, recorded at its webhooks; times in
 * seconds of the recording. Its own answer came some milliseconds after each tick.
 */
const timing = { groupWait: '2s', groupInterval: '5s', repeatInterval: '20s' };
const groupBy = ['alertname', 'cluster'];
const step = (receiver: string) => [{ receiver }];
const routing = {
  receivers,
  policies: [
    { name: 'pager', matchers: [{ name: 'severity', value: 'critical' }], groupBy, steps: step('r2'), ...timing },
    { name: 'web-team', groupBy, steps: step('r1'), ...timing },
  ],
  inhibitions: [
    {
      source: [{ name: 'severity', value: 'critical' }],
      target: [{ name: 'severity', value: 'warning' }],
      equal: ['cluster', 'service'],
    },
  ],
};
const at = (minutes: number, seconds: number) => Math.round((minutes * 60 + seconds) * 1_000);
const brief = ({ at: time, occasion, firing, resolved }: Said) => ({ at: time, occasion, firing, resolved });
const errors = (instance: string) => ({
  severity: 'warning' as const,
  labels: { alertname: 'HighErrorRate', cluster: 'eu-1', service: 'checkout', instance },
});

describe('groups by labels are told when Alertmanager told them', () => {
  test('several alerts within the group wait are one message, and its repeats come at ticks', () => {
    const world = new Simulation(routing);
    const latency = (instance: string) => ({ labels: { alertname: 'HighLatency', cluster: 'eu-1', instance } });
    world.runTo(at(16, 43.851)).fire('i1', latency('i1'));
    world.runTo(at(16, 43.886)).fire('i2', latency('i2'));
    world.runTo(at(17, 7));
    expect(world.said.map(brief)).toEqual([
      { at: at(16, 45.851), occasion: 'new', firing: ['i1', 'i2'], resolved: [] },
      { at: at(17, 5.851), occasion: 'repeat', firing: ['i1', 'i2'], resolved: [] },
    ]);
  });

  test('an alert that has fired for longer than the group wait is told at once', () => {
    const world = new Simulation(routing);
    world.runTo(at(16, 43.973)).fire('end', { labels: { alertname: 'WithEnd' }, startsAt: at(0, 0) });
    world.runTo(at(17, 24));
    expect(world.said.map(({ at: time }) => time)).toEqual([at(16, 43.973), at(17, 3.973), at(17, 23.973)]);
  });

  test('an inhibited alert is told at the next tick after its source ended', () => {
    const world = new Simulation(routing);
    const down = { alertname: 'ServiceDown', cluster: 'eu-1', service: 'checkout' };
    world.runTo(at(17, 44.453)).fire('down', { severity: 'critical', labels: down });
    world.runTo(at(18, 21.199)).fire('i1', errors('i1'));
    world.runTo(at(18, 29.192)).fire('i2', errors('i2'));
    world.runTo(at(18, 39.192)).resolve('i1');
    expect(world.heldBack()).toEqual(['Inhibited while ServiceDown fires with the same cluster, service']);
    world.runTo(at(18, 44.453)).resolve('down');
    world.runTo(at(18, 53.194)).resolve('i2');
    world.runTo(at(19, 30));
    // Alertmanager lists i1, which nobody had heard of, as resolved both times; here nobody hears of it at all.
    expect(world.said.filter(({ policy }) => policy === 'web-team').map(brief)).toEqual([
      { at: at(18, 48.199), occasion: 'new', firing: ['i2'], resolved: [] },
      { at: at(18, 53.199), occasion: 'resolved', firing: [], resolved: ['i2'] },
    ]);
  });

  test('a group that is there keeps its ticks: firing, repeat, one resolved, all resolved', () => {
    const world = new Simulation(routing);
    // The recorded group was kept alive by alerts that Prometheus sent again; here by one that is silenced.
    world.silence('instance', 'i0', at(30, 0));
    world.runTo(at(18, 21.218)).fire('i0', errors('i0'));
    world.runTo(at(19, 59.192)).fire('i1', errors('i1')).fire('i2', errors('i2'));
    world.runTo(at(20, 33.19)).resolve('i1');
    world.runTo(at(20, 45.192)).resolve('i2');
    world.runTo(at(21, 30));
    expect(world.said.map(brief)).toEqual([
      { at: at(20, 3.218), occasion: 'new', firing: ['i1', 'i2'], resolved: [] },
      { at: at(20, 23.218), occasion: 'repeat', firing: ['i1', 'i2'], resolved: [] },
      { at: at(20, 33.218), occasion: 'changed', firing: ['i2'], resolved: ['i1'] },
      { at: at(20, 48.218), occasion: 'resolved', firing: [], resolved: ['i1', 'i2'] },
    ]);
  });

  test('an alert that is sent again within the group wait is one message, and ends at the next tick', () => {
    const world = new Simulation(routing);
    const labels = { alertname: 'Dup', cluster: 'eu-9' };
    for (const seconds of [59.936, 59.946, 59.957, 59.967, 59.977])
      world.runTo(at(20, seconds)).fire('dup', { labels });
    world.runTo(at(21, 4.993)).resolve('dup');
    world.runTo(at(22, 0));
    expect(world.said.map(brief)).toEqual([
      { at: at(21, 1.936), occasion: 'new', firing: ['dup'], resolved: [] },
      { at: at(21, 6.936), occasion: 'resolved', firing: [], resolved: ['dup'] },
    ]);
  });

  test('the critical route has a key of its own', () => {
    const world = new Simulation(routing);
    world
      .runTo(at(20, 55.327))
      .fire('n1', { severity: 'critical', labels: { alertname: 'NodeDown', cluster: 'eu-2' } });
    world.runTo(at(20, 58));
    expect([...world.groups.values()].map(({ key }) => key)).toEqual([
      '{}/{severity="critical"}:{alertname="NodeDown", cluster="eu-2"}',
    ]);
    expect(world.said[0]?.at).toBe(at(20, 57.327));
  });
});
