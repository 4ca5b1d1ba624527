import { joinGroups, splitOff } from '@/lib/incidents/correlate/by-hand';
import { correlate, emptyCorrelation, type Correlation, type Placement } from '@/lib/incidents/correlate/correlate';
import { correlationShape } from '@/lib/incidents/correlate/correlation-shape';
import { describeReason } from '@/lib/incidents/correlate/group';
import type { Signal } from '@/lib/incidents/correlate/signal';
import { topologyOf, type Edge, type Topology } from '@/lib/incidents/correlate/topology';
import { noon } from '../../alerts/world';

const shop = topologyOf([
  ['web', 'cart'],
  ['cart', 'payments'],
  ['payments', 'bank'],
  ['bank', 'ledger'],
  ['ledger', 'archive'],
  ['archive', 'tape'],
  ['blog', 'cms'],
]);
const nothingKnown: Topology = new Map();

/** An alert, seconds after noon. */
const signal = (alertId: string, seconds: number, service: string | null, more: Partial<Signal> = {}): Signal => ({
  alertId,
  at: noon + seconds * 1_000,
  labels: service === null ? {} : { service },
  everyMs: 0,
  needsCorroboration: false,
  ...more,
});

function group(signals: readonly Signal[], topology: Topology = shop, before: Correlation = emptyCorrelation) {
  let correlation = before;
  const placements: Placement[] = [];
  for (const one of signals) {
    const step = correlate(correlation, one, { topology, shape: correlationShape });
    // What is stored is text.
    correlation = JSON.parse(JSON.stringify(step.correlation)) as Correlation;
    placements.push(...step.placements);
  }
  const groups = new Map(placements.map(({ alertId, groupId }) => [alertId, groupId]));
  const why = (alertId: string) => placements.findLast((one) => one.alertId === alertId)?.reasons ?? [];
  return { correlation, placements, groups, why, together: (a: string, b: string) => groups.get(a) === groups.get(b) };
}

describe('two alerts', () => {
  const cases: [string, Signal, Signal, Topology, boolean][] = [
    ['of one service, a minute apart', signal('a', 0, 'web'), signal('b', 60, 'web'), shop, true],
    ['of one service, at the end of the quiet time', signal('a', 0, 'web'), signal('b', 120, 'web'), shop, true],
    ['of one service, long apart', signal('a', 0, 'web'), signal('b', 121, 'web'), shop, false],
    ['of neighbours', signal('a', 0, 'web'), signal('b', 60, 'cart'), shop, true],
    ['four steps apart', signal('a', 0, 'web'), signal('b', 60, 'ledger'), shop, true],
    ['five steps apart', signal('a', 0, 'web'), signal('b', 60, 'archive'), shop, false],
    ['of parts that are not connected', signal('a', 0, 'web'), signal('b', 1, 'blog'), shop, false],
    ['of unknown services that begin together', signal('a', 0, 'x'), signal('b', 60, 'y'), nothingKnown, true],
    ['of unknown services that do not', signal('a', 0, 'x'), signal('b', 61, 'y'), nothingKnown, false],
    ['of a known and an unknown service that begin together', signal('a', 0, 'web'), signal('b', 30, 'y'), shop, true],
    ['without any place that begin together', signal('a', 0, null), signal('b', 30, null), shop, true],
    ['without any place that do not', signal('a', 0, null), signal('b', 90, null), shop, false],
    [
      'of one service in two clusters',
      signal('a', 0, null, { labels: { service: 'web', cluster: 'north' } }),
      signal('b', 1, null, { labels: { service: 'web', cluster: 'south' } }),
      shop,
      false,
    ],
    [
      'of one service, one of which does not say its cluster',
      signal('a', 0, null, { labels: { service: 'web', cluster: 'north' } }),
      signal('b', 1, 'web'),
      shop,
      true,
    ],
    [
      'of two services on one host',
      signal('a', 0, null, { labels: { service: 'x', host: 'h1' } }),
      signal('b', 100, null, { labels: { service: 'y', host: 'h1' } }),
      nothingKnown,
      true,
    ],
    [
      'of a caller and its peer',
      signal('a', 0, null, { labels: { service: 'x', peer: 'y' } }),
      signal('b', 100, 'y'),
      nothingKnown,
      true,
    ],
    [
      'of rules that look every five minutes, one round apart',
      signal('a', 0, 'x', { everyMs: 300_000 }),
      signal('b', 300, 'y', { everyMs: 300_000 }),
      nothingKnown,
      true,
    ],
    [
      'of such rules, three rounds apart',
      signal('a', 0, 'x', { everyMs: 300_000 }),
      signal('b', 900, 'x', { everyMs: 300_000 }),
      nothingKnown,
      false,
    ],
    ['with the same name and nothing else in common', signal('a', 0, 'web'), signal('b', 100, 'cms'), shop, false],
  ];
  it.each(cases)('%s', (_, a, b, topology, expected) => {
    expect(group([a, b], topology).together('a', 'b')).toBe(expected);
  });
});

