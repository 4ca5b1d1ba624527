import type { PickAction } from './chart-props';

/** What a click on a part of a chart does, in words. */
export const pickWords = (picks: PickAction | undefined, label: string): string =>
  picks === 'events' ? `Show the events of ${label}` : `Filter by ${label}`;
