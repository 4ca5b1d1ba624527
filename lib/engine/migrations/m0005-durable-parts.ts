import type { Migration } from './migration';

/** The events, and what is counted from them while they are inserted: a rollup that lost a part would count wrong for good. */
const tables = ['events', 'events_1m', 'events_15m', 'events_15m_all', 'events_1d_all'];

/**
 * An insert is answered once its parts are on the disk, for the spool forgets a batch then. What a merge writes needs no such care:
 * its sources stay for eight minutes, and a part that is broken after a power cut is made of them again.
 */
export const m0005DurableParts: Migration = {
  version: 5,
  name: 'durable parts',
  statements: tables.map(
    (table) => `ALTER TABLE sightglass.${table} MODIFY SETTING fsync_after_insert = 1, fsync_part_directory = 1`,
  ),
};
