import type { RetentionSpec } from '@/lib/model/query-spec';
import type { Range } from '@/lib/time/range';
import { createBinder, type Binder } from './binder';
import { anyStepCondition, stepCondition } from './journey-step';
import type { Plan } from './plan';
import { localDate, periodsOf } from './retention-periods';
import { compiled, fromScope, withinRange, type Compiled } from './scope';

/** Stands for all of the time before the range; periods have the bits below. */
const historyBit = 63;
const history = (before: number): Range => ({ from: 0, to: before });

/** An event's period, counted from the first one of the range: the boundaries of `lib/time/bucket`, which go by local dates. */
function periodOf(spec: RetentionSpec, start: number, binder: Binder): string {
  const zone = binder.bind(spec.timezone, 'String');
  const { day, month } = localDate(spec, start);
  if (spec.period === 'month')
    return `toYear(timestamp, ${zone}) * 12 + toMonth(timestamp, ${zone}) - ${binder.bind(month, 'Int64')}`;
  const days = `toInt32(toDate32(timestamp, ${zone})) - ${binder.bind(day, 'Int64')}`;
  return spec.period === 'week' ? `intDiv(${days}, 7)` : days;
}

/** Whether start and back are the same events; then one look at each is enough. */
function isSameStep({ start, back }: RetentionSpec): boolean {
  const about = ({ event, where = [] }: RetentionSpec['start']): string => JSON.stringify([event, where]);
  return about(start) === about(back);
}

/**
 * One row per user: `s`, the periods with a start, and `b`, those with a back, as bits. For first cohorts `s` has one bit
 * more for a start before the range, for which all of the history is read, but of start events only.
 */
function userPeriods(
  spec: RetentionSpec,
  of: { plan: Plan; workspaceId: string },
  binder: Binder,
): (string | undefined)[] {
  const { from } = of.plan.range;
  const isFirst = spec.cohort === 'first';
  const isSame = isSameStep(spec);
  const within = withinRange(of.plan.range, 'events', binder);
  const period = periodOf(spec, from, binder);
  const bit = `bitShiftLeft(toUInt64(1), ${isFirst ? `if(${within}, ${period}, ${historyBit})` : period})`;
  const [start, back] = [stepCondition(spec.start, binder), stepCondition(spec.back, binder)];
  const columns = isSame
    ? [`groupBitOr(${bit}) AS s`, 's AS b']
    : [`groupBitOrIf(${bit}, ${start}) AS s`, `groupBitOrIf(${bit}, ${back}) AS b`];
  return [
    `SELECT\n  ${columns.join(',\n  ')}`,
    ...fromScope(
      {
        workspaceId: of.workspaceId,
        source: 'events',
        ranges: isFirst ? [history(from), of.plan.range] : [of.plan.range],
        where: spec.where,
        measures: [spec.start, spec.back],
      },
      binder,
    ),
    '  AND user_hash != 0',
    isFirst && !isSame
      ? `  AND (${start} OR (${within} AND ${back}))`
      : anyStepCondition([spec.start, spec.back], binder),
    `GROUP BY user_hash\nHAVING s != 0${isFirst ? ` AND NOT bitTest(s, ${historyBit})` : ''}`,
  ];
}

/** Rows `cohort` (0-based period), `n` users and `v0…`, how many of them did `back` that many periods later. */
export function compileRetention(spec: RetentionSpec, of: { plan: Plan; workspaceId: string }): Compiled {
  const binder = createBinder();
  const counts = periodsOf(spec, of.plan.range).map(
    (_, index) => `toFloat64(countIf(bitTest(later, ${index}))) AS v${index}`,
  );
  // The lowest bit of a number is what differs between it and itself less one.
  const cohort = spec.cohort === 'first' ? 'bitCount(bitXor(s, s - 1)) - 1' : 'arrayJoin(bitPositionsToArray(s))';
  return compiled(
    [
      `SELECT\n  cohort,\n  toFloat64(count()) AS n,\n  ${counts.join(',\n  ')}\nFROM (`,
      `SELECT\n  ${cohort} AS cohort,\n  bitShiftRight(b, cohort) AS later\nFROM (`,
      ...userPeriods(spec, of, binder),
      ')\n)\nGROUP BY cohort\nORDER BY cohort',
    ],
    binder,
  );
}
