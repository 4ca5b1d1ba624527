import type { Migration } from './migration';
import { rollupFill, rollupTable } from './wider-rollup';

/**
 * The days (UTC) of all names together, for users of long ranges: the quarter hours of 90 days hold each user once per visit, a
 * day once, and the sketch of a day keeps a sample of its users when they are more than 65,536.
 */
export const m0004DayTotals: Migration = {
  version: 4,
  name: 'day totals',
  statements: [rollupTable('events_1d_all', ['workspace'])],
  fill: rollupFill({ source: 'events_15m_all', target: 'events_1d_all', keys: ['workspace'], step: 'toStartOfDay' }),
};
