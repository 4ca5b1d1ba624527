import { conditionKinds, paceWords, ruleWords } from '@/lib/alerts/rule-words';
import { ruleStatus, statusText } from '@/lib/alerts/rule-status';
import { fittingConditions, startCondition } from '@/lib/alerts/start-condition';
import { startingPoints } from '@/lib/alerts/starting-points';
import { startRule, withCondition } from '@/lib/alerts/start-rule';
import type { QuerySpec } from '@/lib/model/query-spec';
import { querySpecSchema } from '@/lib/model/query-spec';
import { ruleDocSchema } from '@/lib/model/rule';
import { conditionSchema, type Condition } from '@/lib/model/rule-condition';

const words = (condition: Condition, delay = '0s') => ruleWords({ condition, for: delay });

describe('a rule in words', () => {
  const threshold = { type: 'threshold', operator: '>', levels: [{ severity: 'critical', value: 100 }] } as const;
  const levels = [
    { severity: 'critical', value: 1_250.5 },
    { severity: 'warning', value: 800 },
  ] as const;
  const change = startCondition('change', 0);
  const burn = startCondition('burn_rate', 0);
  const cases: [Condition, string, string][] = [
    [{ ...threshold, levels: [...threshold.levels] }, '5m', 'Fires above 100 for 5 min'],
    [{ ...threshold, levels: [...threshold.levels] }, '0s', 'Fires above 100'],
    [
      { ...threshold, operator: '<=', levels: [...levels] },
      '90s',
      'Critical at or below 1,250.5, warning at or below 800 for 1 min 30 s',
    ],
    [change, '0s', 'Fires on a change of 50 % against the time before'],
    [
      { ...change, type: 'change', against: 'week', direction: 'down', unit: 'absolute' } as Condition,
      '0s',
      'Fires on a fall of 50 against the same weekday a week ago',
    ],
    [startCondition('absence', 0), '0s', 'Fires when a series is silent for 10 min'],
    [startCondition('anomaly', 0), '0s', 'Fires when 2 of the last 3 values are unusual'],
    [
      { ...startCondition('anomaly', 0), direction: 'up', confirm: { needed: 1, of: 1 } } as Condition,
      '0s',
      'Fires when a value is unusually high',
    ],
    [
      burn,
      '0s',
      'Fires when the error budget of 99.9 % burns 14.4 times too fast over 1 h, or 6 times too fast over 6 h, or over 2 more',
    ],
    [startCondition('row', 0), '0s', 'Fires for every row of the answer'],
  ];
  test.each(cases)('%#', (condition, delay, said) => {
    expect(words(condition, delay)).toBe(said);
  });

  test('says how often it is evaluated', () => {
    expect([paceWords('1m'), paceWords('event')]).toEqual(['Every 1 min', 'At every event']);
  });
});

describe('what a new rule begins with', () => {
  test.each(Object.keys(conditionKinds) as Condition['type'][])('is what the schema fills in for %s', (type) => {
    const made = startCondition(type, 100);
    expect(conditionSchema.parse(made)).toEqual(made);
    if (type === 'anomaly' || type === 'row') expect(conditionSchema.parse({ type })).toEqual(made);
    if (type === 'burn_rate') expect(conditionSchema.parse({ type, objective: 0.999 })).toEqual(made);
    if (type === 'absence')
      expect(conditionSchema.parse({ type, levels: [{ severity: 'critical', after: '10m' }] })).toEqual(made);
  });

  const questions: Record<string, unknown>[] = [
    { kind: 'trend', measures: [{ agg: 'count' }, { agg: 'users' }], range: { last: '24h' } },
    { kind: 'total', measures: [{ agg: 'count' }, { agg: 'users' }], range: { last: '24h' } },
    { kind: 'breakdown', measures: [{ agg: 'count' }, { agg: 'users' }], by: ['name'], range: { last: '24h' } },
    { kind: 'table', columns: ['name'], range: { last: '24h' } },
    { kind: 'distribution', of: 'value', range: { last: '24h' } },
    { kind: 'heatmap', measure: { agg: 'count' }, range: { last: '24h' } },
    { kind: 'funnel', steps: [{ event: 'a' }, { event: 'b' }], range: { last: '24h' } },
    { kind: 'retention', start: { event: 'a' }, back: { event: 'b' }, range: { last: '90d' } },
    { kind: 'paths', anchor: { event: 'a' }, range: { last: '24h' } },
    { kind: 'sql', sql: 'select 1' },
  ];
  test.each(questions)('offers for a $kind question what the schema takes, and nothing else', (question) => {
    const spec = querySpecSchema.parse(question);
    const taken = (Object.keys(conditionKinds) as Condition['type'][]).filter((type) => {
      const doc = { name: 'x', spec, condition: startCondition(type, 1) };
      return ruleDocSchema.safeParse(doc).success;
    });
    expect([...fittingConditions(spec.kind)].sort()).toEqual(taken.sort());
  });

  test('is what the schema makes of a rule that says only what it must', () => {
    const spec = querySpecSchema.parse(questions[0]);
    const made = startRule(spec, { name: 'Busy', value: 3 });
    expect(made).toEqual(ruleDocSchema.parse({ name: 'Busy', spec, condition: startCondition('threshold', 3) }));
  });

  test('asks of a length of time until now, and compares only for a change', () => {
    const range = { from: '2026-03-01T00:00:00Z', to: '2026-03-04T00:00:00Z' };
    const spec = querySpecSchema.parse({ ...questions[0], range, compare: 'year' });
    const made = startRule(spec);
    expect(made?.spec).toMatchObject({ range: { last: '3d' } });
    expect(made?.spec).not.toHaveProperty('compare');
    if (!made) throw new Error('no rule');
    const changing = withCondition(made, { ...startCondition('change', 0), against: 'week' } as Condition);
    expect(changing.spec).toHaveProperty('compare', 'week');
    expect(withCondition(changing, startCondition('threshold', 1)).spec).not.toHaveProperty('compare');
  });

  test('has no condition for questions that cannot be judged', () => {
    expect(startRule({ kind: 'paths' } as QuerySpec)).toBeNull();
  });
});

test.each(startingPoints('order', 'Europe/Berlin'))('the starting point “$title” is a whole rule', ({ doc }) => {
  expect(ruleDocSchema.parse(doc)).toEqual(doc);
});

describe('the state of a rule', () => {
  const rule = { doc: { isEnabled: true }, lastError: null, evaluatedAt: 1, series: {} };
  test.each([
    [rule, 'quiet', 'All quiet'],
    [{ ...rule, evaluatedAt: null }, 'new', 'Not evaluated yet'],
    [{ ...rule, doc: { isEnabled: false }, series: { firing: 1 } }, 'off', 'Off'],
    [{ ...rule, series: { firing: 1, recovering: 1, pending: 3 } }, 'firing', '2 firing, 3 pending'],
    [{ ...rule, series: { pending: 1, no_data: 1 } }, 'no_data', '1 without data, 1 pending'],
    [{ ...rule, lastError: 'The engine is away' }, 'error', 'Error'],
    [{ ...rule, series: { pending: 2, inactive: 4 } }, 'pending', '2 pending'],
  ] as const)('%#: is the gravest of its series', (given, status, text) => {
    expect(ruleStatus(given)).toBe(status);
    expect(statusText(given)).toBe(text);
  });
});
