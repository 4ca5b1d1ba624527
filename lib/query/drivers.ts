import { AppError } from '@/lib/errors/app-error';
import type { DriverRow, DriversData } from '@/lib/model/answer';
import type { Value } from '@/lib/model/value';
import type { Field } from '@/lib/model/filter';
import type { Measure } from '@/lib/model/measure';
import type { DriversSpec } from '@/lib/model/query-spec';
import { hourMs, secondMs } from '@/lib/time/duration';
import type { Range } from '@/lib/time/range';
import type { Asking } from './asking';
import { compileDriverField, compileDriverTotals, type DriversScope } from './compile-drivers';
import { additive, effectOf, type Lengths, type Side, type Sides } from './driver-effect';
import { driverFields } from './driver-fields';
import { measureLabel } from './labels';
import { isPercentile, sketched } from './measure';
import type { Plan } from './plan';
import { numberIn, type Row } from './shape';

/** Fields asked for at the same time: some of the engine's lanes stay free for others. */
const lanes = 2;

/**
 * What moved: how much each value of each field explains of the change between the focus and the rest of the range, largest
 * effect first; see `effectOf`. Counts, users and sums are per hour, a rate per second, everything else as it is. A
 * focus that reaches out of a range that ends now is cut, as charts show whole buckets; out of a fixed one it is refused.
 * Throws AppError invalid_input.
 */
export async function computeDrivers(spec: DriversSpec, plan: Plan, asking: Asking): Promise<DriversData> {
  const { measure } = spec;
  const range = { from: plan.range.from, to: Math.max(plan.range.from + 1, Math.min(plan.range.to, asking.now + 1)) };
  const focus = focusOf(spec, { whole: plan.range, range });
  const scope: DriversScope = { workspaceId: asking.workspaceId, range, focus };
  const all = sidesOf(measure, (await asking.ask(compileDriverTotals(spec, scope)))[0]);
  const counts = { inside: all.inside.events, outside: all.outside.events };
  const fields = spec.fields ?? (await driverFields(spec, { ...scope, ...counts }, asking));
  const unit = measure.agg === 'rate' ? secondMs : additive.includes(measure.agg) ? hourMs : undefined;
  const lengths = lengthsOf({ range, focus }, unit ?? hourMs);
  const rowsOf = async (field: Field): Promise<Found[]> => {
    const rows = await asking.ask(compileDriverField(spec, { ...scope, field }));
    return rows.map((row) => {
      const own = sidesOf(measure, row);
      const value = typeof row.v === 'string' ? row.v : null;
      return { field, value, own, effect: effectOf(measure.agg, { own, all, lengths }) };
    });
  };
  const found = (await inLanes(fields, rowsOf)).flat();
  const shown = (side: Side, length: number): Value =>
    unit === undefined || side.measure === null ? side.measure : side.measure / length;
  return {
    kind: 'drivers',
    label: measureLabel(measure),
    isPerHour: unit === hourMs,
    inside: shown(all.inside, lengths.inside),
    outside: shown(all.outside, lengths.outside),
    rows: leading(found, spec.top).map(({ field, value, own, effect }): DriverRow => ({
      field,
      value,
      inside: shown(own.inside, lengths.inside),
      outside: shown(own.outside, lengths.outside),
      insideShare: share(own.inside, all.inside),
      outsideShare: share(own.outside, all.outside),
      effect,
    })),
    fields: [...fields],
  };
}

type Found = { field: Field; value: string | null; own: Sides; effect: number };

/** Where nothing is sure, values with more events come first, so that the answer is not arbitrary. */
function leading(found: readonly Found[], top: number): Found[] {
  const size = ({ own }: Found): number => own.inside.events + own.outside.events;
  return [...found].sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect) || size(b) - size(a)).slice(0, top);
}

const share = (own: Side, all: Side): number => (all.events > 0 ? own.events / all.events : 0);

function sidesOf(measure: Measure, row: Row | undefined): Sides {
  const side = (name: 'i' | 'o'): Side => ({
    events: numberIn(row, `n${name}`) ?? 0,
    measure: isPercentile(measure) ? sketched(numberIn(row, `m${name}`)) : numberIn(row, `m${name}`),
    numbers: numberIn(row, `c${name}`) ?? 0,
    squares: numberIn(row, `q${name}`) ?? 0,
  });
  return { inside: side('i'), outside: side('o') };
}

function lengthsOf({ range, focus }: { range: Range; focus: Range }, unit: number): Lengths {
  const inside = focus.to - focus.from;
  return { inside: inside / unit, outside: (range.to - range.from - inside) / unit };
}

function focusOf(spec: DriversSpec, { whole, range }: { whole: Range; range: Range }): Range {
  const [from, to] = [Date.parse(spec.focus.from), Date.parse(spec.focus.to)];
  const isMoving = 'last' in spec.range;
  if (!isMoving && (from < whole.from || to > whole.to)) throw invalid('must lie inside the range');
  const focus = { from: Math.max(from, range.from), to: Math.min(to, range.to) };
  if (focus.from >= focus.to) throw invalid('must lie inside the range');
  if (focus.from === range.from && focus.to === range.to)
    throw invalid('is all of the range, so there is nothing to compare it with');
  return focus;
}

function invalid(reason: string): AppError {
  return new AppError('invalid_input', `focus: ${reason}`, { fields: [{ path: 'focus', reason }] });
}

/** All results in the order of the items, a few at a time. */
async function inLanes<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item !== undefined) results[index] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
