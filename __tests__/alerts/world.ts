import { evaluate, type SeriesRow, type Sight } from '@/lib/alerts/evaluate';
import type { Reading } from '@/lib/alerts/reading';
import type { Timing } from '@/lib/alerts/step';
import { ruleDocSchema, type RuleDoc, type RuleDocInput } from '@/lib/model/rule';

export const minute = 60_000;
export const noon = Date.UTC(2026, 0, 15, 12);

export const timing = (more: Partial<Timing> = {}): Timing => ({
  forMs: 0,
  keepFiringForMs: 0,
  noData: 'ok',
  onError: 'keep',
  absentSeverity: 'warning',
  missingAfter: 2,
  resolvedForMs: 15 * minute,
  ...more,
});

export const rule = (more: Partial<RuleDocInput> = {}): RuleDoc =>
  ruleDocSchema.parse({
    name: 'test',
    spec: {
      kind: 'trend',
      measures: [{ agg: 'avg', of: 'value' }],
      by: ['properties.service'],
      range: { last: '1h' },
    },
    condition: { type: 'threshold', operator: '>', levels: [{ severity: 'critical', value: 10 }] },
    ...more,
  });

export const reading = (value: number | null, more: Partial<Reading> = {}): Reading => ({
  labels: {},
  values: [value],
  previous: [],
  points: [],
  windows: {},
  ...more,
});
export const readings = (...all: Reading[]): Sight => ({ kind: 'readings', readings: all });

/** Evaluates once a minute and gives the status of each series, and the kinds of what happened, per minute. */
export function run(doc: RuleDoc, sights: readonly Sight[]) {
  let rows: SeriesRow[] = [];
  return sights.map((sight, index) => {
    const evaluated = evaluate(doc, rows, { sight, now: noon + index * minute });
    // What is stored is text: nothing may live in memory only.
    rows = JSON.parse(JSON.stringify(evaluated.rows)) as SeriesRow[];
    return {
      statuses: Object.fromEntries(rows.map(({ key, state }) => [key, state.status])),
      told: evaluated.transitions.map(({ transition }) => transition.kind),
      rows,
      evaluated,
    };
  });
}
