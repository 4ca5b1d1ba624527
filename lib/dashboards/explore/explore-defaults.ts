import type { ExploreKind, ExploreSpec } from './explore-kinds';

// The schemas fill these in on the server; the browser, which has no schemas, takes them from here. A test holds both together.
const base = { where: [], timezone: 'UTC' };
const measured = { ...base, formulas: [] };

const defaults: Record<ExploreKind, Record<string, unknown>> = {
  trend: { ...measured, by: [], top: 10, other: false, grain: 'auto' },
  total: measured,
  breakdown: { ...measured, top: 10, other: false },
  table: { ...base, limit: 100 },
  distribution: { ...base, bins: 24, clip: true },
  heatmap: base,
  funnel: { ...base, window: '7d', order: 'ordered', by: [], top: 5 },
  retention: { ...base, period: 'week', cohort: 'first' },
  paths: { ...base, direction: 'after', depth: 3, of: 'name', gap: '30m', top: 6 },
};

/** A question as its link has it, with what goes without saying filled in. It must be one that was valid. */
export function withDefaults(spec: { kind: ExploreKind } & Record<string, unknown>): ExploreSpec {
  return { ...defaults[spec.kind], ...spec } as ExploreSpec;
}

/** A question without what goes without saying, so that its link stays short; the API takes this form as well. */
export function compactSpec(spec: ExploreSpec): { kind: ExploreKind } & Record<string, unknown> {
  const known = defaults[spec.kind];
  const said = Object.entries(spec).filter(
    ([name, value]) => !(name in known) || JSON.stringify(known[name]) !== JSON.stringify(value),
  );
  return { ...Object.fromEntries(said), kind: spec.kind };
}
