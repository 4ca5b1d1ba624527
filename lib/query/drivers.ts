import { AppError } from '@/lib/errors/app-error';
import type { DriverRow, DriversData } from '@/lib/model/answer';
import type { Value } from '@/lib/model/value';
import type { Field } from '@/lib/model/filter';
import type { Measure } from '@/lib/model/measure';
import type { DriversSpec } from '@/lib/model/query-spec';
import { hourMs, secondMs } from '@/lib/time/duration';
import type { Range } from '@/lib/time/range';
import type { Asking } from './asking';
import { compileDriverNames, compileDriverRows, compileDriverStrata } from './compile-driver-sample';
import { compileDriverField, compileDriverTotals, type DriversScope } from './compile-drivers';
import { additive, effectOf, type Lengths, type Side, type Sides } from './driver-effect';
import { estimates, weightsOf, type Weights } from './driver-estimate';
import { driverFields } from './driver-fields';
import { estimable, strataOf, type DriverSample, type Strata } from './driver-sample';
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
  const sampled = await sampleOf(spec, scope, asking);
  const rowsOf = async (field: Field): Promise<Found[]> => {
    const rows = await valuesOf(spec, { ...scope, field, sampled }, asking);
    return rows.map(({ value, own }) => ({ field, value, own, effect: effectOf(measure.agg, { own, all, lengths }) }));
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
    ...(sampled === null ? {} : { sampledFrom: sampled.from }),
  };
}

type Sampled = { sample: DriverSample; weights: Weights; from: { events: number; of: number } };

/** How to read a part of the events, and what each of them stands for; null when all can be read. */
async function sampleOf(spec: DriversSpec, scope: DriversScope, { ask }: Asking): Promise<Sampled | null> {
  if (!estimable.includes(spec.measure.agg)) return null;
  const rows = await ask(compileDriverRows(spec, scope));
  const of = (side: 'i' | 'o'): Strata =>
    strataOf(rows.map((row) => ({ name: String(row.name), events: numberIn(row, side) ?? 0 })));
  const sample = { inside: of('i'), outside: of('o') };
  if (sample.inside.length + sample.outside.length === 0) return null;
  const [counted, got] = await Promise.all([
    ask(compileDriverNames(spec, scope)),
    ask(compileDriverStrata(spec, { ...scope, sample })),
  ]);
  const events = (found: readonly Row[]): number => found.reduce((sum, row) => sum + (numberIn(row, 'n') ?? 0), 0);
  return { sample, weights: weightsOf(counted, got), from: { events: events(got), of: events(counted) } };
}

async function valuesOf(
  spec: DriversSpec,
  of: DriversScope & { field: Field; sampled: Sampled | null },
  { ask }: Asking,
): Promise<Pick<Found, 'value' | 'own'>[]> {
  const { sampled, ...scope } = of;
  const { measure } = spec;
  if (sampled !== null) {
    const rows = await ask(compileDriverStrata(spec, { ...scope, sample: sampled.sample }));
    return estimates(rows, { agg: measure.agg, weights: sampled.weights });
  }
  const rows = await ask(compileDriverField(spec, scope));
  return rows.map((row) => ({ value: typeof row.v === 'string' ? row.v : null, own: sidesOf(measure, row) }));
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
