import type { Migration } from './migration';
import { rollupFill, rollupTable } from './wider-rollup';

/**
 * The quarter hours of all names together. A user who did several things is one here, so long ranges merge a third of the users,
 * and a dozen names make one row.
 */
export const m0003QuarterTotals: Migration = {
  version: 3,
  name: 'quarter totals',
  statements: [rollupTable('events_15m_all', ['workspace'])],
  fill: rollupFill({
    source: 'events_15m',
    target: 'events_15m_all',
    keys: ['workspace'],
    step: 'toStartOfFifteenMinutes',
  }),
};
