import type { Evidence } from '@/lib/model/incident';
import { backoffMs, isGivenUp } from '@/lib/notify/sending/backoff';
import { buildNotification } from '@/lib/notify/telling/build-notification';
import { evidenceChart } from '@/lib/notify/telling/evidence-chart';
import { groupKeyOf, groupLabelsOf } from '@/lib/notify/routing/group-key';
import { policySchema } from '@/lib/model/routing';
import { hourMs, minuteMs } from '@/lib/time/duration';
import { anAlert, anIncident } from './simulation';

const member = (id: string, change: Parameters<typeof anAlert>[1] = {}) => ({
  alert: anAlert(id, change),
  told: null,
  toldSeverity: null,
});
const facts = {
  workspace: { id: 'w1', name: 'Main', slug: 'ma in' },
  group: { policy: 'all', key: 'incident:i1', labels: {} },
  receiver: 'r1',
  incident: anIncident('i1', { number: 12 }),
  chartSvg: null,
  publicUrl: 'https://portal.example.test',
  at: 5_000,
};

describe('a message', () => {
  test('has firing alerts first, the newest of each first, and at most 100', () => {
    const firing = Array.from({ length: 99 }, (_, index) => member(`f${index}`, { startsAt: index }));
    const resolved = [
      member('r1', { endsAt: 10 }),
      member('r2', { startsAt: 3, endsAt: 10 }),
      member('r3', { endsAt: 10 }),
    ];
    const { alerts, status } = buildNotification({ ...facts, tell: { occasion: 'changed', firing, resolved } });
    expect(status).toBe('firing');
    expect(alerts).toHaveLength(100);
    expect([alerts[0]?.id, alerts[98]?.id, alerts[99]?.id]).toEqual(['f98', 'f0', 'r2']);
  });

  test('says that what somebody ended by hand ended now', () => {
    const tell = { occasion: 'resolved' as const, firing: [], resolved: [member('a')] };
    const { alerts, status } = buildNotification({ ...facts, tell });
    expect(status).toBe('resolved');
    expect(alerts[0]).toMatchObject({ status: 'resolved', endsAt: 5_000 });
  });

  test('links the incident and the rule in the workspace, or what another system says', () => {
    const firing = [
      member('a', { startsAt: 2 }),
      member('b', { ruleId: null, generatorUrl: 'http://prom.example/graph' }),
    ];
    const { alerts, incident } = buildNotification({ ...facts, tell: { occasion: 'new', firing, resolved: [] } });
    expect(incident?.url).toBe('https://portal.example.test/incidents/i1?workspace=ma%20in');
    expect(alerts.map(({ generatorUrl }) => generatorUrl)).toEqual([
      'https://portal.example.test/alerts/r1?workspace=ma%20in',
      'http://prom.example/graph',
    ]);
  });

  test('has the chart of its alert when it fired', () => {
    const evidence = {
      title: 'Errors per minute',
      unit: 'percent',
      lines: [{ value: 5, severity: 'critical' }],
      answer: {
        query: { timezone: 'UTC' },
        data: {
          kind: 'trend',
          grain: 'minute',
          buckets: [0, 60_000, 120_000],
          series: [{ key: 'all', label: 'errors', values: [1, 2, 9] }],
        },
      },
    } as unknown as Evidence;
    const svg = evidenceChart(evidence, 'UTC');
    expect(svg).toMatch(/^<svg[\s\S]*Errors per minute/);
    expect(svg).toMatch(/Critical at 5 %/);
  });
});

describe('keys of groups', () => {
  const alert = anAlert('a', { labels: { alertname: 'X', cluster: 'eu "1"' }, severity: 'critical' });
  test.each([
    ['by incident', { name: 'p' }, 'incident:i1'],
    ['by no label', { name: 'p', groupBy: [] }, '{}:{}'],
    [
      'by labels, sorted, without those that are missing',
      { name: 'p', groupBy: ['zone', 'cluster', 'alertname'] },
      '{}:{alertname="X", cluster="eu \\"1\\""}',
    ],
    ['by severity', { name: 'p', groupBy: ['severity'] }, '{}:{severity="critical"}'],
    [
      'of a policy with matchers',
      {
        name: 'p',
        groupBy: ['alertname'],
        matchers: [
          { name: 'team', value: 'a|b', isRegex: true },
          { name: 'x', value: '', isEqual: false },
        ],
      },
      '{}/{team=~"a|b",x!=""}:{alertname="X"}',
    ],
  ])('%s', (_name, policy, key) => {
    expect(groupKeyOf(policySchema.parse(policy), alert)).toBe(key);
  });

  test('have labels only when they are labels', () => {
    expect(groupLabelsOf(policySchema.parse({ name: 'p' }), alert)).toEqual({});
  });
});

describe('a message that fails', () => {
  const wait = (failures: number, retryAfterMs: number | null = null) =>
    backoffMs(failures, { random: 1, retryAfterMs });
  test('waits from a second to five minutes, doubling, with full jitter', () => {
    expect([1, 2, 3, 8, 9, 10, 100].map((failures) => wait(failures))).toEqual([
      1_000, 2_000, 4_000, 128_000, 256_000, 300_000, 300_000,
    ]);
    expect(backoffMs(10, { random: 0.5, retryAfterMs: null })).toBe(150_000);
    expect(backoffMs(10, { random: 0, retryAfterMs: null })).toBe(100);
  });

  test('waits as long as the receiver asks, at most an hour', () => {
    expect(wait(1, 20 * minuteMs)).toBe(20 * minuteMs);
    expect(wait(10, minuteMs)).toBe(300_000);
    expect(wait(1, 24 * hourMs)).toBe(hourMs);
  });

  test('is given up after many attempts and a long time, not after one of both', () => {
    expect([isGivenUp(24, 6 * hourMs), isGivenUp(23, 9 * hourMs), isGivenUp(99, 5 * hourMs)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
