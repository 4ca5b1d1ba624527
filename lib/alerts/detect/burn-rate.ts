import type { Value } from '@/lib/model/value';
import type { ConditionOf } from '@/lib/model/rule-condition';
import type { Finding } from './finding';
import { numberText } from './number-text';

type BurnRate = ConditionOf<'burn_rate'>;
type Sums = { bad: number; total: number };

/**
 * How fast the error budget is spent: the share of bad events over the share that the objective allows (SRE Workbook,
 * chapter 5). A pair of windows holds when both are above its rate. The value is the highest rate that both windows of a
 * pair reach.
 */
export function detectBurnRate(condition: BurnRate, windows: Readonly<Record<string, Value[]>>): Finding {
  const sumsOf = (length: string): Sums | null => {
    const values = windows[length];
    return values === undefined ? null : { bad: values[condition.bad] ?? 0, total: values[condition.total] ?? 0 };
  };
  // 1 - 0.999 is 0.0010000000000000009: a rate that just reaches its limit must not fall short of it by that.
  const budget = Number((1 - condition.objective).toFixed(12));
  const pairs = condition.windows.flatMap((pair) => {
    const long = sumsOf(pair.long);
    const short = sumsOf(pair.short);
    if (long === null || short === null || long.total === 0) return [];
    return [{ ...pair, bad: long.bad, rate: Math.min(burnOf(long, budget), burnOf(short, budget)) }];
  });
  if (pairs.length === 0) return { value: null, breached: [], because: 'No events' };
  const held = pairs.filter(({ rate, burn, bad }) => rate > burn && bad >= condition.leastBad);
  const worst = (held.length > 0 ? held : pairs).reduce((a, b) => (b.rate / b.burn > a.rate / a.burn ? b : a));
  return {
    value: worst.rate,
    breached: [...new Set(held.map(({ severity }) => severity))],
    because: `Burns ${numberText(Number(worst.rate.toFixed(2)))} times the budget over ${worst.long} and ${worst.short}, limit ${numberText(worst.burn)}`,
  };
}

const burnOf = ({ bad, total }: Sums, budget: number): number => (total === 0 ? 0 : bad / total / budget);
