import { quarterFill, quarterTable } from './quarter-rollup';
import type { Migration } from './migration';

/**
 * The quarter hours of all names together. A user who did several things is one here, so long ranges merge a third of the users,
 * and a dozen names make one row.
 */
export const m0003QuarterTotals: Migration = {
  version: 3,
  name: 'quarter totals',
  statements: [quarterTable('events_15m_all', ['workspace'])],
  fill: quarterFill({ source: 'events_15m', target: 'events_15m_all', keys: ['workspace'] }),
};
