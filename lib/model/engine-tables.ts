/**
 * Every table of the engine that holds rows of workspaces. `base` tables are the truth: a backup has them and nothing else.
 * `rollup` tables are filled by their views when rows enter a base table, so a restore fills them by inserting those.
 */
export const engineTables = [
  { table: 'events', time: 'timestamp', holds: 'base' },
  { table: 'rejected_events', time: 'received_at', holds: 'base' },
  { table: 'events_1m', time: 'minute', holds: 'rollup' },
] as const;

export type EngineTableName = (typeof engineTables)[number]['table'];
export type BaseTable = Extract<(typeof engineTables)[number], { holds: 'base' }>;

export const baseTables: readonly BaseTable[] = engineTables.filter((one) => one.holds === 'base');