describe('an alert says why it is where it is', () => {
  const cases: [string, Signal[], string][] = [
    ['the first one', [signal('z', 0, 'web')], 'Nothing open was related to it'],
    ['at the same place', [signal('a', 0, 'web'), signal('z', 9, 'web')], 'Also at web'],
    ['next to another', [signal('a', 0, 'web'), signal('z', 9, 'cart')], 'cart is next to web'],
    ['some steps away', [signal('a', 0, 'web'), signal('z', 9, 'bank')], 'bank is 3 steps from web'],
    ['by beginning together', [signal('a', 0, 'web'), signal('z', 0, 'new')], 'Began together with the first alert'],
    ['by a common beginning', [signal('a', 0, 'web'), signal('z', 9, 'new')], 'Began 9 s after the first alert'],
    [
      'come back',
      [signal('a', 0, 'web'), signal('z', 9, 'blog', { returnsTo: '1' })],
      'Was part of it before it resolved',
    ],
  ];
  it.each(cases)('%s', (_, signals, sentence) => {
    expect(group(signals).why('z').map(describeReason)).toEqual([sentence]);
  });
  it('is told of each reason that is as strong', () => {
    const { why } = group([
      signal('a', 0, null, { labels: { service: 'x', host: 'h1' } }),
      signal('b', 1, null, { labels: { service: 'x', host: 'h1' } }),
    ]);
    expect(why('b').map(describeReason)).toEqual(['Also at x', 'Also at h1']);
  });
});

describe('of several groups that are open', () => {
  it('the related one gets the alert', () => {
    const { together } = group([
      signal('a', 0, 'web'),
      signal('b', 1, 'blog'),
      signal('c', 2, 'cart'),
      signal('d', 3, 'cms'),
    ]);
    expect([together('a', 'c'), together('b', 'd'), together('a', 'b')]).toEqual([true, true, false]);
  });
  it('the busier one when both are', () => {
    const apart: Edge[] = [
      ['left', 'middle'],
      ['middle', 'right'],
    ];
    const { together } = group(
      [
        signal('a', 0, null, { labels: { service: 'left', cluster: 'one' } }),
        signal('b', 60, null, { labels: { service: 'right', cluster: 'two' } }),
        signal('c', 61, 'middle'),
      ],
      topologyOf(apart),
    );
    expect(together('b', 'c')).toBe(true);
  });
});

describe('a new burst', () => {
  const burst = (from: number, count: number, name: string, everySeconds = 1) =>
    Array.from({ length: count }, (_, i) => signal(`${name}${i}`, from + i * everySeconds, 'web'));

  it('in a group that had settled is a group of its own, with all of its alerts', () => {
    const { together, groups, placements, why } = group([
      ...burst(0, 4, 'a'),
      signal('b', 60, 'web'),
      ...burst(100, 9, 'c'),
    ]);
    expect(together('a0', 'b')).toBe(true);
    expect(together('a0', 'c0')).toBe(false);
    expect(new Set(burst(100, 9, 'c').map(({ alertId }) => groups.get(alertId))).size).toBe(1);
    expect(placements.filter(({ movedFrom }) => movedFrom === '1')).toHaveLength(7);
    expect(why('c0').map(describeReason)[0]).toMatch(/^Part of a new burst: alerts at 8 instants within 10 s$/);
  });
  it('is none when the group is young: that is how trouble begins', () => {
    expect(group(burst(0, 30, 'a')).correlation.opened).toBe(1);
  });
  it('is none when the group came in such bursts before', () => {
    expect(group([...burst(0, 4, 'a'), ...burst(30, 8, 'b'), ...burst(100, 9, 'c')]).correlation.opened).toBe(1);
  });
  it('is none when a round of evaluations finds many at one instant', () => {
    const round = (at: number) => Array.from({ length: 40 }, (_, i) => signal(`r${at}-${i}`, at, 'web'));
    expect(group([...round(0), ...round(60), ...round(120), ...round(180)]).correlation.opened).toBe(1);
  });
});

