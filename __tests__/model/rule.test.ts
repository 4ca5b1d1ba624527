import { ruleDocSchema } from '@/lib/model/rule';
import { workbookWindows } from '@/lib/model/rule-condition';
import { highestSeverity } from '@/lib/model/severity';

const trend = { kind: 'trend', measures: [{ agg: 'count' }, { agg: 'users' }], range: { last: '1h' } };
const limit = { type: 'threshold', operator: '>', levels: [{ severity: 'critical', value: 1 }] };
const rule = (more: Record<string, unknown> = {}) => ({ name: 'r', spec: trend, condition: limit, ...more });
const parse = (more: Record<string, unknown> = {}) => ruleDocSchema.safeParse(rule(more));

describe('a rule', () => {
  it('needs no more than a name, a question and a condition', () => {
    expect(ruleDocSchema.parse(rule())).toMatchObject({
      isEnabled: true,
      measure: 0,
      every: '1m',
      for: '0s',
      keepFiringFor: '0s',
      noData: 'ok',
      onError: 'keep',
      labels: {},
    });
  });
  it('has the windows of the SRE Workbook and a confirmed anomaly by default', () => {
    const burn = ruleDocSchema.parse(rule({ condition: { type: 'burn_rate', objective: 0.999 } }));
    expect(burn.condition).toMatchObject({ windows: workbookWindows, leastBad: 10, bad: 0, total: 1 });
    const anomaly = ruleDocSchema.parse(rule({ condition: { type: 'anomaly' } }));
    expect(anomaly.condition).toMatchObject({ rarity: 4, confirm: { needed: 2, of: 3 }, corroborate: true });
  });

  const fine: [string, Record<string, unknown>][] = [
    ['is woken by events', { every: 'event' }],
    ['runs every ten seconds', { every: '10s' }],
    ['runs once a day', { every: '24h' }],
    [
      'pages and warns',
      {
        condition: {
          ...limit,
          levels: [
            { severity: 'critical', value: 9 },
            { severity: 'warning', value: 5, recovery: 4 },
          ],
        },
      },
    ],
    [
      'fires below a limit and recovers above it',
      { condition: { type: 'threshold', operator: '<', levels: [{ severity: 'info', value: 5, recovery: 6 }] } },
    ],
    ['fires for rows of a statement', { spec: { kind: 'sql', sql: 'SELECT 1' }, condition: { type: 'row' } }],
    [
      'fires for raw events',
      { spec: { kind: 'table', columns: ['name'], range: { last: '5m' } }, condition: { type: 'row' } },
    ],
  ];
  it.each(fine)('%s', (_, more) => {
    expect(parse(more).error?.issues).toBeUndefined();
  });

  const faulty: [string, Record<string, unknown>, string, RegExp][] = [
    ['runs too often', { every: '5s' }, 'every', /10s to 1d/],
    ['runs too seldom', { every: '2d' }, 'every', /10s to 1d/],
    [
      'has one severity twice',
      {
        condition: {
          ...limit,
          levels: [
            { severity: 'info', value: 1 },
            { severity: 'info', value: 2 },
          ],
        },
      },
      'condition.levels',
      /once/,
    ],
    [
      'recovers beyond its limit',
      { condition: { ...limit, levels: [{ severity: 'info', value: 1, recovery: 2 }] } },
      'condition.levels.0.recovery',
      /below/,
    ],
    [
      'recovers beyond its lower limit',
      { condition: { type: 'threshold', operator: '<', levels: [{ severity: 'info', value: 5, recovery: 4 }] } },
      'condition.levels.0.recovery',
      /above/,
    ],
    ['has no severity', { condition: { ...limit, levels: [] } }, 'condition.levels', /./],
    [
      'has a limit that is no number',
      { condition: { ...limit, levels: [{ severity: 'info', value: Infinity }] } },
      'condition.levels.0.value',
      /./,
    ],
    [
      'confirms more than it looks at',
      { condition: { type: 'anomaly', confirm: { needed: 4, of: 3 } } },
      'condition.confirm.needed',
      /More/,
    ],
    [
      'looks for anomalies in a total',
      { spec: { ...trend, kind: 'total' }, condition: { type: 'anomaly' } },
      'condition.type',
      /over time/,
    ],
    [
      'judges a heat map',
      { spec: { kind: 'heatmap', measure: { agg: 'count' }, range: { last: '1d' } } },
      'condition.type',
      /heatmap/,
    ],
    ['fires for rows of a trend', { condition: { type: 'row' } }, 'condition.type', /rows/],
    [
      'compares a statement with last week',
      { spec: { kind: 'sql', sql: 'SELECT 1' }, condition: { type: 'change', levels: [{ severity: 'info', by: 5 }] } },
      'condition.type',
      /earlier/,
    ],
    [
      'burns a budget of one measure',
      { condition: { type: 'burn_rate', objective: 0.99, bad: 1, total: 1 } },
      'condition.type',
      /all events/,
    ],
    [
      'burns a budget of measures that are not there',
      { condition: { type: 'burn_rate', objective: 0.99, total: 5 } },
      'condition.type',
      /all events/,
    ],
    ['has an objective of 100 %', { condition: { type: 'burn_rate', objective: 1 } }, 'condition.objective', /./],
    ['has a label that is none', { labels: { 'a b': 'c' } }, 'labels.a b', /letters/],
    [
      'links a runbook that is no page',
      { annotations: { runbookUrl: 'javascript:alert(1)' } },
      'annotations.runbookUrl',
      /./,
    ],
    ['has a field nobody knows', { threshold: 5 }, '', /threshold/],
  ];
  it.each(faulty)('that %s is refused, in words and in place', (_, more, path, words) => {
    const issue = parse(more).error?.issues[0];
    expect(issue?.path.join('.')).toBe(path);
    const nested = issue?.code === 'invalid_key' ? issue.issues[0] : issue;
    expect(nested?.message).toMatch(words);
  });
});

it('of several severities the highest counts', () => {
  expect(highestSeverity(['info', 'critical', 'warning'])).toBe('critical');
  expect(highestSeverity(['info', 'warning'])).toBe('warning');
  expect(highestSeverity([])).toBeNull();
});
