import { fieldSchema, type Field } from '@/lib/model/filter';
import type { DriversSpec } from '@/lib/model/query-spec';
import type { Range } from '@/lib/time/range';
import type { Asking } from './asking';
import { compileDriverSample, type DriversScope } from './compile-drivers';

const maxFields = 20;
/** Numbers are as good as names when there are only a few of them, such as a status or a version. */
const maxNumbers = 20;
/** A text that is another one in more than half of the events, beyond this many, is an identifier and explains nothing. */
const maxUnique = 50;
const sampleRows = 1_000;
/** So many events are looked through for the sample, inside and outside each. */
const sampleFrom = 20_000;

/**
 * The properties that can explain something, most common first: texts and booleans that are not identifiers, and numbers that
 * are few. Found in 1,000 events of the focus and of the time around it, so that one that only occurs inside or only
 * outside is found. The event's name, too, when the measure does not say which.
 */
export async function driverFields(
  spec: DriversSpec,
  of: DriversScope & { inside: number; outside: number },
  { ask }: Asking,
): Promise<Field[]> {
  const rows = await ask(
    compileDriverSample(spec, { workspaceId: of.workspaceId, ranges: sampleRanges(of), rows: sampleRows }),
  );
  const found = explainingFields(rows.map(({ p }) => (typeof p === 'string' ? p : '{}')));
  return (spec.measure.event === undefined ? ['name', ...found] : found).slice(0, maxFields);
}

/** The middle of the focus and what lies beside it, as wide as it takes for enough events. */
function sampleRanges({ range, focus, inside, outside }: DriversScope & { inside: number; outside: number }): Range[] {
  const length = focus.to - focus.from;
  const rest = range.to - range.from - length;
  const half = Math.ceil(Math.min(length, (sampleFrom / Math.max(1, inside)) * length) / 2);
  const middle = (focus.from + focus.to) / 2;
  const beside = Math.ceil(Math.min(rest, (sampleFrom / Math.max(1, outside)) * rest) / 2);
  return [
    { from: Math.floor(Math.max(focus.from, middle - half)), to: Math.ceil(Math.min(focus.to, middle + half)) },
    { from: Math.max(range.from, focus.from - beside), to: focus.from },
    { from: focus.to, to: Math.min(range.to, focus.to + beside) },
  ].filter(({ from, to }) => from < to);
}

type Seen = { count: number; texts: Set<string>; hasText: boolean; isUsable: boolean };

/** Of the properties of some events, given as JSON, those that can explain something. */
export function explainingFields(samples: readonly string[]): Field[] {
  const seen = new Map<string, Seen>();
  for (const sample of samples) look(JSON.parse(sample), [], seen);
  return [...seen]
    .map(([path, what]) => ({ field: `properties.${path}`, what }))
    .filter(({ field, what }) => isExplaining(what) && fieldSchema.safeParse(field).success)
    .sort((a, b) => b.what.count - a.what.count || (a.field < b.field ? -1 : 1))
    .map(({ field }) => field);
}

function isExplaining({ count, texts, hasText, isUsable }: Seen): boolean {
  if (!isUsable) return false;
  if (!hasText) return texts.size <= maxNumbers && texts.size * 2 <= count;
  return texts.size <= maxUnique || texts.size * 2 <= count;
}

function look(value: unknown, path: readonly string[], seen: Map<string, Seen>): void {
  if (value === null) return;
  if (typeof value === 'object' && !Array.isArray(value)) {
    for (const [key, inner] of Object.entries(value)) look(inner, [...path, key], seen);
    return;
  }
  // The engine reads keys that begin with : or ^ as types and objects.
  const isNamed = path.every((key) => key !== '' && !/^[:^]/.test(key));
  const key = path.join('.');
  const known = seen.get(key) ?? { count: 0, texts: new Set(), hasText: false, isUsable: isNamed };
  seen.set(key, known);
  known.count += 1;
  known.isUsable &&= !Array.isArray(value);
  known.hasText ||= typeof value === 'string' || typeof value === 'boolean';
  known.texts.add(JSON.stringify(value));
}
