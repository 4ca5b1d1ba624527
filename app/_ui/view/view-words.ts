import type { View } from '@/lib/dashboards/view/view';

export const grainLabels: Record<View['grain'], string> = {
  auto: 'Auto',
  '1s': 'Second',
  '10s': '10 seconds',
  '1m': 'Minute',
  '5m': '5 minutes',
  '15m': '15 minutes',
  '1h': 'Hour',
  '6h': '6 hours',
  '1d': 'Day',
  '1w': 'Week',
  '1M': 'Month',
};

export const compareLabels: Record<View['compare'], string> = {
  previous: 'Previous period',
  week: 'Same time last week',
  year: 'Same time last year',
  none: 'Nothing',
};

/** The caption of a change. */
export const comparedWords: Record<View['compare'], string | undefined> = {
  previous: 'vs previous period',
  week: 'vs same time last week',
  year: 'vs same time last year',
  none: undefined,
};
