export type Mending = {
  restoredAt: number;
  /** Switches every channel off, for a copy beside a portal that still runs. */
  areChannelsOff: boolean;
};

type Row = Record<string, unknown>;

/** Uploads are not part of an archive, so an import that was not done cannot go on. */
const openImports = new Set(['uploading', 'mapping', 'running']);

const mends: Record<string, (row: Row, mending: Mending) => Row | null> = {
  imports: (row, { restoredAt }) => {
    if (!openImports.has(String(row.state))) return row;
    const error = 'It was not loaded when the backup was made. Upload the file again.';
    return { ...row, state: 'failed', error, updated_at: restoredAt };
  },
  // Says that the sample's events are loaded, and they are not in the archive.
  settings: (row) => (row.key === 'sample.load' || row.key === 'sample.replay' ? null : row),
  channels: (row, { areChannelsOff }) => (areChannelsOff ? { ...row, is_enabled: false } : row),
};

/** A row of the store as it should be after a restore: a JSON line, or null when it should not be. */
export function mendRow(table: string, line: string, mending: Mending): string | null {
  const mend = mends[table];
  if (mend === undefined) return line;
  const row = mend(JSON.parse(line) as Row, mending);
  return row === null ? null : JSON.stringify(row);
}
