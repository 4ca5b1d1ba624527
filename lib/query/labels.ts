import type { GroupKey } from '@/lib/model/value';
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

const groupLabel = (group: GroupKey): string =>
  group.map((value) => (value === null ? '(none)' : value === '' ? '(empty)' : value)).join(' · ');

/** What a group of a series is called; undefined for a question without dimensions. */
export function groupName(
  by: readonly Field[],
  { group, isOther }: { group: GroupKey; isOther?: boolean | undefined },
): string | undefined {
  if (by.length === 0) return undefined;
  return isOther === true ? 'Other' : groupLabel(group);
}

/** What a series is called; a group alone says enough where only one measure is shown. */
export function seriesLabel(name: string, of: { group: string | undefined; isOnly: boolean }): string {
  if (of.group === undefined) return name;
  return of.isOnly ? of.group : `${of.group} · ${name}`;
}
