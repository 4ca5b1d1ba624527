/**
 * Every table of the engine that holds events or what is made of them, with the column that says when: for deleting a workspace or
 * what is old, and for backups. Those that a view feeds are listed as well, because a deletion does not pass through views.
 */
export const eventTables = [
  { name: 'events', time: 'timestamp' },
  { name: 'events_1m', time: 'minute' },
  { name: 'events_15m', time: 'minute' },
  { name: 'events_15m_all', time: 'minute' },
  { name: 'events_1d_all', time: 'minute' },
  { name: 'rejected_events', time: 'received_at' },
] as const;
