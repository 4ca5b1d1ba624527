/**
 * Every table of the engine that holds rows of workspaces, with the column that says when. `base` tables are the truth: a backup
 * has them and nothing else. `rollup` tables are filled by views when rows enter a base table, so a restore fills them by
 * inserting those; a deletion does not pass through views, so whoever deletes goes through all of them. `summary` tables are made
 * behind from the events (`lib/query/summaries`) and may go at any time; which days are summarised goes first.
 */
export const engineTables = [
  { table: 'events', time: 'timestamp', holds: 'base' },
  { table: 'rejected_events', time: 'received_at', holds: 'base' },
  { table: 'events_1m', time: 'minute', holds: 'rollup' },
  { table: 'events_15m', time: 'minute', holds: 'rollup' },
  { table: 'events_15m_all', time: 'minute', holds: 'rollup' },
  { table: 'events_1d_all', time: 'minute', holds: 'rollup' },
  { table: 'events_1d_by_days', time: 'minute', holds: 'summary' },
  { table: 'events_1d_by', time: 'minute', holds: 'summary' },
] as const;

export type BaseTable = Extract<(typeof engineTables)[number], { holds: 'base' }>;

export const baseTables: readonly BaseTable[] = engineTables.filter((one) => one.holds === 'base');
