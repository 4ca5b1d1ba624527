import type { Measure } from '@/lib/model/measure';
import type { RangeSpec } from '@/lib/model/query-range';
import { withDefaults } from './explore-defaults';
import type { ExploreKind, ExploreSpec } from './explore-kinds';

/** What a new question is made of when nobody has said yet. */
export type StartHints = {
  /** The names of the workspace's events, most frequent first. */
  events: readonly string[];
  /** A field to split by or to spread out. */
  field?: string | undefined;
  range: RangeSpec;
  timezone: string;
};

/** A first question of a kind, about the most frequent events. */
export function startSpec(kind: ExploreKind, { events, field, range, timezone }: StartHints): ExploreSpec {
  const [event, next = event] = events;
  const count: Measure = { agg: 'count', ...(event !== undefined && { event }) };
  const step = event === undefined ? { where: [['name', 'exists']] } : { event };
  const parts: Record<ExploreKind, Record<string, unknown>> = {
    trend: { measures: [count] },
    total: { measures: [count] },
    breakdown: { measures: [count], by: [field ?? 'name'] },
    table: { columns: ['name', 'user', 'value'], limit: 100 },
    distribution: { of: field ?? 'value' },
    heatmap: { measure: count },
    funnel: { steps: [step, next === undefined ? step : { event: next }] },
    retention: { start: step, back: step },
    paths: { anchor: step },
  };
  return withDefaults({ kind, ...parts[kind], range, timezone });
}
