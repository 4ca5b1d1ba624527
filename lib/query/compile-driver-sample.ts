import type { Field } from '@/lib/model/filter';
import type { DriversSpec } from '@/lib/model/query-spec';
import { minuteMs } from '@/lib/time/duration';
import type { Range } from '@/lib/time/range';
import { createBinder, type Binder } from './binder';
import { blockRows, inSample } from './block-sample';
import { outsideOf, type DriversScope } from './compile-drivers';
import type { DriverSample, Strata } from './driver-sample';
import { numberOf, textOf } from './field';
import { measureCondition } from './measure';
import { compiled, fromScope, type Compiled } from './scope';

/** Values of a field with a name beyond this many are too rare to explain much. */
const maxRows = 20_000;

/** Rows `name`, `i` and `o`: events inside and outside by the rollup, to the minute, whatever the filters. */
export function compileDriverRows(spec: DriversSpec, { workspaceId, range, focus }: DriversScope): Compiled {
  const binder = createBinder();
  const whole = ({ from, to }: Range): Range => ({
    from: Math.floor(from / minuteMs) * minuteMs,
    to: Math.ceil(to / minuteMs) * minuteMs,
  });
  const { from, to } = whole(focus);
  const isInside = `minute >= toDateTime(${binder.bind(from / 1_000, 'UInt32')}, 'UTC') AND minute < toDateTime(${binder.bind(to / 1_000, 'UInt32')}, 'UTC')`;
  const scope = { workspaceId, source: 'rollup' as const, ranges: [whole(range)], where: [], measures: [spec.measure] };
  return compiled(
    [
      `SELECT\n  name,\n  toFloat64(sumIf(events, ${isInside})) AS i,\n  toFloat64(sum(events)) - i AS o`,
      ...fromScope(scope, binder),
      'GROUP BY name',
    ],
    binder,
  );
}

/** Rows `s`, `e` (a name) and `n`: the events of each side that the question is about, all counted. */
export function compileDriverNames(spec: DriversSpec, of: DriversScope): Compiled {
  const binder = createBinder();
  const side = (name: 'i' | 'o', ranges: readonly Range[]): string =>
    [
      `SELECT\n  '${name}' AS s,\n  name AS e,\n  toFloat64(count()) AS n`,
      ...scopeLines(spec, { workspaceId: of.workspaceId, ranges }, binder),
      'GROUP BY name',
    ].join('\n');
  return compiled([side('i', [of.focus]), 'UNION ALL', side('o', outsideOf(of))], binder);
}

/**
 * Rows of a side `s`, a name `e` and, with a field, a value `v`: `n` events that were read, `a` the sum of the measure's numbers (of
 * counts the events), `c` how many numbers and `q` the sum of their squares; what was read whole has no name; `k` is 1 where only blocks were read, then
 * `b` is how many, and the rest are sums over them: of squares `aa`, `cc`, `nn`, and of products `ac`, and `am` and `nm` with all
 * events `m` of the block.
 */
export function compileDriverStrata(
  spec: DriversSpec,
  of: DriversScope & { sample: DriverSample; field?: Field },
): Compiled {
  const binder = createBinder();
  const parts = [
    ...sideParts(spec, { ...of, side: 'i', ranges: [of.focus], strata: of.sample.inside }, binder),
    ...sideParts(spec, { ...of, side: 'o', ranges: outsideOf(of), strata: of.sample.outside }, binder),
  ];
  const products = ['a * a AS aa', 'c * c AS cc', 'n * n AS nn', 'a * c AS ac', 'a * m AS am', 'n * m AS nm'];
  const sums = ['n', 'a', 'c', 'q', ...products].map((product) => {
    const [expression, name = product] = product.split(' AS ');
    return `sum(block.${(expression ?? '').replace('* ', '* block.')}) AS ${name}`;
  });
  const keys = ['s', 'e', ...(of.field === undefined ? [] : ['v'])];
  return compiled(
    [
      `SELECT\n  ${[...keys, 'max(block.k) AS k', 'toFloat64(count()) AS b', ...sums].join(',\n  ')}\nFROM (`,
      'SELECT\n  *,\n  sum(n) OVER (PARTITION BY s, e, at) AS m\nFROM (',
      parts.join('\nUNION ALL\n'),
      `)\n) AS block\nGROUP BY ${keys.join(', ')}`,
      `ORDER BY n DESC\nLIMIT ${binder.bind(maxRows, 'UInt32')}`,
    ],
    binder,
  );
}

type Side = { workspaceId: string; side: 'i' | 'o'; ranges: readonly Range[]; strata: Strata; field?: Field };

function sideParts(spec: DriversSpec, of: Side, binder: Binder): string[] {
  const sampled = of.strata.flatMap(({ names }) => names);
  const isNamed = (names: readonly string[]): string => `name IN ${binder.bind([...names], 'Array(String)')}`;
  const whole = sampled.length === 0 ? [] : [`NOT (${isNamed(sampled)})`];
  return [
    blocksOf(spec, { ...of, isSampled: false, only: whole }, binder),
    ...of.strata.map(({ every, names }) =>
      blocksOf(spec, { ...of, isSampled: true, only: [isNamed(names), inSample(every, binder)] }, binder),
    ),
  ];
}

function blocksOf(
  spec: DriversSpec,
  of: Omit<Side, 'strata'> & { isSampled: boolean; only: readonly string[] },
  binder: Binder,
): string {
  const { field } = of;
  const block = of.isSampled
    ? ['1 AS k', `intDiv(_part_offset, ${blockRows}) * 65536 + _part_index AS at`]
    : ['0 AS k', 'toUInt64(0) AS at'];
  // What is read whole stands for itself, whichever name it has.
  const event = of.isSampled ? 'name AS e' : `'' AS e`;
  const keys = [...(of.isSampled ? ['e', 'at'] : []), ...(field === undefined ? [] : ['v'])];
  const number = spec.measure.of === undefined ? undefined : numberOf(spec.measure.of, binder);
  const numbers =
    number === undefined
      ? ['n AS a', 'toFloat64(0) AS c', 'toFloat64(0) AS q']
      : [
          `ifNull(toFloat64(sum(${number})), 0) AS a`,
          `toFloat64(count(${number})) AS c`,
          `ifNull(toFloat64(sum(${number} * ${number})), 0) AS q`,
        ];
  const value = field === undefined ? [] : [`${textOf(field, binder)} AS v`];
  const columns = [`'${of.side}' AS s`, event, ...block, ...value, 'toFloat64(count()) AS n', ...numbers];
  return [
    `SELECT\n  ${columns.join(',\n  ')}`,
    ...scopeLines(spec, { workspaceId: of.workspaceId, ranges: of.ranges }, binder),
    ...of.only.map((condition) => `  AND ${condition}`),
    keys.length === 0 ? '' : `GROUP BY ${keys.join(', ')}`,
    number === undefined ? '' : 'HAVING c > 0',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function scopeLines(
  spec: DriversSpec,
  of: { workspaceId: string; ranges: readonly Range[] },
  binder: Binder,
): string[] {
  const scope = { ...of, source: 'events' as const, where: spec.where, measures: [spec.measure] };
  const own = measureCondition(spec.measure, binder);
  return [...fromScope(scope, binder), ...(own === undefined ? [] : [`  AND ${own}`])];
}
