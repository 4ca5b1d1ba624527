import type { BreakdownData, TotalData, TrendData, TrendSeries } from '@/lib/model/answer';
import type { Value } from '@/lib/model/value';
import type { BreakdownSpec, TotalSpec, TrendSpec } from '@/lib/model/query-spec';
import { AppError } from '@/lib/errors/app-error';
import { formulaSetOf, withFormulas, type FormulaSet } from './formulas';
import { groupName, seriesLabel } from './labels';
import { outputsOf, type Output } from './outputs';
import { transformed } from './transform';
import type { TrendBase } from './trend';

// What comes after the engine's answer: formulas, then transforms, then only what is to be shown. Pure, so that an answer can
// be finished again whenever some of its numbers have changed.

type Finishing = TotalSpec | TrendSpec | BreakdownSpec;

function setOf(spec: Finishing): FormulaSet {
  const set = formulaSetOf(spec);
  if (!('faults' in set)) return set;
  throw new AppError('invalid_input', 'A formula is not valid', { fields: set.faults });
}

/** Whether an answer is shown as the engine gave it. */
const isPlain = ({ measures, formulas }: Finishing): boolean =>
  formulas.length === 0 && measures.every(({ hidden, transform }) => hidden !== true && transform === undefined);

const pick = (values: readonly Value[], outputs: readonly Output[]): Value[] =>
  outputs.map(({ index }) => values[index] ?? null);

export function finishTotal(spec: TotalSpec, data: TotalData): TotalData {
  if (isPlain(spec)) return data;
  const set = setOf(spec);
  const current = withFormulas(
    data.values.map(({ value }) => value),
    set,
  );
  const earlier = data.values.some(({ previous }) => previous !== undefined)
    ? withFormulas(
        data.values.map(({ previous = null }) => previous),
        set,
      )
    : undefined;
  return {
    kind: 'total',
    values: outputsOf(spec).map(({ index, label }) => ({
      label,
      value: current[index] ?? null,
      ...(earlier === undefined ? {} : { previous: earlier[index] ?? null }),
    })),
  };
}

/** What makes the values that are shown from those of the measures, without transforms; made once for many. */
export function finisherOf(spec: Finishing): (measured: Value[]) => Value[] {
  if (spec.formulas.length === 0 && spec.measures.every(({ hidden }) => hidden !== true)) return (measured) => measured;
  const set = setOf(spec);
  const outputs = outputsOf(spec);
  return (measured) => pick(withFormulas(measured, set), outputs);
}

/** Rows stay ranked by the first measure, also when it is hidden. */
export function finishBreakdown(spec: BreakdownSpec, data: BreakdownData): BreakdownData {
  if (isPlain(spec)) return data;
  const set = setOf(spec);
  const outputs = outputsOf(spec);
  return {
    ...data,
    measures: outputs.map(({ label }) => label),
    rows: data.rows.map(({ values, previous, ...row }) => ({
      ...row,
      values: pick(withFormulas(values, set), outputs),
      ...(previous === undefined ? {} : { previous: pick(withFormulas(previous, set), outputs) }),
    })),
  };
}

/** The shown trend of a base; its groups stay the leading ones by the first measure, also when it is hidden. */
export function finishTrend(spec: TrendSpec, { lead, ...base }: TrendBase): TrendData {
  if (isPlain(spec)) return base;
  const outputs = outputsOf(spec);
  const set = setOf(spec);
  const count = spec.measures.length;
  const series: TrendSeries[] = [];
  for (let at = 0; at < base.series.length; at += count)
    series.push(...finishGroup(spec, base.series.slice(at, at + count), { set, outputs, lead }));
  return { ...base, buckets: base.buckets.slice(lead), series };
}

type How = { set: FormulaSet; outputs: readonly Output[]; lead: number };

/** The series of one group, one per measure, as the series that are shown of it. */
function finishGroup(spec: TrendSpec, measured: readonly TrendSeries[], how: How): TrendSeries[] {
  const [first] = measured;
  if (first === undefined) return [];
  const values = columnsOf(
    measured.map((series) => series.values),
    how.set,
  );
  const previous =
    first.previous &&
    columnsOf(
      measured.map((series) => series.previous ?? []),
      how.set,
    );
  const id = first.key.slice('0'.length);
  return how.outputs.map(({ index, label, transform }) => ({
    key: `${index}${id}`,
    label: seriesLabel(label, { isOnly: how.outputs.length === 1, group: groupName(spec.by, first) }),
    measure: index,
    group: first.group,
    ...(first.isOther === true ? { isOther: true } : {}),
    values: transformed(values[index] ?? [], { transform, lead: how.lead }),
    ...(previous === undefined ? {} : { previous: transformed(previous[index] ?? [], { transform, lead: how.lead }) }),
  }));
}

/** Per measure and formula the values of all buckets, from those of the measures. */
function columnsOf(measured: readonly (readonly Value[])[], set: FormulaSet): Value[][] {
  if (set.nodes.length === 0) return measured.map((values) => [...values]);
  const buckets = (measured[0] ?? []).map((_, bucket) =>
    withFormulas(
      measured.map((values) => values[bucket] ?? null),
      set,
    ),
  );
  return Array.from({ length: measured.length + set.nodes.length }, (_, index) =>
    buckets.map((values) => values[index] ?? null),
  );
}