describe('what failed together before', () => {
  const round = (index: number, services: string[]) =>
    services.map((service, i) => signal(`${index}-${service}`, index * 1_000 + i, service));
  const learned = (times: number) =>
    group(
      [...Array.from({ length: times }, (_, index) => round(index, ['x', 'y'])).flat(), signal('last', 9_000, 'q')],
      nothingKnown,
    ).correlation;

  it('belongs together after it was seen three times, also when it does not begin at once', () => {
    const { together, why } = group([signal('a', 20_000, 'x'), signal('b', 20_100, 'y')], nothingKnown, learned(3));
    expect(together('a', 'b')).toBe(true);
    expect(why('b').map(describeReason)).toEqual(['y and x failed together 3 times before']);
  });
  it('does not after two times', () => {
    expect(
      group([signal('a', 20_000, 'x'), signal('b', 20_100, 'y')], nothingKnown, learned(2)).together('a', 'b'),
    ).toBe(false);
  });
  it('does not when either fails alone more often', () => {
    const alone = Array.from({ length: 4 }, (_, index) => signal(`alone${index}`, 10_000 + index * 500, 'x'));
    const known = group([...alone, signal('end', 19_000, 'q')], nothingKnown, learned(3)).correlation;
    expect(group([signal('a', 20_000, 'x'), signal('b', 20_100, 'y')], nothingKnown, known).together('a', 'b')).toBe(
      false,
    );
  });
  it('is remembered within bounds', () => {
    const wide = Array.from({ length: 250 }, (_, index) =>
      Array.from({ length: 15 }, (_item, i) => signal(`${index}-${i}`, index * 1_000 + i, `s${(index * 7 + i) % 300}`)),
    ).flat();
    let correlation = emptyCorrelation;
    for (const one of wide)
      correlation = correlate(correlation, one, { topology: nothingKnown, shape: correlationShape }).correlation;
    expect(Object.keys(correlation.comovement.pairs).length).toBeLessThanOrEqual(correlationShape.pairs);
    expect(correlation.groups).toHaveLength(1);
  });
});

describe('one odd series', () => {
  const odd = (alertId: string, seconds: number, service: string) =>
    signal(alertId, seconds, service, { needsCorroboration: true });
  const isTold = (signals: Signal[]) => group(signals).correlation.groups.some(({ isCorroborated }) => isCorroborated);
  const cases: [string, Signal[], boolean][] = [
    ['alone is told to nobody', [odd('a', 0, 'web')], false],
    ['nor twice at one place', [odd('a', 0, 'web'), odd('b', 5, 'web')], false],
    ['is told with a second place', [odd('a', 0, 'web'), odd('b', 5, 'cart')], true],
    ['is told with a threshold', [odd('a', 0, 'web'), signal('b', 5, 'web')], true],
    ['is not made worse by a place it has nothing to do with', [odd('a', 0, 'web'), odd('b', 5, 'blog')], false],
    ['a threshold alone is told', [signal('a', 0, 'web')], true],
  ];
  it.each(cases)('%s', (_, signals, expected) => {
    expect(isTold(signals)).toBe(expected);
  });
});

describe('people', () => {
  const web = [signal('a', 0, 'web'), signal('b', 1, 'web'), signal('c', 2, 'cart')] as const;

  it('take an alert out, and it does not come back', () => {
    const { correlation } = group(web);
    const split = splitOff(correlation, { groupId: '1', signals: [web[2]], by: 'Ada' }, correlationShape);
    expect(split.placements).toEqual([
      { alertId: 'c', groupId: '2', reasons: [{ kind: 'by_hand', by: 'Ada' }], movedFrom: '1' },
    ]);
    expect(split.correlation.groups.map(({ id, alerts }) => [id, alerts])).toEqual([
      ['1', 2],
      ['2', 1],
    ]);
    expect(group([signal('c', 3, 'web')], shop, split.correlation).groups.get('c')).toBe('2');
  });
  it('join two groups, which stay joined', () => {
    const { correlation } = group([signal('a', 0, 'web'), signal('b', 1, 'blog')]);
    const joined = joinGroups(correlation, { from: '2', into: '1' });
    expect(joined.groups).toMatchObject([{ id: '1', alerts: 2, isCorroborated: true }]);
    expect(group([signal('c', 9, 'cms')], shop, joined).groups.get('c')).toBe('1');
  });
  it('may join across clusters, which is then no border any more', () => {
    const at = (id: string, cluster: string) => signal(id, 0, null, { labels: { service: 'web', cluster } });
    const { correlation } = group([at('a', 'north'), at('b', 'south')]);
    const joined = joinGroups(correlation, { from: '2', into: '1' });
    expect(group([at('c', 'south'), at('d', 'north')], shop, joined).correlation.groups).toHaveLength(1);
  });
  it('cannot join what is not there', () => {
    const { correlation } = group([signal('a', 0, 'web')]);
    expect(joinGroups(correlation, { from: '7', into: '1' })).toBe(correlation);
    expect(joinGroups(correlation, { from: '1', into: '1' })).toBe(correlation);
  });
});

describe('an alert that returns', () => {
  it('reopens its group under the same name when that has gone quiet', () => {
    const { groups, correlation } = group([
      signal('a', 0, 'web'),
      signal('b', 1_000, 'blog'),
      signal('c', 1_800, 'web', { returnsTo: '1' }),
    ]);
    expect(groups.get('c')).toBe('1');
    expect(correlation.opened).toBe(2);
  });
});
