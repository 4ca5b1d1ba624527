import type { ConditionOf } from '@/lib/model/rule-condition';
import type { Severity } from '@/lib/model/severity';
import type { Finding } from './finding';
import { said } from './said';

type Change = ConditionOf<'change'>;

/** The value is the change itself: in percent of the earlier value, or in its unit. Without an earlier value there is none. */
export function detectChange(
  condition: Change,
  { value, previous }: { value: number | null; previous: number | null },
  firing: readonly Severity[],
): Finding {
  if (value === null || previous === null) return { value: null, breached: [], because: 'No data to compare' };
  const isTooSmall = Math.abs(previous) < condition.leastBase || (condition.unit === 'percent' && previous === 0);
  if (isTooSmall) return { value: 0, breached: [], because: `${said(previous)} before is too little to compare with` };
  const change = condition.unit === 'percent' ? ((value - previous) / Math.abs(previous)) * 100 : value - previous;
  const size = { up: change, down: -change, either: Math.abs(change) }[condition.direction];
  const held = condition.levels.filter(({ severity, by, recovery }) =>
    firing.includes(severity) && recovery !== undefined ? size > recovery : size >= by,
  );
  const sign = change > 0 ? '+' : '';
  const unit = condition.unit === 'percent' ? ' %' : '';
  return {
    value: change,
    breached: held.map(({ severity }) => severity),
    because: `${said(value)} after ${said(previous)}: ${sign}${Number(change.toFixed(1))}${unit}`,
  };
}
