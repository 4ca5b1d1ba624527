import { summaryKeySchema, type SummaryKey } from '@/lib/model/summary-key';
import type { Binder } from '../binder';
import { bucketExpression } from '../bucket-expression';
import { numberOf, textOf } from '../field';
import { stable } from '../spec-key';
import { filterOf } from '../where';

/** The key as it is written down; a property alone is written as it is. Equal keys have equal texts. */
export function summaryKeyText({ field, conditions, zone }: SummaryKey): string {
  return field !== null && zone === null ? field : stable({ field, conditions, zone });
}

/** Undefined for a text that is no key. */
export function readSummaryKey(text: string): SummaryKey | undefined {
  if (!text.startsWith('{')) return { field: text, conditions: [], zone: null };
  try {
    const read = summaryKeySchema.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/** The columns `text` and `number` of a summary's rows, from an event. */
export function keyColumns({ field, conditions }: SummaryKey, binder: Binder): { text: string; number: string } {
  const raw = { ...binder, summarised: undefined };
  if (field !== null) return { text: textOf(field, raw), number: numberOf(field, raw) };
  const text = `CAST(NULL, 'Nullable(String)')`;
  if (conditions.length === 0) return { text, number: `CAST(NULL, 'Nullable(Float64)')` };
  const bits = conditions.map((filter, index) => `${2 ** index} * (${filterOf(filter, raw)})`);
  return { text, number: `CAST(${bits.join(' + ')}, 'Nullable(Float64)')` };
}

/** When the part of a day begins that an event is summarised in: with the day of UTC, or later with that of the zone. Unix seconds. */
export function partStart({ zone }: Pick<SummaryKey, 'zone'>, binder: Binder): string {
  const day = 'toUnixTimestamp(toStartOfDay(timestamp))';
  return zone === null ? day : `greatest(${day}, ${bucketExpression({ grain: '1d', zone, source: 'events' }, binder)})`;
}
