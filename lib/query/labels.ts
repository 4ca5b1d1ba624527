import type { GroupKey } from '@/lib/model/answer';
import type { Field } from '@/lib/model/filter';
import type { Measure } from '@/lib/model/measure';

const words: Record<Measure['agg'], string> = {
  count: 'events',
  users: 'users',
  rate: 'events per second',
  sum: 'sum',
  avg: 'average',
  min: 'minimum',
  max: 'maximum',
  last: 'last',
  p50: 'p50',
  p75: 'p75',
  p90: 'p90',
  p95: 'p95',
  p99: 'p99',
};

/** A field without its place: `properties.origin` is `origin`. */
export const fieldLabel = (field: Field): string => field.replace(/^properties\./, '');

/** What a measure is called when the question does not say. */
export function measureLabel(measure: Measure): string {
  if (measure.label !== undefined) return measure.label;
  const word = words[measure.agg];
  const subject = measure.of === undefined ? word : `${word} of ${fieldLabel(measure.of)}`;
  return measure.event === undefined ? subject : `${measure.event}: ${subject}`;
}

export const groupLabel = (group: GroupKey): string =>
  group.map((value) => (value === null ? '(none)' : value === '' ? '(empty)' : value)).join(' · ');

export function seriesLabel(measures: readonly Measure[], index: number, group: string | undefined): string {
  const measure = measures[index];
  const name = measure === undefined ? '' : measureLabel(measure);
  if (group === undefined) return name;
  return measures.length === 1 ? group : `${group} · ${name}`;
}
