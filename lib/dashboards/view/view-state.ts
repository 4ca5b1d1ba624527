import type { Condition } from '@/lib/model/filter';
import { compareSchema, rangeSchema, type Compare, type RangeSpec } from '@/lib/model/query-range';
import { grainMs, maxBuckets } from '@/lib/time/bucket';
import { grains, type Grain } from '@/lib/time/grain';
import { instantOf } from '@/lib/time/zone';
import { filterText } from './filter-text';
import { parseFilterText } from './parse-filter-text';
import { rangeLabel, rangeWidthMs } from './range-presets';
import { defaultView, type View } from './view';
import { parseWall } from './wall-time';

/** A parameter that could not be used, with the reason; the rest of the view holds. */
export type ViewFault = { param: string; value: string; reason: string };

export const maxFilters = 20;

/** Values of a page's `searchParams`: one text, several, or none. */
export type RawParams = Record<string, string | string[] | undefined>;

/**
 * Reads a view from URL parameters (`range` or `from` and `to`, `grain`, `compare`, repeated `filter`, or `field`, `op`, `value`). Never throws: what
 * is wrong is named in `faults` and its default is used. Local times without offset are read in `timezone`.
 */
export function parseView(params: RawParams, timezone: string): { view: View; faults: ViewFault[] } {
  const faults: ViewFault[] = [];
  const range = parseRange(params, timezone, faults);
  const grain = parseGrain(first(params['grain']), range, faults);
  const compare = parseCompare(first(params['compare']), faults);
  return { view: { range, grain, compare, filters: parseFilters(filterTexts(params), faults) }, faults };
}

const first = (value: string | string[] | undefined): string => (Array.isArray(value) ? value[0] : value)?.trim() ?? '';

function parseRange(params: RawParams, timezone: string, faults: ViewFault[]): RangeSpec {
  const [from, to, last] = [first(params['from']), first(params['to']), first(params['range'])];
  if (from === '' && to === '') {
    if (last === '') return defaultView.range;
    const parsed = rangeSchema.safeParse({ last });
    if (parsed.success) return parsed.data;
    faults.push({ param: 'range', value: last, reason: 'Use a form like 15m, 24h, 7d, today or month.' });
    return defaultView.range;
  }
  const instants = { from: toInstant(from, timezone), to: toInstant(to, timezone) };
  for (const side of ['from', 'to'] as const) {
    if (instants[side] === null)
      faults.push({ param: side, value: first(params[side]), reason: 'Use a time such as 2026-05-01T08:00.' });
  }
  if (instants.from === null || instants.to === null) return defaultView.range;
  if (instants.from < instants.to) return { from: iso(instants.from), to: iso(instants.to) };
  faults.push({ param: 'to', value: to, reason: 'The end must be after the start.' });
  return defaultView.range;
}

const iso = (ms: number): string => new Date(ms).toISOString();

const offsetTime = /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/;

/** Unix ms of a time with offset, or of a local one in the timezone; null when it is neither. */
function toInstant(text: string, timezone: string): number | null {
  const wall = parseWall(text);
  if (wall !== null) return instantOf(timezone, wall);
  const ms = offsetTime.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(ms) ? null : ms;
}

function parseGrain(text: string, range: RangeSpec, faults: ViewFault[]): Grain | 'auto' {
  if (text === '' || text === 'auto') return 'auto';
  const grain = grains.find((known) => known === text);
  if (!grain) {
    faults.push({ param: 'grain', value: text, reason: `Use auto or one of ${grains.join(', ')}.` });
    return 'auto';
  }
  const points = Math.round(rangeWidthMs(range) / grainMs[grain]);
  if (points <= maxBuckets) return grain;
  const words = rangeLabel(range, 'UTC').toLowerCase();
  faults.push({
    param: 'grain',
    value: text,
    reason: `Over ${words} that would be ${points.toLocaleString('en')} points.`,
  });
  return 'auto';
}

function parseCompare(text: string, faults: ViewFault[]): Compare | 'none' {
  if (text === '') return defaultView.compare;
  if (text === 'none') return 'none';
  const parsed = compareSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  faults.push({ param: 'compare', value: text, reason: 'Use previous, week, year or none.' });
  return defaultView.compare;
}

/** The repeated `filter`, and the one that a plain form sends in three parts. */
export function filterTexts(params: RawParams): string[] {
  const [field, operator] = [first(params['field']), first(params['op'])];
  const added =
    field === '' || operator === ''
      ? []
      : [[field, operator, ...operandOf(operator, first(params['value']))].join(':')];
  return [...[params['filter'] ?? []].flat(), ...added];
}

const operandOf = (operator: string, value: string): string[] => (operator.endsWith('exists') ? [] : [value]);

/** Filters as the URL writes them, each once; faults are added for those that cannot be read. */
export function parseFilters(given: string[], faults: ViewFault[]): Condition[] {
  const filters = new Map<string, Condition>();
  for (const text of given.filter((item) => item.trim() !== '')) {
    const parsed = parseFilterText(text);
    if (!parsed.ok) faults.push({ param: 'filter', value: text, reason: `It ${parsed.reason}.` });
    else if (filters.size >= maxFilters)
      faults.push({ param: 'filter', value: text, reason: `There are more than ${maxFilters}.` });
    else filters.set(filterText(parsed.filter), parsed.filter);
  }
  return [...filters.values()];
}
