import { formatValue } from './format-number';
import type { FunnelModel } from './funnel-model';

/** How many of the step before are left at a step and how long they took; nothing for the first step. */
export function stepFacts({ all }: FunnelModel, index: number): string {
  const bar = all.bars[index];
  if (!bar || index === 0) return '';
  const took = bar.medianMs === null ? [] : [formatValue(bar.medianMs, 'ms')];
  return [`${formatValue(bar.ofBefore, 'percent')} of step ${index}`, ...took].join(' · ');
}
