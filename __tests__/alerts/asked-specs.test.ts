import { askedSpecs, lastOf } from '@/lib/alerts/asked-specs';
import { bucketsOf } from '@/lib/time/bucket';
import { resolveRange } from '@/lib/time/range';
import type { RuleDoc } from '@/lib/model/rule';
import { minute, noon, rule } from './world';

const asked = (doc: RuleDoc, hasMemory = true) => askedSpecs(doc, { at: noon + 30_000, hasMemory });
const count = { agg: 'count' as const, event: 'beat' };
const total = { kind: 'total' as const, measures: [count], range: { last: '1h' } };

describe('what is asked for a rule', () => {
  it('is its question, without a comparison that nothing is judged by', () => {
    const doc = rule({ spec: { ...total, compare: 'week' } });
    expect(asked(doc)).toEqual([{ name: 'main', spec: { ...doc.spec, compare: undefined } }]);
  });

  it('has the comparison of a change', () => {
    const condition = {
      type: 'change' as const,
      against: 'week' as const,
      levels: [{ severity: 'info' as const, by: 5 }],
    };
    expect(asked(rule({ spec: total, condition }))[0]?.spec).toMatchObject({ compare: 'week' });
  });

  it.each(['10s', '1m', '5m', '15m', '3h', '2d', '3w'])(
    'for a silence of %s is when each series reported, in buckets at most a fifth as wide, of twice that time',
    (after) => {
      const condition = { type: 'absence' as const, levels: [{ severity: 'critical' as const, after }] };
      const spec = { ...total, kind: 'breakdown' as const, by: ['properties.service'], range: { last: '5m' } };
      const [question] = asked(rule({ spec, condition }));
      if (question?.spec.kind !== 'trend' || question.spec.grain === 'auto') throw new Error('no trend');
      const range = resolveRange(question.spec.range, 'UTC', noon);
      const buckets = bucketsOf(range, question.spec.grain, 'UTC');
      expect(question.spec.by).toEqual(['properties.service']);
      expect(buckets.length).toBeGreaterThanOrEqual(10);
      expect(buckets.length).toBeLessThanOrEqual(1_500);
    },
  );

  it('for a burn rate is one question per window, each of whole minutes that end with the last full one', () => {
    const spec = { ...total, measures: [{ ...count, event: 'bad' }, count] };
    const questions = asked(rule({ spec, condition: { type: 'burn_rate', objective: 0.999 } }));
    expect(questions.map(({ name }) => name)).toEqual(['1h', '5m', '6h', '30m', '1d', '2h', '3d']);
    expect(questions[1]?.spec).toMatchObject({
      kind: 'total',
      range: { from: new Date(noon - 5 * minute).toISOString(), to: new Date(noon).toISOString() },
    });
  });

  it('for an anomaly is as much of the past as one question holds, until something is remembered', () => {
    const spec = { kind: 'trend' as const, measures: [count], range: { last: '1h' } };
    const doc = rule({ spec, condition: { type: 'anomaly' } });
    expect(asked(doc, false)[0]?.spec).toMatchObject({ grain: '1m', range: { last: '1d' } });
    expect(asked(doc)[0]?.spec).toMatchObject({ grain: '1m', range: { last: '1h' } });
  });
});

it.each([
  [minute, '1m'],
  [90_000, '90s'],
  [86_400_000, '1d'],
  [7_199_001, '2h'],
])('%i ms back from now are %s', (lengthMs, last) => {
  expect(lastOf(lengthMs)).toEqual({ last });
});
