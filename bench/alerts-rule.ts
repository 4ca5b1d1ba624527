import { evaluate, type Evaluated, type SeriesRow } from '@/lib/alerts/evaluate';
import { ruleDocSchema, type RuleDoc } from '@/lib/model/rule';

/** An anomaly rule as a person would get it: everything the default. */
export function anomalyRule(name: string, every: string): RuleDoc {
  return ruleDocSchema.parse({
    name,
    every,
    spec: {
      kind: 'trend',
      measures: [{ agg: 'avg', of: 'value' }],
      by: ['properties.service'],
      range: { last: '1h' },
    },
    condition: { type: 'anomaly' },
  });
}

/** One evaluation over the newest value of each series, as the loop does it. */
export function evaluateValues(
  rule: RuleDoc,
  rows: readonly SeriesRow[],
  { at, values, now }: { at: number; values: readonly (readonly [string, number | null])[]; now: number },
): Evaluated {
  const readings = values.map(([service, value]) => ({
    labels: { service },
    values: [value],
    previous: [],
    points: [{ at, values: [value] }],
    windows: {},
  }));
  return evaluate(rule, rows, { sight: { kind: 'readings', readings }, now });
}
