import type { Condition, ConditionOf } from '@/lib/model/rule-condition';
import type { Severity } from '@/lib/model/severity';
import { dayMs, hourMs, minuteMs, parseDuration, secondMs } from '@/lib/time/duration';

/** A line at which a rule fires, or at which it stops, in what is judged: the value, the change, the silence in ms, the burn. */
export type Limit = {
  /** `value`: fires there; `recovery`: stops there; `mirror`: the same amount downwards. */
  role: 'value' | 'recovery' | 'mirror';
  /** Place of the level or pair of windows in its condition. */
  index: number;
  value: number;
  severity: Severity;
};

/** The lines of a condition, in the order of its levels; none where there is no line to draw. */
export function limitsOf(condition: Condition): Limit[] {
  switch (condition.type) {
    case 'threshold':
      return condition.levels.flatMap(({ severity, value, recovery }, index): Limit[] => [
        { role: 'value', index, value, severity },
        ...(recovery === undefined ? [] : [{ role: 'recovery' as const, index, value: recovery, severity }]),
      ]);
    case 'change':
      return changeLimits(condition);
    case 'absence':
      return condition.levels.map(({ severity, after }, index) => {
        const value = parseDuration(after)?.ms ?? 0;
        return { role: 'value', index, value, severity };
      });
    case 'burn_rate':
      return condition.windows.map(({ severity, burn }, index) => ({ role: 'value', index, value: burn, severity }));
    case 'anomaly':
    case 'row':
      return [];
  }
}

function changeLimits({ direction, levels }: ConditionOf<'change'>): Limit[] {
  return levels.flatMap(({ severity, by, recovery }, index): Limit[] => {
    const sign = direction === 'down' ? -1 : 1;
    const limits: Limit[] = [{ role: 'value', index, value: sign * by, severity }];
    if (direction === 'either') limits.push({ role: 'mirror', index, value: -by, severity });
    if (recovery !== undefined) limits.push({ role: 'recovery', index, value: sign * recovery, severity });
    return limits;
  });
}

/** The condition with one of its lines somewhere else. What must stay on one side of it is pushed along. */
export function moveLimit(condition: Condition, { role, index }: Pick<Limit, 'role' | 'index'>, to: number): Condition {
  switch (condition.type) {
    case 'threshold':
      return {
        ...condition,
        levels: changed(condition.levels, index, (level) =>
          moveThreshold(level, role === 'recovery' ? { recovery: to } : { value: to }, condition.operator),
        ),
      };
    case 'change': {
      const size = Math.abs(to);
      return {
        ...condition,
        levels: changed(condition.levels, index, (level) => {
          if (role === 'recovery') return { ...level, recovery: Math.min(size, level.by) };
          const by = size || level.by;
          return level.recovery === undefined
            ? { ...level, by }
            : { ...level, by, recovery: Math.min(level.recovery, by) };
        }),
      };
    }
    case 'absence':
      return { ...condition, levels: changed(condition.levels, index, (level) => ({ ...level, after: spanOf(to) })) };
    case 'burn_rate':
      return {
        ...condition,
        windows: changed(condition.windows, index, (pair) => ({ ...pair, burn: to > 0 ? to : pair.burn })),
      };
    case 'anomaly':
    case 'row':
      return condition;
  }
}

type Level = ConditionOf<'threshold'>['levels'][number];

type Move = { value: number } | { recovery: number };

function moveThreshold(level: Level, move: Move, operator: ConditionOf<'threshold'>['operator']): Level {
  const within = operator.startsWith('>') ? Math.min : Math.max;
  if ('recovery' in move) return { ...level, recovery: within(move.recovery, level.value) };
  if (level.recovery === undefined) return { ...level, ...move };
  return { ...level, ...move, recovery: within(level.recovery, move.value) };
}

function changed<T>(list: readonly T[], index: number, change: (entry: T) => T): T[] {
  return list.map((entry, at) => (at === index ? change(entry) : entry));
}

/** The nearest length of time that reads well: whole minutes, of hours quarters, of days hours. */
function spanOf(ms: number): string {
  if (ms < 2 * minuteMs) return `${Math.max(10, Math.round(ms / (10 * secondMs)) * 10)}s`;
  if (ms < 3 * hourMs) return `${Math.round(ms / minuteMs)}m`;
  if (ms < 3 * dayMs) return `${Math.round(ms / hourMs)}h`;
  return `${Math.round(ms / dayMs)}d`;
}
